package models

import (
	"testing"
)

// TestDecisionsAreTakenBackWithTheirStep undoes a step that decided, and the undo.
func TestDecisionsAreTakenBackWithTheirStep(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		user, team := someone(t, s, "li"), aSet(t, s, "1")
		set := must[AnnotationSet](t)(s.AdjudicatedSet(background, team.IssueID))
		if again := must[AnnotationSet](t)(s.AdjudicatedSet(background, team.IssueID)); again.ID != set.ID {
			t.Errorf("a second adjudicated set %d was made beside %d", again.ID, set.ID)
		}
		version := int64(0)
		write := func(undoes *string, beside *Alongside) string {
			t.Helper()
			a := steps(set.ID, version, user.ID, 1)
			a.Steps[0].Undoes, a.Alongside = undoes, beside
			if beside != nil {
				for i := range beside.Decisions {
					beside.Decisions[i].Batch = a.Steps[0].StepID
				}
			}
			if err := s.AppendSteps(background, []Append{a})[0]; err != nil {
				t.Fatal(err)
			}
			version++
			return a.Steps[0].StepID
		}
		decide := func(take string) *Alongside {
			d := Decision{Compared: "1,2", Key: "role-1-0-x", Take: take, UserID: user.ID, At: s.Now()}
			return &Alongside{Decisions: []Decision{d}, Origins: `{}`}
		}
		holds := func(want string) {
			t.Helper()
			got := ""
			for _, d := range must[[]DecisionView](t)(s.Decisions(background, set.ID, "1,2")) {
				got += d.Take + " by " + d.Decider
			}
			if got != want {
				t.Errorf("what holds is %q, want %q", got, want)
			}
		}
		write(nil, decide("both"))
		holds("both by li")
		second := write(nil, decide("neither"))
		holds("neither by li")
		undo := write(&second, nil)
		holds("both by li")
		redo := write(&undo, nil)
		holds("neither by li")
		write(&redo, nil)
		holds("both by li")
		if err := s.GiveReason(background, set.ID, "1,2", "role-1-0-x", "slip"); err != nil {
			t.Error(err)
		}
		if last := must[[]Decision](t)(s.LastBatch(background, set.ID, "1,2", user.ID)); len(last) != 1 || last[0].Reason != "slip" || last[0].Take != "both" {
			t.Errorf("the last batch is %+v", last)
		}
	})
}
