package agreement

import (
	"slices"
	"testing"
)

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
