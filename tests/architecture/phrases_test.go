package architecture

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// stilted are phrases that nobody writes today, with what to write instead.
var stilted = []struct {
	phrase *regexp.Regexp
	plain  string
}{
	{anyCase(`\bcan not\b`), "cannot"},
	{anyCase(`\bsays whether\b`), "reports whether"},
	{anyCase(`\banew\b`), "again"},
	{anyCase(`\b(is|are) none\b`), "if absent, is unknown, has no …"},
	{anyCase(`\bbut for\b`), "except for"},
	{anyCase(`\bat the most\b`), "at most"},
	{anyCase(`\bwhere (there (is|are|was|were)|nobody|nothing)\b`), "if absent, if unknown, unless, if any"},
	{anyCase(`\b(is|are) to be\b`), "has to be, waits to be, must be, or the verb alone"},
	{anyCase(`\bto who\b`), "to the person who, to whoever"},
	{anyCase(`\bis no more\b`), "is gone, no longer exists, was deleted"},
	{anyCase(`\bshall\b`), "must, will"},
	{anyCase(`\b(reads|has read) on\b`), "catches up, goes on reading"},
	{anyCase(`\b(Invalid|NotFound|Conflict|Forbidden|SignIn|nil|false) where\b`), "if"},
}

// anyCase finds a phrase in large and small letters, also where a comment breaks it between two lines.
func anyCase(phrase string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)` + strings.ReplaceAll(phrase, " ", `\s+(?:(?://|\*)\s+)?`))
}

// TestEnglishIsPlain finds stilted phrases in comments, messages and documents.
func TestEnglishIsPlain(t *testing.T) {
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "vendor" || name == "testdata" || name == "node_modules" || name == ".git" {
				return fs.SkipDir
			}
			return nil
		}
		if !isOurs(path) {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, wrong := range stiltedIn(path, string(text)) {
			t.Error(wrong)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestPlantedPhrasesAreFound plants each phrase, alone and among what may be said.
func TestPlantedPhrasesAreFound(t *testing.T) {
	for _, planted := range []string{
		"It can not be read.", "isOpen says whether a page is open.", "The set is read anew.",
		"There are none.", "All but for one.", "Ten at the most.", "Zero where there is no set.", "Zero where nobody said.",
		"It is to be read.", "Forbidden to who may not.", "The account is no more.", "It shall be there.", "The desk reads on.",
		"It returns Invalid where a rule is broken.",
	} {
		if found := stiltedIn("planted.go", "fine\n// "+planted+"\nfine"); len(found) != 1 || !strings.HasPrefix(found[0], "planted.go:2 ") {
			t.Errorf("%s: found %v, want one in line 2", planted, found)
		}
	}
	if found := stiltedIn("planted.go", "// what can\n// not be\n/** for it is\n *  to be read"); len(found) != 2 {
		t.Errorf("phrases broken between lines: found %v, want two", found)
	}
	if found := stiltedIn("planted.go", "It cannot be read; isOpen reports whether; nil if absent; at most ten."); len(found) != 0 {
		t.Errorf("plain English is found: %v", found)
	}
}

// isOurs reports whether a file is written by hand, in a language that holds English. This file names the phrases.
func isOurs(path string) bool {
	switch filepath.Ext(path) {
	case ".go", ".templ", ".js", ".md":
		return !strings.HasSuffix(path, "_templ.go") && filepath.Base(path) != "phrases_test.go"
	}
	return false
}

// stiltedIn lists the stilted phrases of a text with the lines that they begin in.
func stiltedIn(path, text string) []string {
	var wrong []string
	for _, s := range stilted {
		for _, at := range s.phrase.FindAllStringIndex(text, -1) {
			line := 1 + strings.Count(text[:at[0]], "\n")
			wrong = append(wrong, fmt.Sprintf("%s:%d says %q; write: %s", path, line, text[at[0]:at[1]], s.plain))
		}
	}
	return wrong
}
