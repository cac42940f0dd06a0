package agreement

import (
	"galley/fault"
)

// SpanF1 are precision, recall and F1 of the spans of one set against those of another. Exact spans
// have the same category and the same ends (Tjong Kim Sang & De Meulder, Introduction to the CoNLL-2003
// shared task, 2003); otherwise it is enough that they have the same category and share some text, the
// "type" of SemEval-2013 task 9 (Segura-Bedmar, Martínez & Herrero-Zazo, 2013). Each span is counted
// once. Both lists are in order.
func SpanF1(first, second []Unit, exact bool) PRF {
	links := make([][]Link, len(first))
	overlapping(first, second, func(a, b int) {
		x, y := first[a], second[b]
		if x.Category == y.Category && (!exact || x == y) {
			links[a] = append(links[a], Link{b, 1})
		}
	})
	both := 0
	for _, partner := range Assign(links, len(second)) {
		if partner >= 0 {
			both++
		}
	}
	return newPRF(both, len(first), len(second), fault.Say("No set has a span here."))
}

// overlapping yields each two units of two lists that share text, in order.
func overlapping(first, second []Unit, tell func(a, b int)) {
	var open []int // of second, those that may reach into the next of first
	next := 0
	for a, x := range first {
		for next < len(second) && second[next].Start < x.End {
			open = append(open, next)
			next++
		}
		kept := open[:0]
		for _, b := range open {
			if y := second[b]; y.End > x.Start {
				kept = append(kept, b)
				if y.Start < x.End {
					tell(a, b)
				}
			}
		}
		open = kept
	}
}
