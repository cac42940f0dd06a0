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
	{regexp.MustCompile(`(?i)\bcan not\b`), "cannot"},
	{regexp.MustCompile(`(?i)\bsays whether\b`), "reports whether"},
	{regexp.MustCompile(`(?i)\banew\b`), "again"},
	{regexp.MustCompile(`(?i)\b(is|are) none\b`), "if absent, is unknown, has no …"},
	{regexp.MustCompile(`(?i)\bbut for\b`), "except for"},
	{regexp.MustCompile(`(?i)\bat the most\b`), "at most"},
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
		"It can not be read.", "isOpen says whether a page is open.", "The set is read anew.", "nil where there is none.",
		"There are none.", "All but for one.", "Ten at the most.",
	} {
		if found := stiltedIn("planted.go", "fine\n// "+planted+"\nfine"); len(found) != 1 || !strings.HasPrefix(found[0], "planted.go:2 ") {
			t.Errorf("%s: found %v, want one in line 2", planted, found)
		}
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

// stiltedIn lists the stilted phrases of a text with their lines.
func stiltedIn(path, text string) []string {
	var wrong []string
	for n, line := range strings.Split(text, "\n") {
		for _, s := range stilted {
			if found := s.phrase.FindString(line); found != "" {
				wrong = append(wrong, fmt.Sprintf("%s:%d says %q; write: %s", path, n+1, found, s.plain))
			}
		}
	}
	return wrong
}
