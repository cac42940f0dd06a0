package static

import (
	"io/fs"
	"path"
	"regexp"
	"sync"
)

var importLine = regexp.MustCompile(`(?m)^(?:import|export)\b[^"]*?from "(\.[^"]+)";`)

var modules sync.Map // name of an entry: []string

// Modules are the names of the script of a page, as its body names it, and of all that it imports,
// each once. A page that names them lets the browser fetch them together rather than one after another.
func Modules(entry string) []string {
	if known, found := modules.Load(entry); found {
		return known.([]string)
	}
	names := importsOf("js/pages/"+entry+".js", map[string]bool{})
	modules.Store(entry, names)
	return names
}

// importsOf walks the imports of name, leaving out what was seen.
func importsOf(name string, seen map[string]bool) []string {
	content, err := fs.ReadFile(FS, name)
	if err != nil || seen[name] {
		return nil // a missing import is what the test of this package finds
	}
	seen[name] = true
	names := []string{name}
	for _, m := range importLine.FindAllSubmatch(content, -1) {
		names = append(names, importsOf(path.Join(path.Dir(name), string(m[1])), seen)...)
	}
	return names
}
