package agreement

import (
	"math"
	"testing"
)

// closeTo checks a score against a printed one.
func closeTo(t *testing.T, what string, got Score, want, within float64) {
	t.Helper()
	if !got.Defined() || math.Abs(got.Value-want) > within {
		t.Errorf("%s is %.4f (%s), want %.4f", what, got.Value, got.Why, want)
	}
}

func notDefined(t *testing.T, what string, got Score) {
	t.Helper()
	if got.Defined() || got.Value != 0 || got.Why.String() == "" {
		t.Errorf("%s is %v %q, want no value, and why", what, got.Value, got.Why)
	}
}

func ones(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = 1
	}
	return list
}

// The numbers are those that the tests of two well-known programs hold: SegEval (Fournier, Evaluating
// text segmentation using boundary edit distance, ACL 2013), as in nilsreiter/segmentation-evaluation,
// with segments by their lengths.
func TestPkAndWindowDiffBySegments(t *testing.T) {
	tests := []struct {
		reference, other []int
		pk, windowDiff   float64
	}{
		{[]int{4, 3, 1}, []int{4, 3, 1}, 0, 0},
		{[]int{13}, []int{4, 4, 5}, 1, 1},
		{[]int{4, 4, 5}, []int{13}, 0.3636, 0.3636},
		{ones(13), []int{4, 4, 5}, 0.6363, 1},
		{[]int{4, 4, 5}, ones(13), 0.6363, 1},
		{ones(13), []int{13}, 1, 1},
		{[]int{4, 4, 5}, []int{5, 1, 2, 5}, 0.2727, 0.2727},
		{[]int{5, 1, 2, 5}, []int{4, 4, 5}, 0.2727, 0.2727},
		{[]int{5, 3, 5}, []int{5, 1, 2, 5}, 0.0909, 0.1818},
		{[]int{5, 1, 2, 5}, []int{5, 3, 5}, 0.0909, 0.1818},
	}
	for _, tt := range tests {
		reference, other := segmentationOf(tt.reference...), segmentationOf(tt.other...)
		closeTo(t, "Pk", Pk(reference, other, 0), tt.pk, 1e-4)
		closeTo(t, "WindowDiff", WindowDiff(reference, other, 0), tt.windowDiff, 1e-4)
	}
	if k := WindowSize(segmentationOf(2, 8, 2, 4, 2, 3)); k != 2 {
		t.Errorf("the window is %d, want 2", k)
	}
	notDefined(t, "Pk of one unit", Pk(segmentationOf(1), segmentationOf(1), 0))
}

// bounded is a segmentation in the writing of NLTK: a 1 for each bound between two units.
func bounded(marks string) Segmentation {
	s := Segmentation{Units: len(marks) + 1}
	for i, m := range marks {
		if m == '1' {
			s.Bounds = append(s.Bounds, i+1)
		}
	}
	return s
}

// The examples of nltk.metrics.segmentation.
func TestPkAndWindowDiffByBounds(t *testing.T) {
	one, two, three := bounded("000100000010"), bounded("000010000100"), bounded("100000010000")
	closeTo(t, "WindowDiff of the same", WindowDiff(one, one, 3), 0, 0)
	closeTo(t, "WindowDiff of 1 and 2", WindowDiff(one, two, 3), 0.30, 0.005)
	closeTo(t, "WindowDiff of 2 and 3", WindowDiff(two, three, 3), 0.80, 0.005)
	reference, all, none := "", "", ""
	for range 100 {
		reference, all, none = reference+"0100", all+"1111", none+"0000"
	}
	closeTo(t, "Pk where all is cut", Pk(bounded(reference), bounded(all), 2), 0.50, 0.005)
	closeTo(t, "Pk without a cut", Pk(bounded(reference), bounded(none), 2), 0.50, 0.005)
	closeTo(t, "Pk of the same", Pk(bounded(reference), bounded(reference), 2), 0, 0)
}

// Pevzner & Hearst 2002, section 3, show that Pk lets a false alarm pass that WindowDiff counts: a
// segment of one unit beside a true bound.
func TestWindowDiffCountsWhatPkPasses(t *testing.T) {
	reference, other := segmentationOf(8, 8), segmentationOf(8, 1, 7)
	p, w := Pk(reference, other, 4), WindowDiff(reference, other, 4)
	if p.Value >= w.Value {
		t.Errorf("Pk %.3f is not below WindowDiff %.3f", p.Value, w.Value)
	}
}

func TestBoundaryScores(t *testing.T) {
	// Two of three bounds are found, with one false alarm: by hand.
	s := BoundaryScores(segmentationOf(2, 3, 3, 2), segmentationOf(2, 3, 4, 1))
	closeTo(t, "precision", s.Precision, 2.0/3, 1e-9)
	closeTo(t, "recall", s.Recall, 2.0/3, 1e-9)
	none := BoundaryScores(segmentationOf(5), segmentationOf(5))
	notDefined(t, "F1 without bounds", none.F1)
}

// Bagga & Baldwin 1998, figures 3 and 4: twelve entities in truth in three chains of 5, 2 and 5. The first
// response puts the last two together: precision 76 %, recall 100 %; the second the two of five: 58 %.
func TestBCubedOfItsPaper(t *testing.T) {
	truth := []int{1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3}
	first := []int{1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2}
	second := []int{1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1}
	closeTo(t, "precision of the first", BCubed(truth, first).Precision, 0.76, 0.005)
	closeTo(t, "recall of the first", BCubed(truth, first).Recall, 1, 1e-9)
	closeTo(t, "precision of the second", BCubed(truth, second).Precision, 0.58, 0.005)
	closeTo(t, "recall of the second", BCubed(truth, second).Recall, 1, 1e-9)
}

// Pradhan et al. 2014, figure 1: key {a b c} {d e f g}, response {a b} {c d} {f g h i}. Recall 0.42,
// precision 0.50, F1 0.46.
func TestBCubedOfItemsThatOneLacks(t *testing.T) {
	const none = Missing
	key := []int{1, 1, 1, 2, 2, 2, 2, none, none}
	response := []int{1, 1, 2, 2, none, 3, 3, 3, 3}
	s := BCubed(key, response)
	closeTo(t, "recall", s.Recall, 0.42, 0.005)
	closeTo(t, "precision", s.Precision, 0.50, 0.005)
	closeTo(t, "F1", s.F1, 0.46, 0.006) // printed from the rounded two
	notDefined(t, "F1 without groups", BCubed([]int{none}, []int{none}).F1)
}

// Efron & Tibshirani 1993, table 2.2: the mouse data, treatment group. The standard error of the mean is
// 23.36 for infinitely many rounds.
func TestBootstrapOfTheMouseData(t *testing.T) {
	mice := []float64{94, 197, 16, 38, 99, 141, 23}
	average := func(items []int) Score {
		sum := 0.0
		for _, i := range items {
			sum += mice[i]
		}
		return scored(sum / float64(len(items)))
	}
	interval := Bootstrap(len(mice), 20_000, 0.9, 1, average)
	closeTo(t, "standard error", interval.Error, 23.36, 0.4)
	if low, high := interval.Low.Value, interval.High.Value; low < 47 || low > 53 || high < 122 || high > 130 {
		t.Errorf("the interval is %.1f to %.1f", low, high)
	}
	if again := Bootstrap(len(mice), 20_000, 0.9, 1, average); again.Low.Value != interval.Low.Value || again.High.Value != interval.High.Value {
		t.Errorf("the same seed gives %v and %v", interval, again)
	}
	notDefined(t, "an interval of nothing", Bootstrap(3, 100, 0.9, 1, func([]int) Score { return undefined(noSpan()) }).Low)
}

// segmentationOf is the segmentation into segments of given lengths.
func segmentationOf(lengths ...int) Segmentation {
	s := Segmentation{}
	for i, n := range lengths {
		if s.Units += n; i+1 < len(lengths) {
			s.Bounds = append(s.Bounds, s.Units)
		}
	}
	return s
}
