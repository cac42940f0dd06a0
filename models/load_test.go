package models

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

func TestStagedLoadsWaitADayForTheirUser(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		gone := "This load is no longer waiting. It was confirmed or discarded, or is older than a day; load the files again."
		notWaiting := func(user int64, token string) {
			t.Helper()
			_, err := s.StagedLoad(background, user, token)
			wantFault(t, err, fault.NotFound, gone)
		}
		pages := zhuzhou().Pages
		first := must[string](t)(s.StageLoad(background, li.ID, pages))
		if diff := cmp.Diff(pages, must[[]NewPage](t)(s.StagedLoad(background, li.ID, first))); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		notWaiting(wu.ID, first)
		if err := s.DropLoad(background, wu.ID, first); err != nil {
			t.Fatal(err)
		}
		c.Time = c.Add(24 * time.Hour)
		must[[]NewPage](t)(s.StagedLoad(background, li.ID, first))
		c.Time = c.Add(time.Second)
		notWaiting(li.ID, first)
		second := must[string](t)(s.StageLoad(background, li.ID, pages[:1]))
		var rows int64
		if s.read.Model(&LoadPage{}).Count(&rows); rows != 1 {
			t.Errorf("there are %d pages waiting, want 1: older ones go", rows)
		}
		for range 2 {
			if err := s.DropLoad(background, li.ID, second); err != nil {
				t.Fatal(err)
			}
		}
		notWaiting(li.ID, second)
		_, err := s.StageLoad(background, li.ID, nil)
		wantFault(t, err, fault.Invalid, "There are 0 pages. Load 1 to 1,000 at a time.")
	})
}
