package static_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"galley/static"
)

func TestFileReadsAddresses(t *testing.T) {
	tests := []struct {
		name, path  string
		wantName    string
		wantLasting bool
	}{
		{"the present version lasts", static.Version() + "/js/app.js", "js/app.js", true},
		{"another version is served but not kept", "0123456789abcdef/js/app.js", "js/app.js", false},
		{"no version is served but not kept", "css/base.css", "css/base.css", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			name, lasting := static.File(tt.path)
			if name != tt.wantName || lasting != tt.wantLasting {
				t.Errorf("File(%q) = %q, %v, want %q, %v", tt.path, name, lasting, tt.wantName, tt.wantLasting)
			}
		})
	}
}

func TestURLNamesAFileUnderItsVersion(t *testing.T) {
	if got, want := static.URL("js/app.js"), "/static/"+static.Version()+"/js/app.js"; got != want {
		t.Errorf("URL = %q, want %q", got, want)
	}
}

var importLine = regexp.MustCompile(`(?m)^(?:import|export)\b[^"]*?from "(\.[^"]+)";`)

func TestScriptsImportFilesThatAreThereAndStayShort(t *testing.T) {
	for name, content := range scripts(t) {
		if lines := strings.Count(content, "\n"); lines >= 300 {
			t.Errorf("%s has %d lines, want fewer than 300", name, lines)
		}
		if !strings.HasPrefix(content, "// @ts-check\n") {
			t.Errorf("%s does not begin with // @ts-check", name)
		}
		for _, m := range importLine.FindAllStringSubmatch(content, -1) {
			target := path.Join(path.Dir(name), m[1])
			if _, err := fs.Stat(static.FS, target); err != nil {
				t.Errorf("%s imports %s, which is not there", name, m[1])
			}
		}
	}
}

// mayImport are the folders of scripts, and of which others each may import. js/README.md tells more.
var mayImport = map[string][]string{
	"js":           {"lib", "net", "pages"},
	"js/lib":       {},
	"js/markup":    {"lib"},
	"js/net":       {"lib"},
	"js/desk":      {"lib", "markup", "galley"},
	"js/galley":    {"lib", "markup"},
	"js/outline":   {"lib", "markup", "workbench"},
	"js/queries":   {"lib", "markup", "workbench"},
	"js/workbench": {"lib", "markup", "net", "galley", "outline", "queries"},
	"js/pages":     {"lib", "markup", "net", "desk", "galley", "outline", "queries", "workbench"},
}

func TestFoldersOfScriptsImportOneAnotherAsTold(t *testing.T) {
	sizes := map[string]int{}
	for name, content := range scripts(t) {
		folder := path.Dir(name)
		sizes[folder]++
		allowed, known := mayImport[folder]
		if !known {
			t.Errorf("%s lies in a folder that mayImport does not know", name)
		}
		for _, m := range importLine.FindAllStringSubmatch(content, -1) {
			other := path.Dir(path.Join(folder, m[1]))
			if other != folder && !slices.Contains(allowed, strings.TrimPrefix(other, "js/")) {
				t.Errorf("%s imports %s: %s may not know %s", name, m[1], folder, other)
			}
		}
	}
	for folder := range mayImport {
		if sizes[folder] == 0 || sizes[folder] > 40 {
			t.Errorf("%s holds %d scripts, want 1 to 40", folder, sizes[folder])
		}
	}
}

var pageModule = regexp.MustCompile(`(?:Module: |data-module=)"([^"]+)"`)

func TestPagesNameModulesThatAreThere(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../views", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".templ" {
			return err
		}
		content, err := os.ReadFile(name)
		for _, m := range pageModule.FindAllStringSubmatch(string(content), -1) {
			found++
			if len(static.Modules(m[1])) == 0 {
				t.Errorf("%s names the module %s, and there is no js/pages/%s.js", name, m[1], m[1])
			}
		}
		return err
	})
	if err != nil || found == 0 {
		t.Errorf("look through the pages: %d modules found, %v", found, err)
	}
}

func TestOnlyWhatABrowserLoadsIsServed(t *testing.T) {
	err := fs.WalkDir(static.FS, "js", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) != ".js" {
			t.Errorf("%s is served", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var (
	styleComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	styleRule    = regexp.MustCompile(`(?m)^([^\s@{}][^{}]*?)\s*\{`)
	styleClass   = regexp.MustCompile(`\.([a-zA-Z][\w-]*)`)
)

// togetherSheets are the style sheets that every page of the program loads, beside those of its own.
var togetherSheets = []string{"base", "pages", "guidelines", "work", "progress", "stages"}

func TestNoRuleOfStyleStandsInTwoSheetsOfAPage(t *testing.T) {
	sheets := sheets(t)
	for _, own := range []string{"", "desk", "history", "sheet"} {
		in := map[string]string{}
		for _, name := range append(slices.Clone(togetherSheets), own) {
			if name == "" {
				continue
			}
			for _, m := range styleRule.FindAllStringSubmatch(sheets["css/"+name+".css"], -1) {
				if first := in[m[1]]; first != "" && first != name {
					t.Errorf("%q has rules in %s.css and in %s.css, want them in one", m[1], first, name)
				}
				in[m[1]] = name
			}
		}
	}
}

func TestEveryClassWithAStyleIsGivenByAPage(t *testing.T) {
	var given strings.Builder
	for _, root := range []string{"../views", "../static/js", "../handlers", "../engine", "../locale"} {
		err := filepath.WalkDir(root, func(name string, _ fs.DirEntry, err error) error {
			ext := filepath.Ext(name)
			if err != nil || strings.HasSuffix(name, "_templ.go") || ext != ".templ" && ext != ".js" && ext != ".go" {
				return err
			}
			content, err := os.ReadFile(name)
			given.Write(content)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	words := map[string]bool{}
	for _, w := range regexp.MustCompile(`[a-zA-Z][\w-]*`).FindAllString(given.String(), -1) {
		words[w] = true
	}
	for name, sheet := range sheets(t) {
		for _, m := range styleClass.FindAllStringSubmatch(sheet, -1) {
			if !words[m[1]] {
				t.Errorf("%s has a rule for .%s, which nothing gives", name, m[1])
			}
		}
	}
}

// sheets are the texts of all style sheets without their comments, by name.
func sheets(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(static.FS, "css/*.css")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d style sheets: %v", len(names), err)
	}
	texts := map[string]string{}
	for _, name := range names {
		content, err := fs.ReadFile(static.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = styleComment.ReplaceAllString(string(content), "")
	}
	return texts
}

// scripts are the texts of all scripts, by name.
func scripts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := fs.WalkDir(static.FS, "js", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(static.FS, name)
		texts[name] = string(content)
		return err
	})
	if err != nil || len(texts) == 0 {
		t.Fatalf("read the scripts: %d found, %v", len(texts), err)
	}
	return texts
}
