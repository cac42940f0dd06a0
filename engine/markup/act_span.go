package markup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"galley/engine/reading"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// MarkSpan marks a stretch of text: a key with text selected.
type MarkSpan struct {
	Page       int               `json:"page"`
	Start      int               `json:"start"`
	End        int               `json:"end"`
	Role       string            `json:"role"`
	New        text.ID           `json:"new,omitempty"`
	Attributes map[string]string `json:"attributes,omitempty"`
}

func (a *MarkSpan) resolve(d *draft) error {
	if role, known := vocabulary.RoleByID(a.Role); !known || !role.Span {
		return fault.New(fault.Invalid, "%q is not a role of marks in the text.", a.Role)
	}
	p, err := d.trimmed(Piece{a.Page, a.Start, a.End})
	if err != nil {
		return err
	}
	e, found := d.now.Extent(p.Page, p.Start)
	if !found || !e.Span().Contains(p.Span()) {
		return fault.New(fault.Invalid, "A mark must lie within one block. Mark the pieces separately.")
	}
	for _, m := range d.now.MarksIn(Extent(p)) {
		if m.Role == a.Role && slices.Contains(m.At, p) {
			return fault.New(fault.Invalid, "This is already marked as %s.", vocabulary.RoleOf(a.Role))
		}
	}
	id, err := d.id(a.New)
	if err != nil {
		return err
	}
	d.found.mark = id
	d.nestMark(id, p, a.Role, merged(nil, a.Attributes))
	return nil
}

// nestMark makes a mark, with the span around it as parent and the spans inside it as parts.
func (d *draft) nestMark(id text.ID, p Piece, role string, attributes map[string]string) {
	parent, parts := d.now.around(p, role)
	d.put(spanCell(id), Mark{At: []Piece{p}, Role: role, Parent: parent, Attributes: attributes})
	d.adopt(id, parts)
}

// adopt makes spans the parts of another.
func (d *draft) adopt(id text.ID, parts []text.ID) {
	for _, part := range parts {
		m, _ := d.now.marks.get(part)
		m.Parent = id
		d.put(spanCell(part), m)
	}
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
	vocabulary.RoleByline: true, vocabulary.RoleDateline: true, vocabulary.RoleCredit: true, vocabulary.RoleSignature: true, vocabulary.RoleFolio: true,
	vocabulary.RoleStaffLine: true, vocabulary.RoleJump: true, vocabulary.RoleRunInHead: true, vocabulary.RoleSubhead: true, vocabulary.RoleSalutation: true,
}

// around finds the innermost span that would hold a new one of role at p, and the spans that the
// new one would hold.
func (s *Set) around(p Piece, role string) (parent text.ID, parts []text.ID) {
	depth := -1
	marks := s.MarksIn(Extent(p))
	for _, m := range marks {
		outer := m.holds(Mark{At: []Piece{p}}) && (!slices.Contains(m.At, p) || !wholes[role] || wholes[m.Role])
		if n := s.Depth(m.ID); outer && n > depth {
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
	m, found := d.now.marks.get(d.found.mark)
	if !found {
		return
	}
	p := m.At[0]
	e, _ := d.now.Extent(p.Page, p.Start)
	words := d.now.source.Page(p.Page).Text.Slice(p.Span())
	for _, part := range reading.ReadParts(a.Role, words) {
		part.Span = text.Span{Start: part.Start + p.Start - e.Start, End: part.End + p.Start - e.Start}
		d.addReading(e, part)
	}
	d.inferAttributes(e)
}
