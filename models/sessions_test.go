package models

import (
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

var (
	_ scs.CtxStore         = (*SessionStore)(nil)
	_ scs.IterableCtxStore = (*SessionStore)(nil)
	_ scs.IterableStore    = (*SessionStore)(nil)
)

func TestSessionsAreKeptUntilTheyExpire(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		k := s.SessionStore()
		commit := func(token, data string, life time.Duration) {
			t.Helper()
			if err := k.Commit(token, []byte(data), c.Add(life)); err != nil {
				t.Fatal(err)
			}
		}
		check := func(want map[string][]byte) {
			t.Helper()
			if diff := cmp.Diff(want, must[map[string][]byte](t)(k.All())); diff != "" {
				t.Errorf("all (-want +got)\n%s", diff)
			}
			for _, token := range []string{"a", "b", "c"} {
				data, found, err := k.Find(token)
				if err != nil || found != (want[token] != nil) || string(data) != string(want[token]) {
					t.Errorf("%s: got %q, %v, %v", token, data, found, err)
				}
			}
		}
		check(map[string][]byte{})
		commit("a", "first\x00\xff", time.Minute)
		commit("b", "other", time.Hour)
		check(map[string][]byte{"a": []byte("first\x00\xff"), "b": []byte("other")})
		commit("a", "second", 2*time.Minute)
		check(map[string][]byte{"a": []byte("second"), "b": []byte("other")})
		c.Time = c.Add(2 * time.Minute)
		check(map[string][]byte{"b": []byte("other")})
		commit("c", "new", time.Minute)
		var rows int64
		if s.read.Model(&Session{}).Count(&rows); rows != 2 {
			t.Errorf("there are %d rows, want 2: what has expired goes", rows)
		}
		for range 2 {
			if err := k.Delete("b"); err != nil {
				t.Fatal(err)
			}
		}
		check(map[string][]byte{"c": []byte("new")})
	})
}

func TestStagedLoadsWaitADayForTheirUser(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		gone := "This load is not waiting any more. It was confirmed or dropped, or is older than a day; load the files again."
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
		wantFault(t, err, fault.Invalid, "These are 0 pages. Load 1 to 1,000 at a time.")
	})
}
