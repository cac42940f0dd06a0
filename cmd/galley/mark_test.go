package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/formats"
	"galley/engine/markup"
)

// marksOf reads the marks of an exported file.
func marksOf(t *testing.T, path string) markup.Marks {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	document, _, err := formats.Read(file, path)
	if err != nil {
		t.Fatal(err)
	}
	return document.Marks
}

func TestMarksGoOutAndComeBack(t *testing.T) {
	issues := []struct {
		name  string
		pages []string
	}{
		{"the Zhuzhou page", []string{zhuzhou}},
		{"the two Linjiang pages", []string{linjiang1, linjiang3}},
	}
	for _, issue := range issues {
		for _, format := range []string{"json", "xml"} {
			t.Run(issue.name+" as "+format, func(t *testing.T) { checkRoundTrip(t, issue.pages, format) })
		}
	}
}

// checkRoundTrip marks pages from their gold, exports and checks them, and
// brings the export into an issue of another database.
func checkRoundTrip(t *testing.T, pages []string, format string) {
	var texts, golds []string
	for _, page := range pages {
		texts, golds = append(texts, page+".txt"), append(golds, page+".gold.json")
	}
	first, second := newDesktop(t), newDesktop(t)
	name := "issue." + format
	out := filepath.Join(t.TempDir(), name)
	again := filepath.Join(t.TempDir(), name)

	id := first.load(texts...)
	first.must(append([]string{"mark", id}, golds...)...)
	first.must("export", id, "--format", format, "--output", out)
	first.must("check", out)

	id = second.load(texts...)
	second.must("mark", id, out)
	second.must("export", id, "--format", format, "--output", again)
	second.must("check", again)
	if diff := cmp.Diff(marksOf(t, out), marksOf(t, again)); diff != "" {
		t.Errorf("marks came back changed (-out +back):\n%s", diff)
	}
	if shown := second.must("export", id, "--format", format); !strings.HasPrefix(shown, head(t, again)) {
		t.Error("standard output and file differ")
	}
}

// head is the beginning of a file.
func head(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text[:min(len(text), 100)])
}

func TestMarkRefusesPagesThatAreMarked(t *testing.T) {
	d := newDesktop(t)
	id := d.load(zhuzhou + ".txt")
	d.must("mark", id, zhuzhou+".gold.json")
	refused(t, d.run("", "mark", id, zhuzhou+".gold.json"), failed, "--replace")
	d.must("mark", id, "--replace", zhuzhou+".gold.json")
}

func TestMarkStoresNothingWhenOneFileIsRefused(t *testing.T) {
	d := newDesktop(t)
	id := d.load(linjiang1 + ".txt")
	before := d.must("list")
	refused(t, d.run("", "mark", id, linjiang1+".gold.json", zhuzhou+".gold.json"), failed, "zhuzhou-2022-11-10-p1.gold.json")
	if diff := cmp.Diff(before, d.must("list")); diff != "" {
		t.Errorf("something was stored (-before +after):\n%s", diff)
	}
}

func TestMarkWritesAsAnAccount(t *testing.T) {
	d := newDesktop(t)
	id := d.load(zhuzhou + ".txt")
	refused(t, d.run("", "mark", id, "--by", "meier", zhuzhou+".gold.json"), failed, `no account "meier"`)
	if a := d.run("correct horse battery", "user", "add", "meier", "--role", "editor"); a.status != done {
		t.Fatal(a.err)
	}
	d.must("mark", id, "--by", "meier", zhuzhou+".gold.json")
	if out := d.must("export", id); !strings.Contains(out, `"meier"`) {
		t.Error("the export does not say who made the marks")
	}
}

func TestExportsAreAskedForParts(t *testing.T) {
	d := newDesktop(t)
	id := d.load(zhuzhou + ".txt")
	d.must("mark", id, zhuzhou+".gold.json")
	refused(t, d.run("", "export", id, "--accepted"), failed, "No article of this set is accepted")
	refused(t, d.run("", "export", id, "--since", "7"), failed, "This set has no version 7; the latest is 1.")
	if out := d.must("export", id, "--since", "1"); !strings.Contains(out, `"since": 1`) || strings.Contains(out, `"replaces"`) {
		t.Error("nothing has changed since the last version, but the file does not say so")
	}
	if out := d.must("export", id, "--since", "0"); strings.Contains(out, `"unchanged"`) || !strings.Contains(out, `"articles": [`) {
		t.Error("since the beginning everything is new, but the file does not say so")
	}
}

func TestFilesAndIssuesThatCannotBeUsed(t *testing.T) {
	d := newDesktop(t)
	id := d.load(zhuzhou + ".txt")
	export := filepath.Join(t.TempDir(), "zhuzhou.json")
	d.must("export", id, "--output", export)
	whole, err := os.ReadFile(export)
	if err != nil {
		t.Fatal(err)
	}
	broken := file(t, "broken.json", string(whole[:len(whole)/2]))
	other := file(t, "other.json", strings.Replace(string(whole), "习近平指出,当今时代", "习近平指出,当令时代", 1))
	tests := []struct {
		name string
		args []string
		says string
	}{
		{"an export of an issue that is not there", []string{"export", "77"}, "no issue 77"},
		{"an export of a set that is not there", []string{"export", id, "--set", "77"}, "no such set"},
		{"an export to a folder that is not there", []string{"export", id, "--output", filepath.Join(t.TempDir(), "no", "x.json")}, "--output"},
		{"marks for an issue that is not there", []string{"mark", "77", zhuzhou + ".gold.json"}, "no issue 77"},
		{"marks for another text", []string{"mark", id, linjiang1 + ".gold.json"}, "syn-zh-linjiang-2031-05-09-p1.gold.json"},
		{"marks from a file that is not there", []string{"mark", id, "nowhere.json"}, "nowhere.json"},
		{"marks from a text", []string{"mark", id, zhuzhou + ".txt"}, "zhuzhou-2022-11-10-p1.txt"},
		{"a check of half a file", []string{"check", broken}, "broken.json"},
		{"a check of a changed text", []string{"check", other}, "other.json"},
		{"a check of a text", []string{"check", zhuzhou + ".txt"}, "zhuzhou-2022-11-10-p1.txt"},
		{"a check of an empty file", []string{"check", file(t, "empty.json", "")}, "empty.json"},
		{"a check of a folder", []string{"check", t.TempDir()}, "is a folder"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { refused(t, d.run("", tt.args...), failed, tt.says) })
	}
}

func TestExportReplacesAFileWhole(t *testing.T) {
	d := newDesktop(t)
	id := d.load(zhuzhou + ".txt")
	out := file(t, "out.json", "what was here before")
	d.must("export", id, "--output", out)
	d.must("check", out)
	left, err := filepath.Glob(filepath.Join(filepath.Dir(out), ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if fmt.Sprint(marksOf(t, out)) == "" {
		t.Error("the export cannot be read")
	}
}
