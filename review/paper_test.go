package review

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// close checks a score against a printed one.
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
		reference, other := SegmentationOf(tt.reference...), SegmentationOf(tt.other...)
		closeTo(t, "Pk", Pk(reference, other, 0), tt.pk, 1e-4)
		closeTo(t, "WindowDiff", WindowDiff(reference, other, 0), tt.windowDiff, 1e-4)
	}
	if k := WindowSize(SegmentationOf(2, 8, 2, 4, 2, 3)); k != 2 {
		t.Errorf("the window is %d, want 2", k)
	}
	notDefined(t, "Pk of one unit", Pk(SegmentationOf(1), SegmentationOf(1), 0))
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
	closeTo(t, "Pk where nothing is cut", Pk(bounded(reference), bounded(none), 2), 0.50, 0.005)
	closeTo(t, "Pk of the same", Pk(bounded(reference), bounded(reference), 2), 0, 0)
}

// Pevzner & Hearst 2002, section 3, show that Pk lets a false alarm pass that WindowDiff counts: a
// segment of one unit beside a true bound.
func TestWindowDiffCountsWhatPkPasses(t *testing.T) {
	reference, other := SegmentationOf(8, 8), SegmentationOf(8, 1, 7)
	p, w := Pk(reference, other, 4), WindowDiff(reference, other, 4)
	if p.Value >= w.Value {
		t.Errorf("Pk %.3f is not below WindowDiff %.3f", p.Value, w.Value)
	}
}

func TestBoundaryScores(t *testing.T) {
	// Two of three bounds are found, with one false alarm: by hand.
	s := BoundaryScores(SegmentationOf(2, 3, 3, 2), SegmentationOf(2, 3, 4, 1))
	closeTo(t, "precision", s.Precision, 2.0/3, 1e-9)
	closeTo(t, "recall", s.Recall, 2.0/3, 1e-9)
	none := BoundaryScores(SegmentationOf(5), SegmentationOf(5))
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

// spread is a table of counts as the labels of two people.
func spread(table [][]int) (first, second []int) {
	for a, row := range table {
		for b, n := range row {
			for range n {
				first, second = append(first, a), append(second, b)
			}
		}
	}
	return first, second
}

// Cohen 1960: 200 items, po = .70, pc = .41, κ = .492.
func TestCohenKappaOfItsPaper(t *testing.T) {
	first, second := spread([][]int{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}})
	closeTo(t, "kappa", CohenKappa(first, second), 0.492, 0.0005)
	closeTo(t, "kappa with missing labels", CohenKappa(append(first, Missing, 1), append(second, 1, Missing)), 0.492, 0.0005)
	notDefined(t, "kappa of one label", CohenKappa([]int{1, 1}, []int{1, 1}))
	notDefined(t, "kappa of nothing", CohenKappa([]int{1}, []int{Missing}))
}

// ratingsOf are counts by subject and label as the labels of so many raters.
func ratingsOf(raters int, table [][]int) [][]int {
	ratings := make([][]int, raters)
	for _, row := range table {
		rater := 0
		for label, n := range row {
			for range n {
				ratings[rater] = append(ratings[rater], label)
				rater++
			}
		}
	}
	return ratings
}

// Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76 (1971), table 1:
// thirty patients, each diagnosed by six psychiatrists: P = .555, Pe = .220, κ = .430.
func TestFleissKappaOfItsPaper(t *testing.T) {
	table := [][]int{{0, 0, 0, 6, 0}, {0, 3, 0, 0, 3}, {0, 1, 4, 0, 1}, {0, 0, 0, 0, 6}, {0, 3, 0, 3, 0}, {2, 0, 4, 0, 0},
		{0, 0, 4, 0, 2}, {2, 0, 3, 1, 0}, {2, 0, 0, 4, 0}, {0, 0, 0, 0, 6}, {1, 0, 0, 5, 0}, {1, 1, 0, 4, 0},
		{0, 3, 3, 0, 0}, {1, 0, 0, 5, 0}, {0, 2, 0, 3, 1}, {0, 0, 5, 0, 1}, {3, 0, 0, 1, 2}, {5, 1, 0, 0, 0},
		{0, 2, 0, 4, 0}, {1, 0, 2, 0, 3}, {0, 0, 0, 0, 6}, {0, 1, 0, 5, 0}, {0, 2, 0, 1, 3}, {2, 0, 0, 4, 0},
		{1, 0, 0, 4, 1}, {0, 5, 0, 1, 0}, {4, 0, 0, 0, 2}, {0, 2, 0, 4, 0}, {1, 0, 5, 0, 0}, {0, 0, 0, 0, 6}}
	sums := make([]int, 5)
	for _, row := range table {
		for label, n := range row {
			sums[label] += n
		}
	}
	if want := []int{26, 26, 30, 55, 43}; !slices.Equal(sums, want) {
		t.Fatalf("the labels occur %v times, want %v", sums, want) // .144, .144, .167, .306, .239 of 180
	}
	closeTo(t, "kappa", FleissKappa(ratingsOf(6, table)), 0.430, 0.0005)
}

// The example of 14 raters, 10 subjects and 5 categories with which encyclopedias explain the measure; it is
// not in the paper: P = 0.378, Pe = 0.213, κ = 0.210.
func TestFleissKappaOfTenSubjects(t *testing.T) {
	table := [][]int{{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
		{7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}}
	closeTo(t, "kappa", FleissKappa(ratingsOf(14, table)), 0.210, 0.0005)
	notDefined(t, "kappa of one label", FleissKappa([][]int{{1, 1}, {1, 1}}))
	notDefined(t, "kappa of nothing", FleissKappa([][]int{{Missing}, {1}}))
}

// Krippendorff, Computing Krippendorff's alpha-reliability (2011), example C: four observers, twelve
// units, missing data; nominal α = 0.743. Example B, two observers and four categories: 0.692.
func TestAlphaOfItsPaper(t *testing.T) {
	const m = Missing
	four := [][]int{
		{1, 2, 3, 3, 2, 1, 4, 1, 2, m, m, m},
		{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, m, 3},
		{m, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, m},
		{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, m},
	}
	closeTo(t, "alpha of four", Alpha(four), 0.743, 0.0005)
	two := [][]int{{1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1}, {2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4}}
	closeTo(t, "alpha of two", Alpha(two), 0.692, 0.0005)
	binary := [][]int{{0, 1, 0, 0, 0, 0, 0, 0, 1, 0}, {1, 1, 1, 0, 0, 1, 0, 0, 0, 0}}
	closeTo(t, "alpha of two labels, example A", Alpha(binary), 0.095, 0.0005)
	notDefined(t, "alpha of one label", Alpha([][]int{{1}, {1}}))
	notDefined(t, "alpha of nothing", Alpha([][]int{{1, m}, {m, 1}}))
}

// Krippendorff 2004, p. 254, as the tests of DKPro Statistics have it: a continuum of 300 from 150, two
// observers. Category c: Do 0.0144, De 0.0532, α 0.7286; category k: 0, 0.0490, 1; αU 0.8591.
func TestUnitizingAlphaOfItsPaper(t *testing.T) {
	at := func(begin, length int, category string) Unit {
		return Unit{begin - 150, begin - 150 + length, category}
	}
	people := [][]Unit{
		{at(180, 60, "k"), at(225, 70, "c"), at(300, 50, "k"), at(370, 30, "c")},
		{at(180, 60, "k"), at(220, 80, "c"), at(300, 50, "k"), at(355, 20, "c"), at(400, 20, "c")},
	}
	u := UnitizingAlpha(300, people)
	closeTo(t, "alpha", u.All, 0.8591, 0.0005)
	closeTo(t, "alpha of c", u.Categories["c"], 0.7286, 0.0001)
	closeTo(t, "alpha of k", u.Categories["k"], 1, 0.0001)
	c := newUnitizing(300, [][]Unit{{at(225, 70, "c"), at(370, 30, "c")}, {at(220, 80, "c"), at(355, 20, "c"), at(400, 20, "c")}})
	closeTo(t, "Do of c", scored(c.observed()), 0.0144, 0.0001)
	closeTo(t, "De of c", scored(c.expected()), 0.0532, 0.0001)
	notDefined(t, "alpha without spans", UnitizingAlpha(10, [][]Unit{nil, nil}).All)
	notDefined(t, "alpha of overlapping spans", UnitizingAlpha(10, [][]Unit{{{0, 4, "c"}, {2, 5, "c"}}, nil}).All)
}

// Mathet et al. 2015, figure 10: positional dissimilarities with Δ∅ = 1.
func TestPositionsOfGamma(t *testing.T) {
	g := GammaSettings{Position: 1}
	tests := []struct {
		u, v Unit
		want float64
	}{
		{Unit{4, 14, ""}, Unit{40, 44, ""}, 22.2}, {Unit{4, 14, ""}, Unit{4, 14, ""}, 0}, {Unit{4, 14, ""}, Unit{20, 25, ""}, 3.2},
		{Unit{4, 14, ""}, Unit{14, 24, ""}, 1}, {Unit{20, 30, ""}, Unit{20, 25, ""}, 0.11}, {Unit{20, 25, ""}, Unit{14, 24, ""}, 0.22},
	}
	for _, tt := range tests {
		closeTo(t, "dissimilarity", scored(g.dissimilarity(tt.u, tt.v)), tt.want, 0.05)
	}
}

// alexPaulSuzan is the example of three annotators that comes with the software of the paper and with
// pygamma-agreement (Titeux & Riad, JOSS 6, 2021), whose tests hold its numbers: weights 3 and 1, best
// disorder 0.96, gamma between 0.44 and 0.47 at a tolerance of 5 %. Two alignments are best, of 6 and of
// 7 groups.
var alexPaulSuzan = [][]Unit{
	{{2, 9, "1"}, {11, 17, "2"}, {24, 30, "5"}, {32, 36, "6"}, {36, 44, "6"}, {44, 60, "7"}},
	{{2, 9, "1"}, {11, 17, "3"}, {19, 25, "5"}, {32, 44, "6"}},
	{{2, 9, "1"}, {11, 17, "4"}, {21, 27, "5"}, {32, 36, "6"}, {36, 40, "6"}, {40, 44, "6"}},
}

func TestGammaOfThreeAnnotators(t *testing.T) {
	for seed := range uint64(5) {
		settings := DefaultGamma
		settings.Tolerance, settings.Seed = 0.05, seed
		g := Gamma(alexPaulSuzan, settings)
		if g.Aligned != 6 && g.Aligned != 7 {
			t.Errorf("%d groups, want 6 or 7", g.Aligned)
		}
		closeTo(t, "disorder", scored(g.Disorder), 0.96, 0.005)
		// The tolerance is that of the chance disorder, and so of 1-γ.
		closeTo(t, "gamma", g.Score, 0.455, 0.015+0.05*0.55)
		if again := Gamma(alexPaulSuzan, settings); again.Value != g.Value || again.Samples != g.Samples {
			t.Errorf("the same seed gives %v and %v", g, again)
		}
	}
	settings := DefaultGamma
	settings.Tolerance = 0.005
	closeTo(t, "gamma with many samples", Gamma(alexPaulSuzan, settings).Score, 0.455, 0.015)
}

func TestGammaAtItsEnds(t *testing.T) {
	same := [][]Unit{alexPaulSuzan[0], alexPaulSuzan[0]}
	closeTo(t, "gamma of the same", Gamma(same, DefaultGamma).Score, 1, 0)
	notDefined(t, "gamma without spans", Gamma([][]Unit{nil, nil}, DefaultGamma).Score)
	dense := make([][]Unit, 3)
	for i := range dense {
		for k := range 40 {
			dense[i] = append(dense[i], Unit{k, k + 60, "c"})
		}
	}
	g := Gamma(dense, DefaultGamma)
	notDefined(t, "gamma of too many spans in a window", g.Score)
	if !strings.Contains(g.Why.String(), "Not computed") {
		t.Errorf("it says %q", g.Why)
	}
}

// TestAlignmentsOfTwoAreBest compares the assignment with the walk through all states.
func TestAlignmentsOfTwoAreBest(t *testing.T) {
	unit := rapid.Custom(func(t *rapid.T) Unit {
		start := rapid.IntRange(0, 40).Draw(t, "start")
		return Unit{start, start + rapid.IntRange(1, 12).Draw(t, "length"), rapid.SampledFrom([]string{"a", "b"}).Draw(t, "category")}
	})
	rapid.Check(t, func(t *rapid.T) {
		people := [][]Unit{rapid.SliceOfN(unit, 0, 8).Draw(t, "first"), rapid.SliceOfN(unit, 0, 8).Draw(t, "second")}
		for _, list := range people {
			slices.SortFunc(list, compareUnits)
		}
		one, _ := align(people, DefaultGamma)
		other, possible := newAligner(people, DefaultGamma).align()
		if !possible || math.Abs(one.total-other.total) > 1e-9 {
			t.Fatalf("the assignment gives %v, the walk %v", one, other)
		}
	})
}

// TestAssignmentsAreBest compares with trying everything.
func TestAssignmentsAreBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(0, 5).Draw(t, "rows"), rapid.IntRange(1, 5).Draw(t, "columns")
		links := make([][]link, rows)
		gain := map[[2]int]float64{}
		for r := range links {
			for c := range columns {
				if g := rapid.IntRange(-2, 9).Draw(t, "gain"); g > 0 {
					links[r] = append(links[r], link{c, float64(g)})
					gain[[2]int{r, c}] = float64(g)
				}
			}
		}
		var best func(row int, taken int) float64
		best = func(row, taken int) float64 {
			if row == rows {
				return 0
			}
			most := best(row+1, taken)
			for c := range columns {
				if g := gain[[2]int{row, c}]; g > 0 && taken&(1<<c) == 0 {
					most = max(most, g+best(row+1, taken|1<<c))
				}
			}
			return most
		}
		got, seen := 0.0, map[int]bool{}
		for row, column := range assign(links, columns) {
			if column < 0 {
				continue
			}
			if seen[column] || gain[[2]int{row, column}] == 0 {
				t.Fatalf("row %d has column %d", row, column)
			}
			seen[column] = true
			got += gain[[2]int{row, column}]
		}
		if want := best(0, 0); got != want {
			t.Fatalf("the pairs gain %v, the best %v", got, want)
		}
	})
}

// The rows of the table with which SemEval-2013 task 9 (Segura-Bedmar et al. 2013) explains its
// measures, as nervaluate prints it: of five true entities two are found by type, one exactly; one is
// missed and one is too many.
func TestSpanF1OfItsTable(t *testing.T) {
	truth := []Unit{{0, 7, "BRAND"}, {23, 31, "DRUG"}, {40, 51, "DRUG"}, {60, 69, "DRUG"}, {85, 99, "GROUP"}}
	found := []Unit{{10, 17, "BRAND"}, {20, 31, "DRUG"}, {40, 51, "BRAND"}, {60, 69, "DRUG"}, {80, 99, "DRUG"}}
	exact, kind := SpanF1(truth, found, true), SpanF1(truth, found, false)
	closeTo(t, "exact precision", exact.Precision, 1.0/5, 1e-9)
	closeTo(t, "exact recall", exact.Recall, 1.0/5, 1e-9)
	closeTo(t, "precision by type", kind.Precision, 2.0/5, 1e-9)
	closeTo(t, "recall by type", kind.Recall, 2.0/5, 1e-9)
	closeTo(t, "F1 by type", kind.F1, 2.0/5, 1e-9)
	notDefined(t, "F1 without spans", SpanF1(nil, nil, true).F1)
	closeTo(t, "recall of nothing", SpanF1(truth, nil, false).Recall, 0, 0)
	notDefined(t, "precision of nothing", SpanF1(truth, nil, false).Precision)
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
