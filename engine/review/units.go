package review

import (
	"slices"

	"galley/engine/agreement"
	"galley/engine/markup"
)

// Continuum is the length of all pages one behind the other, the continuum that spans stand on.
func (c *Comparison) Continuum() int {
	n := 0
	for _, p := range c.sides[0].set.Source().Pages {
		n += p.Text.Len()
	}
	return n
}

// Units are the spans of a set, piece by piece, on the continuum; in order.
func (c *Comparison) Units(set int) []agreement.Unit {
	begin, n := map[int]int{}, 0
	for _, p := range c.sides[0].set.Source().Pages {
		begin[p.Key] = n
		n += p.Text.Len()
	}
	var units []agreement.Unit
	for _, m := range c.sides[set].set.Marks() {
		for _, p := range m.At {
			units = append(units, unitOf(p, begin[p.Page], m.Role))
		}
	}
	slices.SortFunc(units, agreement.CompareUnits)
	return units
}

func unitOf(p markup.Piece, begin int, role string) agreement.Unit {
	return agreement.Unit{Start: begin + p.Start, End: begin + p.End, Category: role}
}
