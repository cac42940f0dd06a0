package markup

import (
	"iter"

	"galley/engine/text"
)

// Mask stands in an export for each character of a withheld text but line ends, so that every position
// and every boundary of a block stays what it is.
const Mask = '█'

// Missing is the part of a set that a document leaves out: articles, and what belongs to no article on some pages.
type Missing struct {
	Articles map[text.ID]bool
	Loose    map[int]bool // by the key of the page
}

// Holds reports whether a block of a page is absent.
func (a Missing) Holds(b Block, page int) bool {
	return a.Articles[b.Article] || b.Article == "" && a.Loose[page]
}

func (a Missing) nothing() bool {
	for _, out := range a.Loose {
		if out {
			return false
		}
	}
	return len(a.Articles) == 0
}

// Reduction takes out of a set the marks of what is absent and the text of what is withheld. Articles that
// are absent stay as bare as they can: where they stand, and what of.
type Reduction struct {
	Missing
	set      *Set
	withheld map[text.ID]Withholding
	gone     map[text.ID]bool // spans, once they were looked at
	hides    map[int]bool     // pages on which something is withheld: notes on them may quote it
}

// Reduce prepares to take out of s what is absent; withheld are the articles whose text is masked.
func (s *Set) Reduce(a Missing, withheld map[text.ID]Withholding) *Reduction {
	return &Reduction{Missing: a, set: s, withheld: withheld, gone: map[text.ID]bool{}, hides: map[int]bool{}}
}

// Set is the rest of the set.
func (r *Reduction) Set() *Set {
	if r.nothing() {
		return r.set
	}
	next := NewSet(r.masked())
	for c, v := range r.set.held() {
		if v = r.reduced(c, v); v != nil {
			next = next.with(c, v)
		}
	}
	next.version = r.set.version
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

// masked is the source with the text of withheld articles masked.
func (r *Reduction) masked() *Source {
	if len(r.withheld) == 0 {
		return r.set.source
	}
	next := &Source{Language: r.set.source.Language}
	for _, p := range r.set.source.Pages {
		words := []rune(p.Text.String())
		masked := false
		for b := range r.set.Blocks(p.Key) {
			if _, is := r.withheld[b.Article]; !is {
				continue
			}
			masked = true
			for i := b.Start; i < b.End; i++ {
				if words[i] != '\n' {
					words[i] = Mask
				}
			}
		}
		if r.hides[p.Key] = masked; masked {
			q := *p
			q.Text = text.NewText(string(words))
			p = StoredPage(q)
		}
		next.Pages = append(next.Pages, p)
	}
	return next
}

// reduced is the rest of a cell, or nil if nothing is left.
func (r *Reduction) reduced(c Cell, v Value) Value {
	switch v := v.(type) {
	case Article:
		if r.Articles[c.ID] {
			return Article{Type: v.Type, Parent: v.Parent, Place: v.Place}
		}
	case Join:
		from, _ := r.set.endsAt(c.position())
		to, _ := r.set.startsAt(position{v.Page, v.Start})
		if r.Holds(r.set.Block(from).Block, from.Page) || r.Holds(r.set.Block(to).Block, to.Page) {
			return nil
		}
	case Mark:
		if r.isGone(c.ID, 0) {
			return nil
		}
	case Correction:
		if r.Touches(v.Piece()) {
			return nil
		}
	case PlacedPicture:
		if r.Holds(Block{Article: v.Article}, v.Page) {
			return nil
		}
	case Notes:
		if r.Loose[c.Page] || r.hides[c.Page] {
			return nil
		}
	case Dismissal:
		if r.Articles[c.ID] || c.ID == "" && r.Touches(Piece{c.Page, c.At, c.At + 1}) {
			return nil
		}
	}
	return v
}

// isGone reports whether a span goes: it, or one that it is a part of, stands on text that is absent.
func (r *Reduction) isGone(id text.ID, depth int) bool {
	if gone, known := r.gone[id]; known {
		return gone
	}
	m, _ := r.set.marks.get(id)
	gone := m.Parent != "" && depth <= MaxDepth && r.isGone(m.Parent, depth+1)
	for _, p := range m.At {
		gone = gone || r.Touches(p)
	}
	r.gone[id] = gone
	return gone
}

// Touches reports whether a piece of text holds something of a block that is absent.
func (r *Reduction) Touches(p Piece) bool {
	for at := p.Start; at < p.End; {
		e, found := r.set.Extent(p.Page, at)
		if !found {
			at++
			continue
		}
		if r.Holds(r.set.Block(e).Block, e.Page) {
			return true
		}
		at = e.End
	}
	return false
}
