package review

import (
	"cmp"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
)

// Sign says how something is new.
type Sign string

// The signs.
const (
	Added   Sign = "added"
	Gone    Sign = "gone"
	Altered Sign = "altered"
	Moved   Sign = "moved" // from one article to another, or in the reading order
)

// Item is what is new at one place and hangs together: agreed to, or taken back, at once.
type Item struct {
	Kind    Kind
	Sign    Sign
	Changes []Change      // the first names the place
	Block   markup.Extent // where it is shown; page 0 is the head of its article
	Follow  int           // blocks behind Block that went the same way
}

// Cells are what the item is about.
func (i Item) Cells() []markup.Cell {
	cells := make([]markup.Cell, len(i.Changes))
	for n, c := range i.Changes {
		cells[n] = c.Cell
	}
	return cells
}

// Last is the change made last, of those that the item is.
func (i Item) Last() Change {
	return slices.MaxFunc(i.Changes, func(a, b Change) int { return cmp.Compare(a.Version, b.Version) })
}

// placedChange is a change with where in the text it stands.
type placedChange struct {
	at int
	Change
}

// place sorts the changes that stand in the text by their places.
func (n *News) place() {
	n.placed = map[int][]placedChange{}
	for _, c := range n.All() {
		v := c.To
		if v == nil {
			v = c.From
		}
		if page, at, stands := placeOf(c.Cell, v); stands {
			n.placed[page] = append(n.placed[page], placedChange{at, c})
		}
	}
	for _, list := range n.placed {
		slices.SortStableFunc(list, func(a, b placedChange) int { return cmp.Compare(a.at, b.at) })
	}
}

// inText are the changes that stand in a piece of text.
func (n *News) inText(e markup.Extent) []placedChange {
	list := n.placed[e.Page]
	from, _ := slices.BinarySearchFunc(list, e.Start, func(c placedChange, at int) int { return cmp.Compare(c.at, at) })
	to, _ := slices.BinarySearchFunc(list, e.End, func(c placedChange, at int) int { return cmp.Compare(c.at, at) })
	return list[from:to]
}

// OfArticle is what is new of an article itself: its data, its state in exports, and its dismissed problems.
func (n *News) OfArticle(id text.ID) []Item {
	var items []Item
	for _, cell := range n.order {
		if cell.ID != id || cell.Kind != markup.ArticleCell && cell.Kind != markup.WithheldCell && cell.Kind != markup.DismissalCell {
			continue
		}
		kind := OwnData
		if cell.Kind == markup.DismissalCell {
			kind = Dismissing
		}
		c := n.changes[cell]
		items = append(items, Item{Kind: kind, Sign: signOf(c), Changes: []Change{c}})
	}
	return items
}

// OfPage is what is new of the notes of a page.
func (n *News) OfPage(page int) []Item {
	if c, found := n.changes[markup.Cell{Kind: markup.NotesCell, Page: page}]; found {
		return []Item{{Kind: Noting, Sign: signOf(c), Changes: []Change{c}}}
	}
	return nil
}

// InBlocks is what is new in blocks that follow each other, in the order of the text. Blocks that only went with the
// one above them into another article are one item with it.
func (n *News) InBlocks(blocks []markup.BlockView) []Item {
	var items []Item
	moved := -1 // the item whose block the next may follow
	for _, b := range blocks {
		inside := n.inText(b.Extent)
		was := n.WasAt(b.Extent)
		block, others := n.blockItem(b, was, inside)
		switch {
		case block == nil:
			moved = -1
		case moved >= 0 && block.Kind == Grouping && n.wentAlike(items[moved], *block):
			items[moved].Changes = append(items[moved].Changes, block.Changes...)
			items[moved].Follow++
		default:
			items = append(items, *block)
			if moved = -1; block.Kind == Grouping || block.Sign == Moved {
				moved = len(items) - 1
			}
		}
		items = append(items, others...)
	}
	return items
}

// WasAt is the block that held the beginning of another, as the reader saw it.
func (n *News) WasAt(e markup.Extent) markup.BlockView {
	then, found := n.Then.Extent(e.Page, e.Start)
	if !found {
		return markup.BlockView{Extent: e}
	}
	return n.Then.Block(then)
}

// blockItem is what is new of a block itself, nil if nothing is, and what is new of all else that stands in it.
func (n *News) blockItem(b, was markup.BlockView, inside []placedChange) (*Item, []Item) {
	item := Item{Block: b.Extent, Kind: BlockRole, Sign: Altered}
	var others []Item
	for _, c := range inside {
		switch c.Cell.Kind {
		case markup.BlockCell, markup.CutCell:
			item.Changes = append(item.Changes, c.Change)
		default:
			others = append(others, Item{Kind: kindOfCell(c.Cell.Kind), Sign: signOf(c.Change), Changes: []Change{c.Change}, Block: b.Extent})
		}
	}
	if len(item.Changes) == 0 {
		return nil, others
	}
	sameRole := was.Role == b.Role
	switch {
	case was.Extent != b.Extent:
		item.Kind = Boundary
	case !sameRole && was.Article != b.Article:
		item.Sign = Moved
	case sameRole && was.Article != b.Article:
		item.Kind, item.Sign = Grouping, Moved
	case sameRole && was.Doubtful != b.Doubtful:
		item.Kind = Doubting
	case sameRole && was.State != b.State:
		item.Kind = BlockRole
	case sameRole:
		item.Kind, item.Sign = Ordering, Moved
	}
	return &item, others
}

// wentAlike reports whether two blocks came from one article into one other.
func (n *News) wentAlike(first, next Item) bool {
	a, b := n.Set.Block(first.Block), n.Set.Block(next.Block)
	was, wasNext := n.WasAt(first.Block), n.WasAt(next.Block)
	return a.Article == b.Article && was.Article == wasNext.Article
}

// LeftFrom are the blocks that somebody saw in an article, and that are in it no longer, in the order of the text.
func (n *News) LeftFrom(id text.ID) []markup.BlockView {
	var left []markup.BlockView
	for b := range n.Then.Members(id) {
		e, found := n.Set.Extent(b.Page, b.Start)
		if found && n.Set.Block(e).Article != id {
			left = append(left, n.Set.Block(e))
		}
	}
	return left
}

func signOf(c Change) Sign {
	switch {
	case c.From == nil:
		return Added
	case c.To == nil:
		return Gone
	}
	return Altered
}

func kindOfCell(kind markup.CellKind) Kind {
	switch kind {
	case markup.JoinCell:
		return Joining
	case markup.SpanCell:
		return SpanMark
	case markup.CorrectionCell:
		return Correcting
	case markup.PictureCell:
		return Picturing
	case markup.DismissalCell:
		return Dismissing
	}
	return BlockRole
}
