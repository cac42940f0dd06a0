package review

import (
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

// The least and the most sets that can be compared.
const (
	LeastSets = 2
	MostSets  = 6
)

// Comparison is what several sets say of one issue, laid over each other. It does not change.
type Comparison struct {
	Differences []Difference // in the order of the text

	sides       []*comparedSet
	pieces      []piece
	regions     []region
	matched     *stories
	storyAt     [][]int // by set and block: the story, -1 for none
	joins       []point
	spans       *spanGroups
	corrections []entry
	pictures    []entry
	dismissals  []dismissed

	same       []bool      // by piece: all sets have one block with one mark there
	groups     factNumbers // the difference that a fact belongs to, of those that differ
	concerning [][]int     // by piece: the differences about it
}

// Compare lays two to six sets over each other. It returns Invalid for another number of sets, and
// Conflict for sets on different texts.
func Compare(sets ...*markup.Set) (*Comparison, error) {
	if len(sets) < LeastSets || len(sets) > MostSets {
		return nil, fault.New(fault.Invalid, "Choose two to six sets to compare.")
	}
	c := &Comparison{}
	for _, s := range sets {
		if !sameSource(sets[0].Source(), s.Source()) {
			return nil, otherText()
		}
		c.sides = append(c.sides, readSet(s))
	}
	c.pieces, c.regions = refine(c.sides)
	c.matched = matchStories(c.sides, c.pieces)
	for set, r := range c.sides {
		c.storyAt = append(c.storyAt, c.matched.storiesOf(set, r))
	}
	c.spans = matchSpans(c.sides)
	c.joins = listJoins(c.sides)
	c.corrections = listCorrections(c.sides)
	c.pictures = c.listPictures()
	c.dismissals = c.listDismissals()
	c.same = make([]bool, len(c.pieces))
	for p := range c.pieces {
		c.same[p] = c.alike(p)
	}
	c.findDifferences()
	c.findConcerning()
	return c, nil
}

func otherText() error {
	return fault.New(fault.Conflict, "These sets belong to different texts and cannot be compared.")
}

// CountSets is the number of sets compared.
func (c *Comparison) CountSets() int { return len(c.sides) }

// Set is one of the sets compared, from 0.
func (c *Comparison) Set(i int) *markup.Set { return c.sides[i].set }

// Stories are the articles of all sets, as they were matched.
func (c *Comparison) Stories() []Story { return slices.Clone(c.matched.list) }

// StoryOf is the story that an article of a set is; false if the set has no such article.
func (c *Comparison) StoryOf(set int, article text.ID) (Story, bool) {
	if i := c.matched.of(set, article); i >= 0 {
		return c.matched.list[i], true
	}
	return Story{}, false
}

// Find is the difference with a key, or false if absent.
func (c *Comparison) Find(key string) (Difference, bool) {
	i := slices.IndexFunc(c.Differences, func(d Difference) bool { return d.Key == key })
	if i < 0 {
		return Difference{}, false
	}
	return c.Differences[i], true
}

// differs reports whether the sets say different things of a fact.
func (c *Comparison) differs(f fact) bool {
	if f.kind == factCut {
		return c.regions[f.of].end-c.regions[f.of].first > 1
	}
	if f.kind == factSpan {
		return !c.sameSpan(f.of)
	}
	first := c.value(f, 0)
	for set := 1; set < len(c.sides); set++ {
		if c.value(f, set) != first {
			return true
		}
	}
	return false
}
