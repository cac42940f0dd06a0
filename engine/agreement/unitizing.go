package agreement

import (
	"maps"
	"slices"
	"sort"

	"galley/fault"
)

// Unitizing is Krippendorff's alpha for unitizing: of all categories together, and of each.
type Unitizing struct {
	All        Score
	Categories map[string]Score
}

// UnitizingAlpha is the agreement on where units of a continuum are and what they are, beyond what any
// placing of units of these lengths would bring: αU, with any number of people (Krippendorff, On the
// reliability of unitizing contiguous data, Sociological Methodology 25, 1995; Content Analysis, 2nd
// edition 2004, section 11.6, which has the worked example of the test). The later family of measures
// (2016) is another. One person's units of one category do not overlap; if they do, the measure is not
// defined.
func UnitizingAlpha(length int, people [][]Unit) Unitizing {
	byCategory := map[string][][]Unit{}
	for i, units := range people {
		for _, u := range units {
			if byCategory[u.Category] == nil {
				byCategory[u.Category] = make([][]Unit, len(people))
			}
			byCategory[u.Category][i] = append(byCategory[u.Category][i], u)
		}
	}
	result := Unitizing{Categories: map[string]Score{}}
	var observed, expected float64
	for _, category := range slices.Sorted(maps.Keys(byCategory)) {
		rows := byCategory[category]
		if slices.ContainsFunc(rows, overlapsItself) {
			result.Categories[category] = undefined(selfOverlap())
			continue
		}
		u := newUnitizing(length, rows)
		o, e := u.observed(), u.expected()
		observed, expected = observed+o, expected+e
		result.Categories[category] = corrected(o, e, noSpan())
	}
	result.All = corrected(observed, expected, noSpan())
	for _, s := range result.Categories {
		if s.Why.Format == selfOverlap().Format {
			result.All = undefined(selfOverlap())
		}
	}
	return result
}

func noSpan() fault.Phrase { return fault.Say("No set has a span here.") }

func selfOverlap() fault.Phrase {
	return fault.Say("A set has two overlapping spans of the same role, which this measure does not support.")
}

func overlapsItself(units []Unit) bool {
	for i := 1; i < len(units); i++ {
		if units[i].Start < units[i-1].End {
			return true
		}
	}
	return false
}

// section is a unit of a category, or the gap between two.
type section struct {
	start, length int
	unit          bool
}

// unitizing is one category: the sections of each person, which cover the continuum.
type unitizing struct {
	length float64
	rows   [][]section
}

func newUnitizing(length int, people [][]Unit) *unitizing {
	u := &unitizing{length: float64(length)}
	for _, units := range people {
		row := make([]section, 0, 2*len(units)+1)
		at := 0
		for _, unit := range units {
			if unit.Start > at {
				row = append(row, section{at, unit.Start - at, false})
			}
			row = append(row, section{unit.Start, unit.Len(), true})
			at = unit.End
		}
		if at < length {
			row = append(row, section{at, length - at, false})
		}
		u.rows = append(u.rows, row)
	}
	return u
}

// observed is the disagreement between all pairs of people.
func (u *unitizing) observed() float64 {
	m, sum := float64(len(u.rows)), 0.0
	for i, a := range u.rows {
		for _, b := range u.rows[i+1:] {
			for x, y := 0, 0; x < len(a) && y < len(b); {
				sum += difference(a[x], b[y])
				endA, endB := a[x].start+a[x].length, b[y].start+b[y].length
				if endA <= endB {
					x++
				}
				if endB <= endA {
					y++
				}
			}
		}
	}
	return 2 * sum / (m * (m - 1) * u.length * u.length)
}

// difference is the square by which two sections that meet differ: by their ends if both are units, by
// the whole unit if it lies in a gap.
func difference(a, b section) float64 {
	start, end := float64(a.start-b.start), float64(a.start+a.length-b.start-b.length)
	switch {
	case a.unit && b.unit:
		return start*start + end*end
	case a.unit && start >= 0 && end <= 0:
		return float64(a.length) * float64(a.length)
	case b.unit && start <= 0 && end >= 0:
		return float64(b.length) * float64(b.length)
	}
	return 0
}

// expected is the disagreement that units of these lengths would have in all places that they could
// have.
func (u *unitizing) expected() float64 {
	var units []float64
	var gaps []int
	for _, row := range u.rows {
		for _, s := range row {
			if s.unit {
				units = append(units, float64(s.length))
			} else {
				gaps = append(gaps, s.length)
			}
		}
	}
	slices.Sort(gaps)
	behind := make([]float64, len(gaps)+1) // the sum of gaps from here on
	for i := len(gaps) - 1; i >= 0; i-- {
		behind[i] = behind[i+1] + float64(gaps[i])
	}
	n, sum, same := float64(len(units)), 0.0, 0.0
	for _, l := range units {
		first := sort.SearchInts(gaps, int(l))
		places := behind[first] - float64(len(gaps)-first)*(l-1)
		sum += (n-1)/3*(2*l*l*l-3*l*l+l) + l*l*places
		same += l * (l - 1)
	}
	all := float64(len(u.rows)) * u.length
	return 2 / u.length * sum / (all*(all-1) - same)
}
