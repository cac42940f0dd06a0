package markup

import (
	"slices"

	"galley/engine/reading"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// StartArticle begins an article at a block: the act of Enter.
type StartArticle struct {
	Block Extent  `json:"block"`
	New   text.ID `json:"new,omitempty"`
}

func (a *StartArticle) resolve(d *draft) error {
	if err := d.stands(a.Block); err != nil {
		return err
	}
	view := d.now.Block(a.Block)
	fresh := view.State != Decided
	if !fresh && view.Article != "" && !d.now.anythingAbove(a.Block, view.Article) {
		return fault.New(fault.Invalid, "An article already begins here.")
	}
	text := d.now.TextOf(a.Block)
	role := a.role(view, text)
	d.given = a.New
	id, err := d.startArticle(a.Block, "")
	if err != nil {
		return err
	}
	d.block(a.Block, func(b *Block) { b.Role, b.Decided = role, true })
	if _, titled := reading.ReadRunInHead(text); role == vocabulary.RoleBody && !titled {
		d.article(id, func(a *Article) { a.Headless = true })
	}
	if fresh {
		d.found.fresh = append(d.found.fresh, a.Block)
	}
	d.moveOn(a.Block)
	return nil
}

// role is what a block that begins an article is: as it was when it was decided, else what its
// shape says.
func (a *StartArticle) role(view BlockView, text string) string {
	if role := vocabulary.RoleOf(view.Role); view.State == Decided && !role.Furniture && role.Kind != vocabulary.GroupHead {
		return view.Role
	}
	if r, found := reading.ReadJump(text); found && covers(text, r.Span) {
		return vocabulary.RoleJump
	}
	if reading.IsShortHeading(text) {
		return vocabulary.RoleHeadline
	}
	return vocabulary.RoleBody
}

func (a *StartArticle) infer(d *draft) {
	d.inferFresh()
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
		return fault.New(fault.Invalid, "Only the first block of an article can be merged into the article above. Go to that block first.")
	}
	into := d.now.articleAbove(a.Block, from)
	if into == "" {
		return fault.New(fault.Invalid, "There is no article above this one on the page. Assign the block to the article it belongs to instead.")
	}
	if d.now.isGroup(from) || d.now.isGroup(into) {
		return fault.New(fault.Invalid, "The head of a package cannot be merged with an article. Give the block another role, or assign it to an article.")
	}
	d.absorb(from, into)
	return nil
}

// absorb gives everything of article from to article into, and removes it.
func (d *draft) absorb(from, into text.ID) {
	for b := range d.now.Members(from) {
		d.block(b.Extent, func(b *Block) { b.Article = into })
	}
	d.retail(from, into, position{})
	gone, _ := d.now.articles.get(from)
	d.release(from, gone.Parent, into)
	d.article(into, func(a *Article) {
		for name, value := range gone.Attributes {
			if a.Attributes[name] == "" {
				a.Attributes = with(a.Attributes, name, value)
			}
		}
		a.Notes = append(slices.Clone(a.Notes), gone.Notes...)
	})
	d.removeArticle(from)
}

// release lets what stands under an article stand under parent, and gives its pictures to heir; ""
// for nobody.
func (d *draft) release(from, parent, heir text.ID) {
	for _, child := range d.now.Children(from) {
		d.article(child, func(a *Article) { a.Parent = parent })
	}
	for _, id := range d.now.picturesOf(from) {
		p, _ := d.now.pictures.get(id)
		p.Article = heir
		d.put(pictureCell(id), p)
	}
}

// Assign gives blocks to an article that is there: the act of A.
type Assign struct {
	Blocks  []Extent `json:"blocks"`
	Article text.ID  `json:"article"`
}

func (a *Assign) resolve(d *draft) error {
	if err := d.exists(a.Article); err != nil {
		return err
	}
	if err := d.standAll(a.Blocks); err != nil {
		return err
	}
	for _, e := range a.Blocks {
		view := d.now.Block(e)
		d.block(e, func(b *Block) {
			b.Article, b.Role, b.Decided = a.Article, view.Role, view.State == Decided
			if b.Role == "" || vocabulary.RoleOf(b.Role).Furniture {
				b.Role = vocabulary.RoleBody
			}
		})
	}
	return nil
}

func (a *Assign) infer(d *draft) { d.tail(a.Blocks[len(a.Blocks)-1], a.Article) }
