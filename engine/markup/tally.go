package markup

import (
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// tally counts the roles of an article's blocks, so that a problem of an article costs nothing to
// find however long the article is.
type tally struct {
	blocks    int
	headlines int
	groups    int // package, section and sidebar heads
	titles    int // other headings: kicker, deck, notice number
	texts     int // everything else, jumps apart
	jumps     int
}

// tally adds block b to, or takes it from, what is counted of an article.
func (s *Set) tally(article text.ID, b Block, n int) {
	t, _ := s.tallies.get(article)
	t.blocks += n
	role := vocabulary.RoleOf(b.Role)
	switch {
	case b.is(vocabulary.RoleHeadline):
		t.headlines += n
	case role.Kind == vocabulary.GroupHead:
		t.groups += n
	case role.Kind == vocabulary.Heading:
		t.titles += n
	case b.is(vocabulary.RoleJump):
		t.jumps += n
	case b.Role != "":
		t.texts += n
	}
	if t == (tally{}) {
		s.tallies = s.tallies.drop(article)
		return
	}
	s.tallies = s.tallies.put(article, t)
}
