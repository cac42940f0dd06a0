package markup

import (
	"slices"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// checkMark keeps the laws of spans: parts lie inside their whole, and no two spans cross, nor a span
// and a correction.
func (d *draft) checkMark(id text.ID, m Mark) error {
	role, known := vocabulary.RoleByID(m.Role)
	if !known || !role.Span {
		return fault.New(fault.Invalid, "%q is not a role of marks in the text.", m.Role)
	}
	if err := checkAttributes(m.Attributes); err != nil {
		return err
	}
	if err := d.checkNesting(id, m); err != nil {
		return err
	}
	for i, p := range m.At {
		if slices.ContainsFunc(m.At[:i], func(q Piece) bool { return p.Page == q.Page && p.Span().Overlaps(q.Span()) }) {
			return fault.New(fault.Invalid, "The pieces of a mark cannot cover the same text twice.")
		}
		if err := d.checkPiece(id, p); err != nil {
			return err
		}
	}
	return nil
}

// checkPiece refuses a piece that crosses another span, or that a correction would cross.
func (d *draft) checkPiece(id text.ID, p Piece) error {
	words := d.now.source.Page(p.Page).Text
	here := Extent(p)
	for _, other := range d.now.MarksIn(here) {
		for _, q := range other.At {
			if other.ID != id && q.Page == p.Page && q.Span().Crosses(p.Span()) {
				return fault.New(fault.Invalid, "The mark would cross the %s “%s”. Marks can only lie inside or beside each other.",
					vocabulary.RoleOf(other.Role), shortened(words.Slice(q.Span())))
			}
		}
	}
	for _, c := range d.now.CorrectionsIn(here) {
		if span := (text.Span{Start: c.Start, End: c.End}); splits(span, p.Span()) {
			return fault.New(fault.Invalid, "The mark would begin or end inside the correction of “%s”. Mark all of it, or remove the correction.",
				shortened(words.Slice(span)))
		}
	}
	return nil
}

// splits reports whether an edge of a mark stands inside a correction.
func splits(correction, mark text.Span) bool {
	inside := func(at int) bool { return correction.Start < at && at < correction.End }
	return inside(mark.Start) || inside(mark.End)
}

// checkNesting refuses a part outside its whole, on both sides of id.
func (d *draft) checkNesting(id text.ID, m Mark) error {
	if m.Parent != "" {
		if parent, _ := d.now.marks.get(m.Parent); !parent.holds(m) {
			return fault.New(fault.Invalid, "A part must lie inside the %s “%s” that it belongs to.", vocabulary.RoleOf(parent.Role), shortened(d.now.markText(parent)))
		}
	}
	for _, part := range d.now.PartsOf(id) {
		if inner, _ := d.now.marks.get(part); !m.holds(inner) {
			return fault.New(fault.Invalid, "The part “%s” would no longer lie inside it. Change or remove that part first.", shortened(d.now.markText(inner)))
		}
	}
	return nil
}

// shortened is text for a sentence: its beginning.
func shortened(text string) string {
	const most = 40
	count := 0
	for at := range text {
		if count == most {
			return text[:at] + "…"
		}
		count++
	}
	return text
}

// holds reports whether every piece of inner lies in a piece of m.
func (m Mark) holds(inner Mark) bool {
	for _, q := range inner.At {
		held := false
		for _, p := range m.At {
			held = held || p.Page == q.Page && p.Span().Contains(q.Span())
		}
		if !held {
			return false
		}
	}
	return true
}

// markText is the source text under a span.
func (s *Set) markText(m Mark) string {
	text := ""
	for _, p := range m.At {
		text += s.source.Page(p.Page).Text.Slice(p.Span())
	}
	return text
}

// checkCorrection keeps corrections apart from each other and from the edges of spans and cuts.
func (d *draft) checkCorrection(id text.ID, c Correction) error {
	words, span := d.now.source.Page(c.Page).Text, text.Span{Start: c.Start, End: c.End}
	if e, _ := d.now.Extent(c.Page, c.Start); !e.Span().Contains(span) {
		return fault.New(fault.Invalid, "A correction must lie within one block. Correct the pieces separately.")
	}
	if err := checkWords(c.Text); err != nil {
		return err
	}
	here := Extent{c.Page, c.Start, c.End}
	for _, other := range d.now.CorrectionsIn(here) {
		if other.ID != id {
			return fault.New(fault.Invalid, "“%s” is already corrected. Change that correction, or remove it first.", shortened(words.Slice(text.Span{Start: other.Start, End: other.End})))
		}
	}
	for _, m := range d.now.MarksIn(here) {
		for _, p := range m.At {
			if p.Page == c.Page && splits(span, p.Span()) {
				return fault.New(fault.Invalid, "A correction cannot cross the edge of the %s “%s”. Correct the text inside and outside separately.",
					vocabulary.RoleOf(m.Role), shortened(words.Slice(p.Span())))
			}
		}
	}
	return nil
}
