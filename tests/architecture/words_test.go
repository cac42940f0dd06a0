package architecture

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/vocabulary"
)

// TestRolesAndStatesAreConstants finds roles, types of articles and states that are written out instead
// of as a constant of package vocabulary or markup, where the compiler finds a slip.
func TestRolesAndStatesAreConstants(t *testing.T) {
	for _, root := range []string{"engine", "models", "desk", "newsroom", "views", "handlers", "cmd"} {
		err := filepath.WalkDir("../../"+root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			for _, wrong := range bareWords(t, path, nil) {
				t.Error(wrong)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestPlantedWordsAreFound plants what the law forbids.
func TestPlantedWordsAreFound(t *testing.T) {
	for _, line := range []string{
		`var _ = b.Role == "headline"`, `var _ = vocabulary.BaseOf(b.Role) != "body"`, `var _ = Block{Role: "byline"}`,
		`func f() { switch s.State { case "accepted": } }`, `func f() { a.Type = "news" }`,
	} {
		if found := bareWords(t, "planted.go", "package p\n"+line+"\n"); len(found) != 1 {
			t.Errorf("%s: found %v, want one", line, found)
		}
	}
	if found := bareWords(t, "engine/reading/planted.go", "package p\nvar _ = mark(\"byline\", 0, 1)\n"); len(found) != 1 {
		t.Errorf("in a reader: found %v, want one", found)
	}
	if found := bareWords(t, "planted.go", "package p\nvar _ = x.begin(\"person\")\n"); len(found) != 0 {
		t.Errorf("the name of an element is found: %v", found)
	}
}

// bareWords says where a file writes out what one of its names holds; what package reading says is all roles.
func bareWords(t *testing.T, path string, code any) []string {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, code, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	say := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			if word, is := wordOf(e); is {
				wrong = append(wrong, files.Position(e.Pos()).String()+" writes out "+word)
			}
		}
	}
	reads := strings.Contains(filepath.ToSlash(path), "engine/reading/")
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if reads {
				say(n)
			}
		case *ast.BinaryExpr:
			if !reads && (isWordy(n.X) || isWordy(n.Y)) {
				say(n.X, n.Y)
			}
		case *ast.KeyValueExpr:
			if !reads && isWordy(n.Key) {
				say(n.Value)
			}
		case *ast.AssignStmt:
			if !reads && isWordy(n.Lhs[0]) {
				say(n.Rhs...)
			}
		case *ast.SwitchStmt:
			for _, clause := range n.Body.List {
				if !reads && isWordy(n.Tag) {
					say(clause.(*ast.CaseClause).List...)
				}
			}
		}
		return true
	})
	return wrong
}

// wordOf is a role, a type or a state that is written out.
func wordOf(e ast.Expr) (string, bool) {
	literal, is := e.(*ast.BasicLit)
	if !is || literal.Kind != token.STRING {
		return "", false
	}
	word, err := strconv.Unquote(literal.Value)
	_, isType := vocabulary.TypeByID(word)
	return word, err == nil && (vocabulary.RoleOf(word).ID != "" || isType || markup.IsState(markup.State(word)))
}

// isWordy reports whether an expression is called as what holds a role, a type or a state.
func isWordy(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == "Role" || e.Name == "role" || e.Name == "Type" || e.Name == "State" || e.Name == "state" || e.Name == "BaseOf"
	case *ast.SelectorExpr:
		return isWordy(e.Sel)
	case *ast.CallExpr:
		return isWordy(e.Fun)
	}
	return false
}
