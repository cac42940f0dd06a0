package markup

import (
	"galley/fault"
)

// Move changes reading order: a block within its article, or an article within the issue. Exactly
// one of Before and After (of their kind) says where to.
type Move struct {
	Block       *Extent `json:"block,omitempty"`
	BeforeBlock *Extent `json:"before_block,omitempty"`
	AfterBlock  *Extent `json:"after_block,omitempty"`

	Article       ID `json:"article,omitempty"`
	BeforeArticle ID `json:"before_article,omitempty"`
	AfterArticle  ID `json:"after_article,omitempty"`
}

// rankStep is the distance between the ranks of things moved to the same place one after another;
// what comes between two gets the middle.
const rankStep = 1 << 32

func (a *Move) resolve(d *draft) error {
	if a.Block != nil {
		return a.moveBlock(d)
	}
	return a.moveArticle(d)
}

func (a *Move) moveBlock(d *draft) error {
	target := a.BeforeBlock
	if target == nil {
		target = a.AfterBlock
	}
	if target == nil || a.BeforeBlock != nil && a.AfterBlock != nil || *target == *a.Block {
		return fault.New(fault.Invalid, "Say which block it should stand before, or after.")
	}
	for _, e := range []Extent{*a.Block, *target} {
		if err := d.stands(e); err != nil {
			return err
		}
	}
	if !d.together(*a.Block, *target) || !d.now.blocks.has(a.Block.start()) || !d.now.blocks.has(target.start()) {
		return fault.New(fault.Invalid, "Blocks can be moved within their article, once they are decided.")
	}
	article := d.now.Block(*target).Article
	var places []Place
	at := -1
	for b := range d.now.Members(article) {
		if b.Extent == *target {
			at = len(places)
		}
		if b.Extent != *a.Block {
			places = append(places, placeOf(b.start(), b.Block))
		}
	}
	place, err := placeBetween(places, at, a.BeforeBlock != nil)
	if err != nil {
		return err
	}
	d.block(*a.Block, func(b *Block) { b.Place = &place })
	return nil
}

func (a *Move) moveArticle(d *draft) error {
	target := a.BeforeArticle
	if target == "" {
		target = a.AfterArticle
	}
	if target == "" || a.BeforeArticle != "" && a.AfterArticle != "" || target == a.Article {
		return fault.New(fault.Invalid, "Say which article it should stand before, or after.")
	}
	for _, id := range []ID{a.Article, target} {
		if err := d.exists(id); err != nil {
			return err
		}
	}
	var places []Place
	at := -1
	for key := range d.now.order.all() {
		if key.article == target {
			at = len(places)
		}
		if key.article != a.Article {
			places = append(places, key.place)
		}
	}
	place, err := placeBetween(places, at, a.BeforeArticle != "")
	if err != nil {
		return err
	}
	d.article(a.Article, func(b *Article) { b.Place = &place })
	return nil
}

// placeBetween is the place directly before or after places[at].
func placeBetween(places []Place, at int, before bool) (Place, error) {
	place := places[at]
	other := at + 1
	step := int64(rankStep)
	if before {
		other, step = at-1, -rankStep
	}
	if other < 0 || other >= len(places) || places[other].Page != place.Page || places[other].Offset != place.Offset {
		place.Rank += step
		return place, nil
	}
	middle := place.Rank + (places[other].Rank-place.Rank)/2
	if middle == place.Rank || middle == places[other].Rank {
		return place, fault.New(fault.Conflict, "Too much was moved to this one place; move something else instead.")
	}
	place.Rank = middle
	return place, nil
}
