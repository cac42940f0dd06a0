package agreement

import (
	"math"
	"math/rand/v2"

	"galley/fault"
)

// GammaSettings are the parameters of gamma. The zero value is not useful; see DefaultGamma.
type GammaSettings struct {
	Position  float64 // weight of where units stand, α of the paper
	Category  float64 // weight of what they are, β of the paper
	Tolerance float64 // relative error of the disorder that chance brings
	Normal    float64 // quantile of the confidence with which it is kept: 1.96 for 95 %
	Most      int     // states that a window may have, and pairs of units that may be looked at
	Seed      uint64
}

// DefaultGamma are the weights 3 and 1, a tolerance of 2 % and a confidence of 95 %.
var DefaultGamma = GammaSettings{Position: 3, Category: 1, Tolerance: 0.02, Normal: 1.96, Most: 200_000}

// GammaResult is gamma and what it follows from.
type GammaResult struct {
	Score
	Disorder float64 // of the best alignment
	Chance   float64 // the mean disorder of the samples
	Samples  int
	Aligned  int // groups in the best alignment, units left alone among them
}

// least is how many samples are drawn before it is asked how many are needed.
const least = 30

// Gamma is the agreement on where units are and what they are, of any number of people, beyond what
// chance would bring: units are aligned so that what is left of disorder is as low as it can be, and
// that is compared with the disorder of samples drawn by chance (Mathet, Widlöcher & Métivier, The
// unified and holistic method gamma (γ) for inter-annotator agreement measure and alignment,
// Computational Linguistics 41, 2015). As there, the samples are each of a random person, moved along
// the continuum by a random distance and around its end; their number follows from the tolerance
// (section 5.3). The best alignment is exact. If a window of the continuum holds too many units for
// that, the score says that it was not computed.
func Gamma(people [][]Unit, settings GammaSettings) GammaResult {
	begin, end, units := bounds(people)
	if units == 0 || len(people) < 2 {
		return GammaResult{Score: undefined(noSpan())}
	}
	best, possible := align(people, settings)
	if !possible {
		return GammaResult{Score: undefined(tooDense())}
	}
	result := GammaResult{Disorder: best.disorder(people), Aligned: best.groups}
	s := &sampler{people: people, begin: begin, length: end - begin, random: rand.New(rand.NewPCG(settings.Seed, 1))}
	s.apart = float64(totalLength(people)) / float64(units) / 2
	var disorders []float64
	for needed := least; len(disorders) < needed; {
		sample := s.draw()
		alignment, possible := align(sample, settings)
		if !possible {
			return GammaResult{Score: undefined(tooDense())}
		}
		disorders = append(disorders, alignment.disorder(sample))
		if len(disorders) == least {
			needed = max(least, neededSamples(disorders, settings))
		}
	}
	result.Samples, result.Chance = len(disorders), mean(disorders)
	result.Score = corrected(result.Disorder, result.Chance, fault.Say("Agreement by chance alone would be perfect."))
	return result
}

func tooDense() fault.Phrase {
	return fault.Say("Not computed: too many spans are close together.")
}

// neededSamples is how many samples bring the mean within the tolerance, by the spread of the first.
func neededSamples(disorders []float64, settings GammaSettings) int {
	m := mean(disorders)
	if m == 0 {
		return 0
	}
	spread := deviation(disorders) / m * settings.Normal / settings.Tolerance
	return int(math.Ceil(spread * spread))
}

func bounds(people [][]Unit) (begin, end, units int) {
	begin = math.MaxInt
	for _, list := range people {
		for _, u := range list {
			begin, end, units = min(begin, u.Start), max(end, u.End), units+1
		}
	}
	return begin, end, units
}

func totalLength(people [][]Unit) int {
	n := 0
	for _, list := range people {
		for _, u := range list {
			n += u.Len()
		}
	}
	return n
}
