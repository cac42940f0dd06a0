package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHeadsOfSets(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, one, two := someone(t, s, "Li"), aSet(t, s, "1"), aSet(t, s, "2")
		if errs := s.AppendSteps(background, []Append{steps(one.ID, 0, li.ID, 3)}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		got := must[map[int64]Head](t)(s.Heads(background, []int64{one.ID, two.ID, 999}))
		if diff := cmp.Diff(map[int64]Head{one.ID: {Version: 3}, two.ID: {}}, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}
