package agreement

import (
	"galley/fault"
)

// CohenKappa is the agreement of two people on labels beyond what their own habits would bring by
// chance (Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
// Measurement 20, 1960). Items that one of them left without a label are left out. Labels are numbers
// from 0, Missing for none.
func CohenKappa(first, second []int) Score {
	n, same := 0, 0
	counts := [2]map[int]int{{}, {}}
	for i := range first {
		if first[i] == Missing || second[i] == Missing {
			continue
		}
		n++
		counts[0][first[i]]++
		counts[1][second[i]]++
		if first[i] == second[i] {
			same++
		}
	}
	if n == 0 {
		return undefined(fault.Say("No block has a role in both sets."))
	}
	chance := 0.0
	for label, k := range counts[0] {
		chance += float64(k) * float64(counts[1][label])
	}
	all := float64(n) * float64(n)
	return corrected(1-float64(same)/float64(n), (all-chance)/all, singleRole())
}

func singleRole() fault.Phrase {
	return fault.Say("Only one role was used, so agreement by chance alone would be perfect.")
}

// FleissKappa is the agreement of several people on labels beyond what their common habits would bring
// by chance (Fleiss, Measuring nominal scale agreement among many raters, Psychological Bulletin 76,
// 1971). ratings holds the labels of each person; items that anyone left without a label are left out.
func FleissKappa(ratings [][]int) Score {
	if len(ratings) < 2 || len(ratings[0]) == 0 {
		return undefined(noRating())
	}
	raters := float64(len(ratings))
	totals := map[int]int{}
	items, agreement := 0, 0.0
	for i := range ratings[0] {
		counts, whole := map[int]int{}, true
		for _, r := range ratings {
			counts[r[i]]++
			whole = whole && r[i] != Missing
		}
		if !whole {
			continue
		}
		items++
		pairs := 0
		for label, n := range counts {
			totals[label] += n
			pairs += n * (n - 1)
		}
		agreement += float64(pairs) / (raters * (raters - 1))
	}
	if items == 0 {
		return undefined(noRating())
	}
	all := (float64(items) * raters) * (float64(items) * raters)
	chance := 0.0
	for _, n := range totals {
		chance += float64(n) * float64(n)
	}
	return corrected(1-agreement/float64(items), (all-chance)/all, singleRole())
}

func noRating() fault.Phrase { return fault.Say("No block has a role in all sets.") }
