package markup_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"galley/engine/document"
	"galley/engine/markup"
)

// unnamed leaves aside what excerpts name in their own way.
var unnamed = cmp.Options{
	cmpopts.IgnoreFields(document.Article{}, "ID", "Children"), cmpopts.IgnoreFields(document.Part{}, "Assembly"), cmpopts.IgnoreFields(document.Inline{}, "ID"),
	cmpopts.IgnoreFields(document.Line{}, "Span"), cmpopts.IgnoreFields(document.Person{}, "Span"), cmpopts.IgnoreFields(document.Named{}, "Span"),
	cmpopts.IgnoreFields(document.Picture{}, "ID"), cmpopts.IgnoreFields(document.UndecidedRun{}, "Article"), cmpopts.EquateEmpty(),
}

func TestExcerptsAreTheDocumentInPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkExcerpts(t, markup.DrawSet(t, "withhold", "state")) // of what is withheld, or withdrawn, a document holds less than is shown
	})
}

// checkExcerpts compares every excerpt with its piece of the whole document.
func checkExcerpts(t *rapid.T, s *markup.Set) {
	whole := document.Build(s, document.IssueInfo{}, document.Provenance{})
	names := markup.NewNames(s)
	built := map[string]*document.Article{}
	var add func([]*document.Article)
	add = func(list []*document.Article) {
		for _, a := range list {
			built[a.ID] = a
			add(a.Children)
		}
	}
	add(whole.Articles)
	for id := range s.Articles() {
		piece, want := document.Excerpt(s, id), built[names.ArticleName(id)]
		if diff := cmp.Diff(want, piece, unnamed); diff != "" {
			t.Fatalf("article %s (-document +excerpt):\n%s", id, diff)
		}
		if piece.ID != id || len(piece.Children) != len(want.Children) {
			t.Fatalf("the excerpt of %s is %s with %d under it, want %d", id, piece.ID, len(piece.Children), len(want.Children))
		}
		for _, p := range piece.Parts {
			checkAssembly(t, p)
		}
	}
	var furniture []document.Part
	var undecided []document.UndecidedRun
	for _, page := range s.Source().Pages {
		f, u := document.ExcerptLoose(s, page.Key)
		furniture, undecided = append(furniture, f...), append(undecided, u...)
	}
	if diff := cmp.Diff([]any{whole.Furniture, whole.Undecided}, []any{furniture, undecided}, unnamed); diff != "" {
		t.Fatalf("loose blocks (-document +excerpt):\n%s", diff)
	}
	if document.Excerpt(s, markup.TestID("nobody")) != nil {
		t.Fatal("there is an excerpt of an article that is not there")
	}
}

// checkAssembly checks that fragments follow each other and that every correction says what it
// replaces.
func checkAssembly(t *rapid.T, p document.Part) {
	text := []rune(p.Text)
	last := 0
	for _, start := range p.Assembly.Starts {
		if start < last || start > len(text) {
			t.Fatalf("the fragments of %q begin at %v", p.Text, p.Assembly.Starts)
		}
		last = start
	}
	if len(p.Assembly.Starts) != len(p.At) || p.Assembly.Starts[0] != 0 {
		t.Fatalf("%d fragments begin at %v", len(p.At), p.Assembly.Starts)
	}
	if p.Source != "" && len(p.Assembly.Edits) == 0 {
		t.Fatalf("%q is corrected, but no correction is named", p.Text)
	}
	at := 0
	for _, e := range p.Assembly.Edits {
		if e.Start < at || e.End < e.Start || e.End > len(text) {
			t.Fatalf("the corrections of %q are %v", p.Text, p.Assembly.Edits)
		}
		at = e.End
	}
}

func TestAnExcerptNamesItsCorrections(t *testing.T) {
	// 人们在码头上排起长队，孩子们挥着小旗，等候 goes on in 第一班船靠岸。
	s := markup.ParseSet(t, markup.Town, "1 . / 2 headline a1 / 3 . / 4 body a1 >5 / 5 body a1 | c1 4:3-5=渡口旁 | c2 5:0-3=首班")
	body := document.Excerpt(s, markup.TestID("a1")).Parts[1]
	want := &document.Assembly{Starts: []int{0, 22}, Edits: []document.Edit{{Start: 3, End: 6, Source: "码头"}, {Start: 22, End: 24, Source: "第一班"}}}
	if diff := cmp.Diff(want, body.Assembly); diff != "" {
		t.Errorf("assembly (-want +got):\n%s", diff)
	}
	if body.Text[:len("人们在渡口旁上")] != "人们在渡口旁上" {
		t.Errorf("the text is %q", body.Text)
	}
}

func TestADocumentReadsOwnRolesAsTheirBase(t *testing.T) {
	s := markup.ParseSet(t, markup.Town, "1 headline.own a1 / 2 body.own a1 / 3 byline.own a1 / 4 body.own a1 / 5 . / 6 caption.own a1")
	article := document.Build(s, document.IssueInfo{}, document.Provenance{}).Articles[0]
	if len(article.Bylines) != 1 || len(article.Pictures) != 1 || article.Title != s.Title(markup.TestID("a1")) {
		t.Errorf("the document has %+v", article)
	}
}
