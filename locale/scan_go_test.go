package locale_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// root is the module's folder, seen from here.
const root = ".."

// speakers are the functions that take English, with the places of those arguments. A name without
// a package is a function or method of any package of ours.
var speakers = map[string][]int{
	"locale.T": {1}, "locale.N": {2, 3}, "locale.Key": {0},
	"fault.New": {1}, "fault.Wrap": {2}, "fault.Say": {0},
}

// wrappers hand a text on to one of the speakers; by package and name.
var wrappers = map[string][]int{
	"markup.FaultAt": {1}, "models.translate": {1}, "core.NumberOf": {2},
	"formats.refuse": {0},
}

// silent files speak only on the command line, which stays English.
var silent = []string{
	"cmd/", "models/postgres.go", "models/sqlite.go", "models/serve_lock.go", "models/migrations/",
	"engine/formats/json", "engine/formats/xml", "engine/formats/gold", "engine/formats/schema.go", "engine/formats/check.go", "engine/formats/formats.go",
	"engine/markup/act_import", "engine/markup/file_faults.go", "engine/document/rebuild.go", "engine/document/queries.go", "engine/document/origins.go",
}

// text is one English text in the sources.
type text struct {
	area     string // the package that says it; "scripts" for the browser's
	english  string
	position string
	singular bool // the next one is its plural
}

// goTexts are the texts of the Go sources.
func goTexts(t *testing.T) []text {
	t.Helper()
	var texts []text
	eachFile(t, ".go", func(name string) {
		if strings.HasSuffix(name, "_test.go") || isSilent(name) || strings.HasPrefix(name, "locale/") {
			return
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, filepath.Join(root, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, textsOf(t, files, file, path.Dir(name))...)
	})
	return texts
}

// textsOf are the texts of one file of a package.
func textsOf(t *testing.T, files *token.FileSet, file *ast.File, pkg string) []text {
	var texts []text
	for _, decl := range file.Decls {
		f, isFunction := decl.(*ast.FuncDecl)
		handsOn := isFunction && (wrappers[path.Base(pkg)+"."+f.Name.Name] != nil || pkg == "fault")
		ast.Inspect(decl, func(n ast.Node) bool {
			if english, at := namedIn(pkg, n); english != "" {
				texts = append(texts, text{area: areaOf(pkg), english: english, position: positionOf(files, at), singular: false})
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := nameOf(call, pkg)
			for _, i := range placesOf(call, pkg) {
				if i >= len(call.Args) {
					continue
				}
				position := positionOf(files, call.Args[i])
				english, literal := literalOf(call.Args[i])
				if !literal && !handsOn && !isPhrase(pkg, call) {
					t.Errorf("%s: the English text must stand here as a literal, or the function be named in wrappers", position)
				}
				if literal && saysSomething(english) {
					texts = append(texts, text{area: areaOf(pkg), english: english, position: position, singular: name == "locale.N" && i == 2})
				}
			}
			return true
		})
	}
	return texts
}

// areaOf is the file of the catalogue in which the texts of a package stand: one for each package of the engine
// and for each floor above it.
func areaOf(pkg string) string {
	floor, room, _ := strings.Cut(pkg, "/")
	if floor == "engine" {
		return room
	}
	return floor
}

// saysSomething reports whether a text holds a word or a mark besides its verbs.
func saysSomething(english string) bool {
	return strings.TrimSpace(verb.ReplaceAllString(english, "")) != ""
}

// namedIn is a text that stands in the table of keys: the name of a command or of a group.
func namedIn(pkg string, n ast.Node) (string, ast.Node) {
	if pkg != "engine/keys" {
		return "", nil
	}
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if name, ok := n.Key.(*ast.Ident); ok && name.Name == "English" {
			english, _ := literalOf(n.Value)
			return english, n
		}
	case *ast.ValueSpec:
		if of, ok := n.Type.(*ast.Ident); ok && of.Name == "Group" && len(n.Values) == 1 {
			english, _ := literalOf(n.Values[0])
			return english, n
		}
	}
	return "", nil
}

// positionOf is the file and line of a node.
func positionOf(files *token.FileSet, n ast.Node) string {
	at := files.Position(n.Pos())
	return strings.TrimPrefix(filepath.ToSlash(at.Filename), root+"/") + ":" + strconv.Itoa(at.Line)
}

// isPhrase reports whether a call is one of those few that say what was written elsewhere.
func isPhrase(pkg string, call *ast.CallExpr) bool {
	floor := areaOf(pkg)
	if floor == "views" && nameOf(call, pkg) == "locale.Key" {
		argument, selects := call.Args[0].(*ast.SelectorExpr)
		name, plain := call.Args[0].(*ast.Ident)
		return selects && argument.Sel.Name == "English" || plain && name.Name == "g" // commands and groups of keys
	}
	return (floor == "handlers" || floor == "views") && nameOf(call, pkg) == "locale.T" && len(call.Args) == 3 && call.Ellipsis.IsValid()
}

func placesOf(call *ast.CallExpr, pkg string) []int {
	name := nameOf(call, pkg)
	if places := speakers[name]; places != nil {
		return places
	}
	return wrappers[name]
}

// nameOf is the function that a call calls, with its package.
func nameOf(call *ast.CallExpr, pkg string) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return path.Base(pkg) + "." + f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && (x.Name == "locale" || x.Name == "fault" || x.Name == "core") {
			return x.Name + "." + f.Sel.Name
		}
		return path.Base(pkg) + "." + f.Sel.Name
	}
	return ""
}

// literalOf is the value of a string literal, or of several put together.
func literalOf(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		value, err := strconv.Unquote(e.Value)
		return value, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		left, ok := literalOf(e.X)
		right, both := literalOf(e.Y)
		return left + right, ok && both && e.Op == token.ADD
	}
	return "", false
}

func isSilent(name string) bool {
	for _, prefix := range silent {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// eachFile calls do for every file of ours with an ending, by its name below root.
func eachFile(t *testing.T, ending string, do func(name string)) {
	t.Helper()
	err := fs.WalkDir(dirFS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (name == "bin" || name == "data" || name == "static/vendor" || name != "." && strings.HasPrefix(path.Base(name), ".")) {
			return fs.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(name, ending) {
			do(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
