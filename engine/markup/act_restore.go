package markup

// RestoreTo is the act that gives every cell of head the value that it had in then, states and what is
// withheld apart: those say how far the work has come and what may leave, and are not taken back with it.
func RestoreTo(head, then *Set) *Adopt {
	act := &Adopt{}
	seen := map[Cell]bool{}
	put := func(c Cell, v Value) {
		if !c.marks() || seen[c] {
			return
		}
		seen[c] = true
		if now := head.Get(c); now == nil || v == nil || !equalValues(now, v) {
			act.Cells = append(act.Cells, CellValue{c, v})
		}
	}
	for c, v := range then.Cells() {
		put(c, v)
	}
	for c := range head.Cells() {
		if then.Get(c) == nil {
			put(c, nil)
		}
	}
	return act
}
