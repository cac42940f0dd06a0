// Package galley_test keeps the module's own law: packages import downwards only.
package galley_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport is the table of docs/architecture.md: what a package may import, of ours. A package
// below one of these lives by the same line. A new line needs a reason in docs/decisions. bench,
// browser and crash are tests only, and those may use everything.
var mayImport = map[string][]string{
	"fault":       {},
	"static":      {},
	"locale":      {},
	"markup":      {"fault"},
	"keys":        {"fault", "markup"},
	"formats":     {"fault", "markup"},
	"review":      {"fault", "markup"},
	"suggest":     {"fault", "markup"},
	"models":      {"fault", "markup"},
	"desk":        {"fault", "markup", "models"},
	"mail":        {"fault", "models", "locale"},
	"views":       {"fault", "markup", "keys", "models", "locale", "review", "static"},
	"handlers":    {"fault", "markup", "keys", "models", "locale", "review", "static", "formats", "suggest", "desk", "views"},
	"cmd/galley":  {"fault", "markup", "models", "locale", "review", "static", "formats", "suggest", "desk", "handlers", "mail"},
	"bench":       {},
	"browser":     {},
	"crash":       {},
	"cmd/gallery": {"fault", "markup", "keys", "models", "locale", "review", "static", "formats", "suggest", "desk", "handlers", "views"},
}

// knownOnlyTo names the packages that alone may know a library, tests included. The bare commits of
// bench need a database driver.
var knownOnlyTo = map[string]string{
	"gorm.io/":                       "models",
	"github.com/go-gormigrate/":      "models",
	"github.com/jackc/pgx":           "models",
	"github.com/mattn/go-sqlite3":    "models",
	"github.com/labstack/echo":       "handlers",
	"github.com/nicksnyder/go-i18n":  "locale",
	"github.com/alecthomas/kong":     "cmd/galley",
	"github.com/benbjohnson/":        "markup",
	"github.com/chromedp/":           "browser",
	"github.com/santhosh-tekuri/":    "formats",
	"github.com/schollz/progressbar": "cmd/galley",
	"github.com/wneessen/go-mail":    "mail",
	"github.com/emersion/":           "mail",
	"github.com/coreos/go-oidc":      "handlers",
}

// pkg is what "go list" tells about a package.
type pkg struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

func TestPackagesImportDownwardsOnly(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "galley/")
		if p.ImportPath == "galley" {
			continue
		}
		line := lineOf(name)
		if line == "" {
			t.Errorf("%s is in no line of the table of packages", name)
			continue
		}
		for _, path := range p.Imports {
			used, ours := strings.CutPrefix(path, "galley/")
			if !ours || lineOf(used) == line || slices.Contains(mayImport[line], lineOf(used)) {
				continue
			}
			t.Errorf("%s imports %s, which stands not below it", name, used)
		}
	}
}

func TestLibrariesAreKnownToOnePackage(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "galley/")
		for _, path := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			for library, owner := range knownOnlyTo {
				if strings.HasPrefix(path, library) && lineOf(name) != owner && name != "bench" {
					t.Errorf("%s imports %s, which only %s may know", name, path, owner)
				}
			}
		}
	}
}

// lineOf is the line of the table that a package lives by, "" when there is none.
func lineOf(name string) string {
	for line := range mayImport {
		if name == line || strings.HasPrefix(name, line+"/") {
			return line
		}
	}
	return ""
}

// packages lists the module's packages.
func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports", "./...").Output()
	if err != nil {
		t.Fatalf("list the packages: %v", err)
	}
	var all []pkg
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("read the list of packages: %v", err)
		}
		all = append(all, p)
	}
}
