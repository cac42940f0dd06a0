package markup

import (
	"galley/fault"
)

// Locked refuses a step that changes an accepted page or article. Changes of states are not asked:
// they are what opens it again.
func (s *Set) Locked(step Step) error {
	for _, c := range step.Changes {
		if c.Cell.Kind == StateCell {
			continue
		}
		for _, scope := range s.scopesOf(c) {
			if state, own := s.remarks.get(scope); own && equalValues(state, Accepted) {
				return fault.New(fault.Forbidden, "This page or article is accepted. Ask a reviewer to reopen it before anything in it is changed.")
			}
		}
	}
	return nil
}

// scopesOf are the pages and articles whose states guard a change.
func (s *Set) scopesOf(c Change) []Cell {
	var scopes guards
	switch c.Cell.Kind {
	case BlockCell, CutCell, JoinCell, NotesCell:
		scopes.page(c.Cell.Page)
	case ArticleCell:
		scopes.article(c.Cell.ID)
	case DismissalCell:
		if scopes.article(c.Cell.ID); c.Cell.ID == "" {
			scopes.text(s, Piece{c.Cell.Page, c.Cell.At, c.Cell.At + 1})
		}
	}
	if c.Cell.Kind == CutCell {
		scopes.text(s, Piece{c.Cell.Page, c.Cell.At, c.Cell.At + 1})
	}
	for _, v := range []Value{c.From, c.To} {
		switch v := v.(type) {
		case Block:
			scopes.article(v.Article)
		case Join:
			scopes.text(s, Piece{c.Cell.Page, c.Cell.At - 1, c.Cell.At})
			scopes.text(s, Piece{v.Page, v.Start, v.Start + 1})
		case Mark:
			for _, p := range v.At {
				scopes.text(s, p)
			}
		case Correction:
			scopes.text(s, v.Piece())
		case PlacedPicture:
			scopes.page(v.Page)
			scopes.article(v.Article)
		}
	}
	return scopes
}

// guards are the states that guard a change.
type guards []Cell

func (g *guards) page(key int) { *g = append(*g, Cell{Kind: StateCell, Page: key}) }

func (g *guards) article(id ID) {
	if id != "" {
		*g = append(*g, Cell{Kind: StateCell, ID: id})
	}
}

// text adds the page of a piece of text, and the article it belongs to.
func (g *guards) text(s *Set, p Piece) {
	g.page(p.Page)
	if e, found := s.Extent(p.Page, p.Start); found {
		g.article(s.Block(e).Article)
	}
}
