package markup

import (
	"slices"
	"strings"
	"unicode"

	"galley/fault"
)

// violation is a changed cell that would break a law of sets, and the sentence that says why.
type violation struct {
	cell Cell
	err  error
}

// violated is the first law that the draft breaks; nil when it breaks none. Only what the draft
// changed, and what that rests on, is looked at.
func (d *draft) violated() *violation {
	for _, c := range d.order {
		if err := d.checkCell(c, d.now.Get(c)); err != nil {
			return &violation{c, err}
		}
	}
	return nil
}

func (d *draft) checkCell(c Cell, v Value) error {
	switch v := v.(type) {
	case nil:
		return d.checkGone(c)
	case Block:
		return d.checkBlock(c.position(), v)
	case Cut:
		return d.checkCut(c.position())
	case Article:
		return d.checkArticle(c.ID, v)
	case Join:
		return d.checkJoin(c.position(), v)
	case Mark:
		return d.checkMark(c.ID, v)
	case Correction:
		return d.checkCorrection(c.ID, v)
	case PlacedPicture:
		return d.checkPicture(v)
	case State:
		return d.checkState(c, v)
	}
	return nil
}

// checkGone refuses to remove what something else still names.
func (d *draft) checkGone(c Cell) error {
	switch c.Kind {
	case ArticleCell:
		if d.now.refersTo(c.ID) {
			return fault.New(fault.Conflict, "The article can not be removed: blocks or articles belong to it.")
		}
	case SpanCell:
		if len(d.now.PartsOf(c.ID)) > 0 {
			return fault.New(fault.Conflict, "The mark can not be removed: it has parts.")
		}
	case CutCell:
		_, leaves := d.now.joins.get(c.position())
		_, enters := d.now.joinsIn.get(c.position())
		if leaves || enters || d.now.blocks.has(c.position()) {
			return fault.New(fault.Conflict, "The cut can not be taken back: a mark or a join rests on it.")
		}
	}
	return nil
}

func (d *draft) checkBlock(p position, b Block) error {
	if _, found := d.now.startsAt(p); !found {
		return fault.New(fault.Conflict, "No block begins at %d of page %d.", p.at, p.page)
	}
	role, known := rolesByID[b.Role]
	switch {
	case b.Role != "" && (!known || !role.Block):
		return fault.New(fault.Invalid, "%q is not a role of blocks.", b.Role)
	case b.Decided && b.Role == "":
		return fault.New(fault.Invalid, "A block without a role can not be decided.")
	case b.Role != "" && role.Furniture && b.Article != "":
		return fault.New(fault.Invalid, "A block that is %s belongs to no article.", role.English)
	case b.Role != "" && !role.Furniture && b.Article == "":
		return fault.New(fault.Invalid, "A block that is %s belongs to an article.", role.English)
	}
	for _, article := range []ID{b.Article, b.Tail} {
		if article != "" && !d.now.articles.has(article) {
			return fault.New(fault.Conflict, "The article of this block is no longer there.")
		}
	}
	return nil
}

func (d *draft) checkCut(p position) error {
	page := d.now.source.Page(p.page)
	if page == nil {
		return fault.New(fault.NotFound, "Page %d is not part of this issue.", p.page)
	}
	i := page.blockAt(p.at)
	if i < 0 || page.Blocks[i].Start == p.at {
		return fault.New(fault.Invalid, "A cut must stand inside a block.")
	}
	for _, c := range d.now.CorrectionsIn(Extent{p.page, page.Blocks[i].Start, page.Blocks[i].End}) {
		if c.Start < p.at && p.at < c.End {
			return fault.New(fault.Invalid, "A cut can not go through a correction.")
		}
	}
	return nil
}

func (d *draft) checkArticle(id ID, a Article) error {
	if _, known := typesByID[a.Type]; !known {
		return fault.New(fault.Invalid, "%q is not a type of articles.", a.Type)
	}
	seen := 0
	for parent := a.Parent; parent != ""; seen++ {
		over, found := d.now.articles.get(parent)
		if !found {
			return fault.New(fault.Conflict, "The package it should stand under is no longer there.")
		}
		if parent == id || seen > d.now.articles.len() {
			return fault.New(fault.Invalid, "An article can not stand under itself.")
		}
		parent = over.Parent
	}
	for name, value := range a.Attributes {
		if name == "" || hasControls(name) || hasControls(value) {
			return fault.New(fault.Invalid, "The attribute %q has no name, or holds control characters.", name)
		}
	}
	if hasControls(a.Title) || slices.ContainsFunc(a.Notes, hasControls) {
		return fault.New(fault.Invalid, "Titles and notes can not hold control characters.")
	}
	return nil
}

// hasControls says whether text holds what no title, note, attribute or correction may hold.
func hasControls(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF
	})
}

func (d *draft) checkJoin(end position, j Join) error {
	from, leaves := d.now.endsAt(end)
	to, enters := d.now.startsAt(position{j.Page, j.Start})
	if !leaves || !enters {
		return fault.New(fault.Conflict, "A join goes from the end of a block to the beginning of another.")
	}
	if !slices.Contains(glues, j.Glue) {
		return fault.New(fault.Invalid, "%q is no glue: it is none, space, newline or dehyphenate.", j.Glue)
	}
	if other := d.now.joinsIn; !leadsHere(other, to.start(), end) {
		return fault.New(fault.Conflict, "Another block goes on in this one already.")
	}
	if !d.together(from, to) {
		return fault.New(fault.Conflict, "Only blocks of one article can be joined.")
	}
	for seen := 0; ; seen++ {
		next, more := d.now.JoinFrom(to)
		if to == from || seen > d.now.joins.len() {
			return fault.New(fault.Invalid, "A join can not lead back to where it began.")
		}
		if !more {
			return nil
		}
		if to, enters = d.now.startsAt(position{next.Page, next.Start}); !enters {
			return nil
		}
	}
}

// leadsHere says whether the one join into start is the one that leaves end.
func leadsHere(joinsIn table[position, position], start, end position) bool {
	from, found := joinsIn.get(start)
	return found && from == end
}

func (d *draft) checkPicture(p PlacedPicture) error {
	page := d.now.source.Page(p.Page)
	if page == nil || p.Offset < 0 || p.Offset > page.Text.Len() {
		return fault.New(fault.Invalid, "A picture must stand on a page of the issue.")
	}
	if p.Article != "" && !d.now.articles.has(p.Article) {
		return fault.New(fault.Conflict, "The article of this picture is no longer there.")
	}
	return nil
}

func (d *draft) checkState(c Cell, s State) error {
	if !slices.Contains(states, s) {
		return fault.New(fault.Invalid, "%q is no state: it is draft, submitted, returned or accepted.", s)
	}
	if c.ID != "" && !d.now.articles.has(c.ID) {
		return fault.New(fault.Conflict, "That article is no longer there.")
	}
	return nil
}
