package agreement

import (
	"cmp"
	"math"
	"slices"
)

// The dissimilarity of a unit and none is 1, the unit of all others (Δ∅ of the paper).

// dissimilarity of two units: how far their ends are apart in relation to their lengths, squared, and
// whether they are the same, both weighted.
func (g GammaSettings) dissimilarity(u, v Unit) float64 {
	apart := math.Abs(float64(u.Start-v.Start)) + math.Abs(float64(u.End-v.End))
	position := apart / float64(u.Len()+v.Len())
	d := g.Position * position * position
	if u.Category != v.Category {
		d += g.Category
	}
	return d
}

// alignment is the best way to put the units of several people into groups with at most one of each.
type alignment struct {
	total  float64 // disorder of all groups
	groups int
}

// disorder is that of the groups together, per mean number of units.
func (a alignment) disorder(people [][]Unit) float64 {
	_, _, units := bounds(people)
	return a.total / (float64(units) / float64(len(people)))
}

// align finds the best alignment; false if that is too much work.
func align(people [][]Unit, settings GammaSettings) (alignment, bool) {
	if len(people) == 2 {
		return alignPair(people[0], people[1], settings)
	}
	return newAligner(people, settings).align()
}

// alignPair is align for two people: an assignment, which is solved for any number of units. A pair
// saves what both alone would cost.
func alignPair(first, second []Unit, settings GammaSettings) (alignment, bool) {
	links := make([][]Link, len(first))
	most, longest, looked := longestOf(first), longestOf(second), 0
	reach := math.Sqrt(2 / settings.Position)
	from := 0
	for i, u := range first {
		far := int(math.Ceil(reach * float64(u.Len()+longest)))
		for from < len(second) && second[from].Start < u.Start-int(math.Ceil(reach*float64(most+longest))) {
			from++
		}
		for k := from; k < len(second) && second[k].Start <= u.Start+far; k++ {
			if looked++; looked > settings.Most*10 {
				return alignment{}, false
			}
			if d := settings.dissimilarity(u, second[k]); d < 2 {
				links[i] = append(links[i], Link{k, 2 - d})
			}
		}
	}
	a := alignment{total: float64(len(first) + len(second)), groups: len(first) + len(second)}
	for i, partner := range Assign(links, len(second)) {
		if partner >= 0 {
			a.groups--
			a.total -= 2 - settings.dissimilarity(first[i], second[partner])
		}
	}
	return a, true
}

func longestOf(units []Unit) int {
	longest := 0
	for _, u := range units {
		longest = max(longest, u.Len())
	}
	return longest
}

// aligner aligns the units of three people or more. The units stand in one row, by where they begin. A
// state is what has been grouped already of those ahead of the first that has not; all states of a
// position are known before the next is looked at.
type aligner struct {
	GammaSettings
	people int
	units  []owned
	groups [][]grouping // by the first unit in a group
	looked int
}

// owned is a unit with the number of the person whose it is.
type owned struct {
	Unit
	person int
}

// grouping is a group of two or more units: those ahead of the first, as bits of their distance to it
// less one, and its disorder.
type grouping struct {
	ahead uint64
	cost  float64
}

// mostAhead is how many units a group may reach over.
const mostAhead = 63

func newAligner(people [][]Unit, settings GammaSettings) *aligner {
	a := &aligner{GammaSettings: settings, people: len(people)}
	for person, units := range people {
		for _, u := range units {
			a.units = append(a.units, owned{u, person})
		}
	}
	slices.SortFunc(a.units, func(x, y owned) int {
		return cmp.Or(CompareUnits(x.Unit, y.Unit), cmp.Compare(x.person, y.person))
	})
	return a
}

func (a *aligner) pairs(n int) float64 { return float64(n*(n-1)) / 2 }

func (a *aligner) align() (alignment, bool) {
	a.groups = make([][]grouping, len(a.units))
	longest := 0
	for _, u := range a.units {
		longest = max(longest, u.Len())
	}
	for i := range a.units {
		if !a.grow(i, longest) {
			return alignment{}, false
		}
	}
	return a.walk()
}

// grow finds the groups whose first unit is i and that are better than their units alone; false if
// there are too many.
func (a *aligner) grow(i, longest int) bool {
	u := a.units[i]
	reach := math.Sqrt(a.pairs(a.people) * float64(a.people) / a.Position)
	far := u.Start + int(math.Ceil(reach*float64(u.Len()+longest)))
	var near []int
	for k := i + 1; k < len(a.units) && a.units[k].Start <= far; k++ {
		if a.units[k].person == u.person || a.dissimilarity(u.Unit, a.units[k].Unit) >= a.pairs(a.people)*float64(a.people) {
			continue
		}
		if k-i > mostAhead {
			return false
		}
		near = append(near, k)
	}
	return a.extend(i, []int{i}, near, 0)
}

// extend adds units of near to a group; within is the disorder between those in it.
func (a *aligner) extend(first int, members, near []int, within float64) bool {
	for at, k := range near {
		if slices.ContainsFunc(members, func(m int) bool { return a.units[m].person == a.units[k].person }) {
			continue
		}
		if a.looked++; a.looked > a.Most*10 {
			return false
		}
		sum := within
		for _, m := range members {
			sum += a.dissimilarity(a.units[m].Unit, a.units[k].Unit)
		}
		more := append(slices.Clone(members), k)
		n, all := len(more), a.pairs(a.people)
		if cost := (sum + all - a.pairs(n)) / all; cost < float64(n) {
			a.groups[first] = append(a.groups[first], grouping{ahead(first, more), cost})
		}
		if sum < all*float64(a.people) && !a.extend(first, more, near[at+1:], sum) {
			return false
		}
	}
	return true
}

func ahead(first int, members []int) uint64 {
	var bits uint64
	for _, m := range members[1:] {
		bits |= 1 << (m - first - 1)
	}
	return bits
}

// walk goes along the row with all states of each position.
func (a *aligner) walk() (alignment, bool) {
	states := map[uint64]alignment{0: {}}
	for i := range a.units {
		next := map[uint64]alignment{}
		better := func(taken uint64, to alignment) {
			if now, known := next[taken]; !known || to.total < now.total || to.total == now.total && to.groups < now.groups {
				next[taken] = to
			}
		}
		for taken, so := range states {
			if taken&1 != 0 { // unit i is in a group that began before it
				better(taken>>1, so)
				continue
			}
			free := taken >> 1
			better(free, alignment{so.total + 1, so.groups + 1})
			for _, g := range a.groups[i] {
				if g.ahead&free == 0 {
					better(free|g.ahead, alignment{so.total + g.cost, so.groups + 1})
				}
			}
		}
		if len(next) > a.Most {
			return alignment{}, false
		}
		states = next
	}
	return states[0], true
}
