package markup

import (
	"galley/engine/reading"
	"galley/engine/vocabulary"
)

// Decide says yes to a block as it is shown and runs to the next place worth a look: Space.
type Decide struct {
	Block Extent `json:"block"`
}

const (
	longestRun  = 24  // blocks that one Space decides at most: not more than a screen shows
	longestPass = 500 // decided blocks that one Space passes at most
)

func (a *Decide) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	e := a.Block
	for passed := 0; passed <= longestPass; passed++ {
		b := d.now.Block(e)
		if passed > 0 && d.now.isStop(b) || len(d.found.fresh) == longestRun {
			break
		}
		if b.State == Assumed {
			d.block(e, func(s *Block) { s.Role, s.Article, s.Decided = b.Role, b.Article, true })
			d.found.fresh = append(d.found.fresh, e)
		}
		next, found := d.now.below(e)
		if !found {
			break
		}
		e = next
	}
	d.focusOn(e)
	return nil
}

// isStop reports whether a run of Space halts at b: it is undecided, or assumed and something about it
// is worth a look.
func (s *Set) isStop(b BlockView) bool {
	switch b.State {
	case Decided:
		return false
	case Undecided:
		return true
	}
	if a, _ := s.articles.get(b.Article); a.Headless {
		return true
	}
	text := s.TextOf(b.Extent)
	return b.Gap >= 2 || reading.IsShortHeading(text) || reading.OpensWithSign(text) || reading.LooksLikeFolio(text) || s.followsOpenEnd(b)
}

// followsOpenEnd reports whether the text that stands above b in its article ends open, pictures and
// furniture between them passed over.
func (s *Set) followsOpenEnd(b BlockView) bool {
	e, found := s.above(b.Extent)
	for range reachUp {
		if !found {
			return false
		}
		over := s.Block(e)
		role := vocabulary.RoleOf(over.Role)
		if role.Kind == vocabulary.Prose && over.Article == b.Article {
			_, joined := s.JoinFrom(e)
			return !joined && s.openEnded(e)
		}
		if role.Kind != vocabulary.Picture && !role.Furniture {
			return false
		}
		e, found = s.above(e)
	}
	return false
}

func (a *Decide) infer(d *draft) { d.inferFresh() }
