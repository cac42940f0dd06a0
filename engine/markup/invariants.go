package markup

import (
	"galley/engine/text"
	"galley/fault"
)

// sound refuses cell c holding v if it would stand nowhere, or name what is absent. These are the
// laws of every set, whatever the vocabulary: no step is applied that breaks one, whoever made it.
// What else an act must keep is in check.go.
func (s *Set) sound(c Cell, v Value) error {
	switch v := v.(type) {
	case nil:
		return s.soundlyGone(c)
	case Block:
		return s.soundBlock(c.position(), v)
	case Cut:
		return s.soundCut(c.position())
	case Article:
		return s.soundArticle(c.ID, v)
	case Join:
		return s.soundJoin(c.position(), v)
	case Mark:
		return s.soundMark(c.ID, v)
	case Correction:
		return s.soundCorrection(v)
	case PlacedPicture:
		return s.soundPicture(v)
	case Dismissal:
		return s.soundDismissal(c)
	default:
		return s.soundRemark(c)
	}
}

// soundlyGone refuses to remove what something else still names.
func (s *Set) soundlyGone(c Cell) error {
	switch c.Kind {
	case ArticleCell:
		if s.refersTo(c.ID) {
			return fault.New(fault.Conflict, "The article cannot be removed, because blocks, articles or pictures belong to it. Assign those elsewhere first.")
		}
		if s.remarks.has(Cell{Kind: StateCell, ID: c.ID}) {
			return fault.New(fault.Conflict, "The article cannot be removed while it has a state of its own.")
		}
		if s.remarks.has(withheldCell(c.ID)) {
			return fault.New(fault.Conflict, "The article is withheld from export and cannot be removed. Release it for export first.")
		}
		if len(s.dismissalsOf(c)) > 0 {
			return fault.New(fault.Conflict, "The article cannot be removed while one of its problems is dismissed.")
		}
	case SpanCell:
		if len(s.PartsOf(c.ID)) > 0 {
			return fault.New(fault.Conflict, "The mark cannot be removed, because it has parts. Remove those first.")
		}
	case CutCell:
		if e, found := s.Extent(c.Page, c.At); found && s.leadsBack(e) {
			return fault.New(fault.Conflict, "The cut cannot be removed, because the right piece continues in the left one. Remove that join first.")
		}
		_, leaves := s.joins.get(c.position())
		_, enters := s.enters(c.position())
		if leaves || enters || s.blocks.has(c.position()) || len(s.dismissalsOf(blockCell(c.position()))) > 0 {
			return fault.New(fault.Conflict, "The cut cannot be removed, because a mark, a join or a dismissed problem depends on it.")
		}
	}
	return nil
}

func (s *Set) soundBlock(p position, b Block) error {
	if _, found := s.startsAt(p); !found {
		return fault.New(fault.Conflict, "No block begins at position %d of page %d any longer.", p.at, p.page)
	}
	for _, article := range []text.ID{b.Article, b.Tail} {
		if article != "" && !s.articles.has(article) {
			return fault.New(fault.Conflict, "The article of this block no longer exists.")
		}
	}
	return nil
}

func (s *Set) soundCut(p position) error {
	page := s.source.Page(p.page)
	if page == nil {
		return fault.New(fault.NotFound, "Page %d is not part of this issue.", p.page)
	}
	i := page.blockAt(p.at)
	if i < 0 || page.Blocks[i].Start == p.at {
		return fault.New(fault.Invalid, "A cut must stand inside a block. Put the caret between two characters of its text.")
	}
	return nil
}

func (s *Set) soundArticle(id text.ID, a Article) error {
	seen := 0
	for parent := a.Parent; parent != ""; seen++ {
		over, found := s.articles.get(parent)
		if !found {
			return fault.New(fault.Conflict, "The package it should belong to no longer exists.")
		}
		if parent == id || seen > s.articles.len() {
			return fault.New(fault.Invalid, "An article cannot be inside itself, or inside one of its own parts.")
		}
		parent = over.Parent
	}
	return nil
}

func (s *Set) soundJoin(end position, j Join) error {
	from, leaves := s.endsAt(end)
	to, enters := s.startsAt(position{j.Page, j.Start})
	if !leaves || !enters {
		return fault.New(fault.Conflict, "A join leads from the end of one block to the beginning of another; one of the two no longer exists.")
	}
	if !s.entersOnce(to.start()) {
		return fault.New(fault.Conflict, "Another block already continues in this one. Remove that join first.")
	}
	if s.leadsBack(from) {
		return fault.New(fault.Invalid, "A join cannot lead back to where it began.")
	}
	return nil
}

// leadsBack reports whether the text of e goes on, by one join or several, in e itself.
func (s *Set) leadsBack(e Extent) bool {
	at := e
	for range s.joins.len() + 1 {
		next, more := s.JoinFrom(at)
		if !more {
			return false
		}
		if at, more = s.startsAt(position{next.Page, next.Start}); !more || at == e {
			return more
		}
	}
	return true
}

// MaxDepth is how deep spans may nest; deeper is a ring or a mistake.
const MaxDepth = 16

// soundMark wants every piece inside a block of the source, and a parent that is not part of the span.
func (s *Set) soundMark(id text.ID, m Mark) error {
	if len(m.At) == 0 {
		return fault.New(fault.Invalid, "A mark must have a position in the text.")
	}
	for _, p := range m.At {
		page := s.source.Page(p.Page)
		if page == nil || p.Start >= p.End || !page.Text.Holds(p.Span()) {
			return fault.New(fault.Invalid, "A mark must cover some text of a page.")
		}
		if i := page.blockAt(p.Start); i < 0 || !page.Blocks[i].Contains(p.Span()) {
			return fault.New(fault.Invalid, "A mark must lie within one block. Mark the pieces separately.")
		}
	}
	if m.Parent != "" && !s.marks.has(m.Parent) {
		return fault.New(fault.Conflict, "The mark it should be a part of no longer exists.")
	}
	if s.Depth(id) > MaxDepth {
		return fault.New(fault.Invalid, "A part must lie inside the mark that it belongs to.")
	}
	return nil
}

func (s *Set) soundCorrection(c Correction) error {
	page := s.source.Page(c.Page)
	if page == nil || c.Start >= c.End || !page.Text.Holds(text.Span{Start: c.Start, End: c.End}) {
		return fault.New(fault.Invalid, "A correction must cover some text of a page. Select what is wrong; if something is missing, select the character beside it.")
	}
	if i := page.blockAt(c.Start); i < 0 || !page.Blocks[i].Contains(text.Span{Start: c.Start, End: c.End}) {
		return fault.New(fault.Invalid, "A correction must lie within one block. Correct the pieces separately.")
	}
	return nil
}

func (s *Set) soundPicture(p PlacedPicture) error {
	page := s.source.Page(p.Page)
	if page == nil || p.Offset < 0 || p.Offset > page.Text.Len() {
		return fault.New(fault.Invalid, "A picture must be on a page of the issue.")
	}
	if p.Article != "" && !s.articles.has(p.Article) {
		return fault.New(fault.Conflict, "The article of this picture no longer exists.")
	}
	return nil
}

// soundDismissal wants the block or article that a dismissal is about. Whether it has such a problem
// is not asked: what is found may change from release to release.
func (s *Set) soundDismissal(c Cell) error {
	if c.ID != "" {
		return s.soundRemark(Cell{ID: c.ID})
	}
	if _, found := s.startsAt(c.position()); !found {
		return fault.New(fault.Conflict, "No block begins at position %d of page %d any longer.", c.At, c.Page)
	}
	return nil
}

// soundRemark wants the page or article of notes or of a state.
func (s *Set) soundRemark(c Cell) error {
	if c.Page != 0 && s.source.Page(c.Page) == nil {
		return fault.New(fault.NotFound, "Page %d is not part of this issue.", c.Page)
	}
	if c.ID != "" && !s.articles.has(c.ID) {
		return fault.New(fault.Conflict, "That article no longer exists.")
	}
	return nil
}
