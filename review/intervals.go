package review

// Intervals are the bootstrap intervals of an agreement. Of the measures that look at more than one item
// at once, what is drawn are the smallest things they count: places between pieces, windows, spans.
type Intervals struct {
	Boundaries Interval // F1, drawn from the places between pieces
	Pk         Interval // drawn from the windows
	WindowDiff Interval // drawn from the windows
	Articles   Interval // F1 of B-cubed, drawn from the pieces
	Roles      Interval // kappa, drawn from the pieces
	Exact      Interval // F1, drawn from the spans of both, those of a pair as one
	Overlap    Interval // likewise
}

// IntervalsOf are the intervals of what Agree says of two sets.
func (c *Comparison) IntervalsOf(first, second, rounds int, level float64, seed uint64) Intervals {
	x, y := c.Segmentation(first), c.Segmentation(second)
	a, b := c.Units(first), c.Units(second)
	return Intervals{
		Boundaries: f1Interval(BoundaryScores(x, y), x.Units-1, rounds, level, seed),
		Pk:         windowInterval([2]Segmentation{x, y}, rounds, level, seed, func(a, b int) bool { return (a == 0) != (b == 0) }),
		WindowDiff: windowInterval([2]Segmentation{x, y}, rounds, level, seed, func(a, b int) bool { return a != b }),
		Articles:   c.ArticlesInterval(first, second, rounds, level, seed),
		Roles:      c.RolesInterval(first, second, rounds, level, seed),
		Exact:      f1Interval(SpanF1(a, b, true), 0, rounds, level, seed),
		Overlap:    f1Interval(SpanF1(a, b, false), 0, rounds, level, seed),
	}
}
