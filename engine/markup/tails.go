package markup

import (
	"iter"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// A block's tail says whose assumed body the blocks below it are, as far as they have no cell. A
// tail without such blocks says nothing, until the cell below it is taken back.

// tailAbove is the article that the run holding a block without a cell is assumed to belong to; ""
// if nothing is assumed.
func (s *Set) tailAbove(p position) text.ID {
	for at, b := range s.blocks.down(position{p.page, p.at - 1}) {
		if at.page == p.page {
			return b.Tail
		}
		break
	}
	return ""
}

// noteRuns keeps runs in step when the cell or the cut at p has changed: a run begins, or no longer
// begins, below the block at p or the one above it.
func (s *Set) noteRuns(p position) {
	s.noteRun(p)
	e, found := s.Extent(p.page, p.at)
	if !found {
		return
	}
	if e.Start == p.at {
		e, found = s.above(e)
	}
	if found {
		s.noteRun(e.start())
	}
}

func (s *Set) noteRun(p position) {
	b, _ := s.blocks.get(p)
	if b.Tail == "" {
		return
	}
	key := memberKey{article: b.Tail, block: p}
	if _, follows := s.runBelow(p); follows {
		s.runs = s.runs.put(key, struct{}{})
	} else {
		s.runs = s.runs.drop(key)
	}
}

// runBelow is the first block of the run that follows the block at p; false if the next block has
// a cell.
func (s *Set) runBelow(p position) (Extent, bool) {
	e, found := s.startsAt(p)
	if !found {
		return Extent{}, false
	}
	next, found := s.below(e)
	return next, found && !s.blocks.has(next.start())
}

// assumes reports whether a run of blocks is assumed to belong to article id.
func (s *Set) assumes(id text.ID) bool {
	for key := range s.runs.from(memberKey{article: id}) {
		return key.article == id
	}
	return false
}

// assumesAbove reports whether a block above e is assumed to belong to article id.
func (s *Set) assumesAbove(e Extent, id text.ID) bool {
	for key := range s.runs.from(memberKey{article: id}) {
		if key.article != id {
			return false
		}
		first, found := s.runBelow(key.block)
		return found && comparePositions(first.start(), e.start()) < 0
	}
	return false
}

// tailReach is how many blocks a new tail passes over at most.
const tailReach = 50

// tail lets the undecided run below e be assumed body of article, past furniture that the run it was
// part of went on past.
func (d *draft) tail(e Extent, article text.ID) {
	old := d.now.Block(e).Tail
	if old == article {
		return
	}
	if _, follows := d.now.runBelow(e.start()); follows {
		d.block(e, func(b *Block) { b.Tail = article })
	}
	passed := 0
	for p, b := range d.now.blocks.from(position{e.Page, e.Start + 1}) {
		passed++
		if p.page != e.Page || old == "" || b.Tail != old || !passesBy(b) || passed > tailReach {
			return
		}
		d.retailAt(p, article)
	}
}

// passesBy reports whether a text goes on past a block with mark b.
func passesBy(b Block) bool {
	return b.Decided && (vocabulary.RoleOf(b.Role).Furniture || b.is(vocabulary.RoleAd))
}

// retail lets the runs below p that were assumed to be from be assumed to be into; "" for neither.
func (d *draft) retail(from, into text.ID, p position) {
	var at []position
	for key := range d.now.tails.from(memberKey{article: from, block: p}) {
		if key.article != from {
			break
		}
		at = append(at, key.block)
	}
	for _, p := range at {
		d.retailAt(p, into)
	}
}

// retailAt gives the cell at p another tail. A cell that then says nothing is emptied.
func (d *draft) retailAt(p position, article text.ID) {
	b, _ := d.now.blocks.get(p)
	b.Tail = article
	if b.equal(Block{}) && d.now.tailAbove(p) == "" {
		d.put(blockCell(p), nil)
		return
	}
	d.put(blockCell(p), b)
}

// AssumedIn are the blocks without a cell that are assumed to belong to an article, in the order of the text.
func (s *Set) AssumedIn(id text.ID) iter.Seq[BlockView] {
	return func(yield func(BlockView) bool) {
		for key := range s.runs.from(memberKey{article: id}) {
			if key.article != id {
				return
			}
			for e, found := s.runBelow(key.block); found && !s.blocks.has(e.start()); e, found = s.below(e) {
				if !yield(s.Block(e)) {
					return
				}
			}
		}
	}
}
