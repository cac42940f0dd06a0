package markup

import (
	"reflect"
	"testing"
	"time"

	"galley/engine/vocabulary"
)

func TestActsOnProblems(t *testing.T) {
	e4, whole := blk(4), blk(3)
	checkActs(t, []actCase{
		{name: "an open end is dismissed with a reason",
			before: "1 . / 2 headline a1 / 3 body a1 / 4 body a1",
			act:    &Dismiss{Block: &e4, Problem: OpenEnd, Reason: " the print  breaks off "},
			after:  "1 . / 2 headline a1 / 3 body a1 / 4 body a1 | no4 open-end the print breaks off"},
		{name: "a problem of an article is dismissed", before: "1 . / 2 body a1",
			act: &Dismiss{Article: testID("a1"), Problem: NoHeadline, Reason: "x"}, after: "1 . / 2 body a1 | noa1 no-headline x"},
		{name: "the reason is changed by dismissing again", before: "1 . / 2 body a1 | noa1 no-headline x",
			act: &Dismiss{Article: testID("a1"), Problem: NoHeadline, Reason: "y"}, after: "1 . / 2 body a1 | noa1 no-headline y"},
		{name: "a dismissed problem is opened again", before: "1 . / 2 body a1 | noa1 no-headline x",
			act: &Reopen{Article: testID("a1"), Problem: NoHeadline}, after: "1 . / 2 body a1"},
		{name: "a reason must be given", before: "1 . / 2 body a1",
			act: &Dismiss{Article: testID("a1"), Problem: NoHeadline, Reason: " "}, refused: "Say why"},
		{name: "what is no problem cannot be dismissed", before: "1 . / 2 body a1",
			act: &Dismiss{Article: testID("a1"), Problem: HeadingOnly, Reason: "x"}, refused: "no longer exists"},
		{name: "what is not dismissed cannot be opened again", before: "1 . / 2 body a1",
			act: &Reopen{Article: testID("a1"), Problem: NoHeadline}, refused: "no longer dismissed"},
		{name: "block or article, not both", before: "1 . / 2 body a1",
			act: &Dismiss{Article: testID("a1"), Block: &e4, Problem: NoHeadline, Reason: "x"}, refused: "a block or to an article"},
		{name: "a block that is gone has no problems", before: "1 . / 2 . / 3 body a1 / 4'5 body a1",
			act: &Dismiss{Block: &whole, Problem: OpenEnd, Reason: "x"}, refused: "no longer exists"},
		{name: "the dismissal goes when the problem goes", before: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 | no4 open-end x",
			act: &SetRole{Blocks: []Extent{e4}, Role: vocabulary.RoleSubhead}, after: "1 . / 2 headline a1 / 3 body a1 / 4 subhead a1", seen: "1 . / 2 headline a1 / 3 body a1 / 4 subhead a1 ~a1 / 5 ? a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1"},
		{name: "it stays when the block changes and the problem does not", before: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 | no4 open-end x",
			act: &Doubt{Blocks: []Extent{e4}, Doubtful: true}, after: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 doubt | no4 open-end x"},
		{name: "a join to what follows takes it along", before: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 / 5 body a1 | no4 open-end x",
			act: &JoinUp{Block: blk(5)}, after: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 >5 / 5 body a1", seen: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 >5 / 5 body a1 ~a1 / 6 ? a1 / 7 ? a1 / 8 ? a1 / 9 ? a1"},
		{name: "a dismissal goes with its article", before: "1 . / 2 body a1 | noa1 no-headline x",
			act: &Undecide{Article: testID("a1")}, after: "1 ."},
		{name: "an article that is merged leaves its dismissal behind", before: "1 . / 2 headline a1 / 3 body a1 / 4 body a2 | no4 open-end x | noa2 no-headline y",
			act: &Merge{Block: e4}, after: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 | no4 open-end x"},
		{name: "a cut moves the open end on to a piece where it is new", before: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 | no4 open-end x",
			act: &CutBlock{Block: e4, At: e4.Start + 12}, after: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 / 5'12 body a1"},
		{name: "taking the cut back leaves no dismissal without a block",
			before: "1 . / 2 headline a1 / 3 body a1 / 4 body a1 / 5'12 body a1 | no5 open-end x",
			act:    &Uncut{Page: e4.Page, At: e4.Start + 12}, after: "1 . / 2 headline a1 / 3 body a1 / 4 body a1"},
	})
}

func TestADismissedProblemDoesNotCount(t *testing.T) {
	s := parseSet(t, town, "1 . / 2 . / 3 body a1")
	if s.CountProblems() != 1 {
		t.Fatalf("%d problems, want 1", s.CountProblems())
	}
	act := &Dismiss{Article: testID("a1"), Problem: NoHeadline, Reason: "a picture stood for it"}
	r, err := s.Resolve(act, testID("seed"), Circumstances{By: "Lu", At: time.Date(2031, 5, 9, 12, 0, 0, 1500, time.FixedZone("", 8*3600))})
	if err != nil {
		t.Fatal(err)
	}
	s = applied(t, s, LoggedStep{Version: 2, ID: testID("seed"), Author: 1, Step: r.Step})
	if s.CountProblems() != 0 {
		t.Errorf("%d problems, want none", s.CountProblems())
	}
	found := s.ProblemsOf(articleCell(testID("a1")))
	want := Dismissal{Reason: "a picture stood for it", By: "Lu", At: "2031-05-09T04:00:00.000001Z"}
	if len(found) != 1 || found[0].Dismissed == nil || *found[0].Dismissed != want {
		t.Errorf("problems are %+v, want one dismissed as %+v", found, want)
	}
	if name := r.Step.Changes[0].Cell.String(); name != "dismissal/article/"+testID("a1")+"/no-headline" {
		t.Errorf("the cell is called %q", name)
	}
}

// TestDismissalsGoInOneOrder resolves an act that drops many dismissals again and again: its step is the same.
func TestDismissalsGoInOneOrder(t *testing.T) {
	s := parseSet(t, town, "1 . / 2 body a1 / 3 body a2 / 4 body a3 / 5 body a4 | noa1 no-headline x | noa2 no-headline x | noa3 no-headline x | noa4 no-headline x")
	act := &SetRole{Blocks: []Extent{blk(2), blk(3), blk(4), blk(5)}, Role: vocabulary.RoleHeadline}
	first, err := s.Resolve(act, testID("seed"), Circumstances{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(first.Step.Changes) + len(first.Inferred.Changes); n < 8 {
		t.Fatalf("only %d cells change", n)
	}
	for range 50 {
		again, err := s.Resolve(act, testID("seed"), Circumstances{})
		if err != nil || !reflect.DeepEqual(first, again) {
			t.Fatalf("resolved again it gives %+v (%v), want %+v", again, err, first)
		}
	}
}

func TestNamesOfDismissals(t *testing.T) {
	id := testID("a1")
	for name, ok := range map[string]bool{
		"dismissal/block/1/0/open-end":               true,
		"dismissal/article/" + id + "/no-headline":   true,
		"dismissal/block/1/0":                        false,
		"dismissal/block/1/0/":                       false,
		"dismissal/block/1/0/Open":                   false,
		"dismissal/block/1/0/open-":                  false,
		"dismissal/block/0/0/open-end":               false,
		"dismissal/article/x/open-end":               false,
		"dismissal/cut/1/0/open-end":                 false,
		"dismissal/dismissal/block/1/0/open-end/x":   false,
		"dismissal/article/" + id + "/open-end/more": false,
		"dismissal": false,
	} {
		c, err := ParseCell(name)
		if (err == nil) != ok || ok && c.String() != name {
			t.Errorf("ParseCell(%q) = %q, %v", name, c, err)
		}
	}
}
