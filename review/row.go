package review

import "galley/markup"

// Row is a piece of the text, which no set cuts, with what every set says of it.
type Row struct {
	markup.Extent
	Sets        []BlockValue // by set: the block that holds the piece
	Differences []int        // the differences that begin in the piece, or concern all of it
}

// Rows are the pieces of a page in text order: the text once, for a page with a gutter for each set.
func (c *Comparison) Rows(page int) []Row {
	var rows []Row
	concerning := c.concerning()
	for p, piece := range c.pieces {
		if piece.Page != page {
			continue
		}
		row := Row{Extent: piece.Extent, Differences: concerning[p]}
		for set := range c.readings {
			row.Sets = append(row.Sets, c.blockValue(piece.in[set], set))
		}
		rows = append(rows, row)
	}
	return rows
}

// concerning are the differences by the pieces they are about.
func (c *Comparison) concerning() map[int][]int {
	by := map[int][]int{}
	for i, d := range c.Differences {
		for _, e := range d.Blocks {
			for p := c.pieceFrom(e.Page, e.Start); p >= 0 && p < len(c.pieces) && c.pieces[p].Page == e.Page && c.pieces[p].End <= e.End; p++ {
				by[p] = append(by[p], i)
			}
		}
	}
	return by
}
