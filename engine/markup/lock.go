package markup

import (
	"slices"

	"galley/engine/text"
)

// governingScopes are the articles, the pages or the set whose states say who may make a step: for every
// change the articles concerned, or else the pages. A change of states, or of
// what is withheld, has none.
func (s *Set) governingScopes(step Step) []Cell {
	var all []Cell
	marks := false
	for _, c := range step.Changes {
		if !c.Cell.marks() {
			continue
		}
		marks = true
		articles := s.Concerned(c)
		if len(articles) == 0 || articles[0].ID == "" {
			// what belongs to no article stands or falls with its page
		} else if page, loose := s.loosePage(c, articles); loose {
			articles = append(articles, page)
		}
		for _, scope := range articles {
			if !s.standsAlone(scope) {
				scope = Cell{Kind: StateCell}
			}
			all = append(all, scope)
		}
	}
	if marks && len(all) == 0 {
		return []Cell{{Kind: StateCell}}
	}
	return all
}

// loosePage is the page of a block that joins or leaves articles which all begin elsewhere, if the page
// has a state of its own: what belongs to no article there stands or falls with the page.
func (s *Set) loosePage(c Change, articles []Cell) (Cell, bool) {
	page := Cell{Kind: StateCell, Page: c.Cell.Page}
	if c.Cell.Kind != BlockCell || !s.remarks.has(page) {
		return page, false
	}
	from, _ := c.From.(Block)
	to, _ := c.To.(Block)
	begins := func(article Cell) bool { return s.pageScope(article.ID) == page }
	return page, (from.Article == "" || to.Article == "") && !slices.ContainsFunc(articles, begins)
}

// standsAlone reports whether a page or an article stands otherwise than the set, by itself or by its page.
func (s *Set) standsAlone(scope Cell) bool {
	return s.remarks.has(scope) || scope.ID != "" && s.remarks.has(s.pageScope(scope.ID))
}

// pageScope is the page on which an article begins; the set for an article without text.
func (s *Set) pageScope(id text.ID) Cell {
	for key := range s.members.from(memberKey{article: id}) {
		if key.article != id {
			break
		}
		if _, found := s.startsAt(key.block); found {
			return Cell{Kind: StateCell, Page: key.block.page}
		}
	}
	return Cell{Kind: StateCell}
}

// BeginsOn is the key of the page on which an article begins; 0 for an article without text.
func (s *Set) BeginsOn(id text.ID) int { return s.pageScope(id).Page }

// Touches reports whether a change is about what a state's scope names: the set, an article, or a page with
// the articles that begin on it.
func (s *Set) Touches(c Change, scope Cell) bool {
	switch {
	case !c.Cell.marks():
		return false
	case scope.Page == 0 && scope.ID == "":
		return true
	}
	return slices.ContainsFunc(s.scopesOf(c), func(of Cell) bool {
		return of == scope || scope.Page != 0 && of.ID != "" && s.pageScope(of.ID) == scope
	})
}

// Holds reports whether a cell holds a value; nil is nothing.
func (s *Set) Holds(c Cell, v Value) bool { return equalValues(s.Get(c), v) }

// Concerned are the parts that a change of marks is about: the articles, or else what belongs to none on the pages.
func (s *Set) Concerned(c Change) []Cell {
	if !c.Cell.marks() {
		return nil
	}
	all := s.scopesOf(c)
	articles := slices.DeleteFunc(slices.Clone(all), func(scope Cell) bool { return scope.ID == "" || !s.articles.has(scope.ID) })
	if len(articles) > 0 {
		return articles
	}
	return slices.DeleteFunc(all, func(scope Cell) bool { return scope.ID != "" })
}

// scopesOf are the pages and articles that a change is about.
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
	if c.Cell.Kind == CutCell || c.Cell.Kind == BlockCell { // which may be assumed to belong to an article
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

func (g *guards) article(id text.ID) {
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
