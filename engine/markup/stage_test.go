package markup

import (
	"strings"
	"testing"

	"galley/engine/stages"
	"galley/engine/text"
	"galley/fault"
)

// threeStages are two reviews of articles by named people, and a sign-off of pages.
func threeStages() stages.Plan {
	name := func(word string) stages.Name { return stages.Name{English: word, Chinese: word} }
	return stages.Plan{Late: 3, Stages: []stages.Stage{
		{Name: name("first"), Kind: stages.Review, Unit: stages.Article, People: []int64{11}, Mends: true},
		{Name: name("second"), Kind: stages.Review, Unit: stages.Article, People: []int64{12}, Mends: true, Through: true},
		{Name: name("sign-off"), Kind: stages.Proof, Unit: stages.Page, People: []int64{13}},
	}}
}

// decided does acts one after the other, each by whoever is named before it.
func decided(t *testing.T, s *Set, st Standing, acts ...any) (*Set, error) {
	t.Helper()
	who := map[string]Actor{"editor": {ID: 1, Role: "editor"}, "first": {ID: 11, Role: "editor"}, "second": {ID: 12, Role: "reviewer"},
		"sign-off": {ID: 13, Role: "editor"}, "administrator": {ID: 9, Role: "administrator"}}
	for i := 0; i < len(acts); i += 2 {
		act := acts[i+1].(Act)
		if err := May(who[acts[i].(string)], st, s, act); err != nil {
			return s, err
		}
		res, err := s.Resolve(act, text.NewID(), Circumstances{Author: who[acts[i].(string)].ID})
		if err != nil {
			return s, err
		}
		s, err = s.Apply(LoggedStep{Version: s.Version() + 1, ID: text.NewID(), Author: who[acts[i].(string)].ID, Kind: KindState, Act: []byte("{}"), Step: res.Step})
		if err != nil {
			return s, err
		}
	}
	return s, nil
}

// stands says how far the first article, what stands outside articles on page 1, and the set have come.
func stands(s *Set) string {
	var all []string
	for _, c := range []Cell{{Kind: StateCell, ID: testID("a1")}, {Kind: StateCell, Page: 1}} {
		st := s.StandOf(c)
		all = append(all, string(st.State)+strings.Repeat("+", st.Stage-1)+strings.Repeat(">", st.Next))
	}
	return strings.Join(append(all, string(s.StateOf(Cell{Kind: StateCell}))), " ")
}

func TestStagesOfReview(t *testing.T) {
	plan := threeStages()
	on := func(act *SetState, article string, page int) *SetState {
		act.Page, act.Article, act.Reason = page, article, "so it is"
		return act
	}
	a1, submit := testID("a1"), func() *SetState { return &SetState{State: Submitted} }
	pass := func(n int) *SetState { return Decision(plan, n, true, 0) }
	back := func(n, to int) *SetState { return Decision(plan, n, false, to) }
	tests := []struct {
		name string
		acts []any
		want string // how it stands, or what it is refused with
	}{
		{"submitted", []any{"editor", submit()}, "submitted submitted submitted"},
		{"passed by the first", []any{"editor", submit(), "first", on(pass(1), a1, 0)}, "submitted+ submitted submitted"},
		{"passed by the wrong person", []any{"editor", submit(), "second", on(pass(1), a1, 0)}, "waits for"},
		{"passed twice", []any{"editor", submit(), "first", on(pass(1), a1, 0), "first", on(pass(1), a1, 0)}, "another stage"},
		{"accepted too early", []any{"editor", submit(), "first", on(&SetState{State: Accepted, Stage: 1}, a1, 0)}, "have changed"},
		{"a stage left out", []any{"editor", submit(), "first", on(&SetState{State: Submitted, Stage: 1, To: 3}, a1, 0)}, "have changed"},
		{"the set passed, and signed off by page", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(pass(3), "", 1)}, "accepted accepted submitted"},
		{"signed off by article", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(pass(3), a1, 0)}, "as a whole"},
		{"all signed off", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(pass(3), "", 0)}, "accepted accepted accepted"},
		{"returned by the first, and handed in again", []any{"editor", submit(), "first", on(back(1, 0), a1, 0), "editor", on(submit(), a1, 0)}, "submitted submitted submitted"},
		{"returned by the sign-off, and handed in to it again", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(back(3, 0), a1, 0),
			"editor", on(submit(), a1, 0)}, "submitted++ submitted++ submitted"},
		{"returned by a stage after which all begins again", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(back(2, 0), a1, 0), "editor", on(submit(), a1, 0)}, "submitted submitted+ submitted"},
		{"returned to an earlier stage", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(back(3, 1), a1, 0)}, "submitted>>> submitted++ submitted"},
		{"passed by the stage that it was returned to", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(back(3, 1), a1, 0),
			"first", on(pass(1), a1, 0)}, "submitted++ submitted++ submitted"},
		{"a returned article is not swept along", []any{"editor", submit(), "first", on(back(1, 0), a1, 0), "first", on(pass(1), "", 0)}, "returned submitted+ submitted"},
		{"reopened", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(pass(3), "", 0), "sign-off", on(Reopening(plan), a1, 0)}, "returned++ accepted accepted"},
		{"reopened and handed in", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(pass(3), "", 0), "administrator", on(Reopening(plan), a1, 0),
			"editor", on(submit(), a1, 0)}, "submitted++ accepted accepted"},
		{"a page of which a part is under review is not reopened", []any{"editor", submit(), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(pass(3), "", 0), "sign-off", on(Reopening(plan), a1, 0),
			"editor", on(submit(), a1, 0), "administrator", on(Reopening(plan), "", 1)}, "do not hold"},
		{"withdrawn, it stays where it is when the rest goes on", []any{"editor", submit(), "second", on(&SetState{State: Withdrawn}, a1, 0), "first", on(pass(1), "", 0)}, "submitted submitted+ submitted"},
		{"withdrawn, it holds nothing up", []any{"editor", submit(), "second", on(&SetState{State: Withdrawn}, a1, 0), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0), "sign-off", on(pass(3), "", 0)}, "submitted accepted accepted"},
		{"withdrawn, it is not decided", []any{"editor", submit(), "second", on(&SetState{State: Withdrawn}, a1, 0), "first", on(pass(1), a1, 0)}, "Restore it first"},
		{"restored, it goes on where it stood", []any{"editor", submit(), "first", on(pass(1), a1, 0), "second", on(&SetState{State: Withdrawn}, a1, 0), "first", on(pass(1), "", 0), "second", on(pass(2), "", 0),
			"second", on(&SetState{State: Restored}, a1, 0)}, "submitted+ submitted++ submitted"},
		{"withdrawn by whoever holds its stage", []any{"editor", submit(), "first", on(&SetState{State: Withdrawn}, a1, 0), "first", on(pass(1), "", 0)}, "submitted submitted+ submitted"},
		{"an editor does not withdraw what is submitted", []any{"editor", submit(), "editor", on(&SetState{State: Withdrawn}, a1, 0)}, "only reviewers and administrators"},
		{"taken back before anybody passed it", []any{"editor", submit(), "editor", &SetState{State: Draft, Stage: 1}}, "draft draft draft"},
		{"taken back after it was passed", []any{"editor", submit(), "first", on(pass(1), "", 0), "editor", &SetState{State: Draft, Stage: 2}}, "passed on since"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := decided(t, parseSet(t, town, "1 body a1 / 2 furniture"), Standing{Plan: plan}, tt.acts...)
			got := stands(s)
			if err != nil {
				got = fault.Sentence(err)
			}
			if got != tt.want && (err == nil || !strings.Contains(got, tt.want)) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestWhoMendsInAStage marks something that is under review.
func TestWhoMendsInAStage(t *testing.T) {
	st := Standing{Plan: threeStages()}
	pass := func(n int) *SetState { return Decision(st.Plan, n, true, 0) }
	tests := []struct {
		name string
		acts []any
		may  string // who may make the block a kicker
	}{
		{"in the first stage", []any{"editor", &SetState{State: Submitted}}, "first"},
		{"in the second stage", []any{"editor", &SetState{State: Submitted}, "first", pass(1)}, "second"},
		{"in a stage that only reads", []any{"editor", &SetState{State: Submitted}, "first", pass(1), "second", pass(2)}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := decided(t, parseSet(t, town, "1 body a1"), st, tt.acts...)
			if err != nil {
				t.Fatal(err)
			}
			res, err := s.Resolve(&SetRole{Blocks: []Extent{blk(1)}, Role: "kicker"}, text.NewID(), Circumstances{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for name, who := range map[string]Actor{"first": {ID: 11, Role: "editor"}, "second": {ID: 12, Role: "reviewer"}, "sign-off": {ID: 13, Role: "reviewer"}, "administrator": {ID: 9, Role: "administrator"}} {
				if MayStep(who, st, s, res.Step) == nil {
					got += name
				}
			}
			if got != tt.may {
				t.Errorf("may: %q, want %q", got, tt.may)
			}
		})
	}
}
