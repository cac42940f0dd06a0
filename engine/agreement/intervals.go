package agreement

// F1Interval draws from what two sets have: things of both, of one, and, of n places, those of neither.
func F1Interval(p PRF, n, rounds int, level float64, seed uint64) Interval {
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

// WindowInterval draws from the windows of Pk and WindowDiff, of a reference and another.
func WindowInterval(pair [2]Segmentation, rounds int, level float64, seed uint64, differ func(a, b int) bool) Interval {
	reference, other := pair[0], pair[1]
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
