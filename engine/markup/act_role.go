package markup

import (
	"galley/engine/reading"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// SetRole gives blocks a role: the act of the role keys.
type SetRole struct {
	Blocks []Extent `json:"blocks"`
	Role   string   `json:"role"`
	Start  bool     `json:"start,omitempty"` // a new article starts here, whatever the role
	New    text.ID  `json:"new,omitempty"`   // the id of the article, if one is started
}

func (a *SetRole) resolve(d *draft) error {
	role, known := vocabulary.RoleByID(a.Role)
	if !known || !role.Block {
		return fault.New(fault.Invalid, "%q is not a role of blocks.", a.Role)
	}
	if err := d.standAll(a.Blocks); err != nil {
		return err
	}
	d.given = a.New
	for i, e := range a.Blocks {
		if d.now.Block(e).State != Decided {
			d.found.fresh = append(d.found.fresh, e)
		}
		if err := d.setRole(e, role, i == 0, a.Start && i == 0); err != nil {
			return err
		}
	}
	d.moveOn(a.Blocks[len(a.Blocks)-1])
	return nil
}

// setRole gives one block the role, and an article if the role wants one. Only the first block of
// several begins an article by its heading.
func (d *draft) setRole(e Extent, role vocabulary.Role, first, start bool) error {
	if first && !start {
		if r, found := d.now.partMeant(e, role); found {
			return d.markPart(e, role, r)
		}
	}
	if role.ID == vocabulary.RoleFurniture {
		role = vocabulary.RoleOf(reading.GuessFurniture(d.now.TextOf(e)))
	}
	article, err := d.home(e, role, first, start)
	if err != nil {
		return err
	}
	d.block(e, func(b *Block) { b.Role, b.Article, b.Decided = role.ID, article, true })
	if role.Is(vocabulary.RoleNotice) {
		d.article(article, func(a *Article) { a.Type = vocabulary.TypeNotice })
	}
	return nil
}

// partMeant is the piece of a block that a role key means instead of the block: a byline or credit
// with text around it, a cross-head or title that opens the text. False if it means the block.
func (s *Set) partMeant(e Extent, role vocabulary.Role) (reading.Reading, bool) {
	text := s.TextOf(e)
	var r reading.Reading
	found := false
	switch role.ID {
	case vocabulary.RoleByline:
		r, found = reading.ReadByline(text)
	case vocabulary.RoleCredit:
		r, found = reading.ReadCredit(text)
	case vocabulary.RoleHeadline:
		if s.longText(e) {
			r, found = reading.ReadRunInHead(text)
		}
	case vocabulary.RoleSubhead:
		r, found = reading.ReadCrossHead(text)
	}
	return r, found && !covers(text, r.Span)
}

// longText reports whether a block is too long to be a heading as a whole.
func (s *Set) longText(e Extent) bool { return e.End-e.Start > longestHeading }

// longestHeading is how many code points a heading may have.
const longestHeading = 60

// markPart marks a piece of a block for a role key. The block stays what it is, and is decided; a
// title in it begins an article.
func (d *draft) markPart(e Extent, role vocabulary.Role, r reading.Reading) error {
	view := d.now.Block(e)
	whole := vocabulary.RoleOf(view.Role)
	if whole.ID == "" || whole.Furniture && role.ID == vocabulary.RoleHeadline {
		whole = vocabulary.RoleOf(vocabulary.RoleBody)
	}
	if role.ID == vocabulary.RoleHeadline || view.State != Decided {
		wants := whole
		if role.ID == vocabulary.RoleHeadline {
			wants = role
		}
		article, err := d.home(e, wants, true, false)
		if err != nil {
			return err
		}
		d.block(e, func(b *Block) { b.Role, b.Article, b.Decided = whole.ID, article, true })
	}
	d.addReading(e, r)
	return nil
}

func (a *SetRole) infer(d *draft) {
	d.inferFresh()
	last := a.Blocks[len(a.Blocks)-1]
	b := d.now.Block(last)
	switch role := vocabulary.RoleOf(b.Role); {
	case role.Kind == vocabulary.GroupHead:
		d.tail(last, "")
	case !role.Furniture && !role.Is(vocabulary.RoleAd):
		d.tail(last, b.Article)
	}
}
