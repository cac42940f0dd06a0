package review

import (
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// planned is a block as the adjudicated set will have it.
type planned struct {
	markup.Extent
	role     string
	state    markup.BlockState
	story    int // -1 for none
	doubtful bool
	turns    []int
	place    *markup.Place
	joined   bool // it needs a cell, because a join rests on it
	origins  []Origin
}

// pageLayout is a page as the adjudicated set will have it.
type pageLayout struct {
	key     int
	blocks  []*planned
	now     []markup.BlockView // as it is
	changed bool
}

// layOut says what every page will hold. If nothing is brought in, that is what it holds.
func (p *planner) layOut() error {
	p.touched = make([]bool, len(p.regions))
	for i, r := range p.regions {
		p.touched[i] = p.ready(i) && p.isFresh(r, i)
	}
	region := 0
	own := p.onto.blocks
	for _, page := range p.onto.set.Source().Pages {
		layout := pageLayout{key: page.Key}
		for _, whole := range page.Blocks {
			first := region
			for region < len(p.regions) && p.within(region, page.Key, whole) {
				region++
			}
			mine := 0
			for mine < len(own) && own[mine].Page == page.Key && own[mine].End <= whole.End {
				mine++
			}
			if err := p.layOutBlock(&layout, first, region, own[:mine]); err != nil {
				return err
			}
			layout.now = append(layout.now, own[:mine]...)
			own = own[mine:]
		}
		p.pages = append(p.pages, layout)
	}
	for _, layout := range p.pages {
		for _, b := range layout.blocks {
			p.starts[point{b.Page, b.Start}], p.ends[point{b.Page, b.End}] = b, b
		}
	}
	return nil
}

func (p *planner) within(region, page int, whole text.Span) bool {
	e := p.pieces[p.regions[region].first].Extent
	return e.Page == page && e.End <= whole.End
}

// ready reports whether it is known how a region is cut.
func (p *planner) ready(region int) bool { return !p.settled(fact{factCut, region}).keeps() }

// isFresh reports whether anything of a region's blocks is brought in.
func (p *planner) isFresh(r region, number int) bool {
	if p.fresh(fact{factCut, number}) {
		return true
	}
	for piece := r.first; piece < r.end; piece++ {
		for _, kind := range pieceFacts {
			if p.fresh(fact{kind, piece}) {
				return true
			}
		}
	}
	return false
}

// layOutBlock lays out one block of the source: the regions [first, end), of which own is what the
// adjudicated set has now.
func (p *planner) layOutBlock(layout *pageLayout, first, end int, own []markup.BlockView) error {
	if !slices.Contains(p.touched[first:end], true) {
		for _, b := range own {
			layout.blocks = append(layout.blocks, p.kept(b, b.Extent))
		}
		return nil
	}
	layout.changed = true
	for region := first; region < end; region++ {
		if p.touched[region] {
			blocks, err := p.rebuilt(region)
			if err != nil {
				return err
			}
			layout.blocks = append(layout.blocks, blocks...)
			continue
		}
		e := p.regionExtent(region)
		for _, b := range own {
			if b.Start < e.End && e.Start < b.End {
				layout.blocks = append(layout.blocks, p.kept(b, markup.Extent{Page: e.Page, Start: max(b.Start, e.Start), End: min(b.End, e.End)}))
			}
		}
	}
	return nil
}

func (p *planner) regionExtent(region int) markup.Extent {
	r := p.regions[region]
	e := p.pieces[r.first].Extent
	e.End = p.pieces[r.end-1].End
	return e
}

// kept is a block of the adjudicated set, or the part e of it, as it is.
func (p *planner) kept(b markup.BlockView, e markup.Extent) *planned {
	k := &planned{Extent: e, role: b.Role, state: b.State, story: p.to.of(p.own, b.Article), doubtful: b.Doubtful, turns: turnsBetween(b.Turns, e)}
	if e.Start == b.Start {
		k.place = b.Place
	}
	return k
}

func turnsBetween(turns []int, e markup.Extent) []int {
	return slices.DeleteFunc(turnsIn(turns, e), func(t int) bool { return t == e.Start })
}

// rebuilt are the blocks of a region as it was decided.
func (p *planner) rebuilt(region int) ([]*planned, error) {
	r := p.regions[region]
	ch := p.settled(fact{factCut, region})
	var blocks []*planned
	first := r.first
	for piece := r.first + 1; piece <= r.end; piece++ {
		if piece < r.end && !p.cutAt(ch, piece) {
			continue
		}
		b, err := p.merged(first, piece)
		if err != nil {
			return nil, err
		}
		if r.end-r.first > 1 {
			b.origins = append(b.origins, p.origin(fact{factCut, region}, ch))
		}
		blocks = append(blocks, b)
		first = piece
	}
	return blocks, nil
}

// cutAt reports whether a piece begins a block, once a choice is followed.
func (p *planner) cutAt(ch choice, piece int) bool {
	start := p.pieces[piece].Start
	switch ch.take {
	case TakeNeither:
		return false
	case TakeBoth:
		return true // a piece begins only where some set cuts
	}
	return p.block(piece, ch.set).Start == start
}

// merged is the block that pieces [first, end) become.
func (p *planner) merged(first, end int) (*planned, error) {
	e := p.pieces[first].Extent
	e.End = p.pieces[end-1].End
	b := &planned{Extent: e, state: markup.Undecided, story: -1}
	now := p.nowAt(e)
	if err := p.mergeRole(b, first, now); err != nil {
		return nil, err
	}
	doubt, place := fact{factDoubt, first}, fact{factPlace, first}
	if ch := p.settled(doubt); ch.keeps() {
		b.doubtful = now.Doubtful
	} else if ch.take != TakeNeither {
		b.doubtful = p.block(first, ch.set).Doubtful
		b.note(b.doubtful, p.origin(doubt, ch))
	}
	if ch := p.settled(place); ch.keeps() && now.Start == e.Start {
		b.place = now.Place
	} else if !ch.keeps() && ch.take != TakeNeither && p.block(first, ch.set).Start == e.Start {
		b.place = p.block(first, ch.set).Place
		b.note(b.place != nil, p.origin(place, ch))
	}
	p.mergeTurns(b, first, end, now)
	b.tidy()
	return b, nil
}

// nowAt is the block of the adjudicated set that holds the beginning of e.
func (p *planner) nowAt(e markup.Extent) markup.BlockView {
	return p.onto.blockAt(e)
}

// mergeRole fills in role and article.
func (p *planner) mergeRole(b *planned, piece int, now markup.BlockView) error {
	role, group := fact{factRole, piece}, fact{factGroup, piece}
	switch ch := p.settled(group); {
	case ch.keeps():
		b.story = p.to.of(p.own, now.Article)
	case ch.take != TakeNeither:
		b.story = p.story(piece, ch.set)
		b.note(b.story >= 0, p.origin(group, ch))
	}
	switch ch := p.settled(role); {
	case ch.keeps():
		b.role, b.state = now.Role, now.State
	case ch.take == TakeOwn:
		known, found := vocabulary.RoleByID(*ch.own.Role)
		if !found || !known.Block {
			return fault.New(fault.Invalid, "%q is not a role of blocks.", *ch.own.Role)
		}
		b.role, b.state = *ch.own.Role, markup.Decided
		b.note(true, p.origin(role, ch))
		if b.story < 0 && !known.Furniture {
			return cannot(TakeOwn)
		}
	case ch.take != TakeNeither:
		from := p.block(piece, ch.set)
		b.role, b.state = from.Role, from.State
		b.note(b.role != "", p.origin(role, ch))
	}
	return nil
}

// mergeTurns collects where lines turn from all pieces of the block.
func (p *planner) mergeTurns(b *planned, first, end int, now markup.BlockView) {
	for piece := first; piece < end; piece++ {
		f := fact{factTurns, piece}
		ch := p.settled(f)
		switch {
		case ch.keeps():
			b.turns = append(b.turns, turnsIn(now.Turns, p.pieces[piece].Extent)...)
		case ch.take != TakeNeither:
			turns := turnsIn(p.block(piece, ch.set).Turns, p.pieces[piece].Extent)
			b.turns = append(b.turns, turns...)
			b.note(len(turns) > 0, p.origin(f, ch))
		}
	}
	b.turns = turnsBetween(b.turns, b.Extent)
}

func (b *planned) note(is bool, o Origin) {
	if is {
		b.origins = append(b.origins, o)
	}
}

// tidy leaves a block undecided of which only the role or only the article is known yet, and takes
// from it what its role cannot have.
func (b *planned) tidy() {
	role, _ := vocabulary.RoleByID(b.role)
	if role.Furniture {
		b.story = -1
	} else if b.role == "" || b.story < 0 {
		b.role, b.story, b.state = "", -1, markup.Undecided
	}
	if !turns(b.role) {
		b.turns = nil
	}
}

// turns reports whether lines of a block with a role can turn.
func turns(id string) bool {
	role, _ := vocabulary.RoleByID(id)
	return role.Kind == vocabulary.Heading || role.Kind == vocabulary.GroupHead || vocabulary.BaseOf(id) == vocabulary.RoleSubhead
}

// putBlocks puts the cuts and blocks of the pages that change.
func (p *planner) putBlocks() error {
	for _, layout := range p.pages {
		if layout.changed || slices.ContainsFunc(layout.blocks, func(b *planned) bool { return b.joined }) {
			p.putCuts(layout)
			p.putPage(layout)
		}
	}
	return nil
}

// putCuts makes the cuts that the layout of a page needs, and takes back the others.
func (p *planner) putCuts(layout pageLayout) {
	source := p.onto.set.Source().Page(layout.key)
	whole := map[int]bool{}
	for _, b := range source.Blocks {
		whole[b.Start] = true
	}
	needed := map[int]bool{}
	for _, b := range layout.blocks {
		if needed[b.Start] = true; !whole[b.Start] {
			p.put(markup.Cell{Kind: markup.CutCell, Page: layout.key, At: b.Start}, markup.Cut{}, b.origins...)
		}
	}
	for _, b := range layout.now {
		if !needed[b.Start] {
			p.dropCut(b.Extent)
		}
	}
}

// dropCut takes back the cut at which a block begins, and what rests on it.
func (p *planner) dropCut(e markup.Extent) {
	at := point{e.Page, e.Start}
	p.put(markup.Cell{Kind: markup.JoinCell, Page: e.Page, At: e.Start}, nil)
	if from, joined := p.joinsIn[at]; joined {
		p.put(markup.Cell{Kind: markup.JoinCell, Page: from.page, At: from.at}, nil)
	}
	for cell := range p.onto.set.Dismissals() {
		if cell.ID == "" && cell.Page == e.Page && cell.At == e.Start {
			p.put(cell, nil)
		}
	}
	p.put(e.Cell(), nil)
	p.put(markup.Cell{Kind: markup.CutCell, Page: e.Page, At: e.Start}, nil)
}

// putPage puts the cells of a page's blocks: those that are there stay, others come if a block does
// not follow from the tail of the one above.
func (p *planner) putPage(layout pageLayout) {
	tail := text.ID("")
	for i, b := range layout.blocks {
		old, had := p.onto.set.Get(b.Cell()).(markup.Block)
		article := p.articleID(b.story)
		if !had && !b.joined && b.isPlain() && tail == article {
			continue
		}
		tail = p.tailBelow(layout.blocks, i, old.Tail)
		p.put(b.Cell(), markup.Block{Role: b.role, Article: article, Decided: b.state == markup.Decided, Doubtful: b.doubtful,
			Turns: b.turns, Place: b.place, Tail: tail}, b.origins...)
	}
}

// tailBelow is the article whose assumed text the blocks below block i are, as far as they have no
// cell.
func (p *planner) tailBelow(blocks []*planned, i int, old text.ID) text.ID {
	if i+1 < len(blocks) {
		next := blocks[i+1]
		if _, has := p.onto.set.Get(next.Cell()).(markup.Block); !has && !next.joined && next.isPlain() {
			return p.articleID(next.story)
		}
	}
	if story := p.to.of(p.own, old); p.articleID(story) == old {
		return old
	}
	return ""
}

// isPlain reports whether a block is what one without a cell can be: undecided, or assumed text.
func (b *planned) isPlain() bool {
	bare := b.state != markup.Decided && !b.doubtful && len(b.turns) == 0 && b.place == nil
	return bare && (b.role == "" && b.story < 0 || b.role == vocabulary.RoleBody && b.story >= 0)
}
