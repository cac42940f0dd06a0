package review

import (
	"slices"

	"galley/engine/markup"
)

// piece is a part of the text that no set cuts.
type piece struct {
	markup.Extent
	region int
	in     []int // by set: the index of its block that holds the piece
}

// region is a run of pieces whose ends are ends of blocks in every set, and no end between them is.
// One of a single piece is cut alike by all; one of several is a difference.
type region struct{ first, end int } // pieces [first, end)

// refine cuts the text where any of the sets cuts it.
func refine(sides []*comparedSet) ([]piece, []region) {
	blocks := 0
	for _, r := range sides {
		blocks = max(blocks, len(r.blocks))
	}
	pieces, regions := make([]piece, 0, blocks), make([]region, 0, blocks)
	var indexes []int             // what the pieces' own lists are cut from
	at := make([]int, len(sides)) // by set: the block that the next piece lies in
	for at[0] < len(sides[0].blocks) {
		start, end := nextPiece(sides, at, lastOf(pieces))
		e := markup.Extent{Page: sides[0].blocks[at[0]].Page, Start: start, End: end}
		if len(regions) == 0 || allStart(sides, at, start) {
			regions = append(regions, region{len(pieces), len(pieces)})
		}
		regions[len(regions)-1].end++
		if len(indexes) < len(at) {
			indexes = make([]int, 256*len(at))
		}
		in := indexes[:len(at):len(at)]
		indexes = indexes[len(at):]
		copy(in, at)
		pieces = append(pieces, piece{e, len(regions) - 1, in})
		for i, r := range sides {
			if r.blocks[at[i]].End == end {
				at[i]++
			}
		}
	}
	return pieces, regions
}

func lastOf(pieces []piece) markup.Extent {
	if len(pieces) == 0 {
		return markup.Extent{}
	}
	return pieces[len(pieces)-1].Extent
}

// nextPiece is where the piece behind last begins and ends.
func nextPiece(sides []*comparedSet, at []int, last markup.Extent) (start, end int) {
	first := sides[0].blocks[at[0]]
	start = first.Start
	if first.Page == last.Page && last.End > start {
		start = last.End
	}
	end = first.End
	for i, r := range sides {
		end = min(end, r.blocks[at[i]].End)
	}
	return start, end
}

func allStart(sides []*comparedSet, at []int, start int) bool {
	for i, r := range sides {
		if r.blocks[at[i]].Start != start {
			return false
		}
	}
	return true
}

// pieceAt is the index of the piece that holds a position; -1 between blocks.
func (c *Comparison) pieceAt(page, at int) int {
	i, found := slices.BinarySearchFunc(c.pieces, [2]int{page, at}, func(p piece, to [2]int) int {
		if p.Page != to[0] {
			return p.Page - to[0]
		}
		return p.Start - to[1]
	})
	if !found {
		i--
	}
	if i < 0 || c.pieces[i].Page != page || at < c.pieces[i].Start || at >= c.pieces[i].End {
		return -1
	}
	return i
}

// pieceFrom is the piece that begins exactly there; -1 if none does.
func (c *Comparison) pieceFrom(page, start int) int {
	if i := c.pieceAt(page, start); i >= 0 && c.pieces[i].Start == start {
		return i
	}
	return -1
}

// pieceTo is the piece that ends exactly there; -1 if none does.
func (c *Comparison) pieceTo(page, end int) int {
	if i := c.pieceAt(page, end-1); i >= 0 && c.pieces[i].End == end {
		return i
	}
	return -1
}

// block is the block of a set that holds piece p.
func (c *Comparison) block(p, set int) *markup.BlockView {
	return &c.sides[set].blocks[c.pieces[p].in[set]]
}

// story is the story that piece p belongs to in a set; -1 for none.
func (c *Comparison) story(p, set int) int { return c.storyAt[set][c.pieces[p].in[set]] }

// storiesOf are the stories of a set's blocks.
func (s *stories) storiesOf(set int, r *comparedSet) []int {
	list := make([]int, len(r.blocks))
	for i := range r.blocks {
		if i > 0 && r.blocks[i].Article == r.blocks[i-1].Article {
			list[i] = list[i-1]
		} else {
			list[i] = s.of(set, r.blocks[i].Article)
		}
	}
	return list
}
