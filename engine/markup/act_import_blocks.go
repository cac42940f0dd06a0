package markup

import (
	"fmt"
	"slices"

	"galley/engine/text"
	"galley/engine/vocabulary"
)

// putBlocks stores the blocks of each page. The file lists all of them, so that it is known to speak
// of the same boundaries.
func (in *importing) putBlocks() error {
	for i, mark := range in.marks.Pages {
		page := in.pages[mark.Key]
		path := fmt.Sprintf("pages[%d]", i)
		var extents []Extent
		for v := range in.now.Blocks(page.Key) {
			extents = append(extents, v.Extent)
		}
		if err := in.sameBlocks(mark, extents, path); err != nil {
			return err
		}
		cells := make([]Block, len(extents))
		for k := range extents {
			var err error
			if cells[k], err = in.block(page, mark.Blocks[k], fmt.Sprintf("%s.blocks[%d]", path, k)); err != nil {
				return err
			}
		}
		if err := in.store(extents, cells, path); err != nil {
			return err
		}
	}
	return nil
}

// sameBlocks refuses a page whose blocks are not those of the set.
func (in *importing) sameBlocks(mark MarkedPage, extents []Extent, path string) error {
	for k, b := range mark.Blocks {
		if k >= len(extents) || extents[k].Start != b.Start || extents[k].End != b.End {
			return FaultAt(fmt.Sprintf("%s.blocks[%d]", path, k), "%d–%d is not a block of the text with these cuts.", b.Start, b.End)
		}
	}
	if len(mark.Blocks) < len(extents) {
		e := extents[len(mark.Blocks)]
		return FaultAt(path+".blocks", "the block at %d–%d is missing.", e.Start, e.End)
	}
	return nil
}

// block is the cell that says all of a block, whatever stands above it.
func (in *importing) block(page *Page, mark BlockMark, path string) (Block, error) {
	if mark.State == Absent {
		in.bare[Extent{page.Key, mark.Start, mark.End}.Cell()] = mark.Article != ""
		return in.absentBlock(mark, path)
	}
	b := Block{Role: mark.Role, Decided: mark.State == Decided, Doubtful: mark.Doubtful, Turns: someOrNil(mark.Turns)}
	switch {
	case !slices.Contains([]BlockState{Decided, Assumed, Undecided}, mark.State):
		return b, FaultAt(path, "%q is not a state of a block: use decided, assumed or undecided.", Clip(string(mark.State)))
	case mark.State == Undecided && mark.Role != "":
		return b, FaultAt(path, "a block that is undecided has no role.")
	case mark.State != Undecided && mark.Role == "":
		return b, FaultAt(path, "a block that is %s has a role.", mark.State)
	}
	last := mark.Start
	for _, turn := range mark.Turns {
		if turn <= last || turn >= mark.End {
			return b, FaultAt(path, "the turn at %d is not inside the block, or not in order.", turn)
		}
		last = turn
	}
	var err error
	if b.Article, err = in.article(mark.Article, path); err != nil {
		return b, err
	}
	if b.Place, err = in.moved(mark.Place, path+".place"); err != nil {
		return b, err
	}
	return b, quote(page, text.Span{Start: mark.Start, End: mark.End}, mark.Quote, path)
}

// absentBlock is a block of which the file says no more than the article it belongs to: assumed to be of
// it, so that what is withheld stays so; undecided if it belongs to none.
func (in *importing) absentBlock(mark BlockMark, path string) (b Block, err error) {
	if mark.Role != "" || mark.Doubtful || len(mark.Turns) > 0 {
		return b, FaultAt(path, "a block that is absent has no role, no doubt and no turns.")
	}
	if b.Article, err = in.article(mark.Article, path); err != nil {
		return b, err
	}
	if b.Article != "" {
		b.Role = vocabulary.RoleBody
	}
	b.Place, err = in.moved(mark.Place, path+".place")
	return b, err
}

// store puts the cells of a page with as few of them as say the same: a run of blocks that are
// assumed body of one article follows from the tail of the block above it, and a block without a
// mark has no cell unless a tail would reach it.
func (in *importing) store(extents []Extent, cells []Block, path string) error {
	tail := text.ID("")
	isPlain := func(k int) bool { return cells[k].isPlain() && !in.bare[extents[k].Cell()] }
	for k, b := range cells {
		if isPlain(k) && tail == b.Article {
			continue
		}
		tail = ""
		if k+1 < len(cells) && isPlain(k+1) {
			tail = cells[k+1].Article
		}
		b.Tail = tail
		if err := in.place(extents[k].Cell(), b, fmt.Sprintf("%s.blocks[%d]", path, k)); err != nil {
			return err
		}
	}
	return nil
}

// isPlain reports whether b is what a block without a cell can be: undecided, or assumed body.
func (b Block) isPlain() bool {
	bare := !b.Decided && !b.Doubtful && len(b.Turns) == 0 && b.Place == nil
	return bare && (b.Role == "" && b.Article == "" || b.Role == vocabulary.RoleBody && b.Article != "")
}
