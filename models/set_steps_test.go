package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
)

func TestStepsAreReadInParts(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, wu, set := someone(t, s, "Li"), someone(t, s, "Wu"), aSet(t, s, "1")
		s.AppendSteps(background, []Append{
			steps(set.ID, 0, li.ID, 2), steps(set.ID, 2, wu.ID, 1), steps(set.ID, 3, li.ID, 2),
		})
		tests := []struct {
			name string
			read func() ([]Step, error)
			want []int64
		}{
			{"all after a version", func() ([]Step, error) { return s.StepsAfter(background, set.ID, 2, 0) }, []int64{3, 4, 5}},
			{"two after a version", func() ([]Step, error) { return s.StepsAfter(background, set.ID, 1, 2) }, []int64{2, 3}},
			{"none after the last", func() ([]Step, error) { return s.StepsAfter(background, set.ID, 5, 0) }, nil},
			{"an author's own, from the end", func() ([]Step, error) { return s.OwnSteps(background, set.ID, li.ID, 0, 0) }, []int64{5, 4, 2, 1}},
			{"an author's own before one", func() ([]Step, error) { return s.OwnSteps(background, set.ID, li.ID, 5, 2) }, []int64{4, 2}},
			{"the own of another", func() ([]Step, error) { return s.OwnSteps(background, set.ID, wu.ID, 0, 9) }, []int64{3}},
		}
		for _, tt := range tests {
			var got []int64
			for _, step := range must[[]Step](t)(tt.read()) {
				got = append(got, step.Version)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.name, diff)
			}
		}
		_, err := s.StepByID(background, set.ID, text.NewID())
		wantFault(t, err, "not-found", "There is no such step.")
	})
}
