package markup

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// MarkView is a span with its id.
type MarkView struct {
	ID ID
	Mark
}

// Marks are all spans, in no order that means anything; see MarksIn for the order of reading.
func (s *Set) Marks() iter.Seq2[ID, Mark] { return s.marks.all() }

// Mark is the span with id; false where there is none.
func (s *Set) Mark(id ID) (Mark, bool) { return s.marks.get(id) }

// MarksIn are the spans that have a piece in e, by where that piece begins, the longer first.
func (s *Set) MarksIn(e Extent) []MarkView {
	p := s.source.Page(e.Page)
	i := p.blockAt(e.Start)
	if i < 0 {
		return nil
	}
	var found []MarkView
	for key := range s.marksAt.from(anchorKey{at: position{e.Page, p.Blocks[i].Start}}) {
		if key.at.page != e.Page || key.at.at >= e.End {
			break
		}
		m, _ := s.marks.get(key.id)
		if piece, in := m.pieceIn(e); in && piece.Start == key.at.at {
			found = append(found, MarkView{key.id, m})
		}
	}
	slices.SortStableFunc(found, func(a, b MarkView) int { return s.compareMarks(a, b, e) })
	return found
}

// compareMarks orders spans as they open in e; equal extents go by parenthood.
func (s *Set) compareMarks(a, b MarkView, e Extent) int {
	p, _ := a.pieceIn(e)
	q, _ := b.pieceIn(e)
	return cmp.Or(cmp.Compare(p.Start, q.Start), cmp.Compare(q.End, p.End), cmp.Compare(s.depth(a.ID), s.depth(b.ID)),
		strings.Compare(a.Role, b.Role), strings.Compare(a.ID, b.ID))
}

// depth is the number of spans over id; more than maxDepth for a ring.
func (s *Set) depth(id ID) int {
	depth := 0
	for m, found := s.marks.get(id); found && m.Parent != "" && depth <= maxDepth; m, found = s.marks.get(m.Parent) {
		depth++
	}
	return depth
}

// pieceIn is the first piece of m that overlaps e.
func (m Mark) pieceIn(e Extent) (Piece, bool) {
	for _, p := range m.At {
		if p.Page == e.Page && p.Span().Overlaps(e.Span()) {
			return p, true
		}
	}
	return Piece{}, false
}

// PartsOf are the spans directly under id, in no order that means anything.
func (s *Set) PartsOf(id ID) []ID {
	var parts []ID
	for key := range s.marksIn.from(childKey{parent: id}) {
		if key.parent != id {
			break
		}
		parts = append(parts, key.child)
	}
	return parts
}

// Corrections are all corrections, in no order that means anything.
func (s *Set) Corrections() iter.Seq2[ID, Correction] { return s.corrections.all() }

// CorrectionView is a correction with its id.
type CorrectionView struct {
	ID ID
	Correction
}

// CorrectionsIn are the corrections in e, in text order.
func (s *Set) CorrectionsIn(e Extent) []CorrectionView {
	var found []CorrectionView
	for key := range s.correctionsAt.from(anchorKey{at: e.start()}) {
		if key.at.page != e.Page || key.at.at >= e.End {
			break
		}
		c, _ := s.corrections.get(key.id)
		found = append(found, CorrectionView{key.id, c})
	}
	return found
}

// Pictures are the pictures that editors placed by hand, in no order that means anything.
func (s *Set) Pictures() iter.Seq2[ID, PlacedPicture] { return s.pictures.all() }

// Cuts are the cells of all cuts, in text order.
func (s *Set) Cuts() iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		for at := range s.cuts.all() {
			if !yield(cutCell(at)) {
				return
			}
		}
	}
}

// Remarks are the notes and states of the set, by cell.
func (s *Set) Remarks() iter.Seq2[Cell, Value] { return s.remarks.all() }

// StateOf is the state of the set, of a page or of an article: the cell's own, else the set's.
func (s *Set) StateOf(c Cell) State {
	if v, found := s.remarks.get(c); found {
		return v.(State)
	}
	if v, found := s.remarks.get(Cell{Kind: StateCell}); found {
		return v.(State)
	}
	return Draft
}

func sortedArticles(keys []orderKey) []ID {
	slices.SortFunc(keys, compareOrder)
	ids := make([]ID, len(keys))
	for i, k := range keys {
		ids[i] = k.article
	}
	return ids
}
