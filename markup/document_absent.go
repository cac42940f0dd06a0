package markup

import "iter"

// Mask stands in an export for each character of a withheld text but line ends, so that every position
// and every boundary of a block stays what it is.
const Mask = '█'

// absent is what of a set a document does not hold: articles, and what belongs to no article on some pages.
type absent struct {
	articles map[ID]bool
	loose    map[int]bool
}

func (a absent) block(b Block, page int) bool {
	return a.articles[b.Article] || b.Article == "" && a.loose[page]
}

func (a absent) nothing() bool {
	for _, out := range a.loose {
		if out {
			return false
		}
	}
	return len(a.articles) == 0
}

// without is s without the marks of what is absent, and without the text of what is withheld. Articles that
// are absent stay as bare as they can: where they stand, and what of.
func (s *Set) without(a absent, withheld map[ID]Withholding) *Set {
	if a.nothing() {
		return s
	}
	r := &reduction{set: s, absent: a, gone: map[ID]bool{}, hides: map[int]bool{}}
	next := NewSet(s.masked(withheld, r.hides))
	for c, v := range s.held() {
		if v = r.reduced(c, v); v != nil {
			next = next.with(c, v)
		}
	}
	next.version = s.version
	return next
}

// held are all cells that hold something, of a set in the middle of an act as well.
func (s *Set) held() iter.Seq2[Cell, Value] {
	return func(yield func(Cell, Value) bool) {
		_ = heldOf(s.articles, articleCell, yield) && heldOf(s.blocks, blockCell, yield) && heldOf(s.cuts, cutCell, yield) &&
			heldOf(s.joins, joinCell, yield) && heldOf(s.marks, spanCell, yield) && heldOf(s.corrections, correctionCell, yield) &&
			heldOf(s.pictures, pictureCell, yield) && heldOf(s.remarks, sameCell, yield) && heldOf(s.dismissals, sameCell, yield)
	}
}

func sameCell(c Cell) Cell { return c }

// heldOf gives the cells of a table; false when no more are wanted.
func heldOf[K any, V Value](t table[K, V], cell func(K) Cell, yield func(Cell, Value) bool) bool {
	for key, v := range t.all() {
		if !yield(cell(key), v) {
			return false
		}
	}
	return true
}

// masked is the source of s with the text of withheld articles masked; hides is told on which pages.
func (s *Set) masked(withheld map[ID]Withholding, hides map[int]bool) *Source {
	if len(withheld) == 0 {
		return s.source
	}
	next := &Source{Language: s.source.Language}
	for _, p := range s.source.Pages {
		text := []rune(p.Text.String())
		masked := false
		for b := range s.Blocks(p.Key) {
			if _, is := withheld[b.Article]; !is {
				continue
			}
			masked = true
			for i := b.Start; i < b.End; i++ {
				if text[i] != '\n' {
					text[i] = Mask
				}
			}
		}
		if hides[p.Key] = masked; masked {
			q := *p
			q.Text = NewText(string(text))
			p = StoredPage(q)
		}
		next.Pages = append(next.Pages, p)
	}
	return next
}

// reduction takes out of a set what is absent.
type reduction struct {
	set *Set
	absent
	gone  map[ID]bool  // spans, once they were looked at
	hides map[int]bool // pages on which something is withheld: notes on them may quote it
}

// reduced is what is left of a cell; nil for nothing.
func (r *reduction) reduced(c Cell, v Value) Value {
	switch v := v.(type) {
	case Article:
		if r.articles[c.ID] {
			return Article{Type: v.Type, Parent: v.Parent, Place: v.Place}
		}
	case Join:
		from, _ := r.set.endsAt(c.position())
		to, _ := r.set.startsAt(position{v.Page, v.Start})
		if r.block(r.set.Block(from).Block, from.Page) || r.block(r.set.Block(to).Block, to.Page) {
			return nil
		}
	case Mark:
		if r.isGone(c.ID, 0) {
			return nil
		}
	case Correction:
		if r.touches(v.Piece()) {
			return nil
		}
	case PlacedPicture:
		if r.block(Block{Article: v.Article}, v.Page) {
			return nil
		}
	case Notes:
		if r.loose[c.Page] || r.hides[c.Page] {
			return nil
		}
	case Dismissal:
		if r.articles[c.ID] || c.ID == "" && r.touches(Piece{c.Page, c.At, c.At + 1}) {
			return nil
		}
	}
	return v
}

// isGone says whether a span goes: it, or one that it is a part of, stands on text that is absent.
func (r *reduction) isGone(id ID, depth int) bool {
	if gone, known := r.gone[id]; known {
		return gone
	}
	m, _ := r.set.marks.get(id)
	gone := m.Parent != "" && depth <= maxDepth && r.isGone(m.Parent, depth+1)
	for _, p := range m.At {
		gone = gone || r.touches(p)
	}
	r.gone[id] = gone
	return gone
}

// touches says whether a piece of text holds something of a block that is absent.
func (r *reduction) touches(p Piece) bool {
	for at := p.Start; at < p.End; {
		e, found := r.set.Extent(p.Page, at)
		if !found {
			at++
			continue
		}
		if r.block(r.set.Block(e).Block, e.Page) {
			return true
		}
		at = e.End
	}
	return false
}

// queries leaves out what was said about what is absent: words often quote what they are about.
func (r *reduction) queries(all []Query) []Query {
	var left []Query
	for _, q := range all {
		if r.articles[q.Article] || q.Piece != nil && r.touches(*q.Piece) {
			continue
		}
		left = append(left, q)
	}
	return left
}

// stages leaves out why something was returned or accepted that is absent.
func (r *reduction) stages(all []Stage) []Stage {
	var left []Stage
	for _, s := range all {
		if r.articles[s.Article] {
			s.Reason = ""
		}
		left = append(left, s)
	}
	return left
}

// origins leaves out where marks came from that are absent.
func (r *reduction) origins(all []MarkOrigin) []MarkOrigin {
	var left []MarkOrigin
	for _, o := range all {
		c, err := ParseCell(o.Mark)
		if err == nil && (c.Kind == BlockCell || c.Kind == CutCell) && r.touches(Piece{c.Page, c.At, c.At + 1}) || r.articles[c.ID] {
			continue
		}
		left = append(left, o)
	}
	return left
}
