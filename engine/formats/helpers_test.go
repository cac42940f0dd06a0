package formats

import (
	"bytes"
	"os"
	"path/filepath"
	"time"

	"pgregory.net/rapid"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

// goldPages are the pages of testdata.
var goldPages = []string{"zhuzhou-2022-11-10-p1", "syn-zh-linjiang-2031-05-09-p1", "syn-zh-linjiang-2031-05-09-p3"}

func testFile(t rapid.TB, path ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// goldSet is a page of dir with its gold imported, by one step.
func goldSet(t rapid.TB, dir, name string) *markup.Set {
	t.Helper()
	page := markup.NewPage(1, string(testFile(t, dir, name+".txt")))
	page.Label, page.Section = "A1", "要闻"
	d, _, err := Read(bytes.NewReader(testFile(t, dir, name+".gold.json")), name+".gold.json")
	if err != nil {
		t.Fatal(err)
	}
	return imported(t, &markup.Source{Language: d.Issue.Language, Pages: []*markup.Page{page}}, d.Marks)
}

// imported is an empty set on source after the import of marks, which must be taken back whole.
func imported(t rapid.TB, source *markup.Source, marks markup.Marks) *markup.Set {
	t.Helper()
	empty := markup.NewSet(source)
	step, err := empty.ImportStep(marks, "import", false)
	if err != nil {
		t.Fatal(err)
	}
	set, err := empty.Apply(markup.LoggedStep{Version: 1, ID: text.DerivedID("import", 0), Author: 1, Kind: "import", Step: step})
	if err != nil {
		t.Fatal(err)
	}
	back, err := set.Apply(markup.LoggedStep{Version: 2, ID: text.DerivedID("import", 1), Author: 1, Kind: "undo", Step: step.Reverse()})
	if err != nil {
		t.Fatal(err)
	}
	if differences := markup.Differences(empty, back); len(differences) > 0 {
		t.Errorf("the import is not taken back: %v", differences)
	}
	return set
}

var (
	testIssue = document.IssueInfo{Publication: "株洲日报", Language: "zh-Hans", Serial: "CN 43-0005", Date: "2022-11-10",
		Number: "第23126期", Publisher: "中共株洲市委"}
	testProvenance = document.Provenance{Set: "1", Authors: []string{"陈编辑", "o'brien <editor>"},
		First: time.Date(2022, 11, 10, 8, 0, 0, 123456789, time.UTC), Last: time.Date(2022, 11, 10, 17, 30, 0, 0, time.FixedZone("", 8*3600)),
		Program: "galley test"}
)

// written is the export of set in a format.
func written(t rapid.TB, f Format, set *markup.Set) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(&out, document.Build(set, testIssue, testProvenance)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// ownFormats are the formats that read what they wrote.
func ownFormats() []Format { return All[:2] }

// checkRoundTrip exports set, reads the export, imports it into an empty set on the same texts, and
// wants an equal set, the same export again and a clean check.
func checkRoundTrip(t rapid.TB, set *markup.Set) {
	t.Helper()
	for _, f := range ownFormats() {
		file := written(t, f, set)
		d, read, err := Read(bytes.NewReader(file), "issue"+f.Extension)
		if err != nil {
			t.Fatalf("%s: %v\n%s", f.Title, err, file)
		}
		if read.Key != f.Key {
			t.Errorf("%s is taken for %s", f.Title, read.Title)
		}
		again := imported(t, set.Source(), d.Marks)
		if differences := markup.Differences(set, again); len(differences) > 0 {
			t.Fatalf("%s changes the set: %v", f.Title, differences)
		}
		var out bytes.Buffer
		if err := f.Write(&out, d); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(file, out.Bytes()) {
			t.Fatalf("%s is written differently after it was read:\n%s\n%s", f.Title, file, out.Bytes())
		}
		if report, err := Check(bytes.NewReader(file), "issue"+f.Extension); err != nil {
			t.Fatalf("%s: %v (%s)", f.Title, err, report)
		}
	}
}

// wantRefused wants a fault that is Invalid or NotFound, with a sentence.
func wantRefused(t rapid.TB, err error) {
	t.Helper()
	if code := fault.CodeOf(err); code != fault.Invalid && code != fault.NotFound {
		t.Errorf("got %v, want a refusal", err)
	}
}
