package markup

import (
	"galley/fault"
)

// checkMark keeps the laws of spans: pieces lie in blocks of the source, parts lie inside their
// whole, and no two spans cross.
func (d *draft) checkMark(id ID, m Mark) error {
	role, known := rolesByID[m.Role]
	if !known || !role.Span {
		return fault.New(fault.Invalid, "%q is not a role of marks in the text.", m.Role)
	}
	if len(m.At) == 0 {
		return fault.New(fault.Invalid, "A mark must have a place in the text.")
	}
	for name, value := range m.Attributes {
		if name == "" || hasControls(name) || hasControls(value) {
			return fault.New(fault.Invalid, "The attribute %q has no name, or holds control characters.", name)
		}
	}
	for _, p := range m.At {
		if err := d.checkPiece(id, p); err != nil {
			return err
		}
	}
	return d.checkNesting(id, m)
}

// checkPiece refuses a piece outside a block of the source, or one that crosses another span.
func (d *draft) checkPiece(id ID, p Piece) error {
	page := d.now.source.Page(p.Page)
	if page == nil || p.Start >= p.End || !page.Text.Holds(p.Span()) {
		return fault.New(fault.Invalid, "A mark must cover some text of a page.")
	}
	i := page.blockAt(p.Start)
	if i < 0 || !page.Blocks[i].Contains(p.Span()) {
		return fault.New(fault.Invalid, "A mark must lie within one block.")
	}
	whole := Extent{p.Page, page.Blocks[i].Start, page.Blocks[i].End}
	for _, other := range d.now.MarksIn(whole) {
		for _, q := range other.At {
			if other.ID != id && q.Page == p.Page && q.Span().Crosses(p.Span()) {
				return fault.New(fault.Invalid, "The mark would cross the %s “%s”.", rolesByID[other.Role].English, page.Text.Slice(q.Span()))
			}
		}
	}
	for _, c := range d.now.CorrectionsIn(whole) {
		if (Span{c.Start, c.End}).Crosses(p.Span()) {
			return fault.New(fault.Invalid, "The mark would cross the correction of “%s”.", page.Text.Slice(Span{c.Start, c.End}))
		}
	}
	return nil
}

// checkNesting refuses a part outside its whole, on both sides of id.
func (d *draft) checkNesting(id ID, m Mark) error {
	if m.Parent != "" {
		parent, found := d.now.marks.get(m.Parent)
		if !found {
			return fault.New(fault.Conflict, "The mark it should be a part of is no longer there.")
		}
		if !parent.holds(m) || m.Parent == id || d.now.depth(id) > maxDepth {
			return fault.New(fault.Invalid, "A part must lie inside its whole.")
		}
	}
	for _, part := range d.now.PartsOf(id) {
		if inner, _ := d.now.marks.get(part); !m.holds(inner) {
			return fault.New(fault.Invalid, "Its part “%s” would stick out.", d.now.markText(inner))
		}
	}
	return nil
}

// maxDepth is how deep spans may nest; deeper is a ring or a mistake.
const maxDepth = 16

// holds says whether every piece of inner lies in a piece of m.
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
func (d *draft) checkCorrection(id ID, c Correction) error {
	page := d.now.source.Page(c.Page)
	span := Span{c.Start, c.End}
	if page == nil || c.Start >= c.End || !page.Text.Holds(span) {
		return fault.New(fault.Invalid, "A correction must cover some text of a page.")
	}
	e, found := d.now.Extent(c.Page, c.Start)
	if !found || !e.Span().Contains(span) {
		return fault.New(fault.Invalid, "A correction must lie within one block.")
	}
	if hasControls(c.Text) {
		return fault.New(fault.Invalid, "A correction can not hold control characters.")
	}
	for _, other := range d.now.CorrectionsIn(e) {
		if other.ID != id && (Span{other.Start, other.End}).Overlaps(span) {
			return fault.New(fault.Invalid, "“%s” has been corrected already.", page.Text.Slice(Span{other.Start, other.End}))
		}
	}
	for _, m := range d.now.MarksIn(e) {
		for _, p := range m.At {
			if p.Page == c.Page && (p.Span().Crosses(span) || span.Contains(p.Span()) && span != p.Span()) {
				return fault.New(fault.Invalid, "A correction can not go over the edge of the %s “%s”.", rolesByID[m.Role].English, page.Text.Slice(p.Span()))
			}
		}
	}
	return nil
}
