package formats

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/document"
	"galley/engine/markup"
)

// writtenWithOrigins is the export of small with where some marks came from, one of them gone.
func writtenWithOrigins(t *testing.T, f Format) []byte {
	t.Helper()
	set := small(t)
	headline, _ := set.Extent(1, 5)
	article := set.Block(headline).Article
	p := testProvenance
	p.Origins = []document.MarkOrigin{
		{Mark: "block/1/5", Aspects: []string{"role", "grouping"}, From: []string{"陈 <&\"", "Li"}},
		{Mark: "article/" + article, Aspects: []string{"type"}, From: []string{}, Decided: true},
		{Mark: "block/9/1", Aspects: []string{"role"}, From: []string{"Li"}},
	}
	var out bytes.Buffer
	if err := f.Write(&out, document.Build(set, testIssue, p)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestOriginsSurviveAndAreNoMarks(t *testing.T) {
	set := small(t)
	want := []document.MarkOrigin{
		{Mark: "a2", Aspects: []string{"type"}, From: []string{}, Decided: true},
		{Mark: "block/1/5", Aspects: []string{"role", "grouping"}, From: []string{"陈 <&\"", "Li"}},
	}
	for _, f := range ownFormats() {
		file := writtenWithOrigins(t, f)
		d, _, err := Read(bytes.NewReader(file), "issue"+f.Extension)
		if err != nil {
			t.Fatalf("%s: %v\n%s", f.Title, err, file)
		}
		if diff := cmp.Diff(want, d.Provenance.Origins); diff != "" {
			t.Errorf("%s: origins (-want +got)\n%s", f.Title, diff)
		}
		if differences := markup.Differences(set, imported(t, set.Source(), d.Marks)); len(differences) > 0 {
			t.Errorf("%s: origins change the set: %v", f.Title, differences)
		}
		if _, err := Check(bytes.NewReader(file), "issue"+f.Extension); err != nil {
			t.Errorf("%s: %v", f.Title, err)
		}
		if f.Key == "xml" {
			checkRelaxNG(t, file)
		}
	}
}

func TestTamperedOriginsAreRefused(t *testing.T) {
	checkTampered(t, All[0], string(writtenWithOrigins(t, All[0])), []tampering{
		{"of no mark", `"mark": "a2"`, `"mark": "a22"`, `At provenance.origins[0]: there is no mark "a22" in this file.`},
		{"of no page", `"mark": "block/1/5"`, `"mark": "block/7/5"`, `At provenance.origins[1]: there is no mark "block/7/5" in this file.`},
	})
}
