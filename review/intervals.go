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
		Pk:         windowInterval(x, y, rounds, level, seed, func(a, b int) bool { return (a == 0) != (b == 0) }),
		WindowDiff: windowInterval(x, y, rounds, level, seed, func(a, b int) bool { return a != b }),
		Articles:   c.ArticlesInterval(first, second, rounds, level, seed),
		Roles:      c.RolesInterval(first, second, rounds, level, seed),
		Exact:      f1Interval(SpanF1(a, b, true), 0, rounds, level, seed),
		Overlap:    f1Interval(SpanF1(a, b, false), 0, rounds, level, seed),
	}
}

// f1Interval draws from what two sets have: things of both, of one, and, of n places, those of neither.
func f1Interval(p PRF, n, rounds int, level float64, seed uint64) Interval {
	both, one := p.Both, p.First+p.Second-2*p.Both
	return Bootstrap(max(n, both+one), rounds, level, seed, func(items []int) Score {
		drawn, alone := 0, 0
		for _, i := range items {
			switch {
			case i < both:
				drawn++
			case i < both+one:
				alone++
			}
		}
		return ratio(float64(2*drawn), float64(2*drawn+alone), p.F1.Why)
	})
}

// windowInterval draws from the windows of Pk and WindowDiff.
func windowInterval(reference, other Segmentation, rounds int, level float64, seed uint64, differ func(a, b int) bool) Interval {
	k := WindowSize(reference)
	all := max(0, reference.Units-k)
	wrong := make([]bool, all)
	x, y := newSlider(reference, k), newSlider(other, k)
	for i := range all {
		wrong[i] = differ(x.at(i), y.at(i))
	}
	whole := windows(reference, other, k, differ)
	return Bootstrap(all, rounds, level, seed, func(items []int) Score {
		n := 0
		for _, i := range items {
			if wrong[i] {
				n++
			}
		}
		return ratio(float64(n), float64(len(items)), whole.Why)
	})
}
