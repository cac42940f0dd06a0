package formats

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/text"
)

// writtenWithStages is the export of small with what became of it.
func writtenWithStages(t *testing.T, f Format) ([]document.Stage, []byte) {
	t.Helper()
	set := small(t)
	headline, _ := set.Extent(1, 5)
	at := markup.Moment(time.Date(2031, 5, 9, 9, 30, 0, 123456789, time.UTC))
	p := testProvenance
	p.Stages = []document.Stage{
		{State: markup.Submitted, By: "陈 <&\"", At: at},
		{State: markup.Returned, Article: set.Block(headline).Article, By: "Wu", At: at, Reason: "两行\n以及 <b>"},
		{State: markup.Accepted, Page: 2, At: at, Own: true},
		{State: markup.Accepted, Article: text.DerivedID("gone", 0), By: "Wu", At: at},
		{State: markup.Submitted, Page: 1, Outside: true, By: "Wu", At: at, Stage: 2, To: 1, Next: 3, Unread: 4},
		{State: markup.Withdrawn, Article: set.Block(headline).Article, By: "Wu", At: at, Reason: "denied"},
		{State: markup.Restored, Article: set.Block(headline).Article, At: at},
	}
	p.Review = []document.ReviewStage{{Name: "First <review>", Chinese: "一审", Kind: "review", Unit: "article"}, {Name: "Proof", Kind: "proof", Unit: "page"}}
	p.Sheets = []document.SignedSheet{{Page: 1, Number: 2, At: at, Void: at}, {Page: 2, Number: 1, At: at}}
	p.Replaces = &document.ReplacedExport{Version: 3, At: at}
	set = done(t, set, &markup.SetState{State: markup.Submitted})
	set = done(t, set, &markup.SetState{State: markup.Submitted, Stage: 1, To: 2, Article: set.Block(headline).Article})
	set = done(t, set, &markup.SetState{State: markup.Submitted, Stage: 2, To: 1, Next: 2, Article: set.Block(headline).Article})
	var out bytes.Buffer
	if err := f.Write(&out, document.Build(set, testIssue, p)); err != nil {
		t.Fatal(err)
	}
	want := p.Stages
	want[1].Article, want[3].Article, want[3].Gone = "a2", "", true
	want[5].Article, want[6].Article = "a2", "a2"
	return want, out.Bytes()
}

func TestStagesSurviveAndAreNoMarks(t *testing.T) {
	for _, f := range ownFormats() {
		want, file := writtenWithStages(t, f)
		d, _, err := Read(bytes.NewReader(file), "issue"+f.Extension)
		if err != nil {
			t.Fatalf("%s: %v\n%s", f.Title, err, file)
		}
		if diff := cmp.Diff(want, d.Provenance.Stages); diff != "" {
			t.Errorf("%s: stages (-want +got)\n%s", f.Title, diff)
		}
		if p := d.Provenance; len(p.Review) != 2 || p.Review[0].Chinese != "一审" || len(p.Sheets) != 2 || p.Sheets[0].Void == "" || p.Replaces == nil || p.Replaces.Version != 3 {
			t.Errorf("%s: the review is %+v", f.Title, p)
		}
		if diff := cmp.Diff([]markup.StateMark{{Article: "a2", State: markup.Submitted, Stage: 1, Next: 2}}, d.Marks.States); diff != "" {
			t.Errorf("%s: states (-want +got)\n%s", f.Title, diff)
		}
		if _, err := Check(bytes.NewReader(file), "issue"+f.Extension); err != nil {
			t.Errorf("%s: %v", f.Title, err)
		}
		if f.Key == "xml" {
			checkRelaxNG(t, file)
		}
	}
}

func TestTamperedStagesAreRefused(t *testing.T) {
	_, file := writtenWithStages(t, All[0])
	checkTampered(t, All[0], string(file), []tampering{
		{"of no article", `"state": "returned", "article": "a2"`, `"state": "returned", "article": "a99"`, `At provenance.stages[1]: there is no article "a99" in this file.`},
		{"of no stage", `"to": 1`, `"to": 11`, "At provenance.stages[4]: there is no such stage of review."},
		{"of a kind unknown", `"kind": "proof"`, `"kind": "chat"`, "At provenance.review[1]: it is no stage of review."},
		{"a sheet of no page", `{"page": 1, "number": 2`, `{"page": 9, "number": 2`, "At provenance.sheets[0]: it needs a page"},
		{"it replaces no version", `"replaces": {"version": 3`, `"replaces": {"version": -3`, "At provenance.replaces: it needs a version"},
		{"version 1, which knows none of it", `"galley-issue/2"`, `"galley-issue/1"`, "At provenance.stages[5]"},
	})
}
