package markup

import (
	"slices"

	"galley/engine/text"
	"galley/fault"
)

// CutBlock makes two blocks of one: X at the text caret. The right one keeps role and article.
type CutBlock struct {
	Block Extent  `json:"block"`
	At    int     `json:"at"`
	Start bool    `json:"start,omitempty"` // the right block begins an article: Enter in the caret
	New   text.ID `json:"new,omitempty"`
}

// right is the block behind the cut.
func (a *CutBlock) right() Extent { return Extent{a.Block.Page, a.At, a.Block.End} }

// start is the act that begins an article behind the cut.
func (a *CutBlock) start() *StartArticle { return &StartArticle{Block: a.right(), New: a.New} }

func (a *CutBlock) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	if a.At <= a.Block.Start || a.At >= a.Block.End {
		return fault.New(fault.Invalid, "A cut must stand inside the block. Put the caret between two characters of its text.")
	}
	left := Extent{a.Block.Page, a.Block.Start, a.At}
	right := a.right()
	stored, found := d.now.blocks.get(left.start())
	d.put(cutCell(right.start()), Cut{})
	if found {
		half := stored
		stored.Turns, half.Turns = turnsAround(stored.Turns, a.At)
		d.put(left.Cell(), stored)
		d.put(right.Cell(), half)
	}
	d.focusOn(right)
	if !a.Start {
		return nil
	}
	return a.start().resolve(d)
}

// turnsAround are the turns before and behind a cut; one at the cut is no turn any more.
func turnsAround(turns []int, cut int) (before, behind []int) {
	for _, turn := range turns {
		switch {
		case turn < cut:
			before = append(before, turn)
		case turn > cut:
			behind = append(behind, turn)
		}
	}
	return before, behind
}

func (a *CutBlock) infer(d *draft) {
	if a.Start {
		a.start().infer(d)
	}
}

// Uncut takes a cut back, if both pieces agree and nothing rests on it.
type Uncut struct {
	Page int `json:"page"`
	At   int `json:"at"`
}

func (a *Uncut) resolve(d *draft) error {
	at := position{a.Page, a.At}
	if !d.now.cuts.has(at) {
		return fault.New(fault.Conflict, "There is no longer a cut here: it was removed in the meantime.")
	}
	right, _ := d.now.startsAt(at)
	left, _ := d.now.above(right)
	l, r := d.now.Block(left), d.now.Block(right)
	if l.Role != r.Role || l.Article != r.Article || l.State != r.State {
		return fault.New(fault.Conflict, "The two pieces have different roles or articles. Give them the same ones first.")
	}
	if _, joined := d.now.JoinFrom(left); joined {
		return fault.New(fault.Conflict, "A join starts at this cut. Remove the join first.")
	}
	if _, _, joined := d.now.JoinTo(right); joined {
		return fault.New(fault.Conflict, "A join leads to this cut. Remove the join first.")
	}
	if d.now.blocks.has(right.start()) {
		d.block(left, func(b *Block) {
			b.Role, b.Article, b.Tail = l.Role, l.Article, r.Tail
			b.Doubtful = b.Doubtful || r.Doubtful
			b.Turns = append(slices.Clone(b.Turns), r.Turns...)
		})
		d.put(right.Cell(), nil)
	}
	d.put(cutCell(at), nil)
	d.focusOn(Extent{a.Page, left.Start, right.End})
	return nil
}
