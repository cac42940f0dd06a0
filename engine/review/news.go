package review

import (
	"time"

	"galley/engine/markup"
	"galley/engine/text"
)

// Change is what is new to somebody in one cell.
type Change struct {
	Cell     markup.Cell
	From, To markup.Value // as they saw it and as it is; nil is an empty cell
	Version  int64        // of the step that changed it last
	Author   int64        // of that step
	At       time.Time    // of that step
}

// News is what is new to somebody in a set: every cell that others changed after the version at which they saw it,
// and that does not hold again what it held then.
type News struct {
	Set     *markup.Set // as it is
	Then    *markup.Set // as they saw it, each cell at its own version: for reading only
	Seen    *Seen
	changes map[markup.Cell]Change
	own     map[markup.Cell]int64 // the version at which the reader changed a cell last
	order   []markup.Cell
	placed  map[int][]placedChange // by page, in the order of the text
}

// FindNews finds what is new in a set to a reader who has seen some of it. The steps are those after
// [Seen.Oldest], in order; all of them for somebody who changed the set: what the reader changed they have seen then.
// Nothing is new that they never saw: that stands as it is.
func FindNews(set *markup.Set, seen *Seen, reader int64, steps []markup.LoggedStep) *News {
	n := &News{Set: set, Seen: seen, changes: map[markup.Cell]Change{}, own: map[markup.Cell]int64{}}
	var order []markup.Cell
	for _, e := range steps {
		for _, c := range e.Step.Changes {
			if e.Author == reader {
				n.own[c.Cell] = e.Version
				delete(n.changes, c.Cell)
				continue
			}
			known, met := n.changes[c.Cell]
			if !met {
				if !n.isNew(c, e.Version) {
					continue
				}
				known = Change{Cell: c.Cell, From: c.From}
				order = append(order, c.Cell)
			}
			known.Version, known.Author, known.At = e.Version, e.Author, e.At
			n.changes[c.Cell] = known
		}
	}
	n.settle(order)
	if n.forgetRenames() {
		n.settle(n.order)
	}
	n.place()
	return n
}

// settle keeps the changes after which a cell does not hold again what it held, each once, and makes the set as the
// reader saw it.
func (n *News) settle(order []markup.Cell) {
	n.order = nil
	told := map[markup.Cell]bool{}
	var back []markup.Change
	for _, cell := range order {
		c, found := n.changes[cell]
		if !found || told[cell] {
			continue
		}
		if c.To = n.Set.Get(cell); n.Set.Holds(cell, c.From) {
			delete(n.changes, cell)
			continue
		}
		told[cell] = true
		n.changes[cell] = c
		n.order = append(n.order, cell)
		back = append(back, markup.Change{Cell: cell, From: c.To, To: c.From})
	}
	n.Then = n.Set.Supposing(back)
}

// Saw reports whether the reader has seen a block at all: read it, or marked it.
func (n *News) Saw(b markup.BlockView) bool {
	return n.Seen.OfText(b.Page, b.Start) != 0 || n.own[b.Cell()] != 0
}

// isNew reports whether a change of a version came after what somebody saw of its cell. A state and a stage are
// said beside what they are of, and are no news.
func (n *News) isNew(c markup.Change, version int64) bool {
	if c.Cell.Kind == markup.StateCell || c.Cell.Kind == markup.StageCell {
		return false
	}
	v := c.From
	if v == nil {
		v = c.To
	}
	at := max(n.Seen.Of(c.Cell, v), n.own[c.Cell])
	return at != 0 && version > at
}

// All are the changes, in the order in which their cells were first changed.
func (n *News) All() []Change {
	all := make([]Change, len(n.order))
	for i, cell := range n.order {
		all[i] = n.changes[cell]
	}
	return all
}

// Of is the change of a cell, or false if it is not new.
func (n *News) Of(c markup.Cell) (Change, bool) {
	change, found := n.changes[c]
	return change, found
}

// forgetRenames drops what only has another id: a span, correction or picture that was taken away and made again
// just so, and an article that was merged and started again with the same data over the same blocks.
// It reports whether it did.
func (n *News) forgetRenames() (dropped bool) {
	gone := map[markup.Cell]markup.Value{}
	for _, c := range n.All() {
		if c.To == nil && c.Cell.ID != "" {
			gone[c.Cell] = c.From
		}
	}
	for _, c := range n.All() {
		if c.From != nil || c.Cell.ID == "" {
			continue
		}
		for old, was := range gone {
			if old.Kind != c.Cell.Kind || !markup.EqualValues(was, c.To) {
				continue
			}
			if old.Kind == markup.ArticleCell && !n.sameBlocks(old.ID, c.Cell.ID) {
				continue
			}
			n.drop(old)
			n.drop(c.Cell)
			delete(gone, old)
			dropped = true
			break
		}
	}
	return dropped
}

// sameBlocks reports whether an article that is gone had the blocks that another has, with the same marks; then
// their changes are dropped.
func (n *News) sameBlocks(old, now text.ID) bool {
	var had, has []markup.Extent
	var cells []markup.Cell
	for b := range n.Then.Members(old) {
		had = append(had, b.Extent)
	}
	for b := range n.Set.Members(now) {
		was := n.Then.Block(b.Extent).Block
		has = append(has, b.Extent)
		cells = append(cells, b.Cell())
		if was.Tail == old {
			was.Tail = now
		}
		was.Article = now
		if !markup.EqualValues(was, b.Block) {
			return false
		}
	}
	if len(had) != len(has) {
		return false
	}
	for i := range had {
		if had[i] != has[i] {
			return false
		}
	}
	for _, c := range cells {
		n.drop(c)
	}
	return true
}

// drop forgets a change.
func (n *News) drop(c markup.Cell) {
	delete(n.changes, c)
	for i, cell := range n.order {
		if cell == c {
			n.order = append(n.order[:i:i], n.order[i+1:]...)
			return
		}
	}
}
