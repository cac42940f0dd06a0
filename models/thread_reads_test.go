package models

import (
	"testing"
)

func TestReadingGoesOnlyForward(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		a := talk(t, s)
		he := someone(t, s, "He")
		thread := a.thread()
		first, second := thread.Comments[0], thread.Comments[1]
		read := func(user User) int64 {
			return must[map[int64]int64](t)(s.ReadSoFar(background, user.ID, a.set))[thread.ID]
		}
		if got := [3]int64{read(a.li), read(a.wu), read(he)}; got != [3]int64{first.ID, second.ID, 0} {
			t.Errorf("read so far: %v, want each as far as their own words, %d and %d", got, first.ID, second.ID)
		}
		for _, keys := range [][]string{{second.Key}, {first.Key}, nil, {first.Key, second.Key}} {
			if err := s.ReadThreads(background, he.ID, a.set, keys); err != nil {
				t.Fatal(err)
			}
			if got := read(he); got != second.ID {
				t.Errorf("after %v read as far as %d, want %d", keys, got, second.ID)
			}
		}
		if err := s.ReadThreads(background, he.ID, a.set+1, []string{first.Key}); err != nil {
			t.Fatal(err)
		}
	})
}
