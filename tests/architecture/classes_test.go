package architecture

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// givenClass finds the classes that a view or a script gives to an element, classSelector finds those that a style, a script
// or a test asks for.
var (
	givenClass    = regexp.MustCompile(`class(?:=|: )["` + "`" + `]([a-z][a-z0-9 -]*)["` + "`" + `]`)
	classSelector = regexp.MustCompile(`\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*)`)
)

// TestEveryClassIsAskedFor finds classes that no style, no script and no test knows: what carries one looks like
// plain text, and nobody is told.
func TestEveryClassIsAskedFor(t *testing.T) {
	knows := map[string]bool{}
	gives := map[string]string{}
	for path, content := range texts(t, "../../static", "../../views", "../../tests/browser") {
		switch filepath.Ext(path) {
		case ".css", ".go":
			collect(knows, classSelector, content)
		case ".js":
			collect(knows, classSelector, content)
			fallthrough
		case ".templ":
			for _, found := range givenClass.FindAllStringSubmatch(content, -1) {
				for _, class := range strings.Fields(found[1]) {
					gives[class] = path
				}
			}
		}
	}
	if len(gives) < 100 {
		t.Fatalf("only %d classes were found", len(gives))
	}
	for _, class := range slices.Sorted(maps.Keys(gives)) {
		if !knows[class] {
			t.Errorf("%s: no style, script or test asks for the class %q", gives[class], class)
		}
	}
}

func collect(into map[string]bool, pattern *regexp.Regexp, content string) {
	for _, found := range pattern.FindAllStringSubmatch(content, -1) {
		into[found[1]] = true
	}
}

// texts reads all files of the folders, by path, apart from generated code and what others have made.
func texts(t *testing.T, folders ...string) map[string]string {
	t.Helper()
	contents := map[string]string{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(path, "_templ.go") || strings.Contains(path, "testdata") {
				return err
			}
			content, err := os.ReadFile(path)
			contents[path] = string(content)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return contents
}
