package markup

import (
	"slices"

	"galley/engine/text"
	"galley/fault"
)

// Unmark removes a span with its parts.
type Unmark struct {
	Span text.ID `json:"span"`
}

func (a *Unmark) resolve(d *draft) error {
	if !d.now.marks.has(a.Span) {
		return fault.New(fault.Conflict, "That mark no longer exists: it was removed in the meantime.")
	}
	d.unmark(a.Span)
	return nil
}

func (d *draft) unmark(id text.ID) {
	for _, part := range d.now.PartsOf(id) {
		d.unmark(part)
	}
	d.put(spanCell(id), nil)
}

// Respan moves the edges of a span. Its parts must still lie inside; what it then holds beside them
// becomes its part.
type Respan struct {
	Span text.ID `json:"span"`
	At   []Piece `json:"at"`
}

func (a *Respan) resolve(d *draft) error {
	m, found := d.now.marks.get(a.Span)
	if !found {
		return fault.New(fault.Conflict, "That mark no longer exists: it was removed in the meantime.")
	}
	for i, p := range a.At {
		if err := d.reaches(m, a.At, i); err != nil {
			return err
		}
		if !hasText(d.now.source.Page(p.Page).Text.Slice(p.Span())) {
			return fault.New(fault.Invalid, "There is only white space here. A mark must cover some text.")
		}
	}
	m.At = slices.Clone(a.At)
	d.put(spanCell(a.Span), m)
	d.adopt(a.Span, d.now.inside(MarkView{a.Span, m}))
	return nil
}

// inside are the spans beside m that lie inside it, and so become its parts.
func (s *Set) inside(m MarkView) []text.ID {
	var parts []text.ID
	for _, p := range m.At {
		for _, other := range s.MarksIn(Extent(p)) {
			isWhole := slices.Equal(other.At, m.At) && wholes[other.Role] && !wholes[m.Role]
			if other.ID != m.ID && other.Parent == m.Parent && m.holds(other.Mark) && !isWhole {
				parts = append(parts, other.ID)
			}
		}
	}
	return parts
}

// reaches refuses the i-th of the new pieces of m if it goes over the edge of its block, unless m
// did before, or lies in a block that the piece before it does not go on in.
func (d *draft) reaches(m Mark, at []Piece, i int) error {
	p := at[i]
	page := d.now.source.Page(p.Page)
	if page == nil || p.Start >= p.End || !page.Text.Holds(p.Span()) {
		return fault.New(fault.Invalid, "A mark must cover some text of a page.")
	}
	e, found := d.now.Extent(p.Page, p.Start)
	within := found && e.Span().Contains(p.Span())
	for _, q := range m.At {
		if q.Page != p.Page {
			continue
		}
		first, _ := d.now.Extent(q.Page, q.Start)
		last, _ := d.now.Extent(q.Page, q.End-1)
		within = within || text.Span{Start: first.Start, End: last.End}.Contains(p.Span())
	}
	if !within {
		return fault.New(fault.Invalid, "A mark must lie within one block. Mark the pieces separately.")
	}
	if i == 0 || slices.Contains(m.At, p) {
		return nil
	}
	before, _ := d.now.Extent(at[i-1].Page, at[i-1].End-1)
	if join, joined := d.now.JoinFrom(before); !joined || join.Page != e.Page || join.Start != e.Start {
		return fault.New(fault.Invalid, "A mark can continue only where its text continues. Join the two blocks first.")
	}
	return nil
}

// Rename gives a span another role.
type Rename struct {
	Span text.ID `json:"span"`
	Role string  `json:"role"`
}

func (a *Rename) resolve(d *draft) error {
	m, found := d.now.marks.get(a.Span)
	if !found {
		return fault.New(fault.Conflict, "That mark no longer exists: it was removed in the meantime.")
	}
	m.Role = a.Role
	d.put(spanCell(a.Span), m)
	return nil
}

// Attribute sets what is said of a span, such as in which role a person is named; an empty value
// removes the attribute.
type Attribute struct {
	Span       text.ID           `json:"span"`
	Attributes map[string]string `json:"attributes"`
}

func (a *Attribute) resolve(d *draft) error {
	m, found := d.now.marks.get(a.Span)
	if !found {
		return fault.New(fault.Conflict, "That mark no longer exists: it was removed in the meantime.")
	}
	m.Attributes = merged(m.Attributes, a.Attributes)
	d.put(spanCell(a.Span), m)
	return nil
}

// merged is attributes changed by changes; an empty value removes one. It is nil when none is left.
func merged(attributes, changes map[string]string) map[string]string {
	next := map[string]string{}
	for name, value := range attributes {
		next[name] = value
	}
	for name, value := range changes {
		next[name] = value
		if value == "" {
			delete(next, name)
		}
	}
	if len(next) == 0 {
		return nil
	}
	return next
}
