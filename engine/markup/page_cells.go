package markup

import "iter"

// PageCells are the cells that a page needs to be drawn: its blocks, cuts, joins, spans, corrections,
// pictures, notes, states and dismissals, and all articles.
func (s *Set) PageCells(page int) iter.Seq2[Cell, Value] {
	return func(yield func(Cell, Value) bool) {
		for _, cells := range []iter.Seq[Cell]{
			s.placedCells(page), s.anchoredCells(page), s.otherCells(page),
		} {
			for c := range cells {
				if v := s.Get(c); v != nil && !yield(c, v) {
					return
				}
			}
		}
	}
}

// placedCells are the cells of a page's blocks, cuts, and joins that leave or enter it.
func (s *Set) placedCells(page int) iter.Seq[Cell] {
	from := position{page: page}
	return func(yield func(Cell) bool) {
		if !yieldOn(page, s.blocks.from(from), blockCell, yield) || !yieldOn(page, s.cuts.from(from), cutCell, yield) ||
			!yieldOn(page, s.joins.from(from), joinCell, yield) {
			return
		}
		for key := range s.joinsIn.from(linkKey{start: position{page: page}}) {
			if key.start.page != page {
				break
			}
			if key.end.page != page && !yield(joinCell(key.end)) {
				break
			}
		}
	}
}

// yieldOn yields the cells of what stands on a page, and reports whether more are wanted.
func yieldOn[V any](page int, placed iter.Seq2[position, V], cell func(position) Cell, yield func(Cell) bool) bool {
	for at := range placed {
		if at.page != page {
			break
		}
		if !yield(cell(at)) {
			return false
		}
	}
	return true
}

// anchoredCells are the cells of a page's spans and corrections.
func (s *Set) anchoredCells(page int) iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		for key := range s.marksAt.from(anchorKey{at: position{page: page}}) {
			if key.at.page != page {
				break
			}
			m, _ := s.marks.get(key.id)
			if first, _ := m.pieceOn(page); first.Start == key.at.at && !yield(spanCell(key.id)) {
				return
			}
		}
		for key := range s.correctionsAt.from(anchorKey{at: position{page: page}}) {
			if key.at.page != page || !yield(correctionCell(key.id)) {
				return
			}
		}
	}
}

// otherCells are the cells of all articles, of a page's pictures and notes, of states and of what is withheld.
func (s *Set) otherCells(page int) iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		for id := range s.articles.all() {
			if !yield(articleCell(id)) {
				return
			}
		}
		for id, p := range s.pictures.all() {
			if p.Page == page && !yield(pictureCell(id)) {
				return
			}
		}
		for c := range s.remarks.all() {
			if (c.Kind == StateCell || c.Kind == StageCell || c.Kind == WithheldCell || c.Page == page) && !yield(c) {
				return
			}
		}
		for c := range s.dismissals.all() {
			if (c.ID != "" || c.Page == page) && !yield(c) {
				return
			}
		}
	}
}
