package markup

import "slices"

// LastTouch says who changed a block last: its own cell, the cuts at its ends, its joins, and the marks
// and corrections that stand in it now. It is false if nobody has. It costs what stands in the block.
func (s *Set) LastTouch(e Extent) (last Touch, found bool) {
	cells := []Cell{e.Cell(), cutCell(e.start()), cutCell(e.end()), joinCell(e.end())}
	if end, enters := s.enters(e.start()); enters {
		cells = append(cells, joinCell(end))
	}
	for _, m := range s.MarksIn(e) {
		cells = append(cells, spanCell(m.ID))
	}
	for _, c := range s.CorrectionsIn(e) {
		cells = append(cells, correctionCell(c.ID))
	}
	for _, c := range cells {
		if t, touched := s.touched.get(c); touched && t.Version > last.Version {
			last, found = t, true
		}
	}
	return last, found
}

// Others are the authors other than author who changed one of cells after version, or something that
// rests on one of them, in the order of their last changes.
func (s *Set) Others(cells []Cell, version, author int64) []int64 {
	last := map[int64]int64{} // version by author
	look := func(c Cell) {
		if t, touched := s.touched.get(c); touched && t.Version > version && t.Author != author {
			last[t.Author] = max(last[t.Author], t.Version)
		}
	}
	for _, c := range cells {
		look(c)
		for _, resting := range s.restingOn(c) {
			look(resting)
		}
	}
	var others []int64
	for id := range last {
		others = append(others, id)
	}
	slices.SortFunc(others, func(a, b int64) int { return int(last[a] - last[b]) })
	return others
}

// restingOn are the cells that keep c from being emptied: see soundlyGone.
func (s *Set) restingOn(c Cell) []Cell {
	var cells []Cell
	switch c.Kind {
	case ArticleCell:
		for key := range s.members.from(memberKey{article: c.ID}) {
			if key.article != c.ID {
				break
			}
			cells = append(cells, blockCell(key.block))
		}
		for key := range s.tails.from(memberKey{article: c.ID}) {
			if key.article != c.ID {
				break
			}
			cells = append(cells, blockCell(key.block))
		}
		for _, id := range s.Children(c.ID) {
			cells = append(cells, articleCell(id))
		}
		for _, id := range s.picturesOf(c.ID) {
			cells = append(cells, pictureCell(id))
		}
		cells = append(cells, Cell{Kind: StateCell, ID: c.ID}, Cell{Kind: StageCell, ID: c.ID}, withheldCell(c.ID))
		cells = append(cells, s.dismissalsOf(c)...)
	case SpanCell:
		for _, id := range s.PartsOf(c.ID) {
			cells = append(cells, spanCell(id))
		}
	case CutCell:
		cells = append(cells, blockCell(c.position()), joinCell(c.position()))
		if end, enters := s.enters(c.position()); enters {
			cells = append(cells, joinCell(end))
		}
		cells = append(cells, s.dismissalsOf(blockCell(c.position()))...)
	}
	return cells
}
