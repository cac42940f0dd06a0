package markup

import (
	"iter"
	"strings"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// Articles are the ids of all articles, packages among them, in reading order.
func (s *Set) Articles() iter.Seq2[text.ID, Article] {
	return func(yield func(text.ID, Article) bool) {
		for key := range s.order.all() {
			a, _ := s.articles.get(key.article)
			if !yield(key.article, a) {
				return
			}
		}
	}
}

// Article is the article with id, or false if absent.
func (s *Set) Article(id text.ID) (Article, bool) { return s.articles.get(id) }

// isGroup reports whether id is a package, section or the like.
func (s *Set) isGroup(id text.ID) bool {
	a, _ := s.articles.get(id)
	return vocabulary.TypesByID[a.Type].Group
}

// Members are the blocks of an article that have a cell, decided or assumed, in reading order.
func (s *Set) Members(id text.ID) iter.Seq[BlockView] {
	return func(yield func(BlockView) bool) {
		for key := range s.members.from(memberKey{article: id}) {
			if key.article != id {
				return
			}
			e, found := s.startsAt(key.block)
			if found && !yield(s.Block(e)) {
				return
			}
		}
	}
}

// Children are the articles that stand under id, in reading order.
func (s *Set) Children(id text.ID) []text.ID {
	var found []orderKey
	for key := range s.children.from(childKey{parent: id}) {
		if key.parent != id {
			break
		}
		place, _ := s.places.get(key.child)
		found = append(found, orderKey{place, key.child})
	}
	return sortedArticles(found)
}

// Title is what an article is called: the title an editor gave it, else the text of its headlines
// (of its group heads for a package), with turned lines as spaces; "" if it has neither.
func (s *Set) Title(id text.ID) string {
	a, _ := s.articles.get(id)
	if a.Title != "" {
		return a.Title
	}
	return s.headingText(id)
}

// headingText is the text of an article's headlines, or of its group heads.
func (s *Set) headingText(id text.ID) string {
	var parts []string
	for b := range s.Members(id) {
		role := vocabulary.RoleOf(b.Role)
		if b.is(vocabulary.RoleHeadline) || role.Kind == vocabulary.GroupHead {
			parts = append(parts, strings.Join(strings.Fields(s.TextOf(b.Extent)), " "))
		} else if role.Kind != vocabulary.Heading {
			break
		}
	}
	return strings.Join(parts, " ")
}

// JoinFrom is the join that leaves the end of block e; false if none does.
func (s *Set) JoinFrom(e Extent) (Join, bool) { return s.joins.get(e.end()) }

// JoinTo is the block whose text goes on in e, and the join between them; false if none does.
func (s *Set) JoinTo(e Extent) (from Extent, join Join, found bool) {
	end, found := s.enters(e.start())
	if !found {
		return Extent{}, Join{}, false
	}
	join, _ = s.joins.get(end)
	from, found = s.endsAt(end)
	return from, join, found
}

// enters is the end of the piece that goes on at start, the first of several; false if none does.
func (s *Set) enters(start position) (end position, found bool) {
	for key := range s.joinsIn.from(linkKey{start: start}) {
		return key.end, key.start == start
	}
	return position{}, false
}

// entersOnce reports whether not more than one join leads to start.
func (s *Set) entersOnce(start position) bool {
	n := 0
	for key := range s.joinsIn.from(linkKey{start: start}) {
		if n++; key.start != start || n > 1 {
			return key.start != start
		}
	}
	return true
}

// Joins are all joins, in the order of the pieces that go on.
func (s *Set) Joins() iter.Seq2[Cell, Join] {
	return func(yield func(Cell, Join) bool) {
		for at, j := range s.joins.all() {
			if !yield(joinCell(at), j) {
				return
			}
		}
	}
}

// CountAllArticles is the number of articles, packages and withdrawn ones among them.
func (s *Set) CountAllArticles() int { return s.articles.len() }

// CountArticles is the number of articles as people count them: packages and what was withdrawn apart.
func (s *Set) CountArticles() int { return s.articles.len() - s.groups - s.CountWithdrawn() }
