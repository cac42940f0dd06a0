package models

import (
	"sync"
	"testing"

	"galley/engine/markup"
	"galley/models/databasetest"
)

// TestTwoServersSubmitTheLastSetsAtOnce lets two stores over one database submit the last two sets of an
// issue at once, again and again: all are shown afterwards, whoever was first.
func TestTwoServersSubmitTheLastSetsAtOnce(t *testing.T) {
	t.Parallel()
	databasetest.OnPostgres(t, func(t *testing.T, address string) {
		one, other := open(t, address, noon()), open(t, address, noon())
		li, wu := someone(t, one, "li"), someone(t, one, "wu")
		for _, number := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"} {
			team := aSet(t, one, number)
			if err := one.AskForSets(background, team.IssueID, []int64{li.ID, wu.ID}, li.ID); err != nil {
				t.Fatal(err)
			}
			sets := must[[]SetView](t)(one.Sets(background, team.IssueID))
			var both sync.WaitGroup
			for i, s := range []*Store{one, other} {
				both.Go(func() {
					a := steps(sets[i+1].ID, 0, []User{li, wu}[i].ID, 1)
					a.Figures.State = markup.Submitted
					if err := s.AppendSteps(background, []Append{a})[0]; err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
			for _, set := range must[[]SetView](t)(other.Sets(background, team.IssueID))[1:] {
				if !set.Submitted || !set.Shown {
					t.Errorf("issue %s: the set of %s is submitted: %v, shown: %v", number, set.Owner, set.Submitted, set.Shown)
				}
			}
		}
	})
}
