package markup

import (
	"galley/engine/reading"
	"galley/engine/vocabulary"
	"galley/fault"
)

// JoinUp lets a block's text go on from a block above it: J. If From is not given, it is the
// nearest open end above.
type JoinUp struct {
	Block Extent  `json:"block"`
	From  *Extent `json:"from,omitempty"`
	Glue  Glue    `json:"glue,omitempty"` // "" lets the texts say it
}

// joinReach is how many blocks above are searched for an open end.
const joinReach = 200

func (a *JoinUp) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	if _, _, joined := d.now.JoinTo(a.Block); joined {
		return fault.New(fault.Invalid, "This block is already joined to one above. Remove that join first.")
	}
	from, err := a.from(d)
	if err != nil {
		return err
	}
	left := d.now.Block(from)
	if vocabulary.RoleOf(left.Role).Kind == "" || left.Article == "" {
		return fault.New(fault.Invalid, "Only text of an article can continue in another block. First give a role to the block it comes from.")
	}
	if _, joined := d.now.JoinFrom(from); joined {
		return fault.New(fault.Conflict, "That text already continues in another block. Remove that join first.")
	}
	if left.State != Decided {
		d.block(from, func(b *Block) { b.Role, b.Article, b.Decided = left.Role, left.Article, true })
	}
	d.block(a.Block, func(b *Block) { b.Role, b.Article, b.Decided = left.Role, left.Article, true })
	glue := a.Glue
	if glue == "" {
		glue = Glue(reading.SuggestGlue(d.now.TextOf(from), d.now.TextOf(a.Block), d.now.source.Language))
	}
	d.put(joinCell(from.end()), Join{Page: a.Block.Page, Start: a.Block.Start, Glue: glue, Certain: true})
	d.moveOn(a.Block)
	return nil
}

// from is the block whose text goes on: the one named, else the nearest above that ends open, else
// the nearest text above that is not joined yet.
func (a *JoinUp) from(d *draft) (Extent, error) {
	if a.From != nil {
		return *a.From, d.stands(*a.From)
	}
	var nearest *Extent
	e := a.Block
	for range joinReach {
		above, found := d.now.aboveInIssue(e)
		if !found {
			break
		}
		e = above
		b := d.now.Block(e)
		if _, joined := d.now.JoinFrom(e); joined || vocabulary.RoleOf(b.Role).Kind != vocabulary.Prose {
			continue
		}
		if d.now.openEnded(e) {
			return e, nil
		}
		if nearest == nil {
			nearest = &Extent{e.Page, e.Start, e.End}
		}
	}
	if nearest == nil {
		return Extent{}, fault.New(fault.Invalid, "No text above could continue here. Give the text above a role first, or choose where this text comes from.")
	}
	return *nearest, nil
}

// aboveInIssue is the block above e, on the page before where e is the first of its page.
func (s *Set) aboveInIssue(e Extent) (Extent, bool) {
	if above, found := s.above(e); found {
		return above, true
	}
	for key := e.Page - 1; key > 0; key-- {
		if p := s.source.Page(key); p != nil && len(p.Blocks) > 0 {
			return s.Extent(key, p.Blocks[len(p.Blocks)-1].End-1)
		}
	}
	return Extent{}, false
}

func (a *JoinUp) infer(d *draft) { d.tail(a.Block, d.now.Block(a.Block).Article) }

// Unjoin takes the join into a block back.
type Unjoin struct {
	Block Extent `json:"block"`
}

func (a *Unjoin) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	from, _, joined := d.now.JoinTo(a.Block)
	if !joined {
		return fault.New(fault.Invalid, "This block is not joined to one above.")
	}
	d.put(joinCell(from.end()), nil)
	return nil
}

// SetGlue says what stands between a block and the one it goes on from.
type SetGlue struct {
	Block Extent `json:"block"`
	Glue  Glue   `json:"glue"`
}

func (a *SetGlue) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	from, join, joined := d.now.JoinTo(a.Block)
	if !joined {
		return fault.New(fault.Invalid, "This block is not joined to one above.")
	}
	join.Glue = a.Glue
	d.put(joinCell(from.end()), join)
	return nil
}
