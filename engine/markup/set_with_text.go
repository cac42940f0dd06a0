package markup

import (
	"iter"

	"galley/engine/text"
)

// anchorStride is the distance in code points between the anchors of a long piece.
const anchorStride = 256

func (s *Set) putJoin(end position, v Value) {
	if old, had := s.joins.get(end); had {
		s.joinsIn = s.joinsIn.drop(linkKey{position{old.Page, old.Start}, end})
	}
	s.joins = store(s.joins, end, v)
	if v != nil {
		s.joinsIn = s.joinsIn.put(linkKey{position{v.(Join).Page, v.(Join).Start}, end}, struct{}{})
	}
}

func (s *Set) putMark(id text.ID, v Value) {
	if old, had := s.marks.get(id); had {
		for at := range s.anchors(old) {
			s.marksAt = s.marksAt.drop(anchorKey{at, id})
		}
		s.marksIn = s.marksIn.drop(childKey{old.Parent, id})
	}
	s.marks = store(s.marks, id, v)
	if v != nil {
		for at := range s.anchors(v.(Mark)) {
			s.marksAt = s.marksAt.put(anchorKey{at, id}, struct{}{})
		}
		s.marksIn = s.marksIn.put(childKey{v.(Mark).Parent, id}, struct{}{})
	}
}

// anchors are the places under which a span is found: where its pieces begin, and every multiple of
// anchorStride inside them. So whatever overlaps a stretch is found by reading little more than that
// stretch, however long the block around it is.
func (s *Set) anchors(m Mark) iter.Seq[position] {
	return func(yield func(position) bool) {
		for _, p := range m.At {
			page := s.source.Page(p.Page)
			if page == nil {
				continue
			}
			end := min(p.End, page.Text.Len())
			for at := p.Start; at < end; at += anchorStride - at%anchorStride {
				if at < 0 || !yield(position{p.Page, at}) {
					return
				}
			}
		}
	}
}

func (s *Set) putCorrection(id text.ID, v Value) {
	if old, had := s.corrections.get(id); had {
		s.correctionsAt = s.correctionsAt.drop(anchorKey{position{old.Page, old.Start}, id})
	}
	s.corrections = store(s.corrections, id, v)
	if v != nil {
		c := v.(Correction)
		s.correctionsAt = s.correctionsAt.put(anchorKey{position{c.Page, c.Start}, id}, struct{}{})
	}
}

func (s *Set) putPicture(id text.ID, v Value) {
	if old, had := s.pictures.get(id); had {
		s.picturesIn = s.picturesIn.drop(childKey{old.Article, id})
	}
	s.pictures = store(s.pictures, id, v)
	if v != nil {
		s.picturesIn = s.picturesIn.put(childKey{v.(PlacedPicture).Article, id}, struct{}{})
	}
}
