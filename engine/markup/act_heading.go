package markup

import (
	"galley/fault"
)

// Doubt marks blocks as doubtful, or takes that back.
type Doubt struct {
	Blocks   []Extent `json:"blocks"`
	Doubtful bool     `json:"doubtful"`
}

func (a *Doubt) resolve(d *draft) error {
	if err := d.standAll(a.Blocks); err != nil {
		return err
	}
	for _, e := range a.Blocks {
		view := d.now.Block(e)
		d.block(e, func(b *Block) { b.Role, b.Article, b.Doubtful = view.Role, view.Article, a.Doubtful })
	}
	return nil
}

// Turn says that a heading's line turned at a space, or takes that back.
type Turn struct {
	Block Extent `json:"block"`
	At    int    `json:"at"`
}

func (a *Turn) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	if a.At <= a.Block.Start || a.At >= a.Block.End {
		return fault.New(fault.Invalid, "A line break must lie inside its heading. Put the caret between two of its words.")
	}
	view := d.now.Block(a.Block)
	if view.State != Decided || !view.isHeading() {
		return fault.New(fault.Invalid, "Only headings can have line breaks. Make the block a heading first.")
	}
	d.block(a.Block, func(b *Block) { b.Turns = toggled(b.Turns, a.At) })
	return nil
}

// toggled is turns with at, or without it if it was there; ascending, and nil when empty.
func toggled(turns []int, at int) []int {
	var next []int
	placed := false
	for _, turn := range turns {
		if turn >= at && !placed {
			placed = true
			if turn == at {
				continue
			}
			next = append(next, at)
		}
		next = append(next, turn)
	}
	if !placed {
		next = append(next, at)
	}
	return next
}
