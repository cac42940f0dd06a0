package agreement

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestAlignmentsOfTwoAreBest compares the assignment with the walk through all states.
func TestAlignmentsOfTwoAreBest(t *testing.T) {
	unit := rapid.Custom(func(t *rapid.T) Unit {
		start := rapid.IntRange(0, 40).Draw(t, "start")
		return Unit{start, start + rapid.IntRange(1, 12).Draw(t, "length"), rapid.SampledFrom([]string{"a", "b"}).Draw(t, "category")}
	})
	rapid.Check(t, func(t *rapid.T) {
		people := [][]Unit{rapid.SliceOfN(unit, 0, 8).Draw(t, "first"), rapid.SliceOfN(unit, 0, 8).Draw(t, "second")}
		for _, list := range people {
			slices.SortFunc(list, CompareUnits)
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
		links := make([][]Link, rows)
		gain := map[[2]int]float64{}
		for r := range links {
			for c := range columns {
				if g := rapid.IntRange(-2, 9).Draw(t, "gain"); g > 0 {
					links[r] = append(links[r], Link{c, float64(g)})
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
		for row, column := range Assign(links, columns) {
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
