package document

import (
	"slices"
	"unicode"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// wrapping is what becomes of the line ends of print within a block.
type wrapping int

const (
	flowing wrapping = iota // text that was set in lines: the lines run on
	turning                 // a heading: a turned line is a space
	fixed                   // verse, tables, signatures: lines are lines
)

// wrappingOf says what the line ends in a block of role mean. If text flows, a line end beside a
// Chinese or Japanese character is dropped and any other becomes a space; hyphens before it stay as
// they are. A line that begins with an ideographic space is a new paragraph: it keeps its line end
// and loses its indentation, as the first line does.
func wrappingOf(role string) wrapping {
	furniture, kind := vocabulary.RoleOf(role).Furniture, vocabulary.RoleOf(role).Kind
	switch role = vocabulary.BaseOf(role); {
	case kind == vocabulary.Heading || kind == vocabulary.GroupHead || role == vocabulary.RoleSubhead:
		return turning
	case role == vocabulary.RoleVerse || role == vocabulary.RoleTable || role == vocabulary.RoleSignature || role == vocabulary.RoleAd || furniture:
		return fixed
	}
	return flowing
}

// partText is the text of a part put together, and where each code point of the source went.
type partText struct {
	wrap   wrapping
	out    []rune
	pieces []textPiece
	filled int // how many places of the last piece are known
}

// textPiece is one block of a partText. places has the position in the text for each code point of
// the block, and one more for its end.
type textPiece struct {
	at     markup.Piece
	places []int
}

// readText puts the blocks at together as their joins say; glues has what stands before each.
func readText(s *markup.Set, at []markup.Extent, glues []markup.Glue, role string, corrected bool) *partText {
	r := &partText{wrap: wrappingOf(role)}
	for i, e := range at {
		if i > 0 {
			r.glue(glues[i])
		}
		var corrections []markup.CorrectionView
		if corrected {
			corrections = s.CorrectionsIn(e)
		}
		r.piece(e, []rune(s.TextOf(e)), corrections)
	}
	return r
}

// text is what was put together.
func (r *partText) text() string { return string(r.out) }

// glue closes the piece before and puts what joins the next one to it.
func (r *partText) glue(g markup.Glue) {
	floor := r.pieces[len(r.pieces)-1].places[0]
	if r.wrap != fixed {
		r.trim(floor)
	}
	switch g {
	case markup.GlueSpace:
		r.out = append(r.out, ' ')
	case markup.GlueNewline:
		r.out = append(r.out, '\n')
	case markup.GlueDehyphenate:
		if n := len(r.out); n > floor && isHyphen(r.out[n-1]) {
			r.cutTo(n - 1)
		}
	}
}

// piece adds the text of one block.
func (r *partText) piece(e markup.Extent, text []rune, corrections []markup.CorrectionView) {
	p := textPiece{at: markup.Piece(e), places: make([]int, len(text)+1)}
	r.pieces = append(r.pieces, p)
	p.places[0], r.filled = len(r.out), 1
	i := 0
	switch {
	case len(r.pieces) > 1 && r.wrap != fixed:
		i = r.skip(p, text, 0, corrections, isSpacing)
	case r.wrap == flowing:
		i = r.skip(p, text, 0, corrections, isIndent)
	}
	for i < len(text) {
		p.places[i], r.filled = len(r.out), i+1
		switch {
		case len(corrections) > 0 && corrections[0].Start == e.Start+i:
			i = r.correct(p, corrections[0], i)
			corrections = corrections[1:]
		case text[i] == '\n':
			i = r.lineEnd(p, text, i, corrections)
		default:
			r.out = append(r.out, text[i])
			i++
		}
	}
	p.places[len(text)], r.filled = len(r.out), len(text)+1
}

// correct puts a replacement where the source has something else.
func (r *partText) correct(p textPiece, c markup.CorrectionView, i int) int {
	end := i + c.End - c.Start
	for k := i; k < end; k++ {
		p.places[k] = len(r.out)
	}
	r.out = append(r.out, []rune(c.Text)...)
	return end
}

// lineEnd puts what a line end means and gives the position after it.
func (r *partText) lineEnd(p textPiece, text []rune, i int, corrections []markup.CorrectionView) int {
	if r.wrap == fixed {
		if len(r.out) > p.places[0] && i < len(text)-1 {
			r.out = append(r.out, '\n')
		}
		return i + 1
	}
	r.trim(p.places[0])
	next := r.skip(p, text, i+1, corrections, isSpacing)
	if len(r.out) == p.places[0] || next == len(text) {
		return next
	}
	switch {
	case r.wrap == flowing && text[next] == '\u3000':
		r.out = append(r.out, '\n')
		next = r.skip(p, text, next, corrections, isIndent)
	case r.wrap == turning || !isCJK(r.out[len(r.out)-1]) && !isCJK(text[next]):
		r.out = append(r.out, ' ')
	}
	return next
}

// skip passes over white space of the source, up to the next correction.
func (r *partText) skip(p textPiece, text []rune, i int, corrections []markup.CorrectionView, white func(rune) bool) int {
	for ; i < len(text) && white(text[i]); i++ {
		if len(corrections) > 0 && corrections[0].Start == p.at.Start+i {
			break
		}
		p.places[i] = len(r.out)
	}
	return i
}

// trim takes back the spaces and tabs at the end of what was put, down to floor.
func (r *partText) trim(floor int) {
	n := len(r.out)
	for n > floor && isSpacing(r.out[n-1]) {
		n--
	}
	r.cutTo(n)
}

// cutTo shortens the text; what stood beyond stands at its end.
func (r *partText) cutTo(n int) {
	r.out = r.out[:n]
	places := r.pieces[len(r.pieces)-1].places[:r.filled]
	for i := len(places) - 1; i >= 0 && places[i] > n; i-- {
		places[i] = n
	}
}

// span is where a piece of the source stands in the text; false if it does not.
func (r *partText) span(p markup.Piece) (text.Span, bool) {
	whole, found := text.Span{}, false
	for _, q := range r.pieces {
		if q.at.Page != p.Page || !q.at.Span().Overlaps(p.Span()) {
			continue
		}
		start, end := max(p.Start, q.at.Start)-q.at.Start, min(p.End, q.at.End)-q.at.Start
		here := text.Span{Start: q.places[start], End: q.places[end]}
		if !found {
			whole, found = here, true
		}
		whole = text.Span{Start: min(whole.Start, here.Start), End: max(whole.End, here.End)}
	}
	return whole, found
}

// spanOf is where a span stands in the text, all its fragments together.
func (r *partText) spanOf(at []markup.Piece) (text.Span, bool) {
	whole, found := text.Span{}, false
	for _, p := range at {
		here, in := r.span(p)
		switch {
		case in && found:
			whole = text.Span{Start: min(whole.Start, here.Start), End: max(whole.End, here.End)}
		case in:
			whole, found = here, true
		}
	}
	return whole, found
}

func isSpacing(r rune) bool { return r == ' ' || r == '\t' }

func isIndent(r rune) bool { return isSpacing(r) || r == '\u3000' }

func isHyphen(r rune) bool { return slices.Contains([]rune{'-', '\u2010', '\u00AD', '¬'}, r) }

// isCJK reports whether a character is of a script that is set without spaces, or of its punctuation.
func isCJK(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) ||
		0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFFEF
}
