package agreement

import (
	"math"

	"galley/fault"
)

// Score is what a measure says, or why it says nothing: no measure is made up if it is not defined.
type Score struct {
	Value float64
	Why   fault.Phrase // a sentence; empty if the score is defined
}

// Defined reports whether there is a value.
func (s Score) Defined() bool { return s.Why.Format == "" }

func scored(value float64) Score { return Score{Value: value} }

func undefined(why fault.Phrase) Score { return Score{Why: why} }

// ratio is a part of a whole; why says what it means that there is no whole.
func ratio(part, whole float64, why fault.Phrase) Score {
	if whole == 0 {
		return undefined(why)
	}
	return scored(part / whole)
}

// PRF are precision, recall and their harmonic mean of one set against another, and the counts behind
// them. The set that is held for right is the first.
type PRF struct {
	Both, First, Second   int // what both have, and how much each has
	Precision, Recall, F1 Score
}

// newPRF is the three measures of van Rijsbergen (Information Retrieval, 2nd edition, 1979, chapter 7)
// for what two sets have. As F1 does not ask which of them is right, it measures agreement without a
// count of what neither has (Hripcsak & Rothschild, Agreement, the F-measure, and reliability in
// information retrieval, JAMIA 12, 2005).
func newPRF(both, first, second int, why fault.Phrase) PRF {
	return PRF{both, first, second, ratio(float64(both), float64(second), why), ratio(float64(both), float64(first), why),
		ratio(2*float64(both), float64(first+second), why)}
}

// corrected is agreement beyond chance: how much of the disagreement that chance would bring is not
// there.
func corrected(observed, expected float64, why fault.Phrase) Score {
	if expected == 0 || math.IsNaN(expected) {
		return undefined(why)
	}
	return scored(1 - observed/expected)
}
