package review

import (
	"galley/engine/markup"
)

// SeenAt is what somebody would have seen who looked at the whole set at a version; nothing at 0 or below.
func SeenAt(set *markup.Set, version int64) *Seen {
	s := &Seen{}
	if version > 0 {
		s.SeeScope(set, markup.Cell{Kind: markup.StateCell}, version)
	}
	s.all = max(version, 0)
	return s
}

// SeeScope says that a part of a set was seen at a version: an article with its blocks, a page with what begins on
// it, or the whole set. Scope is the cell of the part's state.
func (s *Seen) SeeScope(set *markup.Set, scope markup.Cell, version int64) {
	if scope.ID != "" {
		s.seeArticle(set, scope.ID, version)
		return
	}
	for _, p := range set.Source().Pages {
		if scope.Page == 0 || p.Key == scope.Page {
			s.SeeOutside(set, p.Key, version)
		}
	}
	for id := range set.Articles() {
		if scope.Page == 0 || set.BeginsOn(id) == scope.Page {
			s.seeArticle(set, id, version)
		}
	}
}

// SeeOutside says that what belongs to no article on a page was seen at a version, with the notes on the page.
func (s *Seen) SeeOutside(set *markup.Set, page int, version int64) {
	for b := range set.Blocks(page) {
		if b.Article == "" {
			s.SeeText(markup.Piece(b.Extent), version)
		}
	}
	s.See(markup.Cell{Kind: markup.NotesCell, Page: page}, page, version)
}

func (s *Seen) seeArticle(set *markup.Set, id string, version int64) {
	for b := range set.Members(id) {
		s.SeeText(markup.Piece(b.Extent), version)
	}
	for _, kind := range []markup.CellKind{markup.ArticleCell, markup.WithheldCell} {
		c := markup.Cell{Kind: kind, ID: id}
		s.See(c, s.HomeOf(set, c), version)
	}
}

// HomeOf is the page on which a cell is kept that is looked at by itself: that of its text, or where its article
// begins; 0 if absent.
func (s *Seen) HomeOf(set *markup.Set, c markup.Cell) int {
	if page, _, stands := placeOf(c, set.Get(c)); stands {
		return page
	}
	if c.Page != 0 || c.ID == "" {
		return c.Page
	}
	return set.BeginsOn(c.ID)
}
