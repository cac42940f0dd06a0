package markup

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"galley/engine/text"
)

// MarkView is a span with its id.
type MarkView struct {
	ID text.ID
	Mark
}

// Marks are all spans, in no order that means anything; see MarksIn for the order of reading.
func (s *Set) Marks() iter.Seq2[text.ID, Mark] { return s.marks.all() }

// Mark is the span with id, or false if absent.
func (s *Set) Mark(id text.ID) (Mark, bool) { return s.marks.get(id) }

// MarksIn are the spans that have a piece in e, by where that piece begins, the longer first. What it
// costs is e's, not the block's or page's around it.
func (s *Set) MarksIn(e Extent) []MarkView {
	floor := e.Start - e.Start%anchorStride
	var found []orderedMark
	for key := range s.marksAt.from(anchorKey{at: position{e.Page, floor}}) {
		if key.at.page != e.Page || key.at.at >= e.End {
			break
		}
		m, _ := s.marks.get(key.id)
		if p, in := m.pieceIn(e); in && max(p.Start, floor) == key.at.at {
			found = append(found, orderedMark{MarkView{key.id, m}, p, s.Depth(key.id)})
		}
	}
	slices.SortFunc(found, orderedMark.compare)
	views := make([]MarkView, len(found))
	for i, m := range found {
		views[i] = m.MarkView
	}
	return views
}

// orderedMark is a span with what orders it: where it opens, and how many spans are over it.
type orderedMark struct {
	MarkView
	piece Piece
	depth int
}

func (a orderedMark) compare(b orderedMark) int {
	return cmp.Or(cmp.Compare(a.piece.Start, b.piece.Start), cmp.Compare(b.piece.End, a.piece.End), cmp.Compare(a.depth, b.depth),
		strings.Compare(a.Role, b.Role), strings.Compare(a.ID, b.ID))
}

// Depth is the number of spans over id; more than MaxDepth for a ring.
func (s *Set) Depth(id text.ID) int {
	depth := 0
	for m, found := s.marks.get(id); found && m.Parent != "" && depth <= MaxDepth; m, found = s.marks.get(m.Parent) {
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

// pieceOn is the first piece of m on a page.
func (m Mark) pieceOn(page int) (Piece, bool) {
	for _, p := range m.At {
		if p.Page == page {
			return p, true
		}
	}
	return Piece{}, false
}

// PartsOf are the spans directly under id, in no order that means anything.
func (s *Set) PartsOf(id text.ID) []text.ID {
	var parts []text.ID
	for key := range s.marksIn.from(childKey{parent: id}) {
		if key.parent != id {
			break
		}
		parts = append(parts, key.child)
	}
	return parts
}

// Corrections are all corrections, in no order that means anything.
func (s *Set) Corrections() iter.Seq2[text.ID, Correction] { return s.corrections.all() }

// CorrectionView is a correction with its id.
type CorrectionView struct {
	ID text.ID
	Correction
}

// CorrectionsIn are the corrections that overlap e, in text order.
func (s *Set) CorrectionsIn(e Extent) []CorrectionView {
	var found []CorrectionView
	add := func(key anchorKey) {
		if c, _ := s.corrections.get(key.id); c.Page == e.Page && e.Span().Overlaps(text.Span{Start: c.Start, End: c.End}) {
			found = append(found, CorrectionView{key.id, c})
		}
	}
	// Corrections do not overlap each other, so only the last that begins above e can reach into it.
	for key := range s.correctionsAt.down(anchorKey{at: e.start()}) {
		add(key)
		break
	}
	for key := range s.correctionsAt.from(anchorKey{at: e.start()}) {
		if key.at.page != e.Page || key.at.at >= e.End {
			break
		}
		add(key)
	}
	return found
}

// Pictures are the pictures that editors placed by hand, in no order that means anything.
func (s *Set) Pictures() iter.Seq2[text.ID, PlacedPicture] { return s.pictures.all() }

// picturesOf are the placed pictures of an article, in no order that means anything.
func (s *Set) picturesOf(article text.ID) []text.ID {
	var ids []text.ID
	for key := range s.picturesIn.from(childKey{parent: article}) {
		if key.parent != article {
			break
		}
		ids = append(ids, key.child)
	}
	return ids
}

// PictureIn is the picture that somebody placed within an extent, the first of several; "" for none.
func (s *Set) PictureIn(e Extent) text.ID {
	found, at := "", e.End
	for id, p := range s.pictures.all() {
		if p.Page == e.Page && p.Offset >= e.Start && p.Offset < at {
			found, at = id, p.Offset
		}
	}
	return found
}

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

// Remarks are the notes and states of the set and what is withheld of it, by cell.
func (s *Set) Remarks() iter.Seq2[Cell, Value] { return s.remarks.all() }

func sortedArticles(keys []orderKey) []text.ID {
	slices.SortFunc(keys, compareOrder)
	ids := make([]text.ID, len(keys))
	for i, k := range keys {
		ids[i] = k.article
	}
	return ids
}
