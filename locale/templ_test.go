package locale_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// namesOnly are words that are the same in every language.
var namesOnly = regexp.MustCompile(`\b(Galley|JSON|XML|galley-issue|Space|Enter|Esc|Shift|Ctrl|Alt|Del)\b`)

// spokenAttributes are attributes that people read or hear.
var spokenAttributes = map[string]bool{"aria-label": true, "title": true, "placeholder": true, "alt": true}

var word = regexp.MustCompile(`[A-Za-z]{2,}`)

// TestTemplatesHoldNoBareText looks at what the generated code of the pages writes as it stands: it
// may hold tags and names, but no words, which would stay English in every language.
func TestTemplatesHoldNoBareText(t *testing.T) {
	eachFile(t, "_templ.go", func(name string) {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			for _, bare := range bareText(written(decl)) {
				t.Errorf("%s: %q is written as it stands; say it by locale.T", name, bare)
			}
		}
	})
}

// written is all markup that a component writes as it stands, one piece behind another. A value
// between two pieces is left out.
func written(decl ast.Decl) string {
	var markup strings.Builder
	ast.Inspect(decl, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) != 3 {
			return true
		}
		if f, ok := call.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "WriteString" {
			piece, _ := literalOf(call.Args[2])
			markup.WriteString(piece)
		}
		return true
	})
	return markup.String()
}

// bareText are the texts and spoken attributes in a piece of markup that hold words.
func bareText(markup string) []string {
	var bare []string
	note := func(text string) {
		if text = strings.TrimSpace(text); word.MatchString(namesOnly.ReplaceAllString(text, "")) {
			bare = append(bare, text)
		}
	}
	for tokens := html.NewTokenizer(strings.NewReader(markup)); tokens.Next() != html.ErrorToken; {
		token := tokens.Token()
		if token.Type == html.TextToken {
			note(token.Data)
		}
		for _, a := range token.Attr {
			if spokenAttributes[a.Key] {
				note(a.Val)
			}
		}
	}
	return bare
}

func TestBareTextIsFound(t *testing.T) {
	got := bareText(`<p class="quiet" title="Say this">Galley <kbd>Esc</kbd> <b aria-hidden="true">·</b> and that</p>`)
	if len(got) != 2 || got[0] != "Say this" || got[1] != "and that" {
		t.Errorf("found %q, want two texts", got)
	}
}
