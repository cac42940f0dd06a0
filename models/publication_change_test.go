package models

import (
	"testing"

	"galley/fault"
)

func TestAPublicationIsChangedWithItsLines(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, _ := listed(t, s, c)
		next := PublicationData{Name: " 甲报 ", Language: "ja", Serial: "ISSN 1"}
		if err := s.ChangePublication(background, 1, next, &li.ID); err != nil {
			t.Fatal(err)
		}
		want := Publication{ID: 1, Name: "甲报", Language: "ja", Serial: "ISSN 1"}
		if got := must[Publication](t)(s.Publication(background, 1)); got != want {
			t.Errorf("got %v, want %v", got, want)
		}
		for _, l := range must[List](t)(s.List(background, ListQuery{Publication: 1})).Lines {
			if l.Publication != "甲报" || l.Language != "ja" {
				t.Errorf("a line has %q in %q", l.Publication, l.Language)
			}
		}
		edits := must[[]EditLine](t)(s.PublicationEdits(background, 1))
		if edits[0].Who != "Li" || edits[0].Before["Name"] != "A报" || edits[0].After["Name"] != "甲报" || edits[0].At.IsZero() {
			t.Errorf("the change is %v", edits[0])
		}
		if err := s.ChangePublication(background, 1, next, &li.ID); err != nil || len(must[[]EditLine](t)(s.PublicationEdits(background, 1))) != len(edits) {
			t.Errorf("the same again was recorded (%v)", err)
		}
		tests := []struct {
			data  PublicationData
			field string
			says  string
		}{
			{PublicationData{Name: "B报", Language: "ja"}, "name", "Another publication is already called “B报”. Give this one another name."},
			{PublicationData{Name: " ", Language: "ja"}, "name", "Enter the name of the publication."},
			{PublicationData{Name: "x", Language: "Japanese please"}, "language", `"Japanese please" is not a language tag. Write it as in zh-Hans or en-GB.`},
			{PublicationData{Name: "x", Language: "ja", Serial: "a\nb"}, "serial", "Write at most 200 characters, on one line."},
		}
		for _, tt := range tests {
			if err := s.ChangePublication(background, 1, tt.data, nil); fault.FieldsOf(err)[tt.field].String() != tt.says {
				t.Errorf("%v: got %v, want %q", tt.data, err, tt.says)
			}
		}
		if err := s.ChangePublication(background, 99, next, nil); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("no publication: %v", err)
		}
	})
}
