package markup

import (
	"testing"

	"galley/engine/text"
)

func TestMayStep(t *testing.T) {
	people := map[string]Actor{"editor": {ID: 1, Role: "editor"}, "reviewer": {ID: 2, Role: "reviewer"}, "administrator": {ID: 3, Role: "administrator"}}
	tests := []struct {
		name, set string
		may       string // of e, r, a: who may make block 1 a headline
	}{
		{"a draft", "1 body a1", "e a"},
		{"a submitted set", "1 body a1 | set submitted", "r a"},
		{"a returned set", "1 body a1 | set returned", "e a"},
		{"an accepted set", "1 body a1 | set accepted", ""},
		{"a submitted article of a draft", "1 body a1 | a1 submitted", "r a"},
		{"a submitted page of a draft", "1 body a1 | page1 submitted", "r a"},
		{"another page of it", "1 body a1 | page2 submitted", "e a"},
		{"an accepted article of a submitted set", "1 body a1 | set submitted | a1 accepted", ""},
		{"a returned article of a submitted set", "1 body a1 | set submitted | a1 returned", "e a"},
		{"a reopened article of an accepted set", "1 body a1 | set accepted | a1 returned", "e a"},
		{"a reopened article of an accepted page", "1 body a1 | page1 accepted | a1 returned", "e a"},
		{"an undecided block of an accepted page", "1 . | page1 accepted", ""},
		{"an undecided block of a submitted page", "1 . | page1 submitted", "r a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := parseSet(t, town, tt.set)
			act := &SetRole{Blocks: []Extent{blk(1)}, Role: "kicker"}
			res, err := s.Resolve(act, text.NewID(), Circumstances{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, who := range []string{"editor", "reviewer", "administrator"} {
				if MayStep(people[who], Standing{}, s, res.Step) == nil {
					got += " " + who[:1]
				}
				if may := MayMark(people[who], Standing{}, s) == nil; !may && MayStep(people[who], Standing{}, s, res.Step) == nil {
					t.Errorf("%s may mark nothing, but may do this", who)
				}
			}
			if got != "" {
				got = got[1:]
			}
			if got != tt.may {
				t.Errorf("may: %q, want %q", got, tt.may)
			}
		})
	}
}
