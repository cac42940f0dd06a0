package review

import (
	"slices"
	"strings"

	"galley/engine/markup"
	"galley/engine/vocabulary"
)

// ties put together the facts that differ and can only be decided together. It is a forest of facts,
// each pointing to one it is tied to.
type ties struct {
	*Comparison
	all    []fact      // that differ, in the order of facts
	number factNumbers // of a fact among them
	over   []int       // by number: the number of a fact it is tied to, its own for a root
}

func newTies(c *Comparison) *ties {
	t := &ties{Comparison: c}
	for f := range c.facts {
		if f.ofPiece() && c.same[f.of] {
			continue
		}
		if c.differs(f) {
			t.number.put(f, len(t.all))
			t.over = append(t.over, len(t.all))
			t.all = append(t.all, f)
		}
	}
	return t
}

// alike reports whether all sets have one block with one mark at a piece: what most pieces are, and quickly
// seen.
func (c *Comparison) alike(p int) bool {
	first, story := c.block(p, 0), c.story(p, 0)
	for set := 1; set < len(c.sides); set++ {
		b := c.block(p, set)
		if b.Extent != first.Extent || b.Role != first.Role || b.State != first.State || b.Doubtful != first.Doubtful ||
			b.Place != nil || first.Place != nil || !slices.Equal(b.Turns, first.Turns) || c.story(p, set) != story {
			return false
		}
	}
	return true
}

func (t *ties) has(f fact) bool { _, differs := t.number.of(f); return differs }

func (t *ties) root(i int) int {
	for t.over[i] != i {
		t.over[i] = t.over[t.over[i]]
		i = t.over[i]
	}
	return i
}

// tie puts two facts together, if both differ.
func (t *ties) tie(a, b fact) {
	i, first := t.number.of(a)
	k, second := t.number.of(b)
	if first && second {
		t.over[t.root(k)] = t.root(i)
	}
}

// tieAll finds everything that hangs together.
func (t *ties) tieAll() {
	t.tieRegions()
	t.tiePieces()
	t.tieRuns()
	t.tieStories()
	t.tieParents()
	t.tieJoins()
	t.tieSpans()
	t.tieCorrections()
}

// tieRegions: how a region is cut decides what its pieces can be.
func (t *ties) tieRegions() {
	for i, r := range t.regions {
		if r.end-r.first < 2 {
			continue
		}
		for p := r.first; p < r.end; p++ {
			for _, kind := range pieceFacts {
				t.tie(fact{factCut, i}, fact{kind, p})
			}
		}
	}
	for i, d := range t.dismissals {
		if d.story < 0 {
			if p := t.pieceFrom(d.cell.Page, d.cell.At); p >= 0 {
				t.tie(fact{factCut, t.pieces[p].region}, fact{factDismissal, i})
			}
		}
	}
}

// tiePieces: what has a role has an article, unless it is furniture; only headings turn; and what
// begins an article in one set is a heading because it does.
func (t *ties) tiePieces() {
	for p := range t.pieces {
		if t.same[p] {
			continue
		}
		role, group := fact{factRole, p}, fact{factGroup, p}
		t.tie(role, fact{factTurns, p})
		t.tie(role, fact{factPlace, p})
		if t.has(role) && t.has(group) && (t.lacksStory(p) || t.beginsStory(p)) {
			t.tie(role, group)
		}
	}
}

func (t *ties) beginsStory(p int) bool {
	for set, r := range t.sides {
		b := t.block(p, set)
		if b.Article != "" && r.firsts[b.Article] == t.pieces[p].in[set] {
			return true
		}
	}
	return false
}

// tieRuns: neighbours that go from one article to another together, and neighbours of one role that
// one set has decided and the other assumed.
func (t *ties) tieRuns() {
	for p := 1; p < len(t.pieces); p++ {
		if t.same[p] || t.same[p-1] || t.pieces[p].Page != t.pieces[p-1].Page {
			continue
		}
		for _, kind := range []factKind{factGroup, factRole} {
			a, b := fact{kind, p - 1}, fact{kind, p}
			if t.has(a) && t.has(b) && t.sameValues(a, b) && (kind == factGroup || t.sameRole(p)) {
				t.tie(a, b)
			}
		}
	}
}

func (t *ties) sameValues(a, b fact) bool {
	for set := range t.sides {
		if t.value(a, set) != t.value(b, set) {
			return false
		}
	}
	return true
}

// sameRole reports whether the sets differ only in whether a piece is decided.
func (t *ties) sameRole(p int) bool {
	first := strings.TrimSuffix(t.value(fact{factRole, p}, 0), "?")
	for set := range t.sides {
		if strings.TrimSuffix(t.value(fact{factRole, p}, set), "?") != first {
			return false
		}
	}
	return true
}

// tieStories: with an article that a set does not have come its blocks, its own data, what stands
// under it and its pictures.
func (t *ties) tieStories() {
	for i := range t.matched.list {
		for _, kind := range storyFacts {
			t.tie(fact{factPresence, i}, fact{kind, i})
		}
	}
	t.tieStoryPieces()
	for i, d := range t.dismissals {
		if d.story >= 0 {
			t.tie(fact{factPresence, d.story}, fact{factDismissal, i})
		}
	}
}

// tieStoryPieces: the blocks and pictures of an article that a set does not have.
func (t *ties) tieStoryPieces() {
	for p := range t.pieces {
		for set := range t.sides {
			if story := t.story(p, set); story >= 0 && !t.same[p] {
				t.tie(fact{factPresence, story}, fact{factGroup, p})
				if t.headline(p, set) {
					t.tie(fact{factRole, p}, fact{factHeadless, story})
				}
			}
		}
	}
	for i, p := range t.pictures {
		for set := range p.ids {
			if _, picture, found := t.pictureOf(i, set); found {
				if story := t.matched.of(set, picture.Article); story >= 0 {
					t.tie(fact{factPresence, story}, fact{factPicture, i})
				}
			}
		}
	}
}

func (t *ties) headline(p, set int) bool {
	return vocabulary.BaseOf(t.block(p, set).Role) == vocabulary.RoleHeadline
}

// tieParents: a package that one set does not have; members that go in or out of one package
// together; and articles that stand under each other the other way round.
func (t *ties) tieParents() {
	alike := map[string]fact{}
	under := map[[2]int]bool{}
	for i := range t.matched.list {
		f := fact{factParent, i}
		if !t.has(f) || t.has(fact{factPresence, i}) {
			continue
		}
		form := ""
		for set := range t.sides {
			form += t.value(f, set) + "|"
			parent := t.parent(i, set)
			if parent < 0 {
				continue
			}
			t.tie(fact{factPresence, parent}, f)
			under[[2]int{i, parent}] = true
			if under[[2]int{parent, i}] {
				t.tie(fact{factParent, parent}, f)
			}
		}
		if first, seen := alike[form]; seen {
			t.tie(first, f)
		} else {
			alike[form] = f
		}
	}
	for i := range t.matched.list {
		for set := range t.sides {
			if parent := t.parent(i, set); parent >= 0 && t.has(fact{factPresence, i}) && t.has(fact{factPresence, parent}) && t.onlyUnder(i, parent) {
				t.tie(fact{factPresence, parent}, fact{factPresence, i})
			}
		}
	}
}

// onlyUnder reports whether exactly the sets that have a story have the one over it: then they come
// together.
func (t *ties) onlyUnder(story, over int) bool {
	if t.textual(story) {
		return false
	}
	for set := range t.sides {
		if (t.matched.list[story].Articles[set] == "") != (t.matched.list[over].Articles[set] == "") {
			return false
		}
	}
	return true
}

// textual reports whether a story has blocks in any set.
func (t *ties) textual(story int) bool {
	for set, id := range t.matched.list[story].Articles {
		if id != "" && t.sides[set].members[id] > 0 {
			return true
		}
	}
	return false
}

// parent is the story that a story stands under in a set; -1 for none.
func (c *Comparison) parent(story, set int) int {
	_, a, found := c.article(story, set)
	if !found {
		return -1
	}
	return c.matched.of(set, a.Parent)
}

// tieJoins: a join falls with the cut it rests on and with the article of what it joins; and two joins
// that lead to one place cannot both be.
func (t *ties) tieJoins() {
	into := map[point]fact{}
	for i, from := range t.joins {
		f := fact{factJoin, i}
		if !t.has(f) {
			continue
		}
		t.tieEnd(f, t.pieceTo(from.page, from.at), from.at)
		for set := range t.sides {
			j, found := t.joinOf(i, set)
			if !found {
				continue
			}
			t.tieEnd(f, t.pieceFrom(j.Page, j.Start), j.Start)
			to := point{j.Page, j.Start}
			if first, seen := into[to]; seen {
				t.tie(first, f)
			} else {
				into[to] = f
			}
		}
	}
}

// tieEnd ties a join to the piece at one of its ends.
func (t *ties) tieEnd(join fact, p, at int) {
	if p < 0 {
		return
	}
	t.tie(fact{factGroup, p}, join)
	region := t.regions[t.pieces[p].region]
	if first, last := t.pieces[region.first].Start, t.pieces[region.end-1].End; first < at && at < last {
		t.tie(fact{factCut, t.pieces[p].region}, join)
	}
}

// tieSpans: a part goes with its whole if the whole differs, and of two spans that cross one must
// go.
func (t *ties) tieSpans() {
	var all []openPiece
	for i := range t.spans.list {
		for set := range t.sides {
			m, found := t.markOf(i, set)
			if !found {
				continue
			}
			if over := t.spans.of(set, m.Parent); over >= 0 {
				t.tie(fact{factSpan, over}, fact{factSpan, i})
			}
			for _, p := range m.At {
				if t.has(fact{factSpan, i}) {
					all = append(all, openPiece{Piece: p, number: i})
				}
			}
		}
	}
	meeting(append(all, t.differingCorrections()...), t.tieMeeting)
}

// tieMeeting ties spans and corrections that stand in each other's way.
func (t *ties) tieMeeting(a, b openPiece) {
	switch {
	case a.row && b.row:
		t.tie(fact{factCorrection, a.number}, fact{factCorrection, b.number})
	case a.row || b.row:
		if b.row {
			a, b = b, a
		}
		if inside(b.Start, a.Piece) || inside(b.End, a.Piece) {
			t.tie(fact{factCorrection, a.number}, fact{factSpan, b.number})
		}
	case a.Span().Crosses(b.Span()):
		t.tie(fact{factSpan, a.number}, fact{factSpan, b.number})
	}
}

// differingCorrections are where the corrections stand that the sets do not share.
func (t *ties) differingCorrections() []openPiece {
	var all []openPiece
	for i := range t.corrections {
		for set := range t.sides {
			if _, c, found := t.correctionOf(i, set); found && t.has(fact{factCorrection, i}) {
				all = append(all, openPiece{Piece: c.Piece(), number: i, row: true})
			}
		}
	}
	return all
}

// inside reports whether a position stands between two characters of a piece.
func inside(at int, p markup.Piece) bool { return p.Start < at && at < p.End }

// tieCorrections: a correction cannot stand on a cut of a region.
func (t *ties) tieCorrections() {
	for i := range t.corrections {
		for set := range t.sides {
			_, c, found := t.correctionOf(i, set)
			p := -1
			if found {
				p = t.pieceAt(c.Page, c.Start)
			}
			if p >= 0 && t.pieces[p].End < c.End {
				t.tie(fact{factCut, t.pieces[p].region}, fact{factCorrection, i})
			}
		}
	}
}

// grouped are the facts that are tied together, each group in the order of facts.
func (t *ties) grouped() [][]fact {
	begun := make([]int, len(t.all)) // by root: the number of its group from 1
	var groups [][]fact
	for i, f := range t.all {
		root := t.root(i)
		if begun[root] == 0 {
			groups = append(groups, nil)
			begun[root] = len(groups)
		}
		groups[begun[root]-1] = append(groups[begun[root]-1], f)
	}
	return slices.Clip(groups)
}
