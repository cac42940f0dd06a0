package review

import (
	"fmt"

	"galley/engine/markup"
)

// anchor names each story by a place in the text: where, in the block of the source of which its
// articles share most, that part begins. So its name stays when its first or last block goes to
// another article. A story without text is named by what it is called.
func (s *stories) anchor(sides []*comparedSet, pieces []piece) {
	source := sides[0].set.Source()
	best := make([]struct {
		points int
		at     markup.Extent
	}, len(s.list))
	for _, at := range s.cores(sides, pieces, source) {
		if now := &best[at.story]; at.points > now.points {
			now.points, now.at = at.points, at.first
		}
	}
	taken := map[string]int{}
	for i := range s.list {
		name := fmt.Sprintf("%d/%d", best[i].at.Page, best[i].at.Start)
		if best[i].points == 0 {
			name = s.called(sides, i)
		}
		if taken[name]++; taken[name] > 1 {
			name = fmt.Sprintf("%s~%d", name, taken[name])
		}
		s.list[i].Anchor = name
	}
}

// core is how much of one block of the source a story has in all sets that have the story.
type core struct {
	story, points int
	first         markup.Extent
}

// cores are the cores of all stories in all blocks of the source, in text order.
func (s *stories) cores(sides []*comparedSet, pieces []piece, source *markup.Source) []core {
	has := make([]int, len(s.list))
	for i, story := range s.list {
		for set, id := range story.Articles {
			if id != "" && sides[set].members[id] > 0 {
				has[i]++
			}
		}
	}
	var cores []core
	next := 0
	for _, page := range source.Pages {
		for _, whole := range page.Blocks {
			open := map[int]int{} // story: its index in cores
			for ; next < len(pieces) && pieces[next].Page == page.Key && pieces[next].End <= whole.End; next++ {
				p := pieces[next]
				story := s.agreed(sides, p, has)
				if story < 0 {
					continue
				}
				at, begun := open[story]
				if !begun {
					at = len(cores)
					open[story] = at
					cores = append(cores, core{story: story, first: p.Extent})
				}
				cores[at].points += p.End - p.Start
			}
		}
	}
	return cores
}

// agreed is the story that all sets which have it say a piece belongs to, or -1 if absent.
func (s *stories) agreed(sides []*comparedSet, p piece, has []int) int {
	var at [MostSets]int
	for set, r := range sides {
		at[set] = s.of(set, r.blocks[p.in[set]].Article)
	}
	found := -1
	for set := range sides {
		n := 0
		for other := range sides {
			if at[other] == at[set] {
				n++
			}
		}
		if at[set] >= 0 && n == has[at[set]] && (found < 0 || at[set] < found) {
			found = at[set]
		}
	}
	return found
}

// called is a name for a story without text.
func (s *stories) called(sides []*comparedSet, story int) string {
	for set, id := range s.list[story].Articles {
		if id != "" {
			a := sides[set].data[id]
			first := ""
			if i, found := sides[set].firsts[id]; found {
				first = fmt.Sprintf("@%d/%d", sides[set].blocks[i].Page, sides[set].blocks[i].Start)
			}
			return fmt.Sprintf("%s %q%s", a.Type, a.Title, first)
		}
	}
	return ""
}
