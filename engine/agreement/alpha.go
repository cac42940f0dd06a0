package agreement

import (
	"galley/fault"
)

// Alpha is Krippendorff's alpha for labels without order, with any number of people and with items
// that some of them left without a label (Krippendorff, Content Analysis, 2nd edition 2004, chapter 11;
// Computing Krippendorff's alpha-reliability, 2011). Items with less than two labels are left out.
func Alpha(ratings [][]int) Score {
	if len(ratings) == 0 {
		return undefined(noPair())
	}
	totals := map[int]int{}
	values, disagreement := 0, 0.0
	for i := range ratings[0] {
		counts, n := map[int]int{}, 0
		for _, r := range ratings {
			if r[i] != Missing {
				counts[r[i]]++
				n++
			}
		}
		if n < 2 {
			continue
		}
		values += n
		same := 0
		for label, k := range counts {
			totals[label] += k
			same += k * (k - 1)
		}
		disagreement += float64(n*(n-1)-same) / float64(n-1)
	}
	if values == 0 {
		return undefined(noPair())
	}
	n := float64(values)
	expected := n * n
	for _, k := range totals {
		expected -= float64(k) * float64(k)
	}
	return corrected(disagreement/n, expected/(n*(n-1)), singleRole())
}

func noPair() fault.Phrase { return fault.Say("No block has a role in two sets.") }
