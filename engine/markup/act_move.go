package markup

import (
	"galley/engine/text"
	"galley/fault"
)

// Move changes reading order: a block within its article, or an article within the issue. Exactly
// one of Before and After (of their kind) says where to.
type Move struct {
	Block       *Extent `json:"block,omitempty"`
	BeforeBlock *Extent `json:"before_block,omitempty"`
	AfterBlock  *Extent `json:"after_block,omitempty"`

	Article       text.ID `json:"article,omitempty"`
	BeforeArticle text.ID `json:"before_article,omitempty"`
	AfterArticle  text.ID `json:"after_article,omitempty"`
	// Under is what the article stands under from then on, "" for nothing; nil leaves that as it is.
	Under *text.ID `json:"under,omitempty"`
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
		return fault.New(fault.Invalid, "Say before or after which other block it should go.")
	}
	for _, e := range []Extent{*a.Block, *target} {
		if err := d.stands(e); err != nil {
			return err
		}
	}
	if !d.together(*a.Block, *target) || !d.now.blocks.has(a.Block.start()) || !d.now.blocks.has(target.start()) {
		return fault.New(fault.Invalid, "Blocks can be moved within their article once both are decided. Decide them first, or assign one to the article of the other.")
	}
	before := a.BeforeBlock != nil
	view := d.now.Block(*target)
	key := memberKey{view.Article, placeOf(target.start(), view.Block), target.start()}
	next, found := d.now.memberBeside(key, before, a.Block.start())
	place, err := placeBetween(key.place, next, found, before)
	if err != nil {
		return err
	}
	d.block(*a.Block, func(b *Block) { b.Place = &place })
	return nil
}

// memberBeside is the place of the block next to key's in its article, except passed over.
func (s *Set) memberBeside(key memberKey, before bool, except position) (Place, bool) {
	walk := s.members.from
	if before {
		walk = s.members.down
	}
	for k := range walk(key) {
		if k.article != key.article {
			break
		}
		if k.block != key.block && k.block != except {
			return k.place, true
		}
	}
	return Place{}, false
}

func (a *Move) moveArticle(d *draft) error {
	target := a.BeforeArticle
	if target == "" {
		target = a.AfterArticle
	}
	if target == "" || a.BeforeArticle != "" && a.AfterArticle != "" || target == a.Article {
		return fault.New(fault.Invalid, "Say before or after which other article it should go.")
	}
	for _, id := range []text.ID{a.Article, target} {
		if err := d.exists(id); err != nil {
			return err
		}
	}
	if a.Under != nil && *a.Under != "" {
		if err := d.exists(*a.Under); err != nil {
			return err
		}
	}
	before := a.BeforeArticle != ""
	at, _ := d.now.places.get(target)
	next, found := d.now.articleBeside(orderKey{at, target}, before, a.Article)
	place, err := placeBetween(at, next, found, before)
	if err != nil {
		return err
	}
	d.article(a.Article, func(b *Article) {
		b.Place = &place
		if a.Under != nil {
			b.Parent = *a.Under
		}
	})
	return nil
}

// articleBeside is the place of the article next to key's in reading order, except passed over.
func (s *Set) articleBeside(key orderKey, before bool, except text.ID) (Place, bool) {
	walk := s.order.from
	if before {
		walk = s.order.down
	}
	for k := range walk(key) {
		if k.article != key.article && k.article != except {
			return k.place, true
		}
	}
	return Place{}, false
}

// placeBetween is the place directly before or after place, where next stands on that side of it, if
// anything does.
func placeBetween(place, next Place, found, before bool) (Place, error) {
	if !found || next.Page != place.Page || next.Offset != place.Offset {
		step := int64(rankStep)
		if before {
			step = -rankStep
		}
		place.Rank += step
		return place, nil
	}
	middle := place.Rank + (next.Rank-place.Rank)/2
	if middle == place.Rank || middle == next.Rank {
		return place, fault.New(fault.Conflict, "Too many things were moved to this place. Move the one beside it instead.")
	}
	place.Rank = middle
	return place, nil
}
