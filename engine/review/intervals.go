package review

import (
	"galley/engine/agreement"
)

// Intervals are the bootstrap intervals of an agreement. Of the measures that look at more than one item
// at once, what is drawn are the smallest things they count: places between pieces, windows, spans.
type Intervals struct {
	Boundaries agreement.Interval // F1, drawn from the places between pieces
	Pk         agreement.Interval // drawn from the windows
	WindowDiff agreement.Interval // drawn from the windows
	Articles   agreement.Interval // F1 of B-cubed, drawn from the pieces
	Roles      agreement.Interval // kappa, drawn from the pieces
	Exact      agreement.Interval // F1, drawn from the spans of both, those of a pair as one
	Overlap    agreement.Interval // likewise
}

// IntervalsOf are the intervals of what Agree says of two sets.
func (c *Comparison) IntervalsOf(first, second, rounds int, level float64, seed uint64) Intervals {
	x, y := c.Segmentation(first), c.Segmentation(second)
	a, b := c.Units(first), c.Units(second)
	return Intervals{
		Boundaries: agreement.F1Interval(agreement.BoundaryScores(x, y), x.Units-1, rounds, level, seed),
		Pk:         agreement.WindowInterval([2]agreement.Segmentation{x, y}, rounds, level, seed, func(a, b int) bool { return (a == 0) != (b == 0) }),
		WindowDiff: agreement.WindowInterval([2]agreement.Segmentation{x, y}, rounds, level, seed, func(a, b int) bool { return a != b }),
		Articles:   c.ArticlesInterval(first, second, rounds, level, seed),
		Roles:      c.RolesInterval(first, second, rounds, level, seed),
		Exact:      agreement.F1Interval(agreement.SpanF1(a, b, true), 0, rounds, level, seed),
		Overlap:    agreement.F1Interval(agreement.SpanF1(a, b, false), 0, rounds, level, seed),
	}
}
