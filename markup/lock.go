package markup

import "slices"

// standingsOf are the articles, the pages or the set whose states say who may make a step: for every
// change the articles concerned, and where there are none the pages. A change of states has none.
func (s *Set) standingsOf(step Step) []Cell {
	var all []Cell
	marks := false
	for _, c := range step.Changes {
		if c.Cell.Kind == StateCell {
			continue
		}
		marks = true
		scopes := s.scopesOf(c)
		articles := slices.DeleteFunc(slices.Clone(scopes), func(scope Cell) bool { return scope.ID == "" || !s.articles.has(scope.ID) })
		if len(articles) == 0 {
			articles = slices.DeleteFunc(scopes, func(scope Cell) bool { return scope.ID != "" })
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

// standsAlone says whether a page or an article stands otherwise than the set, by itself or by its page.
func (s *Set) standsAlone(scope Cell) bool {
	return s.remarks.has(scope) || scope.ID != "" && s.remarks.has(s.pageScope(scope.ID))
}

// pageScope is the page on which an article begins; the set for an article without text.
func (s *Set) pageScope(id ID) Cell {
	for b := range s.Members(id) {
		return Cell{Kind: StateCell, Page: b.Page}
	}
	return Cell{Kind: StateCell}
}

// Touches says whether a change is about what a state's scope names: the set, a page or an article.
func (s *Set) Touches(c Change, scope Cell) bool {
	if scope.Page == 0 && scope.ID == "" {
		return c.Cell.Kind != StateCell
	}
	return c.Cell.Kind != StateCell && slices.Contains(s.scopesOf(c), scope)
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
