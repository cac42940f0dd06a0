package review

import (
	"math"
	"reflect"
	"testing"

	"galley/engine/agreement"
	"galley/engine/markup"
)

// TestIntervalsHoldTheirScore draws intervals of sets that differ here and there: each holds the score, is
// narrower the more there is to draw from, and is the same for the same seed. The standard error of the
// windows, whose mean is drawn, is that of a proportion: √(p(1-p)/n).
func TestIntervalsHoldTheirScore(t *testing.T) {
	a, b := largeSets(t, "one page", 1000, 500)
	c := comparing(t, a, b)
	scores, intervals := c.Agree(0, 1), c.IntervalsOf(0, 1, 400, 0.95, 1)
	for _, tt := range []struct {
		name  string
		score agreement.Score
		in    agreement.Interval
	}{
		{"boundaries", scores.Boundaries.F1, intervals.Boundaries}, {"Pk", scores.Pk, intervals.Pk},
		{"WindowDiff", scores.WindowDiff, intervals.WindowDiff}, {"roles", scores.Roles, intervals.Roles},
		{"exact spans", scores.Exact.F1, intervals.Exact}, {"overlapping spans", scores.Overlap.F1, intervals.Overlap},
	} {
		low, high := tt.in.Low.Value, tt.in.High.Value
		if !tt.in.Low.Defined() || low > tt.score.Value || high < tt.score.Value || high-low > 0.2 {
			t.Errorf("%s: %.3f lies in [%.3f, %.3f]", tt.name, tt.score.Value, low, high)
		}
	}
	n := float64(len(c.pieces) - agreement.WindowSize(c.Segmentation(0)))
	want := math.Sqrt(scores.Pk.Value * (1 - scores.Pk.Value) / n)
	if got := intervals.Pk.Error.Value; math.Abs(got-want) > 0.15*want {
		t.Errorf("the standard error of Pk is %.5f, want about %.5f", got, want)
	}
	if again := c.IntervalsOf(0, 1, 400, 0.95, 1); !reflect.DeepEqual(again, intervals) {
		t.Error("the same seed gives other intervals")
	}
}

func TestIntervalsOfNothingSayWhy(t *testing.T) {
	a, _ := linjiang(t)
	empty := markup.NewSet(a.Source())
	intervals := comparing(t, empty, empty).IntervalsOf(0, 1, 50, 0.95, 1)
	for _, in := range []agreement.Interval{intervals.Boundaries, intervals.Exact, intervals.Overlap, intervals.Roles} {
		if in.Low.Defined() {
			t.Errorf("an interval of nothing is %+v", in)
		}
	}
}
