package review

import (
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// chooseStories says which articles the adjudicated set will have: those that blocks, pictures or
// other articles belong to, and those without text that were decided to be there.
func (p *planner) chooseStories() error {
	var queue []int
	want := func(story int) {
		if story >= 0 && !p.wanted[story] {
			p.wanted[story] = true
			queue = append(queue, story)
		}
	}
	for _, layout := range p.pages {
		for _, b := range layout.blocks {
			want(b.story)
		}
	}
	for _, picture := range p.plannedPictures() {
		if picture.story >= 0 && !p.removed(picture.story) {
			want(picture.story)
		}
	}
	for story := range p.to.list {
		if p.stands(story) {
			want(story)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		a, parent, err := p.target(queue[0])
		if err != nil {
			return err
		}
		p.articles[queue[0]] = a
		if parent >= 0 && p.mayBeParent(parent) {
			want(parent)
		}
	}
	return nil
}

// has reports whether the adjudicated set has a story.
func (p *planner) has(story int) bool { return p.to.list[story].Articles[p.own] != "" }

// compared reports whether a story is one of the sets compared.
func (p *planner) compared(story int) bool { return story < len(p.matched.list) }

// removed reports whether it was decided that a story is not there.
func (p *planner) removed(story int) bool {
	f := fact{factPresence, story}
	if !p.compared(story) {
		return false
	}
	ch := p.settled(f)
	return ch.take == TakeNeither || ch.take == TakeSet && p.value(f, ch.set) == ""
}

// stands reports whether a story is there though nothing belongs to it: it was decided so, or it is there
// and nothing speaks against it.
func (p *planner) stands(story int) bool {
	f := fact{factPresence, story}
	if p.compared(story) && p.fresh(f) {
		ch := p.settled(f)
		id, _, found := p.article(story, ch.set)
		if ch.take != TakeNeither && found && p.sides[ch.set].members[id] == 0 {
			return true
		}
		if p.removed(story) {
			return false
		}
	}
	if !p.has(story) {
		return false
	}
	return p.onto.members[p.to.list[story].Articles[p.own]] == 0
}

// mayBeParent reports whether a story can be there because something stands under it.
func (p *planner) mayBeParent(story int) bool {
	if !p.compared(story) {
		return p.has(story)
	}
	return !p.removed(story) && (p.has(story) || !p.settled(fact{factPresence, story}).keeps())
}

// target is an article as the adjudicated set will have it, and the story that it stands under.
func (p *planner) target(story int) (markup.Article, int, error) {
	a, has := p.onto.set.Article(p.to.list[story].Articles[p.own])
	parent := -1
	if has {
		parent = p.to.of(p.own, a.Parent)
	}
	if !p.compared(story) {
		return a, parent, nil
	}
	if !has {
		a = markup.Article{Type: p.anyType(story)}
	}
	for _, kind := range storyFacts[1:] {
		f := fact{kind, story}
		ch := p.settled(f)
		if ch.keeps() || has && !p.fresh(f) {
			continue
		}
		if kind == factParent {
			parent = p.takenParent(story, ch)
			continue
		}
		if err := p.take(&a, kind, story, ch); err != nil {
			return a, -1, err
		}
	}
	return a, parent, nil
}

// anyType is the type of a story in the first set that has it.
func (p *planner) anyType(story int) string {
	_, a, _ := p.article(story, p.firstWith(fact{factPresence, story}))
	return a.Type
}

func (p *planner) takenParent(story int, ch choice) int {
	if ch.take == TakeNeither {
		return -1
	}
	return p.parent(story, ch.set)
}

// take gives an article what was chosen of one of its own data.
func (p *planner) take(a *markup.Article, kind factKind, story int, ch choice) error {
	from := markup.Article{Type: a.Type}
	if ch.take != TakeNeither {
		_, taken, found := p.article(story, ch.set)
		if !found {
			return nil
		}
		from = taken
	}
	own := ch.own
	if own == nil {
		own = &Own{}
	}
	switch kind {
	case factType:
		a.Type = from.Type
		if own.Type != nil {
			if _, known := vocabulary.TypeByID(*own.Type); !known {
				return fault.New(fault.Invalid, "%q is not a type of articles.", *own.Type)
			}
			a.Type = *own.Type
		}
	case factTitle:
		if a.Title = from.Title; own.Title != nil {
			a.Title = *own.Title
		}
	case factHeadless:
		if a.Headless = from.Headless; own.Headless != nil {
			a.Headless = *own.Headless
		}
	case factAttributes:
		a.Attributes = from.Attributes
	case factNotes:
		a.Notes = from.Notes
	case factStoryPlace:
		a.Place = from.Place
	}
	return nil
}

// articleID is the id of a story in the adjudicated set; "" for none.
func (p *planner) articleID(story int) text.ID {
	if story < 0 || !p.wanted[story] {
		return ""
	}
	if id := p.to.list[story].Articles[p.own]; id != "" {
		return id
	}
	return p.madeID(p.storyName(story))
}

// putArticles puts the articles that were chosen.
func (p *planner) putArticles() error {
	for story := range p.to.list {
		if !p.wanted[story] {
			continue
		}
		a := p.articles[story]
		_, parent, err := p.target(story)
		if err != nil {
			return err
		}
		a.Parent = p.articleID(parent)
		p.put(markup.Cell{Kind: markup.ArticleCell, ID: p.articleID(story)}, a, p.articleOrigins(story)...)
	}
	return nil
}

func (p *planner) articleOrigins(story int) []Origin {
	if !p.compared(story) {
		return nil
	}
	var origins []Origin
	for _, kind := range storyFacts[:len(storyFacts)-1] {
		f := fact{kind, story}
		ch := p.settled(f)
		if !ch.keeps() && p.value(f, ch.set) != "" && (!p.has(story) || p.fresh(f)) {
			origins = append(origins, p.origin(f, ch))
		}
	}
	return origins
}

// removeArticles takes away the articles of the adjudicated set that nothing belongs to any more.
func (p *planner) removeArticles() error {
	for _, id := range slices.Backward(p.onto.articles) {
		if story := p.to.of(p.own, id); !p.wanted[story] {
			p.put(markup.Cell{Kind: markup.ArticleCell, ID: id}, nil)
		}
	}
	return nil
}
