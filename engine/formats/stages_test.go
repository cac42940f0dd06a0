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
	}
	var out bytes.Buffer
	if err := f.Write(&out, document.Build(set, testIssue, p)); err != nil {
		t.Fatal(err)
	}
	want := p.Stages
	want[1].Article, want[3].Article, want[3].Gone = "a2", "", true
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
	})
}
