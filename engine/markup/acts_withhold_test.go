package markup

import (
	"testing"
	"time"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

func TestActsOnWhatIsWithheld(t *testing.T) {
	two := "1 . / 2 headline a1 / 3 body a1 / 4 body a2"
	whole := Undecide{Article: testID("a1")}
	checkActs(t, []actCase{
		{name: "an article is withheld for its rights", before: two,
			act: &Withhold{Article: testID("a1"), Reason: WithheldRights}, after: two + " | wa1 rights"},
		{name: "the words are brought on one line", before: two,
			act: &Withhold{Article: testID("a1"), Reason: WithheldOther, Words: " sued \n over it "}, after: two + " | wa1 other sued over it"},
		{name: "another reason needs words", before: two,
			act: &Withhold{Article: testID("a1"), Reason: WithheldOther, Words: " "}, refused: "Say why"},
		{name: "a reason must be one of three", before: two,
			act: &Withhold{Article: testID("a1"), Reason: "mood"}, refused: "rights, withdrawn or other"},
		{name: "the reason changes by withholding again", before: two + " | wa1 rights",
			act: &Withhold{Article: testID("a1"), Reason: WithheldOther, Words: "sued"}, after: two + " | wa1 other sued"},
		{name: "an article is withdrawn with words", before: two, act: &SetState{State: Withdrawn, Article: testID("a1"), Reason: "denied \n by the mayor"},
			after: two + " | wa1 withdrawn denied by the mayor"},
		{name: "nor is it withdrawn without words", before: two, act: &SetState{State: Withdrawn, Article: testID("a1"), Reason: " "}, refused: "Say why the article is withdrawn"},
		{name: "nor a page", before: two, act: &SetState{State: Withdrawn, Page: 1, Reason: "no"}, refused: "Only an article"},
		{name: "nor what is withdrawn already", before: two + " | wa1 withdrawn no", act: &SetState{State: Withdrawn, Article: testID("a1"), Reason: "no"}, refused: "withdrawn already"},
		{name: "nor what is withheld, for that would be forgotten", before: two + " | wa1 rights", act: &SetState{State: Withdrawn, Article: testID("a1"), Reason: "no"}, refused: "Release it"},
		{name: "withholding does not withdraw", before: two, act: &Withhold{Article: testID("a1"), Reason: WithheldWithdrawn}, refused: "withdraw the article"},
		{name: "nor lifting restore", before: two + " | wa1 withdrawn no", act: &Lift{Article: testID("a1")}, refused: "Restore it instead"},
		{name: "what is withdrawn is restored", before: two + " | wa1 withdrawn no", act: &SetState{State: Restored, Article: testID("a1")}, after: two},
		{name: "what is not withdrawn is not restored", before: two, act: &SetState{State: Restored, Article: testID("a1")}, refused: "no longer withdrawn"},
		{name: "what a package took along is restored there", before: "1 package-head a1 / 2 body a2 | a1 package | a2 news in a1 | wa1 withdrawn no",
			act: &SetState{State: Restored, Article: testID("a2")}, refused: "together with its package"},
		{name: "the same again is nothing", before: two + " | wa1 rights",
			act: &Withhold{Article: testID("a1"), Reason: WithheldRights}, refused: "This would change nothing"},
		{name: "it is lifted", before: two + " | wa1 rights", act: &Lift{Article: testID("a1")}, after: two},
		{name: "what is not withheld is not lifted", before: two, act: &Lift{Article: testID("a1")}, refused: "no longer withheld"},
		{name: "an article that no longer exists is not withheld", before: two,
			act: &Withhold{Article: testID("a9"), Reason: WithheldRights}, refused: "no longer exists"},
		{name: "what a package withholds is lifted there", before: "1 package-head a1 / 2 body a2 | a1 package | a2 news in a1 | wa1 rights",
			act: &Lift{Article: testID("a2")}, refused: "together with its package"},
		{name: "a withheld article cannot be taken apart", before: two + " | wa1 rights", act: &whole, refused: "for export first"},
		{name: "nor merged into another", before: "1 . / 2 headline a1 / 3 body a1 / 4 body a2 | wa2 rights", act: &Merge{Block: blk(4)}, refused: "for export first"},
		{name: "nor lose a block to another", before: two + " | wa1 rights",
			act: &Assign{Blocks: []Extent{blk(3)}, Article: testID("a2")}, refused: "for export first"},
		{name: "nor by a cut that starts another", before: two + " | wa1 rights",
			act: &CutBlock{Block: blk(3), At: blk(3).Start + 4, Start: true}, refused: "for export first"},
		{name: "nor by leaving the package that is withheld", before: "1 package-head a1 / 2 body a2 | a1 package | a2 news in a1 | wa1 rights",
			act: &Unnest{Article: testID("a2")}, refused: "for export first"},
		{name: "a block may join it", before: two + " | wa1 rights",
			act: &Assign{Blocks: []Extent{blk(4)}, Article: testID("a1")}, after: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 | wa1 rights",
			seen: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 ~a1 / 5 ? a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1 | wa1 rights"},
		{name: "its marks may still be put right", before: two + " | wa1 rights",
			act: &SetRole{Blocks: []Extent{blk(3)}, Role: vocabulary.RoleSubhead}, after: "1 . / 2 headline a1 / 3 subhead a1 / 4 body a2 | wa1 rights"},
	})
}

func TestWithholdingSaysWhoAndWhen(t *testing.T) {
	s := parseSet(t, town, "1 . / 2 body a1")
	act := &Withhold{Article: testID("a1"), Reason: WithheldRights, Words: "agency"}
	r, err := s.Resolve(act, testID("seed"), Circumstances{By: "Lu", At: time.Date(2031, 5, 9, 12, 0, 0, 1500, time.FixedZone("", 8*3600))})
	if err != nil {
		t.Fatal(err)
	}
	s = applied(t, s, LoggedStep{Version: 2, ID: testID("seed"), Author: 1, Step: r.Step})
	want := Withholding{Reason: WithheldRights, Words: "agency", By: "Lu", At: "2031-05-09T04:00:00.000001Z"}
	if got, _ := s.Withheld(testID("a1")); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhoMayWithhold(t *testing.T) {
	tests := []struct {
		name, set string
		standing  Standing
		may       string // of e, o, r, a, d: editor, another editor, reviewer, administrator, reader
	}{
		{"the team's draft", "1 body a1", Standing{}, "eora"},
		{"a returned set", "1 body a1 | set returned", Standing{}, "eora"},
		{"a submitted set", "1 body a1 | set submitted", Standing{}, "ra"},
		{"an accepted set", "1 body a1 | set accepted", Standing{}, "ra"},
		{"an accepted article of a draft", "1 body a1 | a1 accepted", Standing{}, "ra"},
		{"an editor's own draft", "1 body a1", Standing{Independent: true, Owner: 1, Shown: true}, "era"},
		{"an editor's own draft that is hidden", "1 body a1", Standing{Independent: true, Owner: 1}, "ea"},
		{"the adjudicated set", "1 body a1", Standing{Adjudicated: true}, "ra"},
	}
	people := []struct {
		letter string
		Actor
	}{{"e", Actor{ID: 1, Role: "editor"}}, {"o", Actor{ID: 4, Role: "editor"}}, {"r", Actor{ID: 2, Role: "reviewer"}},
		{"a", Actor{ID: 3, Role: "administrator"}}, {"d", Actor{ID: 5, Role: "reader"}}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := parseSet(t, town, tt.set)
			act := &Withhold{Article: testID("a1"), Reason: WithheldRights}
			res, err := s.Resolve(act, text.NewID(), Circumstances{})
			if err != nil {
				t.Fatal(err)
			}
			may, undo := "", ""
			for _, p := range people {
				if May(p.Actor, tt.standing, s, act) == nil && MayStep(p.Actor, tt.standing, s, res.Step) == nil {
					may += p.letter
				}
				if MayRead(p.Actor, tt.standing) == nil && MayStep(p.Actor, tt.standing, s, res.Step.Reverse()) == nil {
					undo += p.letter
				}
			}
			if may != tt.may || undo != tt.may {
				t.Errorf("may withhold: %q, take it back: %q, want %q", may, undo, tt.may)
			}
		})
	}
}
