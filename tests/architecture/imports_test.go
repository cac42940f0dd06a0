package architecture

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

// mayImport is the table of docs/architecture.md: what a package may import, of ours. Every package has a
// line of its own. A new line needs a reason in docs/decisions. Those that only tests use may use everything.
var mayImport = map[string][]string{
	"fault":   {},
	"cache":   {},
	"static":  {},
	"locale":  {},
	"address": {},

	"engine":            {},
	"engine/text":       {},
	"engine/vocabulary": {},
	"engine/stages":     {"fault"},
	"engine/reading":    {"engine/text", "engine/vocabulary"},
	"engine/markup":     {"fault", "engine/text", "engine/vocabulary", "engine/stages", "engine/reading"},
	"engine/document":   {"fault", "engine/text", "engine/vocabulary", "engine/stages", "engine/markup"},
	"engine/agreement":  {"fault"},
	"engine/review":     {"fault", "engine/text", "engine/vocabulary", "engine/markup", "engine/agreement"},
	"engine/keys":       {"fault", "engine/vocabulary"},
	"engine/formats":    {"fault", "engine/text", "engine/vocabulary", "engine/markup", "engine/document"},

	"models":              {"fault", "engine/text", "engine/vocabulary", "engine/stages", "engine/markup", "models/migrations"},
	"models/migrations":   {"fault"},
	"models/databasetest": {"models/migrations"},
	"desk":                {"fault", "models", "engine/text", "engine/vocabulary", "engine/stages", "engine/markup"},
	"mail":                {"fault", "models", "locale"},
	"newsroom":            slices.Concat(engine, []string{"fault", "address", "cache", "models", "desk"}),
	"views":               {},
	"views/parts":         slices.Concat(engine, drawn),
	"views/account":       slices.Concat(engine, drawn, []string{"views/parts"}),
	"views/people":        slices.Concat(engine, drawn, []string{"views/parts"}),
	"views/issues":        slices.Concat(engine, drawn, []string{"views/parts"}),
	"views/workbench":     slices.Concat(engine, drawn, []string{"views/parts"}),
	"views/review":        slices.Concat(engine, drawn, []string{"views/parts"}),
	"views/compare":       slices.Concat(engine, drawn, []string{"views/parts"}),
	"handlers/core":       slices.Concat(engine, below),
	"handlers/account":    slices.Concat(engine, below, []string{"handlers/core", "views/account"}),
	"handlers/people":     slices.Concat(engine, below, []string{"handlers/core", "views/people"}),
	"handlers/issues":     slices.Concat(engine, below, []string{"handlers/core", "views/issues"}),
	"handlers/workbench":  slices.Concat(engine, below, []string{"handlers/core", "views/workbench"}),
	"handlers/review":     slices.Concat(engine, below, []string{"handlers/core", "views/review"}),
	"handlers/compare":    slices.Concat(engine, below, []string{"handlers/core", "views/compare"}),
	"handlers":            slices.Concat(engine, below, areas),
	"cmd/galley":          slices.Concat(engine, []string{"fault", "address", "models", "locale", "static", "desk", "newsroom", "handlers", "handlers/core", "handlers/account", "mail"}),

	"tests/architecture":   {},
	"tests/bench":          {},
	"tests/browser":        {},
	"tests/browser/chrome": {},
	"tests/crash":          {},
	"tests/samples":        {},
	"tests/site":           slices.Concat(engine, below, areas, []string{"handlers", "models/databasetest"}),
}

// drawn is what pages are drawn from, besides the engine.
var drawn = []string{"fault", "address", "models", "locale", "static", "newsroom"}

// below is what stands below the web, besides the engine. Of views an area of the web knows the parts, and those
// of its own name.
var below = []string{"fault", "address", "cache", "models", "locale", "static", "desk", "newsroom", "views/parts"}

// areas are the rooms of the web. None knows another except for the core.
var areas = []string{
	"handlers/core", "handlers/account", "handlers/people", "handlers/issues", "handlers/workbench", "handlers/review", "handlers/compare",
}

// engine is all that is pure.
var engine = []string{
	"engine/text", "engine/vocabulary", "engine/stages", "engine/reading", "engine/markup", "engine/document", "engine/agreement",
	"engine/review", "engine/keys", "engine/formats",
}

// knownOnlyTo names the packages that alone may know a library, tests included. The bare commits of
// tests/bench need a database driver.
var knownOnlyTo = map[string]string{
	"gorm.io/":                       "models",
	"github.com/go-gormigrate/":      "models",
	"github.com/jackc/pgx":           "models",
	"github.com/mattn/go-sqlite3":    "models",
	"github.com/labstack/echo":       "handlers",
	"github.com/nicksnyder/go-i18n":  "locale",
	"github.com/alecthomas/kong":     "cmd/galley",
	"github.com/benbjohnson/":        "engine/markup",
	"github.com/chromedp/":           "tests/browser",
	"github.com/santhosh-tekuri/":    "engine/formats",
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
	for _, wrong := range upward(packages(t)) {
		t.Error(wrong)
	}
}

func TestLibrariesAreKnownToOnePackage(t *testing.T) {
	for _, wrong := range strayLibraries(packages(t)) {
		t.Error(wrong)
	}
}

// TestPlantedImportsAreFound plants what the laws forbid.
func TestPlantedImportsAreFound(t *testing.T) {
	tests := []struct {
		name, from, to string
		find           func([]pkg) []string
	}{
		{"a package of the engine upwards", "engine/reading", "galley/engine/markup", upward},
		{"the engine to the store", "engine/markup", "galley/models", upward},
		{"a package below another one without a line", "engine/markup/cells", "galley/fault", upward},
		{"a package below another one by its own line", "models/databasetest", "galley/fault", upward},
		{"the migrations to the records", "models/migrations", "galley/models", upward},
		{"an area of the web to another", "handlers/review", "galley/handlers/workbench", upward},
		{"an area of the web to the views of another", "handlers/review", "galley/views/workbench", upward},
		{"views to those of another area", "views/review", "galley/views/workbench", upward},
		{"the core of the web to an area", "handlers/core", "galley/handlers/review", upward},
		{"an area of the web to what tests alone use", "handlers/account", "galley/tests/site", upward},
		{"the database outside the store", "desk", "gorm.io/gorm", strayLibraries},
		{"the web framework outside its floor", "views/parts", "github.com/labstack/echo/v4", strayLibraries},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if found := tt.find([]pkg{{ImportPath: "galley/" + tt.from, Imports: []string{tt.to}}}); len(found) != 1 {
				t.Errorf("found %v, want one", found)
			}
		})
	}
}

// upward says which packages import what does not stand below them, or have no line of their own.
func upward(all []pkg) []string {
	var wrong []string
	for _, p := range all {
		name := strings.TrimPrefix(p.ImportPath, "galley/")
		below, known := mayImport[name]
		if !known {
			wrong = append(wrong, name+" is in no line of the table of packages")
			continue
		}
		for _, path := range p.Imports {
			if used, ours := strings.CutPrefix(path, "galley/"); ours && !slices.Contains(below, used) {
				wrong = append(wrong, name+" imports "+used+", which does not stand below it")
			}
		}
	}
	return wrong
}

// strayLibraries says which packages import a library that another one alone may know, tests included.
func strayLibraries(all []pkg) []string {
	var wrong []string
	for _, p := range all {
		name := strings.TrimPrefix(p.ImportPath, "galley/")
		for _, path := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			for library, owner := range knownOnlyTo {
				if strings.HasPrefix(path, library) && name != owner && !strings.HasPrefix(name, owner+"/") && name != "tests/bench" {
					wrong = append(wrong, name+" imports "+path+", which only "+owner+" may know")
				}
			}
		}
	}
	return wrong
}

// packages lists the module's packages.
func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports", "galley/...").Output()
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
