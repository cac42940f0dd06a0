package formats

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/document"
	"galley/engine/markup"
)

// asked are queries on the set of small: on a block, on a text and on an article.
func asked(set *markup.Set) []document.Query {
	headline, _ := set.Extent(1, 5)
	at := markup.Moment(time.Date(2031, 5, 9, 9, 30, 0, 123456789, time.FixedZone("", 8*3600)))
	said := []document.Remark{{By: "陈 <&\"", At: at, Text: "两行\n以及\t<b>"}, {By: "Li", At: at, Text: "]]>"}}
	answers := []document.Remark{{By: "Li", At: at, Suggests: "role"}, {By: "Wu", At: at, Text: "不", Answer: "disagree"}, {By: "Li", At: at, Answer: "done"}}
	return []document.Query{
		{Anchor: "issue", Comments: said[1:]},
		{Anchor: "block", Piece: &markup.Piece{Page: 1, Start: 0, End: 3}, Comments: said},
		{Anchor: "article", Piece: &markup.Piece{Page: 1, Start: 5, End: 10}, Article: set.Block(headline).Article, Comments: said[:1]},
		{Anchor: "article", Piece: &markup.Piece{Page: 2, Start: 9, End: 11}, Comments: said[1:]}, // its article is gone
		{Anchor: "text", Piece: &markup.Piece{Page: 2, Start: 0, End: 3}, Resolved: &document.Settled{By: "Li", At: at}, Comments: said},
		{Anchor: "span", Piece: &markup.Piece{Page: 2, Start: 1, End: 2}, Comments: answers},
	}
}

// writtenWithQueries is the export of small with what is asked about it.
func writtenWithQueries(t *testing.T, f Format) []byte {
	t.Helper()
	set := small(t)
	p := testProvenance
	p.Queries = asked(set)
	var out bytes.Buffer
	if err := f.Write(&out, document.Build(set, testIssue, p)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestQueriesSurviveAndAreNoMarks(t *testing.T) {
	set := small(t)
	want := asked(set)
	want[2].Article = "a2"
	for _, f := range ownFormats() {
		file := writtenWithQueries(t, f)
		d, _, err := Read(bytes.NewReader(file), "issue"+f.Extension)
		if err != nil {
			t.Fatalf("%s: %v\n%s", f.Title, err, file)
		}
		if diff := cmp.Diff(want, d.Provenance.Queries); diff != "" {
			t.Errorf("%s: queries (-want +got)\n%s", f.Title, diff)
		}
		if differences := markup.Differences(set, imported(t, set.Source(), d.Marks)); len(differences) > 0 {
			t.Errorf("%s: queries change the set: %v", f.Title, differences)
		}
		if _, err := Check(bytes.NewReader(file), "issue"+f.Extension); err != nil {
			t.Errorf("%s: %v", f.Title, err)
		}
		if f.Key == "xml" {
			checkRelaxNG(t, file)
		}
	}
}

func TestTamperedQueriesAreRefused(t *testing.T) {
	checkTampered(t, All[0], string(writtenWithQueries(t, All[0])), []tampering{
		{"at no known kind of place", `"anchor": "text"`, `"anchor": "page"`, `At provenance.queries[4]: "page" is not a place for a query`},
		{"outside the text", `"start": 9, "end": 11, "comments"`, `"start": 9, "end": 1100, "comments"`, "At provenance.queries[3]: 9–1100 of page 2 lies outside the text."},
		{"of no article", `"article": "a2", "comments"`, `"article": "a22", "comments"`, `At provenance.queries[2]: there is no article "a22" in this file.`},
		{"on the issue and on a page", `"anchor": "issue"`, `"anchor": "issue", "page": 1, "start": 0, "end": 3`, `At provenance.queries[0]: a query on the issue has no page`},
		{"with an unknown answer", `"answer": "disagree"`, `"answer": "perhaps"`, "At provenance.queries[5].comments[1]: it has no text"},
		{"that suggest what is no act", `"suggests": "role"`, `"suggests": "fly"`, "At provenance.queries[5].comments[0]: it has no text"},
		{"that say nothing", `"text": "]]>"`, `"text": ""`, "At provenance.queries[0].comments[0]: it has no text"},
	})
}
