package agreement

import (
	"galley/fault"
)

// Missing is the label of an item that has none.
const Missing = -1

// BCubed says how well two groupings of the same items agree, item by item: precision is how much of an
// item's group in the second belongs to it in the first as well, recall the other way round, both as
// the mean over all items (Bagga & Baldwin, Algorithms for scoring coreference chains, LREC workshop
// 1998; Amigó, Gonzalo, Artiles & Verdejo, A comparison of extrinsic clustering evaluation metrics
// based on formal constraints, Information Retrieval 12, 2009). Items that are grouped in one only are
// counted there, and agree with nothing (as Pradhan et al., Scoring coreference partitions of predicted
// mentions, ACL 2014, have it). Groups are any numbers, Missing for none.
func BCubed(first, second []int) PRF {
	sizes := [2]map[int]int{{}, {}}
	shared := map[[2]int]int{}
	var counted [2]int
	for i := range first {
		for side, group := range [2]int{first[i], second[i]} {
			if group != Missing {
				sizes[side][group]++
				counted[side]++
			}
		}
		if first[i] != Missing && second[i] != Missing {
			shared[[2]int{first[i], second[i]}]++
		}
	}
	var inFirst, inSecond float64
	both := 0
	for i := range first {
		if n := shared[[2]int{first[i], second[i]}]; n > 0 {
			both++
			inFirst += float64(n) / float64(sizes[0][first[i]])
			inSecond += float64(n) / float64(sizes[1][second[i]])
		}
	}
	why := fault.Say("No block belongs to an article.")
	s := PRF{Both: both, First: counted[0], Second: counted[1], Precision: ratio(inSecond, float64(counted[1]), why), Recall: ratio(inFirst, float64(counted[0]), why)}
	s.F1 = harmonic(s.Precision, s.Recall, why)
	return s
}

func harmonic(p, r Score, why fault.Phrase) Score {
	if !p.Defined() || !r.Defined() {
		return undefined(why)
	}
	if p.Value+r.Value == 0 {
		return scored(0)
	}
	return scored(2 * p.Value * r.Value / (p.Value + r.Value))
}
