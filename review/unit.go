package review

import (
	"cmp"
	"slices"

	"galley/markup"
)

// Unit is a stretch [Start, End) of a continuum with a category: a piece of a span, as the measures of
// spans see it.
type Unit struct {
	Start, End int
	Category   string
}

// Len is the number of positions in u.
func (u Unit) Len() int { return u.End - u.Start }

func compareUnits(a, b Unit) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Category, b.Category))
}

// Continuum is the length of all pages one behind the other, the continuum that spans stand on.
func (c *Comparison) Continuum() int {
	n := 0
	for _, p := range c.readings[0].set.Source().Pages {
		n += p.Text.Len()
	}
	return n
}

// Units are the spans of a set, piece by piece, on the continuum; in order.
func (c *Comparison) Units(set int) []Unit {
	begin, n := map[int]int{}, 0
	for _, p := range c.readings[0].set.Source().Pages {
		begin[p.Key] = n
		n += p.Text.Len()
	}
	var units []Unit
	for _, m := range c.readings[set].set.Marks() {
		for _, p := range m.At {
			units = append(units, unitOf(p, begin[p.Page], m.Role))
		}
	}
	slices.SortFunc(units, compareUnits)
	return units
}

func unitOf(p markup.Piece, begin int, role string) Unit {
	return Unit{begin + p.Start, begin + p.End, role}
}
