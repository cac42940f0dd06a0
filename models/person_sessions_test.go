package models

import (
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/go-cmp/cmp"
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
