package markup

import (
	"galley/engine/text"
	"galley/engine/vocabulary"
)

// startArticle lets an article of type kind begin at e: "" is news, or brief under a section. A block
// that was decided takes the rest of its article along, unless it becomes an advertisement or the
// head of a package: then the rest stays, and stands under the package if nothing is above it.
func (d *draft) startArticle(e Extent, kind string) (text.ID, error) {
	id, err := d.id(d.given)
	if err != nil {
		return "", err
	}
	d.given = ""
	view := d.now.Block(e)
	was := d.now.StandOf(Cell{Kind: StateCell, ID: view.Article})
	alone := kind == vocabulary.TypeAd || vocabulary.TypesByID[kind].Group
	made := Article{Type: kind}
	if !alone {
		made.Parent = d.now.parentFor(e)
	}
	if kind == "" {
		made.Type = vocabulary.TypeNews
		if over, _ := d.now.articles.get(made.Parent); over.Type == vocabulary.TypeSection {
			made.Type = vocabulary.TypeBrief
		}
	}
	d.put(articleCell(id), made)
	decided := view.State == Decided && view.Article != ""
	switch {
	case decided && !alone:
		d.takeRest(e, view, id)
	case decided && vocabulary.TypesByID[kind].Group:
		d.headOver(e, view.Article, id)
	}
	d.block(e, func(b *Block) { b.Article = id })
	if own := (Cell{Kind: StateCell, ID: id}); view.Article != "" && d.now.StandOf(own) != was {
		d.putStand(own, was) // so that who may part an article may go on with both parts
	}
	return id, nil
}

// takeRest gives the blocks of view's article from e on to article id, and the runs below them.
func (d *draft) takeRest(e Extent, view BlockView, id text.ID) {
	var rest []position
	for key := range d.now.members.from(memberKey{view.Article, placeOf(e.start(), view.Block), e.start()}) {
		if key.article != view.Article {
			break
		}
		if key.block != e.start() {
			rest = append(rest, key.block)
		}
	}
	for _, p := range rest {
		b, _ := d.now.blocks.get(p)
		b.Article = id
		d.put(blockCell(p), b)
	}
	// The run directly below e is left to inference, so that it can be taken back alone.
	d.retail(view.Article, id, position{e.Page, e.Start + 1})
}

// headOver lets the rest of an article, whose first block becomes the head of a package, stand under
// that package.
func (d *draft) headOver(e Extent, article, over text.ID) {
	if rest, _ := d.now.articles.get(article); !vocabulary.TypesByID[rest.Type].Group && !d.now.anythingAbove(e, article) {
		d.article(article, func(a *Article) { a.Parent = over })
	}
}
