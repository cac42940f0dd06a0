package review

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/engine/agreement"
	"galley/engine/markup"
	"galley/engine/text"
)

// spanGroup is a span as the sets have it: at most one of each.
type spanGroup struct {
	ids    []text.ID // by set
	first  *spanItem // the span with which the group began
	anchor string
	at     markup.Piece // where the first of them begins
}

// spanGroups are the matched spans of all sets.
type spanGroups struct {
	list []spanGroup
	in   []map[text.ID]int // by set
}

func (g *spanGroups) of(set int, id text.ID) int {
	if group, found := g.in[set][id]; found && id != "" {
		return group
	}
	return -1
}

// matchSpans matches the spans of all sets: those that are the same in everything, from wholes to
// parts; then those of one role and place; then those of one place; then those of one role that share
// text.
func matchSpans(sides []*comparedSet) *spanGroups {
	g := &spanGroups{}
	for set := range sides {
		g.add(sides[:set+1], nil)
	}
	g.anchor(sides)
	return g
}

// add matches the spans of the last side to the groups of those before it; known are the ids
// that groups are known by.
func (g *spanGroups) add(sides []*comparedSet, known map[text.ID]int) {
	for i := range g.list {
		g.list[i].ids = append(g.list[i].ids, "")
	}
	g.in = append(g.in, make(map[text.ID]int, len(sides[len(sides)-1].marks)))
	m := newSpanMatcher(g, sides)
	for _, item := range m.left {
		if group, found := known[item.id]; found {
			m.put(item, group)
		}
	}
	if m.set > 0 {
		m.match()
	}
	for _, item := range m.left {
		if !item.matched {
			g.list = append(g.list, spanGroup{ids: make([]text.ID, len(sides)), first: item})
			m.put(item, len(g.list)-1)
		}
	}
}

// with is the groups with one set more, and the groups as they were. known is as for add.
func (g *spanGroups) with(sides []*comparedSet, known map[text.ID]int) *spanGroups {
	more := &spanGroups{list: slices.Clone(g.list), in: slices.Clone(g.in)}
	for i := range more.list {
		more.list[i].ids = slices.Clone(more.list[i].ids)
	}
	more.add(sides, known)
	return more
}

// put puts a span of the last set into a group.
func (m *spanMatcher) put(item *spanItem, group int) {
	m.list[group].ids[m.set] = item.id
	m.in[m.set][item.id] = group
	item.matched = true
}

// anchor names each group by the span of the first set that has it.
func (g *spanGroups) anchor(sides []*comparedSet) {
	taken := map[string]int{}
	for i := range g.list {
		for set, id := range g.list[i].ids {
			if id == "" {
				continue
			}
			m := sides[set].marks[id]
			g.list[i].anchor, g.list[i].at = m.Role+" "+piecesForm(m.At), m.At[0]
			break
		}
		if taken[g.list[i].anchor]++; taken[g.list[i].anchor] > 1 {
			g.list[i].anchor += fmt.Sprintf("~%d", taken[g.list[i].anchor])
		}
	}
}

// spanMatcher matches the spans of the last set to the groups of those before it.
type spanMatcher struct {
	*spanGroups
	side  *comparedSet
	set   int
	left  []*spanItem        // of the last set, wholes before their parts, in text order
	forms map[text.ID]string // of spans that have parts
}

func newSpanMatcher(g *spanGroups, sides []*comparedSet) *spanMatcher {
	m := &spanMatcher{spanGroups: g, set: len(sides) - 1, forms: map[text.ID]string{}}
	m.side = sides[m.set]
	items := make([]spanItem, 0, len(m.side.marks))
	for id, mark := range m.side.marks {
		items = append(items, spanItem{Mark: mark, id: id, set: m.set, form: m.form(id, mark), depth: spanDepth(m.side, mark)})
	}
	m.left = make([]*spanItem, len(items))
	for i := range items {
		m.left[i] = &items[i]
	}
	slices.SortFunc(m.left, (*spanItem).compare)
	return m
}

// spanItem is a span with what orders it and what it is matched by.
type spanItem struct {
	markup.Mark
	id      text.ID
	set     int
	form    string // it and its parts, ids and parent apart
	depth   int    // how many spans are over it
	matched bool   // it is in a group
}

func (a *spanItem) compare(b *spanItem) int {
	return cmp.Or(cmp.Compare(a.depth, b.depth), comparePieces(a.At[0], b.At[0]), strings.Compare(a.Role, b.Role), strings.Compare(a.form, b.form), strings.Compare(a.id, b.id))
}

func comparePieces(a, b markup.Piece) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
}

func spanDepth(r *comparedSet, m markup.Mark) int {
	const most = 100 // deeper is a ring, which no set holds
	depth := 0
	for found := true; found && m.Parent != "" && depth < most; depth++ {
		m, found = r.marks[m.Parent]
	}
	return depth
}

// form is a span and its parts, ids and parent apart.
func (m *spanMatcher) form(id text.ID, mark markup.Mark) string {
	parts := m.side.parts[id]
	if form, done := m.forms[id]; done && len(parts) > 0 {
		return form
	}
	var under []string
	if len(parts) > 0 {
		m.forms[id] = ""
		for _, part := range parts {
			under = append(under, m.form(part, m.side.marks[part]))
		}
		slices.Sort(under)
	}
	form := "(" + mark.Role + " " + piecesForm(mark.At) + " " + pairsForm(mark.Attributes) + strings.Join(under, "") + ")"
	if len(parts) > 0 {
		m.forms[id] = form
	}
	return form
}

// spanKey is what two matched spans have in common; the zero value is nothing.
type spanKey struct {
	whole int // the group of the span over it, -1 for none
	form  string
}

func (m *spanMatcher) match() {
	most := 0
	for _, item := range m.left {
		most = max(most, item.depth)
	}
	for depth := range most + 1 {
		m.matchBy(func(item *spanItem) spanKey {
			if item.depth != depth {
				return spanKey{}
			}
			return spanKey{m.of(item.set, item.Parent), item.form}
		})
	}
	m.matchBy(func(item *spanItem) spanKey { return spanKey{form: item.Role + " " + piecesForm(item.At)} })
	m.matchBy(func(item *spanItem) spanKey { return spanKey{form: piecesForm(item.At)} })
	m.matchOverlapping()
}

// free are the groups that have no span of the last set, each by the span with which it began.
func (m *spanMatcher) free(yield func(group int, item *spanItem) bool) {
	for i, group := range m.list {
		if group.ids[m.set] == "" && !yield(i, group.first) {
			return
		}
	}
}

// matchBy matches what has the same key, the first to the first.
func (m *spanMatcher) matchBy(key func(item *spanItem) spanKey) {
	m.left = slices.DeleteFunc(m.left, func(item *spanItem) bool { return item.matched })
	if len(m.left) == 0 {
		return
	}
	groups := make(map[spanKey][]int, len(m.list))
	m.free(func(group int, item *spanItem) bool {
		if k := key(item); k.form != "" {
			groups[k] = append(groups[k], group)
		}
		return true
	})
	for _, item := range m.left {
		if k := key(item); k.form != "" && len(groups[k]) > 0 {
			m.put(item, groups[k][0])
			groups[k] = groups[k][1:]
		}
	}
}

// openPiece is a piece of a span that is still without a partner.
type openPiece struct {
	markup.Piece
	number int // of the span among the rows, or of the group
	role   string
	row    bool
}

// matchOverlapping matches what is left to groups of its role with which it shares most text.
func (m *spanMatcher) matchOverlapping() {
	var rows []*spanItem
	var pieces []openPiece
	for _, item := range m.left {
		if item.matched {
			continue
		}
		for _, p := range item.At {
			pieces = append(pieces, openPiece{p, len(rows), item.Role, true})
		}
		rows = append(rows, item)
	}
	m.free(func(group int, item *spanItem) bool {
		for _, p := range item.At {
			pieces = append(pieces, openPiece{p, group, item.Role, false})
		}
		return true
	})
	gains := make([]map[int]float64, len(rows))
	meeting(pieces, func(a, b openPiece) {
		if a.row == b.row || a.role != b.role {
			return
		}
		if b.row {
			a, b = b, a
		}
		if gains[a.number] == nil {
			gains[a.number] = map[int]float64{}
		}
		gains[a.number][b.number] += float64(min(a.End, b.End) - max(a.Start, b.Start))
	})
	links := make([][]agreement.Link, len(rows))
	for row, gain := range gains {
		for _, group := range slices.Sorted(maps.Keys(gain)) {
			links[row] = append(links[row], agreement.Link{To: group, Gain: gain[group]})
		}
	}
	for row, group := range agreement.Assign(links, len(m.list)) {
		if group >= 0 {
			m.put(rows[row], group)
		}
	}
}

// meeting yields each two pieces that overlap.
func meeting(pieces []openPiece, tell func(a, b openPiece)) {
	slices.SortStableFunc(pieces, func(a, b openPiece) int { return comparePieces(a.Piece, b.Piece) })
	var open []openPiece
	for _, p := range pieces {
		open = slices.DeleteFunc(open, func(q openPiece) bool { return q.Page != p.Page || q.End <= p.Start })
		for _, q := range open {
			tell(q, p)
		}
		open = append(open, p)
	}
}
