package formats

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/tests/samples"
)

// withheld is set after some of its articles were withheld.
func withheld(t rapid.TB, set *markup.Set, articles ...text.ID) *markup.Set {
	t.Helper()
	for i, id := range articles {
		const words = "协议 <到期> & \"gone\""
		var act markup.Act = &markup.Withhold{Article: id, Reason: markup.WithholdReasons[i%3], Words: words}
		if i%3 == 1 && !set.IsWithdrawn(id) {
			act = &markup.SetState{State: markup.Withdrawn, Article: id, Reason: words}
		} else if i%3 == 1 || set.IsWithdrawn(id) {
			continue
		}
		set = done(t, set, act)
	}
	return set
}

// done is set after an act.
func done(t rapid.TB, set *markup.Set, act markup.Act) *markup.Set {
	t.Helper()
	res, err := set.Resolve(act, text.NewID(), markup.Circumstances{})
	if err != nil {
		t.Fatal(err)
	}
	next, err := set.Apply(markup.LoggedStep{Version: set.Version() + 1, ID: text.NewID(), Author: 1, Kind: "act", Step: res.Step})
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// checkSelected writes a selection of set in both formats, reads each back, wants the same bytes again and
// a clean check, imports it into an empty set on the whole texts, and gives the files.
func checkSelected(t rapid.TB, set *markup.Set, p document.Provenance, sel *document.Selection) [][]byte {
	t.Helper()
	var files [][]byte
	for _, f := range ownFormats() {
		var file, again bytes.Buffer
		if err := f.Write(&file, document.BuildSelected(set, testIssue, p, sel)); err != nil {
			t.Fatal(err)
		}
		d, _, err := Read(bytes.NewReader(file.Bytes()), "issue"+f.Extension)
		if err != nil {
			t.Fatalf("%s: %v\n%s", f.Title, err, file.Bytes())
		}
		if err := f.Write(&again, d); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(file.Bytes(), again.Bytes()) {
			t.Fatalf("%s is written differently after it was read:\n%s\n%s", f.Title, file.Bytes(), again.Bytes())
		}
		if report, err := Check(bytes.NewReader(file.Bytes()), "issue"+f.Extension); err != nil {
			t.Fatalf("%s: %v (%s)\n%s", f.Title, err, report, file.Bytes())
		}
		files = append(files, file.Bytes())
		if sel != nil {
			imported(t, set.Source(), d.Marks)
			continue
		}
		// What is withheld stays so in the set that the file makes, on the whole texts.
		var brought bytes.Buffer
		back := document.Build(imported(t, set.Source(), d.Marks), testIssue, p)
		back.Provenance = d.Provenance
		if err := f.Write(&brought, back); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(file.Bytes(), brought.Bytes()) {
			t.Fatalf("%s is written differently after it was imported:\n%s\n%s", f.Title, file.Bytes(), brought.Bytes())
		}
	}
	return files
}

// longestWords are the longest runs of letters of an article's blocks, which stand in no other block.
func longestWords(set *markup.Set, id text.ID) []string {
	var others strings.Builder
	var own []string
	for _, p := range set.Source().Pages {
		for b := range set.Blocks(p.Key) {
			if b.Article != id {
				others.WriteString(set.TextOf(b.Extent) + "\n")
				continue
			}
			for _, w := range strings.FieldsFunc(set.TextOf(b.Extent), func(r rune) bool { return !unicode.IsLetter(r) }) {
				if len([]rune(w)) >= 4 {
					own = append(own, w)
				}
			}
		}
	}
	var words []string
	for _, w := range own {
		if !strings.Contains(others.String(), w) {
			words = append(words, w)
		}
	}
	return words
}

// TestNothingOfAWithheldArticleLeaves withholds each article of the gold pages in turn, with queries and
// reasons that quote it, and looks for its words anywhere in the files.
func TestNothingOfAWithheldArticleLeaves(t *testing.T) {
	for _, name := range goldPages {
		whole := goldSet(t, samples.Dir(), name)
		for id := range whole.Articles() {
			words := longestWords(whole, id)
			if len(words) == 0 {
				continue
			}
			set := done(t, whole, &markup.EditArticle{Article: id, Notes: &[]string{words[0]}, Attributes: map[string]string{"agency": words[0]}})
			set = done(t, set, &markup.SetTitle{Article: id, Title: "!" + words[0]})
			p := testProvenance
			p.Stages = []document.Stage{{State: markup.Returned, Article: id, By: "Wu", At: "2031-05-09T04:00:00Z", Reason: words[0]}}
			for b := range set.Members(id) {
				piece := markup.Piece(b.Extent)
				p.Queries = append(p.Queries, document.Query{Anchor: "block", Piece: &piece, Comments: []document.Remark{{By: "Wu", At: "2031-05-09T04:00:00Z", Text: words[0]}}})
			}
			for _, file := range checkSelected(t, withheld(t, set, id), p, nil) {
				for _, w := range words {
					if bytes.Contains(file, []byte(w)) {
						at := bytes.Index(file, []byte(w))
						t.Fatalf("%s: the file holds %q of a withheld article: …%s…", name, w, file[max(0, at-300):min(len(file), at+100)])
					}
				}
			}
		}
	}
}

func TestAStubSaysWhatIsWithheldAndWhy(t *testing.T) {
	set := goldSet(t, samples.Dir(), goldPages[0])
	var third text.ID
	for id, number := range set.Numbers() {
		if number == "3" {
			third = id
		}
	}
	d := document.Build(withheld(t, set, third), testIssue, testProvenance)
	var stub *document.Article
	var find func([]*document.Article)
	find = func(list []*document.Article) {
		for _, a := range list {
			if a.Withheld != nil {
				stub = a
			}
			find(a.Children)
		}
	}
	find(d.Articles)
	if stub == nil || stub.Number != "3" || stub.Withheld.Reason != markup.WithheldRights || stub.Title != "" || len(stub.Parts) != 0 {
		t.Errorf("the stub is %+v", stub)
	}
	if d.Pages[0].Masked == "" || d.Pages[0].Masked == d.Marks.Pages[0].Hash || len([]rune(d.Pages[0].Text)) != d.Marks.Pages[0].Length {
		t.Errorf("page 1 is not masked: %q", d.Pages[0].Masked)
	}
}

// TestGoldenFilesOfWhatIsWithheld compares exports of a page of which two articles are withheld with the
// files of testdata.
func TestGoldenFilesOfWhatIsWithheld(t *testing.T) {
	set := goldSet(t, samples.Dir(), goldPages[0])
	var all []text.ID
	for id := range set.Articles() {
		all = append(all, id)
	}
	files := checkSelected(t, withheld(t, set, all[2:4]...), testProvenance, nil)
	checkRelaxNG(t, files[1])
	for i, f := range ownFormats() {
		path := samples.Path(goldPages[0] + ".withheld" + f.Extension)
		if *update {
			if err := os.WriteFile(path, files[i], 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(testFile(t, path)), string(files[i])); diff != "" {
			t.Errorf("the export has changed; if it should, run with -update (-want +got):\n%s", diff)
		}
	}
}

// TestRandomSetsSurviveWithholding withholds articles of random sets, packages among them.
func TestRandomSetsSurviveWithholding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := randomSet(t)
		var some []text.ID
		for id := range set.Articles() {
			if rapid.Bool().Draw(t, "withheld") {
				some = append(some, id)
			}
		}
		checkSelected(t, withheld(t, set, some...), testProvenance, nil)
	})
}
