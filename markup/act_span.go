package markup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/fault"
)

// MarkSpan marks a stretch of text: a key with text selected.
type MarkSpan struct {
	Page       int               `json:"page"`
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Role       string            `json:"role"`
	New        ID                `json:"new,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`

	made  ID
	block Extent
}

func (a *MarkSpan) resolve(d *draft) error {
	if role, known := rolesByID[a.Role]; !known || !role.Span {
		return fault.New(fault.Invalid, "%q is not a role of marks in the text.", a.Role)
	}
	p, err := d.trimmed(Piece{a.Page, a.Start, a.End})
	if err != nil {
		return err
	}
	e, found := d.now.Extent(p.Page, p.Start)
	if !found || !e.Span().Contains(p.Span()) {
		return fault.New(fault.Invalid, "A mark must lie within one block; mark the pieces one by one.")
	}
	for _, m := range d.now.MarksIn(e) {
		if m.Role == a.Role && slices.Contains(m.At, p) {
			return fault.New(fault.Invalid, "This is marked as %s already.", rolesByID[a.Role].English)
		}
	}
	id, err := d.id(a.New)
	if err != nil {
		return err
	}
	a.made, a.block = id, e
	parent, parts := d.now.around(e, p, a.Role)
	d.put(spanCell(id), Mark{At: []Piece{p}, Role: a.Role, Parent: parent, Attributes: a.Attributes})
	for _, part := range parts {
		m, _ := d.now.marks.get(part)
		m.Parent = id
		d.put(spanCell(part), m)
	}
	return nil
}

// trimmed is p without the white space at its ends.
func (d *draft) trimmed(p Piece) (Piece, error) {
	page := d.now.source.Page(p.Page)
	if page == nil || !page.Text.Holds(p.Span()) {
		return p, fault.New(fault.Invalid, "A mark must cover some text of a page.")
	}
	text := page.Text.Slice(p.Span())
	right := strings.TrimRightFunc(text, unicode.IsSpace)
	p.End -= utf8.RuneCountInString(text) - utf8.RuneCountInString(right)
	p.Start += utf8.RuneCountInString(right) - utf8.RuneCountInString(strings.TrimLeftFunc(right, unicode.IsSpace))
	if p.Start >= p.End {
		return p, fault.New(fault.Invalid, "There is only white space here; a mark must cover some text.")
	}
	return p, nil
}

// wholes are the roles that have parts, so that of two spans with the same extent they are the outer.
var wholes = map[string]bool{
	roleByline: true, roleDateline: true, roleCredit: true, roleSignature: true, roleFolio: true,
	roleStaffLine: true, roleJump: true, roleRunInHead: true, roleSubhead: true, roleSalutation: true,
}

// around finds the innermost span that would hold a new one of role at p, and the spans that the
// new one would hold.
func (s *Set) around(e Extent, p Piece, role string) (parent ID, parts []ID) {
	depth := -1
	marks := s.MarksIn(e)
	for _, m := range marks {
		whole := Mark{At: []Piece{p}}
		outer := m.holds(whole) && !(slices.Contains(m.At, p) && wholes[role] && !wholes[m.Role])
		if n := s.depth(m.ID); outer && n > depth {
			parent, depth = m.ID, n
		}
	}
	for _, m := range marks {
		if m.ID != parent && m.Parent == parent && (Mark{At: []Piece{p}}).holds(m.Mark) {
			parts = append(parts, m.ID)
		}
	}
	return parent, parts
}

func (a *MarkSpan) infer(d *draft) {
	m, found := d.now.marks.get(a.made)
	if !found {
		return
	}
	p := m.At[0]
	text := d.now.source.Page(p.Page).Text.Slice(p.Span())
	for _, part := range readParts(a.Role, text) {
		part.Span = Span{part.Start + p.Start - a.block.Start, part.End + p.Start - a.block.Start}
		d.addMark(a.block, part, a.made)
	}
	d.inferAttributes(a.block)
}

// Unmark removes a span with its parts.
type Unmark struct {
	Span ID `json:"span"`
}

func (a *Unmark) resolve(d *draft) error {
	if !d.now.marks.has(a.Span) {
		return fault.New(fault.Conflict, "That mark is no longer there.")
	}
	d.unmark(a.Span)
	return nil
}

func (d *draft) unmark(id ID) {
	for _, part := range d.now.PartsOf(id) {
		d.unmark(part)
	}
	d.put(spanCell(id), nil)
}

// Respan moves the edges of a span. Its parts must still lie inside.
type Respan struct {
	Span ID      `json:"span"`
	At   []Piece `json:"at"`
}

func (a *Respan) resolve(d *draft) error {
	m, found := d.now.marks.get(a.Span)
	if !found {
		return fault.New(fault.Conflict, "That mark is no longer there.")
	}
	m.At = a.At
	d.put(spanCell(a.Span), m)
	return nil
}

// Rename gives a span another role.
type Rename struct {
	Span ID     `json:"span"`
	Role string `json:"role"`
}

func (a *Rename) resolve(d *draft) error {
	m, found := d.now.marks.get(a.Span)
	if !found {
		return fault.New(fault.Conflict, "That mark is no longer there.")
	}
	m.Role = a.Role
	d.put(spanCell(a.Span), m)
	return nil
}

// Attribute sets what is said of a span, such as in which role a person is named; an empty value
// removes the attribute.
type Attribute struct {
	Span       ID                `json:"span"`
	Attributes map[string]string `json:"attributes"`
}

func (a *Attribute) resolve(d *draft) error {
	m, found := d.now.marks.get(a.Span)
	if !found {
		return fault.New(fault.Conflict, "That mark is no longer there.")
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
