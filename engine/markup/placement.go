package markup

import (
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// reachUp is how many blocks above are asked at most where a block belongs.
const reachUp = 500

// home is the article that a block given role belongs to, begun here if the role wants one; "" for
// furniture.
func (d *draft) home(e Extent, role vocabulary.Role, first, start bool) (text.ID, error) {
	if role.Furniture {
		return "", nil
	}
	if role.Is(vocabulary.RoleAd) && !start {
		if article, goesOn := d.now.adFor(e); goesOn {
			return article, nil
		}
	}
	article := d.now.articleFor(e)
	if start || d.now.startsArticle(e, role, article, first) {
		return d.startArticle(e, articleTypeFor(role))
	}
	return article, nil
}

// articleTypeFor is the type of an article that a block with role begins; "" if the place says it.
func articleTypeFor(role vocabulary.Role) string {
	switch vocabulary.BaseOf(role.ID) {
	case vocabulary.RolePackage:
		return vocabulary.TypePackage
	case vocabulary.RoleSection:
		return vocabulary.TypeSection
	case vocabulary.RoleSidebar:
		return vocabulary.TypeSidebars
	case vocabulary.RoleNotice:
		return vocabulary.TypeNotice
	case vocabulary.RoleAd:
		return vocabulary.TypeAd
	}
	return ""
}

// startsArticle reports whether a block with role begins an article, where else it would belong to
// article.
func (s *Set) startsArticle(e Extent, role vocabulary.Role, article text.ID, first bool) bool {
	own, found := s.articles.get(article)
	if !found {
		return true
	}
	switch {
	case role.Kind == vocabulary.GroupHead:
		return own.Type != articleTypeFor(role) || !s.headingAbove(e, article)
	case role.Is(vocabulary.RoleAd):
		return own.Type != vocabulary.TypeAd || s.Block(e).Article != article
	case role.Is(vocabulary.RoleDeck) || role.Is(vocabulary.RoleSubhead):
		return false
	case vocabulary.TypesByID[own.Type].Group:
		return true
	case role.Is(vocabulary.RoleKicker) || role.Is(vocabulary.RoleHeadline) || role.Is(vocabulary.RoleNotice):
		return first && s.textAbove(e, article)
	}
	return own.Type == vocabulary.TypeAd && s.Block(e).Article != article
}

// adFor is the advertisement that a block given that role goes on: its own, else the one directly
// above.
func (s *Set) adFor(e Extent) (text.ID, bool) {
	if b := s.Block(e); b.State == Decided && b.is(vocabulary.RoleAd) {
		return b.Article, true
	}
	above, found := s.above(e)
	if !found {
		return "", false
	}
	b := s.Block(above)
	return b.Article, b.State == Decided && b.is(vocabulary.RoleAd)
}

// headingAbove reports whether e, or the block above it, is a group head of article.
func (s *Set) headingAbove(e Extent, article text.ID) bool {
	isHead := func(b BlockView) bool {
		return b.State == Decided && b.Article == article && vocabulary.RoleOf(b.Role).Kind == vocabulary.GroupHead
	}
	if isHead(s.Block(e)) {
		return true
	}
	above, found := s.above(e)
	return found && isHead(s.Block(above))
}

// textAbove reports whether anything but headings stands above e in article, decided or assumed.
func (s *Set) textAbove(e Extent, article text.ID) bool {
	return s.anyAbove(e, article, func(b Block) bool { return vocabulary.RoleOf(b.Role).Kind != vocabulary.Heading })
}

// anythingAbove reports whether a block of article stands above e, decided or assumed.
func (s *Set) anythingAbove(e Extent, article text.ID) bool {
	return s.anyAbove(e, article, func(Block) bool { return true })
}

func (s *Set) anyAbove(e Extent, article text.ID, counts func(Block) bool) bool {
	if s.assumesAbove(e, article) {
		return true
	}
	place := placeOf(e.start(), s.Block(e).Block)
	for key := range s.members.down(memberKey{article, place, e.start()}) {
		if key.article != article {
			return false
		}
		if b, _ := s.blocks.get(key.block); key.block != e.start() && counts(b) {
			return true
		}
	}
	return false
}

// articleFor is the article a block would belong to where it stands: its own, else that of the
// nearest block above on the page that has one, or "" if absent.
func (s *Set) articleFor(e Extent) text.ID {
	if b := s.Block(e); b.Article != "" {
		return b.Article
	}
	return s.articleAbove(e, "")
}

// articleAbove is the article of the nearest block above e on its page that belongs to one other
// than except. Past furniture and advertisements goes what went on past them.
func (s *Set) articleAbove(e Extent, except text.ID) text.ID {
	asked := 0
	for p, b := range s.blocks.down(position{e.Page, e.Start - 1}) {
		asked++
		if p.page != e.Page || asked > reachUp {
			return ""
		}
		nearest := []text.ID{b.Article, b.Tail}
		if run, follows := s.runBelow(p); follows && run != e || b.is(vocabulary.RoleAd) {
			nearest = []text.ID{b.Tail, b.Article}
		}
		for _, article := range nearest {
			if article != "" && article != except {
				return article
			}
		}
	}
	return ""
}

// parentFor is what an article starting at e stands under: the package or section that the article
// above stands under and that was not closed. Advertisements are passed over.
func (s *Set) parentFor(e Extent) text.ID {
	asked := 0
	for p, b := range s.blocks.down(position{e.Page, e.Start - 1}) {
		asked++
		if p.page != e.Page || asked > reachUp {
			return ""
		}
		a, found := s.articles.get(b.Article)
		if !found || a.Type == vocabulary.TypeAd {
			continue
		}
		if vocabulary.TypesByID[a.Type].Group {
			return b.Article
		}
		return a.Parent
	}
	return ""
}
