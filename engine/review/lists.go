package review

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/engine/markup"
	"galley/engine/text"
)

// point is a place in the text.
type point struct{ page, at int }

func comparePoints(a, b point) int {
	return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.at, b.at))
}

// entry is a correction or picture as the sets have it.
type entry struct {
	ids    []text.ID // by set
	anchor string
	at     point
}

// dismissed is a dismissed problem of a block, or of a story.
type dismissed struct {
	cell   markup.Cell // without the id of an article
	story  int         // -1 for a block
	anchor string
}

// listJoins are the places where a piece goes on in any of the sets.
func listJoins(sides []*comparedSet) []point {
	var all []point
	for _, r := range sides {
		for cell := range r.set.Joins() {
			all = append(all, point{cell.Page, cell.At})
		}
	}
	slices.SortFunc(all, comparePoints)
	return slices.Compact(all)
}

// listed is something of one set to match by its key.
type listed struct {
	set   int
	id    text.ID
	key   string
	exact string // what tells those of one key apart
	at    point
}

// matchListed puts together what has one key, and there first what is the same in everything.
func matchListed(all []listed, sets int) []entry {
	slices.SortFunc(all, func(a, b listed) int {
		return cmp.Or(comparePoints(a.at, b.at), strings.Compare(a.key, b.key), strings.Compare(a.exact, b.exact), cmp.Compare(a.set, b.set), strings.Compare(a.id, b.id))
	})
	var entries []entry
	for begin := 0; begin < len(all); {
		end := begin
		for end < len(all) && all[end].at == all[begin].at && all[end].key == all[begin].key {
			end++
		}
		entries = append(entries, matchKey(all[begin:end], sets)...)
		begin = end
	}
	return entries
}

// matchKey matches what has one key, sorted by what tells it apart: first what is the same in
// everything, then entries that no set has both of.
func matchKey(same []listed, sets int) []entry {
	var exact []entry
	for i, x := range same {
		if i == 0 || same[i-1].exact != x.exact {
			exact = append(exact, entry{})
		}
		begun := &exact[len(exact)-1]
		for begun.ids != nil && begun.ids[x.set] != "" { // a second one of this set
			exact = append(exact, entry{})
			begun = &exact[len(exact)-1]
		}
		if begun.ids == nil {
			begun.ids, begun.at = make([]text.ID, sets), x.at
		}
		begun.ids[x.set] = x.id
	}
	var merged []entry
	for _, e := range exact {
		if i := slices.IndexFunc(merged, func(m entry) bool { return apart(m.ids, e.ids) }); i >= 0 {
			for set, id := range e.ids {
				merged[i].ids[set] = cmp.Or(merged[i].ids[set], id)
			}
			continue
		}
		merged = append(merged, e)
	}
	for i := range merged {
		if merged[i].anchor = same[0].key; i > 0 {
			merged[i].anchor += fmt.Sprintf("~%d", i+1)
		}
	}
	return merged
}

// apart reports whether no set has both.
func apart(a, b []text.ID) bool {
	for set := range a {
		if a[set] != "" && b[set] != "" {
			return false
		}
	}
	return true
}

func listCorrections(sides []*comparedSet) []entry {
	var all []listed
	for set, r := range sides {
		for id, c := range r.set.Corrections() {
			key := fmt.Sprintf("%d/%d-%d", c.Page, c.Start, c.End)
			all = append(all, listed{set: set, id: id, key: key, exact: correctionForm(c), at: point{c.Page, c.Start}})
		}
	}
	return matchListed(all, len(sides))
}

func (c *Comparison) listPictures() []entry {
	var all []listed
	for set, r := range c.sides {
		for id, p := range r.set.Pictures() {
			key := fmt.Sprintf("%d/%d", p.Page, p.Offset)
			all = append(all, listed{set: set, id: id, key: key, exact: pictureForm(p, c.anchorOf(set, p.Article)), at: point{p.Page, p.Offset}})
		}
	}
	return matchListed(all, len(c.sides))
}

func (c *Comparison) listDismissals() []dismissed {
	found := map[string]dismissed{}
	for set, r := range c.sides {
		for cell := range r.set.Dismissals() {
			d := dismissed{cell: cell, story: -1, anchor: fmt.Sprintf("%d/%d %s", cell.Page, cell.At, cell.Problem)}
			if cell.ID != "" {
				d.story = c.matched.of(set, cell.ID)
				d.cell.ID = ""
				d.anchor = c.matched.list[d.story].Anchor + " " + string(cell.Problem)
			}
			found[d.anchor] = d
		}
	}
	var all []dismissed
	for _, anchor := range slices.Sorted(maps.Keys(found)) {
		all = append(all, found[anchor])
	}
	return all
}
