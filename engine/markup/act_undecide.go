package markup

import (
	"galley/engine/text"
)

// Undecide takes the decision on blocks, or on a whole article, back: U and Shift+U.
type Undecide struct {
	Blocks  []Extent `json:"blocks,omitempty"`
	Article text.ID  `json:"article,omitempty"`
}

func (a *Undecide) resolve(d *draft) error {
	if a.Article != "" {
		return a.whole(d)
	}
	if err := d.standAll(a.Blocks); err != nil {
		return err
	}
	for _, e := range a.Blocks {
		d.undecide(e, d.now.Block(e).Tail)
	}
	return nil
}

// undecide empties the mark on e; tail says what the run below is assumed to be.
func (d *draft) undecide(e Extent, tail text.ID) {
	d.put(joinCell(e.end()), nil)
	if from, _, joined := d.now.JoinTo(e); joined {
		d.put(joinCell(from.end()), nil)
	}
	if tail == "" && d.now.tailAbove(e.start()) == "" {
		d.put(e.Cell(), nil)
		return
	}
	d.put(e.Cell(), Block{Tail: tail})
}

func (a *Undecide) whole(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	d.retail(a.Article, "", position{})
	var blocks []Extent
	for b := range d.now.Members(a.Article) {
		blocks = append(blocks, b.Extent)
	}
	for _, e := range blocks {
		stored, _ := d.now.blocks.get(e.start())
		d.undecide(e, stored.Tail)
	}
	gone, _ := d.now.articles.get(a.Article)
	d.release(a.Article, gone.Parent, "")
	d.removeArticle(a.Article)
	return nil
}
