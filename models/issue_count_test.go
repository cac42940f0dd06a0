package models

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestALineSaysWhatWasCounted(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		set := aSet(t, s, "7")
		fresh := must[List](t)(s.List(background, ListQuery{})).Lines[0]
		want := []PageCell{{Key: 1, Label: "A1", Blocks: 2, State: "draft"}, {Key: 2, Label: "A2", Blocks: 1, State: "draft"}}
		if diff := cmp.Diff(want, fresh.PageCells()); diff != "" || fresh.Undecided != 3 || fresh.LastBy != "" {
			t.Errorf("a new line: %+v (-want +got)\n%s", fresh, diff)
		}
		c.Time = c.Add(time.Hour)
		both := []Append{steps(set.ID, 0, wu.ID, 1), steps(set.ID, 1, li.ID, 1), steps(set.ID, 2, wu.ID, 1)}
		for _, err := range s.AppendSteps(background, both) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if stale := must[[]int64](t)(s.StaleSets(background, 5)); !slices.Equal(stale, []int64{set.ID}) {
			t.Errorf("stale are %v", stale)
		}
		cells := []PageCell{{Key: 1, Blocks: 3, Decided: 1, Problems: 2, State: "returned"}}
		counted := Counted{Set: set.ID, Version: 3, Pages: cells, Figures: Figures{State: "returned", Blocks: 3, Decided: 1, Articles: 4, Problems: 2}}
		older := Counted{Set: set.ID, Version: 2, Figures: Figures{State: "draft", Blocks: 9}}
		if err := s.SaveCounted(background, []Counted{counted, older}); err != nil {
			t.Fatal(err)
		}
		line := must[List](t)(s.List(background, ListQuery{})).Lines[0]
		got := fmt.Sprintln(line.Version, line.State(), line.Blocks, line.Undecided, line.Articles, line.Problems, line.EditorNames(), line.LastBy, line.ChangedAt.Equal(s.Now()))
		if want := "3 returned 3 2 4 2 [Wu Li] Wu true\n"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if diff := cmp.Diff(cells, line.PageCells()); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		if stale := must[[]int64](t)(s.StaleSets(background, 5)); len(stale) != 0 {
			t.Errorf("stale are %v", stale)
		}
	})
}
