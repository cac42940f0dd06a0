package markup

import (
	"galley/engine/text"
	"galley/fault"
)

// draft is a set in the middle of an act: what was changed so far, and how it looks.
type draft struct {
	base, now *Set
	order     []Cell         // changed cells, in the order they were first touched
	from      map[Cell]Value // what they held before
	seed      text.ID
	ids       int
	focus     *position
	given     text.ID // the id that the browser made for what is started first; "" for none
	exact     bool    // an undo of all that was done: articles are left as they were before
	kept      []Cell  // cells that an undo left to a colleague
	found     found

	circumstances Circumstances
}

// found is what an act found out and made that what is inferred of it begins with.
type found struct {
	fresh []Extent // blocks that it decided and that were not decided before
	mark  text.ID  // the mark that it made, or "" for none
}

func newDraft(base *Set, seed text.ID) *draft {
	return &draft{base: base, now: base, from: map[Cell]Value{}, seed: seed}
}

// restart forgets everything that was changed, but not what the act was asked with.
func (d *draft) restart() {
	c := d.circumstances
	*d = *newDraft(d.base, d.seed)
	d.circumstances = c
}

// put lets cell c hold v.
func (d *draft) put(c Cell, v Value) {
	held := d.now.Get(c)
	if equalValues(held, v) {
		return
	}
	if _, seen := d.from[c]; !seen {
		d.from[c] = held
		d.order = append(d.order, c)
	}
	d.now = d.now.with(c, v)
}

// step is what was changed, each cell once; cells that hold again what they held are left out.
func (d *draft) step() Step {
	var step Step
	for _, c := range d.order {
		if to := d.now.Get(c); !equalValues(d.from[c], to) {
			step.Changes = append(step.Changes, Change{Cell: c, From: d.from[c], To: to})
		}
	}
	return step
}

// id is the id that the browser gave, or the next that follows from the step's.
func (d *draft) id(given text.ID) (text.ID, error) {
	if given == "" {
		d.ids++
		return text.DerivedID(d.seed, d.ids), nil
	}
	if !text.ValidID(given) {
		return "", fault.New(fault.Invalid, "The ID %q does not have the form Galley uses.", given)
	}
	for _, kind := range []CellKind{ArticleCell, SpanCell, CorrectionCell, PictureCell} {
		if d.now.Get(Cell{Kind: kind, ID: given}) != nil {
			return "", fault.New(fault.Conflict, "What you wanted to create here already exists.")
		}
	}
	return given, nil
}

// newID is an id that follows from the step's.
func (d *draft) newID() text.ID {
	d.ids++
	return text.DerivedID(d.seed, d.ids)
}

// block changes the mark on a block; what the block's tail says of the run below stays as it is.
func (d *draft) block(e Extent, change func(*Block)) {
	stored, found := d.now.blocks.get(e.start())
	if !found {
		stored = Block{Tail: d.now.tailAbove(e.start())}
	}
	change(&stored)
	if !stored.isHeading() {
		stored.Turns = nil
	}
	d.put(e.Cell(), stored)
}

// article changes the cell of an article that is there.
func (d *draft) article(id text.ID, change func(*Article)) {
	a, _ := d.now.articles.get(id)
	change(&a)
	d.put(articleCell(id), a)
}

// stands refuses an extent that is not a block of the set now.
func (d *draft) stands(e Extent) error {
	if d.now.source.Page(e.Page) == nil {
		return fault.New(fault.NotFound, "Page %d is not part of this issue.", e.Page)
	}
	if !d.now.Stands(e) {
		return fault.New(fault.Conflict, "The block at %d–%d of page %d no longer exists: somebody changed its cuts in the meantime. Look at it again, then repeat what you did.", e.Start, e.End, e.Page)
	}
	return nil
}

// standAll refuses no blocks, and blocks of which one is gone.
func (d *draft) standAll(blocks []Extent) error {
	if len(blocks) == 0 {
		return fault.New(fault.Invalid, "No block is selected. Go to a block first.")
	}
	for _, e := range blocks {
		if err := d.stands(e); err != nil {
			return err
		}
	}
	return nil
}

// exists refuses an article that is gone.
func (d *draft) exists(article text.ID) error {
	if !d.now.articles.has(article) {
		return fault.New(fault.Conflict, "That article no longer exists: it was merged or removed in the meantime.")
	}
	return nil
}

// moveOn sets the focus to the block below e, or leaves it on e at the end of the page.
func (d *draft) moveOn(e Extent) {
	if next, found := d.now.below(e); found {
		e = next
	}
	d.focusOn(e)
}

func (d *draft) focusOn(e Extent) { p := e.start(); d.focus = &p }

// tidy takes along what an act leaves without meaning: joins between different articles, articles
// that lost their last block, and dismissals of problems that are gone.
func (d *draft) tidy() {
	for _, c := range d.order {
		if c.Kind == BlockCell || c.Kind == CutCell {
			d.loosen(c.position())
		}
	}
	defer d.settle()
	if d.exact {
		return
	}
	for _, c := range d.order {
		switch before := d.from[c].(type) {
		case Block:
			d.sweep(before.Article)
			d.sweep(before.Tail)
		case Article:
			d.sweep(before.Parent)
		case PlacedPicture:
			d.sweep(before.Article)
		}
		// A block without a cell may have been the last that an article was assumed to have.
		if e, stood := d.base.startsAt(c.position()); stood && c.Kind == BlockCell {
			d.sweep(d.base.Block(e).Article)
		}
	}
}

// loosen removes the joins of the block at p that cannot be joined any more.
func (d *draft) loosen(p position) {
	e, found := d.now.Extent(p.page, p.at)
	if !found {
		return
	}
	if from, _, joined := d.now.JoinTo(e); joined && !d.together(from, e) {
		d.put(joinCell(from.end()), nil)
	}
	if j, joined := d.now.JoinFrom(e); joined {
		if to, found := d.now.startsAt(position{j.Page, j.Start}); !found || !d.together(e, to) {
			d.put(joinCell(e.end()), nil)
		}
	}
}

// together reports whether two blocks can be joined: both have a cell, of one article. What is assumed
// by a tail alone cannot, for the tail may come to say another article without a change of the block.
func (d *draft) together(a, b Extent) bool {
	x, _ := d.now.blocks.get(a.start())
	y, _ := d.now.blocks.get(b.start())
	return x.Article != "" && x.Article == y.Article
}

// sweep removes an article that nothing belongs to any more, and then the package that had nothing
// but it. An article with notes stays, for somebody wrote them, and so does one that is withheld.
func (d *draft) sweep(id text.ID) {
	a, found := d.now.articles.get(id)
	if !found || len(a.Notes) > 0 || d.now.remarks.has(withheldCell(id)) || d.now.hasAnything(id) {
		return
	}
	d.removeArticle(id)
	d.sweep(a.Parent)
}

// removeArticle removes an article that no block, article or picture belongs to.
func (d *draft) removeArticle(id text.ID) {
	d.retail(id, "", position{})
	d.put(Cell{Kind: StateCell, ID: id}, nil)
	d.put(Cell{Kind: StageCell, ID: id}, nil)
	d.undismiss(articleCell(id))
	d.put(articleCell(id), nil)
}

// hasAnything reports whether a block, child or picture belongs to article id, or a run is assumed to.
func (s *Set) hasAnything(id text.ID) bool {
	return s.hasMembers(id) || s.assumes(id) || s.hasChildren(id) || s.hasPictures(id)
}

// refersTo reports whether a block, tail, child or picture names article id.
func (s *Set) refersTo(id text.ID) bool {
	for key := range s.tails.from(memberKey{article: id}) {
		if key.article == id {
			return true
		}
		break
	}
	return s.hasMembers(id) || s.hasChildren(id) || s.hasPictures(id)
}

func (s *Set) hasMembers(id text.ID) bool {
	for key := range s.members.from(memberKey{article: id}) {
		return key.article == id
	}
	return false
}

func (s *Set) hasChildren(id text.ID) bool {
	for key := range s.children.from(childKey{parent: id}) {
		return key.parent == id
	}
	return false
}

func (s *Set) hasPictures(id text.ID) bool {
	for key := range s.picturesIn.from(childKey{parent: id}) {
		return key.parent == id
	}
	return false
}
