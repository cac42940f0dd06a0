package review

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"galley/engine/markup"
)

// Kind is what a difference is about.
type Kind string

// The kinds of differences, the more weighty first: a difference with several is of the first.
const (
	Existence  Kind = "existence"  // an article that a set does not have, with its blocks and data
	Boundary   Kind = "boundary"   // how text is cut, with what the pieces are
	Grouping   Kind = "grouping"   // which article blocks belong to
	BlockRole  Kind = "role"       // what a block is, decided or assumed
	OwnData    Kind = "article"    // an article's type, package, title and the like
	Joining    Kind = "join"       // where text goes on
	SpanMark   Kind = "span"       // a span: its role, extent, parent and attributes
	Correcting Kind = "correction" // what text should read
	Turning    Kind = "turns"      // where a heading's line turned
	Doubting   Kind = "doubt"      // whether a block is doubtful
	Ordering   Kind = "order"      // where a block or an article was moved to
	Picturing  Kind = "picture"    // a picture placed by hand
	Noting     Kind = "notes"      // notes on a page
	Dismissing Kind = "dismissal"  // a dismissed problem
)

// Kinds are all kinds, the more weighty first.
var Kinds = []Kind{Existence, Boundary, Grouping, BlockRole, OwnData, Joining, SpanMark, Correcting, Turning, Doubting, Ordering, Picturing, Noting, Dismissing}

// Aspect is one thing in which the sets differ, within a difference.
type Aspect string

// The aspects, by the kinds of facts.
var aspects = map[factKind]Aspect{
	factCut: "cut", factRole: "role", factGroup: "grouping", factDoubt: "doubt", factTurns: "turns", factPlace: "place",
	factPresence: "existence", factType: "type", factParent: "parent", factTitle: "title", factHeadless: "headless",
	factAttributes: "attributes", factNotes: "notes", factStoryPlace: "place",
	factJoin: "join", factSpan: "span", factCorrection: "correction", factPicture: "picture", factPageNotes: "notes",
	factDismissal: "dismissal",
}

// Difference is one thing to decide: all that differs between the sets and hangs together.
type Difference struct {
	Key     string          // stays the same while the sets say the same here
	Kind    Kind            // the weightiest
	Aspects []Aspect        // all, each once
	Page    int             // where it begins
	Start   int             // code points of the page
	Blocks  []markup.Extent // the text concerned, joined if it is one piece; in text order
	Follow  int             // pieces concerned behind the first
	Values  []Value         // by set
	Alike   []int           // by set: the first set that says the same
}

// kindOf is the kind that one fact alone would have.
func kindOf(f fact) Kind {
	switch f.kind {
	case factPresence:
		return Existence
	case factCut:
		return Boundary
	case factGroup:
		return Grouping
	case factRole:
		return BlockRole
	case factType, factParent, factTitle, factHeadless, factAttributes, factNotes:
		return OwnData
	case factJoin:
		return Joining
	case factSpan:
		return SpanMark
	case factCorrection:
		return Correcting
	case factTurns:
		return Turning
	case factDoubt:
		return Doubting
	case factPlace, factStoryPlace:
		return Ordering
	case factPicture:
		return Picturing
	case factPageNotes:
		return Noting
	}
	return Dismissing
}

// placedGroup is facts that are one difference, with where they begin.
type placedGroup struct {
	facts []fact
	begin markup.Extent
}

// findDifferences fills in what the sets do not agree on.
func (c *Comparison) findDifferences() {
	t := newTies(c)
	t.tieAll()
	groups := t.grouped()
	placed := make([]placedGroup, len(groups))
	for i, g := range groups {
		placed[i] = placedGroup{g, c.placeOfAll(c.telling(g))}
	}
	slices.SortStableFunc(placed, func(a, b placedGroup) int {
		return cmp.Or(cmp.Compare(a.begin.Page, b.begin.Page), cmp.Compare(a.begin.Start, b.begin.Start))
	})
	c.Differences, c.groups = make([]Difference, 0, len(groups)), factNumbers{}
	taken := make(map[string]int, len(groups))
	for i, g := range placed {
		d := c.difference(g.facts, g.begin)
		if taken[d.Key]++; taken[d.Key] > 1 {
			d.Key = fmt.Sprintf("%s-%d", d.Key, taken[d.Key])
		}
		c.Differences = append(c.Differences, d)
		for _, f := range g.facts {
			c.groups.put(f, i)
		}
	}
}

// difference is what a group of facts is together.
func (c *Comparison) difference(group []fact, begin markup.Extent) Difference {
	d := Difference{Kind: c.kind(group), Page: begin.Page, Start: begin.Start}
	for _, f := range group {
		if a := aspects[f.kind]; !slices.Contains(d.Aspects, a) {
			d.Aspects = append(d.Aspects, a)
		}
	}
	d.Blocks, d.Follow = c.extents(c.telling(group))
	forms := c.valueForms(group)
	for set, form := range forms {
		d.Values = append(d.Values, c.show(group, set))
		d.Alike = append(d.Alike, slices.Index(forms, form))
	}
	d.Key = fmt.Sprintf("%s-%d-%d-%s", d.Kind, d.Page, d.Start, c.hash(group, forms))
	return d
}

// telling are the facts that say where a group stands: joins only if it is about nothing else, since
// they leave from the text before.
func (c *Comparison) telling(group []fact) []fact {
	others := slices.DeleteFunc(slices.Clone(group), func(f fact) bool { return f.kind == factJoin })
	if len(others) == 0 {
		return group
	}
	return others
}

// kind is the weightiest kind of a group. If blocks are in an article in one set and furniture or
// undecided in another, it asks what they are.
func (c *Comparison) kind(group []fact) Kind {
	best := len(Kinds)
	furniture, roles := true, false
	for _, f := range group {
		best = min(best, slices.Index(Kinds, kindOf(f)))
		if f.kind == factGroup {
			furniture = furniture && c.lacksStory(f.of)
		}
		roles = roles || f.kind == factRole
	}
	if Kinds[best] == Grouping && furniture && roles {
		return BlockRole
	}
	return Kinds[best]
}

// lacksStory reports whether a piece belongs to no article in one of the sets.
func (c *Comparison) lacksStory(p int) bool {
	for set := range c.sides {
		if c.story(p, set) < 0 {
			return true
		}
	}
	return false
}

// valueForms is what each set says of a group, in writing.
func (c *Comparison) valueForms(group []fact) []string {
	forms := make([]string, len(c.sides))
	var b strings.Builder
	for set := range c.sides {
		b.Reset()
		for _, f := range group {
			b.WriteString(strconv.Quote(c.value(f, set)))
		}
		forms[set] = b.String()
	}
	return forms
}

var keyEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// hash is a short name for what a group is about and what the sets say of it.
func (c *Comparison) hash(group []fact, forms []string) string {
	h := sha256.New()
	for _, f := range group {
		_, _ = fmt.Fprintf(h, "%q\n", c.name(f))
	}
	for _, form := range forms {
		_, _ = fmt.Fprintf(h, "%d\n%s", len(form), form)
	}
	return keyEncoding.EncodeToString(h.Sum(nil)[:10])
}

// extents are the texts that a group is about, and how many pieces there are behind the first.
func (c *Comparison) extents(group []fact) (extents []markup.Extent, follow int) {
	var touched []int
	for _, f := range group {
		touched = append(touched, c.piecesOf(f)...)
	}
	slices.Sort(touched)
	touched = slices.Compact(touched)
	for i, p := range touched {
		e := c.pieces[p].Extent
		if i > 0 && touched[i-1] == p-1 && c.pieces[p-1].Page == e.Page {
			extents[len(extents)-1].End = e.End
			continue
		}
		extents = append(extents, e)
	}
	return extents, max(len(touched)-1, 0)
}

// piecesOf are the pieces that a fact is about, of those that tell where it stands.
func (c *Comparison) piecesOf(f fact) []int {
	at := func(page, offset int) []int {
		if p := c.pieceAt(page, offset); p >= 0 {
			return []int{p}
		}
		return nil
	}
	switch f.kind {
	case factCut:
		return numbers(c.regions[f.of].first, c.regions[f.of].end)
	case factRole, factGroup, factDoubt, factTurns, factPlace:
		return []int{f.of}
	case factJoin:
		return at(c.joins[f.of].page, c.joins[f.of].at-1)
	case factSpan:
		return at(c.spans.list[f.of].at.Page, c.spans.list[f.of].at.Start)
	case factCorrection:
		return at(c.corrections[f.of].at.page, c.corrections[f.of].at.at)
	case factPicture:
		return at(c.pictures[f.of].at.page, c.pictures[f.of].at.at)
	case factPageNotes:
		return nil
	case factDismissal:
		if c.dismissals[f.of].story < 0 {
			return at(c.dismissals[f.of].cell.Page, c.dismissals[f.of].cell.At)
		}
		return c.firstOf(c.dismissals[f.of].story)
	}
	return c.firstOf(f.of)
}

// firstOf is the first piece of a story, in the first set that has any; none for one without text.
func (c *Comparison) firstOf(story int) []int {
	for set, id := range c.matched.list[story].Articles {
		if i, found := c.sides[set].firsts[id]; found && id != "" {
			b := c.sides[set].blocks[i]
			return []int{c.pieceAt(b.Page, b.Start)}
		}
	}
	return nil
}

func numbers(from, to int) []int {
	list := make([]int, 0, to-from)
	for i := from; i < to; i++ {
		list = append(list, i)
	}
	return list
}

// placeOfAll is where a group begins. What has no place in the text stands before all.
func (c *Comparison) placeOfAll(group []fact) markup.Extent {
	var begin markup.Extent
	found := false
	for _, f := range group {
		e := markup.Extent{}
		if pieces := c.piecesOf(f); len(pieces) > 0 {
			e = c.pieces[pieces[0]].Extent
		} else if f.kind == factPageNotes {
			e.Page = f.of
		} else {
			continue
		}
		if !found || comparePoints(point{e.Page, e.Start}, point{begin.Page, begin.Start}) < 0 {
			begin, found = e, true
		}
	}
	return begin
}
