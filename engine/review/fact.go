package review

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"galley/engine/markup"
	"galley/engine/text"
)

// factKind is what a fact is about.
type factKind int

// The kinds of facts. Of a region: how it is cut. Of a piece: what follows. Of a story: its presence and
// its own data. Then what stands in lists of its own. How far something has come is no mark, and no fact.
const (
	factCut factKind = iota
	factRole
	factGroup
	factDoubt
	factTurns
	factPlace
	factPresence
	factType
	factParent
	factTitle
	factHeadless
	factAttributes
	factNotes
	factStoryPlace
	_ // was how far an article had come; names of facts, in keys that are stored, hold the numbers
	factJoin
	factSpan
	factCorrection
	factPicture
	factPageNotes
	_ // was how far a page had come
	factDismissal
)

var (
	pieceFacts = []factKind{factRole, factGroup, factDoubt, factTurns, factPlace}
	storyFacts = []factKind{factPresence, factType, factParent, factTitle, factHeadless, factAttributes, factNotes, factStoryPlace}
)

// fact is one thing that every set says something of: of is the number of the region, piece, story or
// entry that it is about.
type fact struct {
	kind factKind
	of   int
}

// ofPiece reports whether a fact is about a piece.
func (f fact) ofPiece() bool { return f.kind >= factRole && f.kind <= factPlace }

// value is what a set says of a fact, in writing; "" is nothing. Ids never stand in it.
func (c *Comparison) value(f fact, set int) string {
	switch f.kind {
	case factCut:
		return numbersForm(c.cutsOf(f.of, set))
	case factRole, factGroup, factDoubt, factTurns, factPlace:
		return c.pieceValue(f, set)
	case factJoin:
		if j, found := c.joinOf(f.of, set); found {
			return joinForm(j)
		}
	case factSpan:
		return c.spanValue(f.of, set)
	case factCorrection:
		if _, correction, found := c.correctionOf(f.of, set); found {
			return correctionForm(correction)
		}
	case factPicture:
		if _, p, found := c.pictureOf(f.of, set); found {
			return pictureForm(p, c.anchorOf(set, p.Article))
		}
	case factPageNotes:
		notes, _ := c.sides[set].set.Get(markup.Cell{Kind: markup.NotesCell, Page: f.of}).(markup.Notes)
		return listForm(notes)
	case factDismissal:
		if _, d, found := c.dismissalOf(f.of, set); found {
			return strconv.Quote(d.Reason)
		}
	default:
		return c.storyValue(f, set)
	}
	return ""
}

// cutsOf is where a set cuts a region.
func (c *Comparison) cutsOf(region, set int) []int {
	var cuts []int
	r := c.regions[region]
	for p := r.first + 1; p < r.end; p++ {
		if start := c.pieces[p].Start; c.block(p, set).Start == start {
			cuts = append(cuts, start)
		}
	}
	return cuts
}

func (c *Comparison) pieceValue(f fact, set int) string {
	p, b := c.pieces[f.of], c.block(f.of, set)
	switch f.kind {
	case factRole:
		switch b.State {
		case markup.Decided:
			return b.Role
		case markup.Assumed:
			return b.Role + "?"
		}
	case factGroup:
		if story := c.story(f.of, set); story >= 0 {
			return c.matched.list[story].Anchor
		}
	case factDoubt:
		if b.Doubtful {
			return "doubtful"
		}
	case factTurns:
		if len(b.Turns) > 0 {
			return numbersForm(turnsIn(b.Turns, p.Extent))
		}
	case factPlace:
		if b.Start == p.Start {
			return placeForm(b.Place)
		}
	}
	return ""
}

func turnsIn(turns []int, e markup.Extent) []int {
	var in []int
	for _, t := range turns {
		if e.Start <= t && t < e.End {
			in = append(in, t)
		}
	}
	return in
}

// anchorOf is the name of an article's story; "" for none.
func (c *Comparison) anchorOf(set int, article text.ID) string {
	if story := c.matched.of(set, article); story >= 0 {
		return c.matched.list[story].Anchor
	}
	return ""
}

// article is the article that a story is in a set; false if it has none.
func (c *Comparison) article(story, set int) (text.ID, markup.Article, bool) {
	id := c.matched.list[story].Articles[set]
	a, found := c.sides[set].data[id]
	return id, a, found
}

func (c *Comparison) storyValue(f fact, set int) string {
	_, a, found := c.article(f.of, set)
	if !found {
		return ""
	}
	switch f.kind {
	case factPresence:
		return "there"
	case factType:
		return a.Type
	case factParent:
		return c.anchorOf(set, a.Parent)
	case factTitle:
		return a.Title
	case factHeadless:
		if a.Headless {
			return "headless"
		}
	case factAttributes:
		return pairsForm(a.Attributes)
	case factNotes:
		return listForm(a.Notes)
	case factStoryPlace:
		return placeForm(a.Place)
	}
	return ""
}

func (c *Comparison) joinOf(join, set int) (markup.Join, bool) {
	j, found := c.sides[set].joins[c.joins[join]]
	return j, found
}

func (c *Comparison) spanValue(group, set int) string {
	m, found := c.markOf(group, set)
	if !found {
		return ""
	}
	parent := ""
	if over := c.spans.of(set, m.Parent); over >= 0 {
		parent = c.spans.list[over].anchor
	}
	return fmt.Sprintf("%s %s %s in %s", m.Role, piecesForm(m.At), pairsForm(m.Attributes), parent)
}

// sameSpan reports whether all sets have a span, the same in everything.
func (c *Comparison) sameSpan(group int) bool {
	first, found := c.markOf(group, 0)
	for set := 1; set < len(c.sides) && found; set++ {
		m, here := c.markOf(group, set)
		found = here && m.Role == first.Role && slices.Equal(m.At, first.At) && maps.Equal(m.Attributes, first.Attributes) &&
			c.spans.of(set, m.Parent) == c.spans.of(0, first.Parent)
	}
	return found
}

func (c *Comparison) markOf(group, set int) (markup.Mark, bool) {
	m, found := c.sides[set].marks[c.spans.list[group].ids[set]]
	return m, found
}

func (c *Comparison) correctionOf(number, set int) (text.ID, markup.Correction, bool) {
	id := c.corrections[number].ids[set]
	correction, found := c.sides[set].set.Get(markup.Cell{Kind: markup.CorrectionCell, ID: id}).(markup.Correction)
	return id, correction, found
}

func (c *Comparison) pictureOf(number, set int) (text.ID, markup.PlacedPicture, bool) {
	id := c.pictures[number].ids[set]
	p, found := c.sides[set].set.Get(markup.Cell{Kind: markup.PictureCell, ID: id}).(markup.PlacedPicture)
	return id, p, found
}

// dismissalOf is what a set dismissed, and the cell it stands in.
func (c *Comparison) dismissalOf(number, set int) (markup.Cell, markup.Dismissal, bool) {
	cell := c.dismissals[number].cell
	if story := c.dismissals[number].story; story >= 0 {
		cell.ID = c.matched.list[story].Articles[set]
		if cell.ID == "" {
			return cell, markup.Dismissal{}, false
		}
	}
	d, found := c.sides[set].set.Get(cell).(markup.Dismissal)
	return cell, d, found
}

// name is what a fact is about, in writing: the same in another comparison as long as it is about the
// same.
func (c *Comparison) name(f fact) string {
	switch f.kind {
	case factCut:
		return fmt.Sprintf("cut %d/%d", c.pieces[c.regions[f.of].first].Page, c.pieces[c.regions[f.of].first].Start)
	case factRole, factGroup, factDoubt, factTurns, factPlace:
		p := c.pieces[f.of]
		return fmt.Sprintf("%d %d/%d-%d", f.kind, p.Page, p.Start, p.End)
	case factJoin:
		return fmt.Sprintf("join %d/%d", c.joins[f.of].page, c.joins[f.of].at)
	case factSpan:
		return "span " + c.spans.list[f.of].anchor
	case factCorrection:
		return "correction " + c.corrections[f.of].anchor
	case factPicture:
		return "picture " + c.pictures[f.of].anchor
	case factPageNotes:
		return fmt.Sprintf("%d %d", f.kind, f.of)
	case factDismissal:
		return "dismissal " + c.dismissals[f.of].anchor
	}
	return fmt.Sprintf("%d %s", f.kind, c.matched.list[f.of].Anchor)
}

// facts are all facts of the comparison, in an order that is that of the text within each kind.
func (c *Comparison) facts(yield func(fact) bool) {
	emit := func(kind factKind, n int) bool {
		for i := range n {
			if !yield(fact{kind, i}) {
				return false
			}
		}
		return true
	}
	for _, kind := range pieceFacts {
		if !emit(kind, len(c.pieces)) {
			return
		}
	}
	for _, kind := range storyFacts {
		if !emit(kind, len(c.matched.list)) {
			return
		}
	}
	lists := []struct {
		kind factKind
		n    int
	}{{factCut, len(c.regions)}, {factJoin, len(c.joins)}, {factSpan, len(c.spans.list)}, {factCorrection, len(c.corrections)},
		{factPicture, len(c.pictures)}, {factDismissal, len(c.dismissals)}}
	for _, list := range lists {
		if !emit(list.kind, list.n) {
			return
		}
	}
	for _, p := range c.sides[0].set.Source().Pages {
		if !yield(fact{factPageNotes, p.Key}) {
			return
		}
	}
}
