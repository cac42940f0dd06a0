package review

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"galley/markup"
)

// spanGroup is a span as the sets have it: at most one of each.
type spanGroup struct {
	ids    []markup.ID // by set
	anchor string
	at     markup.Piece // where the first of them begins
}

// spanGroups are the matched spans of all sets.
type spanGroups struct {
	list  []spanGroup
	in    []map[markup.ID]int // by set
	depth []map[markup.ID]int // by set: how many spans are over one
}

func (g *spanGroups) of(set int, id markup.ID) int {
	if group, found := g.in[set][id]; found && id != "" {
		return group
	}
	return -1
}

// matchSpans matches the spans of all sets: those that are the same in everything, from wholes to
// parts; then those of one role and place; then those of one place; then those of one role that share
// text.
func matchSpans(readings []*reading) *spanGroups {
	g := &spanGroups{}
	for set := range readings {
		g.add(readings[:set+1], nil)
	}
	g.anchor(readings)
	return g
}

// add matches the spans of the last of readings to the groups of those before it; known are the ids
// that groups are known by.
func (g *spanGroups) add(readings []*reading, known map[markup.ID]int) {
	for i := range g.list {
		g.list[i].ids = append(g.list[i].ids, "")
	}
	n := len(readings[len(readings)-1].marks)
	g.in = append(g.in, make(map[markup.ID]int, n))
	g.depth = append(g.depth, make(map[markup.ID]int, n))
	m := newSpanMatcher(g, readings)
	for _, id := range m.left {
		if group, found := known[id]; found {
			g.put(m.set, id, group)
		}
	}
	if m.set > 0 {
		m.match()
	}
	for _, id := range m.left {
		if g.of(m.set, id) < 0 {
			g.list = append(g.list, spanGroup{ids: make([]markup.ID, len(readings))})
			g.put(m.set, id, len(g.list)-1)
		}
	}
}

// with is the groups with one set more, and the groups as they were. known is as for add.
func (g *spanGroups) with(readings []*reading, known map[markup.ID]int) *spanGroups {
	more := &spanGroups{list: slices.Clone(g.list), in: slices.Clone(g.in), depth: slices.Clone(g.depth)}
	for i := range more.list {
		more.list[i].ids = slices.Clone(more.list[i].ids)
	}
	more.add(readings, known)
	return more
}

func (g *spanGroups) put(set int, id markup.ID, group int) {
	g.list[group].ids[set] = id
	g.in[set][id] = group
}

// anchor names each group by the span of the first set that has it.
func (g *spanGroups) anchor(readings []*reading) {
	taken := map[string]int{}
	for i := range g.list {
		for set, id := range g.list[i].ids {
			if id == "" {
				continue
			}
			m := readings[set].marks[id]
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
	readings []*reading
	set      int
	left     []markup.ID // of the last set, wholes before their parts, in text order
	parts    []map[markup.ID]string
}

func newSpanMatcher(g *spanGroups, readings []*reading) *spanMatcher {
	m := &spanMatcher{spanGroups: g, readings: readings, set: len(readings) - 1}
	for _, r := range readings {
		m.parts = append(m.parts, make(map[markup.ID]string, len(r.marks)))
	}
	r := readings[m.set]
	items := make([]spanItem, 0, len(r.marks))
	for id, mark := range r.marks {
		depth := spanDepth(r, mark)
		m.depth[m.set][id] = depth
		items = append(items, spanItem{id, mark.At[0], mark.Role, m.form(m.set, id), depth})
	}
	slices.SortFunc(items, spanItem.compare)
	m.left = mapped(items, func(i spanItem) markup.ID { return i.id })
	return m
}

// spanItem is a span with what orders it.
type spanItem struct {
	id         markup.ID
	at         markup.Piece
	role, form string
	depth      int
}

func (a spanItem) compare(b spanItem) int {
	return cmp.Or(cmp.Compare(a.depth, b.depth), comparePieces(a.at, b.at), strings.Compare(a.role, b.role), strings.Compare(a.form, b.form), strings.Compare(a.id, b.id))
}

func comparePieces(a, b markup.Piece) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
}

func spanDepth(r *reading, m markup.Mark) int {
	const most = 100 // deeper is a ring, which no set holds
	depth := 0
	for found := true; found && m.Parent != "" && depth < most; depth++ {
		m, found = r.marks[m.Parent]
	}
	return depth
}

// form is a span and its parts, ids and parent apart.
func (m *spanMatcher) form(set int, id markup.ID) string {
	if form, done := m.parts[set][id]; done {
		return form
	}
	m.parts[set][id] = ""
	mark := m.readings[set].marks[id]
	var under []string
	for _, part := range m.readings[set].parts[id] {
		under = append(under, m.form(set, part))
	}
	slices.Sort(under)
	m.parts[set][id] = "(" + mark.Role + " " + piecesForm(mark.At) + " " + pairsForm(mark.Attributes) + strings.Join(under, "") + ")"
	return m.parts[set][id]
}

// spanKey is what spans of two sets have in common that are matched to each other; the zero value is
// nothing.
type spanKey struct {
	whole int // the group of the span over it, -1 for none
	form  string
}

func (m *spanMatcher) match() {
	most := 0
	for _, id := range m.left {
		most = max(most, m.depth[m.set][id])
	}
	for depth := range most + 1 {
		m.matchBy(func(set int, id markup.ID) spanKey {
			if m.depth[set][id] != depth {
				return spanKey{}
			}
			return spanKey{m.of(set, m.readings[set].marks[id].Parent), m.form(set, id)}
		})
	}
	m.matchBy(func(set int, id markup.ID) spanKey {
		mark := m.readings[set].marks[id]
		return spanKey{form: mark.Role + " " + piecesForm(mark.At)}
	})
	m.matchBy(func(set int, id markup.ID) spanKey { return spanKey{form: piecesForm(m.readings[set].marks[id].At)} })
	m.matchOverlapping()
}

// free are the groups that have no span of the last set, each by one of its spans.
func (m *spanMatcher) free(yield func(group, set int, id markup.ID) bool) {
	for i, group := range m.list {
		if group.ids[m.set] != "" {
			continue
		}
		for set, id := range group.ids[:m.set] {
			if id != "" && !yield(i, set, id) {
				return
			} else if id != "" {
				break
			}
		}
	}
}

// matchBy matches what has the same key, the first to the first.
func (m *spanMatcher) matchBy(key func(set int, id markup.ID) spanKey) {
	m.left = slices.DeleteFunc(m.left, func(id markup.ID) bool { return m.of(m.set, id) >= 0 })
	if len(m.left) == 0 {
		return
	}
	groups := make(map[spanKey][]int, len(m.list))
	m.free(func(group, set int, id markup.ID) bool {
		if k := key(set, id); k.form != "" {
			groups[k] = append(groups[k], group)
		}
		return true
	})
	for _, id := range m.left {
		if k := key(m.set, id); k.form != "" && len(groups[k]) > 0 {
			m.put(m.set, id, groups[k][0])
			groups[k] = groups[k][1:]
		}
	}
}

// standing is a piece of a span that is still without a partner.
type standing struct {
	markup.Piece
	number int // of the span among the rows, or of the group
	role   string
	row    bool
}

// matchOverlapping matches what is left to groups of its role with which it shares most text.
func (m *spanMatcher) matchOverlapping() {
	var rows []markup.ID
	var pieces []standing
	for _, id := range m.left {
		if m.of(m.set, id) >= 0 {
			continue
		}
		mark := m.readings[m.set].marks[id]
		for _, p := range mark.At {
			pieces = append(pieces, standing{p, len(rows), mark.Role, true})
		}
		rows = append(rows, id)
	}
	m.free(func(group, set int, id markup.ID) bool {
		mark := m.readings[set].marks[id]
		for _, p := range mark.At {
			pieces = append(pieces, standing{p, group, mark.Role, false})
		}
		return true
	})
	gains := make([]map[int]float64, len(rows))
	meeting(pieces, func(a, b standing) {
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
	links := make([][]link, len(rows))
	for row, gain := range gains {
		for _, group := range slices.Sorted(maps.Keys(gain)) {
			links[row] = append(links[row], link{group, gain[group]})
		}
	}
	for row, group := range assign(links, len(m.list)) {
		if group >= 0 {
			m.put(m.set, rows[row], group)
		}
	}
}

// meeting tells of each two pieces that overlap.
func meeting(pieces []standing, tell func(a, b standing)) {
	slices.SortStableFunc(pieces, func(a, b standing) int { return comparePieces(a.Piece, b.Piece) })
	var open []standing
	for _, p := range pieces {
		open = slices.DeleteFunc(open, func(q standing) bool { return q.Page != p.Page || q.End <= p.Start })
		for _, q := range open {
			tell(q, p)
		}
		open = append(open, p)
	}
}
