package agreement

import (
	"math"
	"math/rand/v2"
	"slices"
)

// sampler draws what chance would bring: the units of random people, moved along the continuum and
// around its end. No two of a sample are moved by almost the same distance, as far as there is room.
type sampler struct {
	people        [][]Unit
	begin, length int
	apart         float64
	random        *rand.Rand
}

func (s *sampler) draw() [][]Unit {
	sample := make([][]Unit, len(s.people))
	var moved []int
	for i := range sample {
		by := s.distance(moved)
		moved = append(moved, by)
		sample[i] = s.moved(s.people[s.random.IntN(len(s.people))], by)
	}
	return sample
}

// distance is a random one, apart from those taken if a few tries find one.
func (s *sampler) distance(taken []int) int {
	const tries = 100
	by := 0
	for range tries {
		by = s.random.IntN(s.length)
		if !slices.ContainsFunc(taken, func(t int) bool { return math.Abs(float64(t-by)) < s.apart }) {
			break
		}
	}
	return by
}

func (s *sampler) moved(units []Unit, by int) []Unit {
	list := make([]Unit, len(units))
	for i, u := range units {
		shift := by
		if u.Start+by >= s.begin+s.length {
			shift -= s.length
		}
		list[i] = Unit{u.Start + shift, u.End + shift, u.Category}
	}
	slices.SortFunc(list, CompareUnits)
	return list
}
