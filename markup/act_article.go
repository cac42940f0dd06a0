package markup

import (
	"slices"

	"galley/fault"
)

// StartArticle begins an article at a block: the act of Enter.
type StartArticle struct {
	Block Extent `json:"block"`
	New   ID     `json:"new,omitempty"`

	fresh bool
}

func (a *StartArticle) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	view := d.now.Block(a.Block)
	a.fresh = view.State != Decided
	if !a.fresh && view.Article != "" && !d.now.anythingAbove(a.Block, view.Article) {
		return fault.New(fault.Invalid, "An article begins here already.")
	}
	text := d.now.TextOf(a.Block)
	role := a.role(view, text)
	id, err := d.startArticle(a.Block, a.New, "")
	if err != nil {
		return err
	}
	d.block(a.Block, func(b *Block) { b.Role, b.Decided = role, true })
	if _, titled := readRunInHead(text); role == roleBody && !titled {
		d.article(id, func(a *Article) { a.Headless = true })
	}
	d.moveOn(a.Block)
	return nil
}

// role is what a block that begins an article is: as it was when it was decided, else what its
// shape says.
func (a *StartArticle) role(view BlockView, text string) string {
	if role := rolesByID[view.Role]; view.State == Decided && !role.Furniture && role.Kind != GroupHead {
		return view.Role
	}
	if r, found := readJump(text); found && covers(text, r.Span) {
		return roleJump
	}
	if isShortHeading(text) {
		return roleHeadline
	}
	return roleBody
}

// anythingAbove says whether a block of article stands above e, or a run assumed to be it.
func (s *Set) anythingAbove(e Extent, article ID) bool {
	if above, found := s.above(e); found {
		if b := s.Block(above); b.State == Assumed && b.Article == article {
			return true
		}
	}
	place := placeOf(e.start(), s.Block(e).Block)
	for key := range s.members.down(memberKey{article, place, e.start()}) {
		if key.article != article {
			return false
		}
		if key.block != e.start() {
			return true
		}
	}
	return false
}

func (a *StartArticle) infer(d *draft) {
	if a.fresh {
		d.inferMarks(a.Block)
	}
	d.tail(a.Block, d.now.Block(a.Block).Article)
}

// Merge lets an article go on in the one above it: Backspace on its first block.
type Merge struct {
	Block Extent `json:"block"`
}

func (a *Merge) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	from := d.now.Block(a.Block).Article
	if from == "" || d.now.anythingAbove(a.Block, from) {
		return fault.New(fault.Invalid, "Only the first block of an article can be merged into the article above.")
	}
	into := d.now.articleAbove(a.Block.start())
	if into == "" {
		return fault.New(fault.Invalid, "No article stands above this one.")
	}
	if over, _ := d.now.articles.get(into); typesByID[over.Type].Group {
		return fault.New(fault.Invalid, "The block above heads a package; an article can not be merged into it.")
	}
	d.absorb(from, into)
	return nil
}

// absorb gives everything of article from to article into, and removes it.
func (d *draft) absorb(from, into ID) {
	for b := range d.now.Members(from) {
		d.block(b.Extent, func(b *Block) { b.Article = into })
	}
	d.retail(from, into)
	gone, _ := d.now.articles.get(from)
	for _, child := range d.now.Children(from) {
		d.article(child, func(a *Article) { a.Parent = gone.Parent })
	}
	for id, p := range d.now.Pictures() {
		if p.Article == from {
			p.Article = into
			d.put(pictureCell(id), p)
		}
	}
	d.article(into, func(a *Article) {
		for name, value := range gone.Attributes {
			if a.Attributes[name] == "" {
				a.Attributes = with(a.Attributes, name, value)
			}
		}
		a.Notes = append(slices.Clone(a.Notes), gone.Notes...)
	})
	d.put(Cell{Kind: StateCell, ID: from}, nil)
	d.put(articleCell(from), nil)
}

// retail lets every run that was assumed to be from be assumed to be into.
func (d *draft) retail(from, into ID) {
	var at []position
	for key := range d.now.tails.from(memberKey{article: from}) {
		if key.article != from {
			break
		}
		at = append(at, key.block)
	}
	for _, p := range at {
		b, _ := d.now.blocks.get(p)
		b.Tail = into
		d.put(blockCell(p), b)
	}
}

// Assign gives blocks to an article that is there: the act of A.
type Assign struct {
	Blocks  []Extent `json:"blocks"`
	Article ID       `json:"article"`
}

func (a *Assign) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	if len(a.Blocks) == 0 {
		return fault.New(fault.Invalid, "No block is named.")
	}
	for _, e := range a.Blocks {
		if err := d.stands(e); err != nil {
			return err
		}
		view := d.now.Block(e)
		d.block(e, func(b *Block) {
			b.Article, b.Role, b.Decided = a.Article, view.Role, view.State == Decided
			if b.Role == "" || rolesByID[b.Role].Furniture {
				b.Role = roleBody
			}
		})
	}
	return nil
}

func (a *Assign) infer(d *draft) { d.tail(a.Blocks[len(a.Blocks)-1], a.Article) }

// Undecide takes the decision on blocks, or on a whole article, back: U and Shift+U.
type Undecide struct {
	Blocks  []Extent `json:"blocks,omitempty"`
	Article ID       `json:"article,omitempty"`
}

func (a *Undecide) resolve(d *draft) error {
	if a.Article != "" {
		return a.whole(d)
	}
	if len(a.Blocks) == 0 {
		return fault.New(fault.Invalid, "No block is named.")
	}
	for _, e := range a.Blocks {
		if err := d.stands(e); err != nil {
			return err
		}
		d.undecide(e, d.now.Block(e).Tail)
	}
	return nil
}

// undecide empties the mark on e; tail says what the run below is assumed to be.
func (d *draft) undecide(e Extent, tail ID) {
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
	d.retail(a.Article, "")
	var blocks []Extent
	for b := range d.now.Members(a.Article) {
		blocks = append(blocks, b.Extent)
	}
	for _, e := range blocks {
		stored, _ := d.now.blocks.get(e.start())
		d.undecide(e, stored.Tail)
	}
	gone, _ := d.now.articles.get(a.Article)
	for _, child := range d.now.Children(a.Article) {
		d.article(child, func(b *Article) { b.Parent = gone.Parent })
	}
	d.put(Cell{Kind: StateCell, ID: a.Article}, nil)
	d.put(articleCell(a.Article), nil)
	return nil
}
