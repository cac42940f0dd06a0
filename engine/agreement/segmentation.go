package agreement

import (
	"math"
	"sort"

	"galley/fault"
)

// Segmentation is a row of units that is cut at some places: Bounds are ascending, and a bound b stands
// between the units b-1 and b.
type Segmentation struct {
	Units  int
	Bounds []int
}

// BoundaryScores are precision, recall and F1 of the bounds of one segmentation against another.
func BoundaryScores(reference, other Segmentation) PRF {
	both := 0
	for _, b := range other.Bounds {
		if i := sort.SearchInts(reference.Bounds, b); i < len(reference.Bounds) && reference.Bounds[i] == b {
			both++
		}
	}
	return newPRF(both, len(reference.Bounds), len(other.Bounds), fault.Say("No set has a boundary here."))
}

// WindowSize is half the mean length of the segments of the reference, at least 2: what Pk and
// WindowDiff look through.
func WindowSize(reference Segmentation) int {
	return max(2, int(math.Round(float64(reference.Units)/float64(len(reference.Bounds)+1)/2)))
}

// Pk is the part of all windows of k units of whose ends one segmentation says that they belong
// together, and the other that they do not (Beeferman, Berger & Lafferty, Statistical models for text
// segmentation, Machine Learning 34, 1999). 0 is agreement; k = 0 is WindowSize.
func Pk(reference, other Segmentation, k int) Score {
	return windows(reference, other, k, func(a, b int) bool { return (a == 0) != (b == 0) })
}

// WindowDiff is the part of all windows of k units in which two segmentations have not as many bounds
// (Pevzner & Hearst, A critique and improvement of an evaluation metric for text segmentation,
// Computational Linguistics 28, 2002). 0 is agreement; k = 0 is WindowSize.
func WindowDiff(reference, other Segmentation, k int) Score {
	return windows(reference, other, k, func(a, b int) bool { return a != b })
}

// windows is the part of all windows that differ. It moves the window along, so that it costs what the
// row is long, however wide the window.
func windows(reference, other Segmentation, k int, differ func(a, b int) bool) Score {
	if k == 0 {
		k = WindowSize(reference)
	}
	all := reference.Units - k
	if all <= 0 || reference.Units != other.Units {
		return undefined(fault.Say("There are too few blocks to form a window."))
	}
	x, y := newSlider(reference, k), newSlider(other, k)
	wrong := 0
	for i := range all {
		if differ(x.at(i), y.at(i)) {
			wrong++
		}
	}
	return scored(float64(wrong) / float64(all))
}

// slider counts the bounds in a window that only moves on.
type slider struct {
	bounds      []int
	k           int
	first, last int
}

func newSlider(s Segmentation, k int) *slider { return &slider{bounds: s.Bounds, k: k} }

// at is the number of bounds from unit i to unit i+k.
func (s *slider) at(i int) int {
	for s.first < len(s.bounds) && s.bounds[s.first] <= i {
		s.first++
	}
	for s.last < len(s.bounds) && s.bounds[s.last] <= i+s.k {
		s.last++
	}
	return s.last - s.first
}
