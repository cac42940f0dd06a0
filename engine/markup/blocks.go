package markup

import (
	"iter"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// BlockState says how far the deciding of a block has come.
type BlockState string

// The states of a block.
const (
	Undecided BlockState = "undecided" // nobody has said anything
	Assumed   BlockState = "assumed"   // follows from an act above it; still counted as undecided
	Decided   BlockState = "decided"
	// Absent is not a state of a set: an export says no more of the block than its article.
	Absent BlockState = "absent"
)

// BlockView is a block as everybody reads it: its extent and its mark, whether stored or
// following from a tail above it.
type BlockView struct {
	Extent
	Block
	State BlockState
	// Gap is the number of blank lines above the block in the source, 0 behind a cut.
	Gap int
}

// Extent is the block that holds position at of page; false between blocks.
func (s *Set) Extent(page, at int) (Extent, bool) {
	p := s.source.Page(page)
	if p == nil {
		return Extent{}, false
	}
	i := p.blockAt(at)
	if i < 0 {
		return Extent{}, false
	}
	return s.piece(page, p.Blocks[i], at), true
}

// piece is the part of a source block that holds position at, as the cuts leave it.
func (s *Set) piece(page int, whole text.Span, at int) Extent {
	e := Extent{page, whole.Start, whole.End}
	for cut := range s.cuts.down(position{page, at}) {
		if cut.page == page && cut.at > whole.Start {
			e.Start = cut.at
		}
		break
	}
	for cut := range s.cuts.from(position{page, at + 1}) {
		if cut.page == page && cut.at < whole.End {
			e.End = cut.at
		}
		break
	}
	return e
}

// Stands reports whether e is a block of the set as it is now.
func (s *Set) Stands(e Extent) bool {
	now, found := s.Extent(e.Page, e.Start)
	return found && now == e
}

// StartingAt is the block that begins exactly at a position of a page; false if none does.
func (s *Set) StartingAt(page, at int) (Extent, bool) { return s.startsAt(position{page, at}) }

// startsAt is the block that begins exactly there; false if none does.
func (s *Set) startsAt(p position) (Extent, bool) {
	e, found := s.Extent(p.page, p.at)
	return e, found && e.Start == p.at
}

// endsAt is the block that ends exactly there; false if none does.
func (s *Set) endsAt(p position) (Extent, bool) {
	e, found := s.Extent(p.page, p.at-1)
	return e, found && e.End == p.at
}

// below is the next block of the page; false after the last.
func (s *Set) below(e Extent) (Extent, bool) {
	if next, found := s.startsAt(e.end()); found {
		return next, true
	}
	p := s.source.Page(e.Page)
	i := p.blockAt(e.Start) + 1
	if i >= len(p.Blocks) {
		return Extent{}, false
	}
	return s.piece(e.Page, p.Blocks[i], p.Blocks[i].Start), true
}

// above is the block before e on the page; false before the first.
func (s *Set) above(e Extent) (Extent, bool) {
	p := s.source.Page(e.Page)
	i := p.blockAt(e.Start)
	if e.Start > p.Blocks[i].Start {
		return s.piece(e.Page, p.Blocks[i], e.Start-1), true
	}
	if i == 0 {
		return Extent{}, false
	}
	return s.piece(e.Page, p.Blocks[i-1], p.Blocks[i-1].End-1), true
}

// Block is the block at extent e, assumed or stored. e must stand.
func (s *Set) Block(e Extent) BlockView {
	stored, found := s.blocks.get(e.start())
	if !found {
		stored.Tail = s.tailAbove(e.start())
	}
	return s.view(e, stored, found)
}

// view reads a stored block, or one that only follows from the tail above it.
func (s *Set) view(e Extent, b Block, stored bool) BlockView {
	v := BlockView{Extent: e, Block: b, State: Undecided}
	switch {
	case !stored && b.Tail != "":
		v.Role, v.Article, v.State = vocabulary.RoleBody, b.Tail, Assumed
	case b.Decided:
		v.State = Decided
	case b.Role != "":
		v.State = Assumed
	}
	if p := s.source.Page(e.Page); p.Blocks[p.blockAt(e.Start)].Start == e.Start {
		v.Gap = p.GapBefore(p.blockAt(e.Start))
	}
	return v
}

// Blocks are the blocks of a page in text order. The cost is the page's, whatever the issue holds.
func (s *Set) Blocks(page int) iter.Seq[BlockView] {
	return func(yield func(BlockView) bool) {
		p := s.source.Page(page)
		if p == nil || len(p.Blocks) == 0 {
			return
		}
		tail := text.ID("")
		e, more := s.piece(page, p.Blocks[0], p.Blocks[0].Start), true
		for ; more; e, more = s.below(e) {
			b, stored := s.blocks.get(e.start())
			if stored {
				tail = b.Tail
			}
			b.Tail = tail
			if !yield(s.view(e, b, stored)) {
				return
			}
		}
	}
}

// Count says how many blocks a page has and how many of them are decided; 0 if there is no such
// page.
func (s *Set) Count(page int) (blocks, decided int) {
	p := s.source.Page(page)
	if p == nil {
		return 0, 0
	}
	c, _ := s.counts.get(page)
	return len(p.Blocks) + c.cuts, c.decided
}

// CountAll is Count over all pages.
func (s *Set) CountAll() (blocks, decided int) {
	return s.whole + s.total.cuts, s.total.decided
}

// TextOf is the source text of a block.
func (s *Set) TextOf(e Extent) string { return s.source.Page(e.Page).Text.Slice(e.Span()) }
