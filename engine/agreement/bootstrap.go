package agreement

import (
	"math"
	"math/rand/v2"
	"slices"

	"galley/fault"
)

// Interval is where a score lies with some confidence.
type Interval struct {
	Low, High Score
	Error     Score // the standard error
	Level     float64
	Rounds    int // with a defined score
}

// Bootstrap draws n items with replacement, again and again, and gives the percentiles between which
// the part level of the scores lies (Efron, Bootstrap methods: another look at the jackknife, Annals of
// Statistics 7, 1979; Efron & Tibshirani, An Introduction to the Bootstrap, 1993, chapters 6 and 13).
// The same seed gives the same interval. Rounds in which the score is not defined are left out; if half
// of them are, so is the interval.
func Bootstrap(n, rounds int, level float64, seed uint64, score func(items []int) Score) Interval {
	random := rand.New(rand.NewPCG(seed, 0))
	items := make([]int, n)
	var values []float64
	for range rounds {
		for i := range items {
			items[i] = random.IntN(n)
		}
		if s := score(items); s.Defined() {
			values = append(values, s.Value)
		}
	}
	interval := Interval{Level: level, Rounds: len(values)}
	if 2*len(values) <= rounds || len(values) < 2 {
		why := undefined(fault.Say("There is too little data for an interval."))
		interval.Low, interval.High, interval.Error = why, why, why
		return interval
	}
	slices.Sort(values)
	interval.Low, interval.High = scored(percentile(values, (1-level)/2)), scored(percentile(values, (1+level)/2))
	interval.Error = scored(deviation(values))
	return interval
}

// percentile is the value below which a part p of sorted values lies, between two of them if it is
// not one.
func percentile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	i := int(math.Floor(at))
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// deviation is the standard deviation of a sample.
func deviation(values []float64) float64 {
	m, sum := mean(values), 0.0
	for _, v := range values {
		sum += (v - m) * (v - m)
	}
	return math.Sqrt(sum / float64(len(values)-1))
}
