package locale_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func dirFS() fs.FS { return os.DirFS(root) }

var (
	importsWords  = regexp.MustCompile(`from "[./a-z_]*/locale\.js"`)
	scriptLiteral = `"(?:[^"\\\n]|\\.)*"`
	scriptCall    = regexp.MustCompile(`(?:^|[^.\w])([tn])\(`)
	scriptText    = regexp.MustCompile(`^\s*(` + scriptLiteral + `(?:\s*\+\s*` + scriptLiteral + `)*)\s*[,)]`)
	scriptPiece   = regexp.MustCompile(scriptLiteral)
	scriptComment = regexp.MustCompile(`(?m)^\s*(//|/\*\*|\*).*$`)
)

// scriptTexts are the texts of the browser's scripts.
func scriptTexts(t *testing.T) []text {
	t.Helper()
	var texts []text
	eachFile(t, ".js", func(name string) {
		if !strings.HasPrefix(name, "static/js/") || name == "static/js/lib/locale.js" {
			return
		}
		b, err := fs.ReadFile(dirFS(), name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, textsOfScript(t, name, string(b))...)
	})
	return texts
}

// textsOfScript finds t("…") and n(count, "…", "…"), in scripts that import them.
func textsOfScript(t *testing.T, name, script string) []text {
	if !importsWords.MatchString(script) {
		return nil
	}
	script = scriptComment.ReplaceAllStringFunc(script, func(s string) string { return strings.Repeat(" ", len(s)) })
	var texts []text
	for _, at := range scriptCall.FindAllStringSubmatchIndex(script, -1) {
		position := name + ":" + strconv.Itoa(1+strings.Count(script[:at[2]], "\n"))
		rest, forms := script[at[1]:], 1
		if script[at[2]:at[3]] == "n" {
			rest, forms = afterComma(rest), 2
		}
		for form := range forms {
			m := scriptText.FindStringSubmatchIndex(rest)
			if m == nil {
				t.Errorf("%s: the English text must stand here as a literal in double quotes", position)
				break
			}
			texts = append(texts, text{area: "scripts", english: unquoteScript(t, position, rest[m[2]:m[3]]), position: position, singular: forms-form == 2})
			rest = rest[m[1]:]
		}
	}
	return texts
}

// afterComma is what follows the first argument of a call.
func afterComma(arguments string) string {
	depth := 0
	for i, r := range arguments {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				return arguments[i+1:]
			}
		}
	}
	return ""
}

func unquoteScript(t *testing.T, position, literals string) string {
	var whole strings.Builder
	for _, piece := range scriptPiece.FindAllString(literals, -1) {
		var s string
		if err := json.Unmarshal([]byte(piece), &s); err != nil {
			t.Errorf("%s: %s: %v", position, piece, err)
		}
		whole.WriteString(s)
	}
	return whole.String()
}
