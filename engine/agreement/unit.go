package agreement

import (
	"cmp"
)

// Unit is a stretch [Start, End) of a continuum with a category: a piece of a span, as the measures of
// spans see it.
type Unit struct {
	Start, End int
	Category   string
}

// Len is the number of positions in u.
func (u Unit) Len() int { return u.End - u.Start }

// CompareUnits orders units by where they begin, then where they end, then by category.
func CompareUnits(a, b Unit) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Category, b.Category))
}
