package review

import (
	"slices"

	"galley/engine/markup"
)

// Row is a piece of the text, which no set cuts, with what every set says of it.
type Row struct {
	markup.Extent
	Sets        []BlockValue // by set: the block that holds the piece
	Differences []int        // the numbers of those that concern the piece
}

// Rows are the pieces of a page in text order: the text once, for a page with a gutter for each set.
func (c *Comparison) Rows(page int) []Row {
	first, _ := slices.BinarySearchFunc(c.pieces, page, func(p piece, page int) int { return p.Page - page })
	end := first
	for end < len(c.pieces) && c.pieces[end].Page == page {
		end++
	}
	rows := make([]Row, 0, end-first)
	for p := first; p < end; p++ {
		row := Row{Extent: c.pieces[p].Extent, Differences: c.concerning[p], Sets: make([]BlockValue, 0, len(c.sides))}
		for set := range c.sides {
			row.Sets = append(row.Sets, c.blockValue(c.pieces[p].in[set], set))
		}
		rows = append(rows, row)
	}
	return rows
}

// findConcerning notes the differences by the pieces they are about.
func (c *Comparison) findConcerning() {
	c.concerning = make([][]int, len(c.pieces))
	for i, d := range c.Differences {
		for _, e := range d.Blocks {
			for p := c.pieceFrom(e.Page, e.Start); p >= 0 && p < len(c.pieces) && c.pieces[p].Page == e.Page && c.pieces[p].End <= e.End; p++ {
				c.concerning[p] = append(c.concerning[p], i)
			}
		}
	}
}
