package markup

import (
	"galley/engine/text"
)

// with is the set in which cell c holds v, everything derived kept in step. It neither checks nor
// infers: that is done before a step is made.
func (s *Set) with(c Cell, v Value) *Set {
	next := *s
	switch c.Kind {
	case BlockCell, CutCell, ArticleCell, WithheldCell:
		next.parts = new(lazyParts)
	}
	switch c.Kind {
	case BlockCell:
		next.putBlock(c.position(), v)
	case CutCell:
		next.putCut(c.position(), v)
	case ArticleCell:
		next.putArticle(c.ID, v)
	case JoinCell:
		next.putJoin(c.position(), v)
	case SpanCell:
		next.putMark(c.ID, v)
	case CorrectionCell:
		next.putCorrection(c.ID, v)
	case PictureCell:
		next.putPicture(c.ID, v)
	case DismissalCell:
		next.dismissals = store(next.dismissals, c, v)
	default:
		next.remarks = storeAny(next.remarks, c, v)
	}
	return &next
}

func store[K any, V Value](t table[K, V], key K, v Value) table[K, V] {
	if v == nil {
		return t.drop(key)
	}
	return t.put(key, v.(V))
}

func storeAny(t table[Cell, Value], key Cell, v Value) table[Cell, Value] {
	if v == nil {
		return t.drop(key)
	}
	return t.put(key, v)
}

func (s *Set) putBlock(at position, v Value) {
	old, had := s.blocks.get(at)
	if had {
		s.forgetBlock(at, old)
	}
	s.blocks = store(s.blocks, at, v)
	if v != nil {
		s.recallBlock(at, v.(Block))
	}
	s.noteRuns(at)
}

// forgetBlock takes b out of everything that is derived from it.
func (s *Set) forgetBlock(at position, b Block) {
	if b.Tail != "" {
		s.tails = s.tails.drop(memberKey{article: b.Tail, block: at})
		s.runs = s.runs.drop(memberKey{article: b.Tail, block: at})
	}
	if b.Decided {
		s.count(at.page, count{decided: -1})
	}
	if b.Article != "" {
		s.members = s.members.drop(memberKey{b.Article, placeOf(at, b), at})
		s.tally(b.Article, b, -1)
		s.reorder(b.Article)
	}
}

// recallBlock puts b into everything that is derived from it.
func (s *Set) recallBlock(at position, b Block) {
	if b.Tail != "" {
		s.tails = s.tails.put(memberKey{article: b.Tail, block: at}, struct{}{})
	}
	if b.Decided {
		s.count(at.page, count{decided: 1})
	}
	if b.Article != "" {
		s.members = s.members.put(memberKey{b.Article, placeOf(at, b), at}, struct{}{})
		s.tally(b.Article, b, 1)
		s.reorder(b.Article)
	}
}

func placeOf(at position, b Block) Place {
	if b.Place != nil {
		return *b.Place
	}
	return Place{Page: at.page, Offset: at.at}
}

func (s *Set) count(page int, add count) {
	now, _ := s.counts.get(page)
	s.counts = s.counts.put(page, now.plus(add))
	s.total = s.total.plus(add)
}

func (s *Set) putCut(at position, v Value) {
	if s.cuts.has(at) {
		s.count(at.page, count{cuts: -1})
	}
	if v != nil {
		s.count(at.page, count{cuts: 1})
	}
	s.cuts = store(s.cuts, at, v)
	s.noteRuns(at)
}

func (s *Set) putArticle(id text.ID, v Value) {
	if old, had := s.articles.get(id); had {
		s.children = s.children.drop(childKey{old.Parent, id})
		if s.isGroup(id) {
			s.groups--
		}
	}
	s.articles = store(s.articles, id, v)
	if v != nil {
		s.children = s.children.put(childKey{v.(Article).Parent, id}, struct{}{})
		if s.isGroup(id) {
			s.groups++
		}
	}
	s.reorder(id)
}

// reorder puts the article where its place says, after something of it has moved.
func (s *Set) reorder(id text.ID) {
	now, listed := s.places.get(id)
	place, exists := s.articlePlace(id)
	if listed && exists && now == place {
		return
	}
	if listed {
		s.order = s.order.drop(orderKey{now, id})
		s.places = s.places.drop(id)
	}
	if exists {
		s.order = s.order.put(orderKey{place, id}, struct{}{})
		s.places = s.places.put(id, place)
	}
}

// articlePlace is an article's place in reading order: where it was moved to, else its first
// block's; false if there is no such article.
func (s *Set) articlePlace(id text.ID) (Place, bool) {
	a, exists := s.articles.get(id)
	if a.Place != nil {
		return *a.Place, exists
	}
	for key := range s.members.from(memberKey{article: id}) {
		if key.article == id {
			return key.place, exists
		}
		break
	}
	return Place{}, exists
}
