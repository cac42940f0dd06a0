package markup

import (
	"slices"
	"sync"
)

// StageAt is the stage of review at which a part of a set is, or to which a part goes when it is submitted. An
// empty cell is the first stage. What a stage is, the plan of the issue says (see stages.Plan).
type StageAt struct {
	Stage int `json:"stage"`          // from 1
	Next  int `json:"next,omitempty"` // the stage that comes after it, of what was returned; 0: the one behind it
}

// firstStage is where a part is of which nothing is said.
var firstStage = StageAt{Stage: 1}

func (a StageAt) equal(v Value) bool { return same(v, func(b StageAt) bool { return a == b }) }

// Stand is how far a part of a set has come: its state, and the stage of review.
type Stand struct {
	State State
	StageAt
}

// besides is the cell of the stage beside that of a state.
func besides(state Cell) Cell { return Cell{Kind: StageCell, Page: state.Page, ID: state.ID} }

// StandOf is the state of the set, of what belongs to no article on a page, or of an article, with its stage: its
// own, else that of the page on which the article begins, else the set's.
func (s *Set) StandOf(c Cell) Stand {
	by, v := s.standing(c)
	if v == nil {
		return Stand{Draft, firstStage}
	}
	at, found := s.remarks.get(besides(by))
	if !found {
		at = firstStage
	}
	return Stand{v.(State), at.(StageAt)}
}

// standing is the cell of a state that holds for c, and what it holds; nil for none.
func (s *Set) standing(c Cell) (Cell, Value) {
	if v, found := s.remarks.get(c); found {
		return c, v
	}
	if c.ID != "" {
		if page := s.pageScope(c.ID); page.Page != 0 {
			if v, found := s.remarks.get(page); found {
				return page, v
			}
		}
	}
	set := Cell{Kind: StateCell}
	v, _ := s.remarks.get(set)
	return set, v
}

// StateOf is the state of StandOf. The set is accepted, too, as soon as all its parts are.
func (s *Set) StateOf(c Cell) State {
	state := s.StandOf(c).State
	if c == (Cell{Kind: StateCell}) && state != Accepted && s.allAccepted() {
		return Accepted
	}
	return state
}

// allAccepted reports whether every part of the set is accepted, though the set is not.
func (s *Set) allAccepted() bool {
	said := false
	for c, v := range s.remarks.from(Cell{Kind: StateCell}) {
		if c.Kind != StateCell {
			break
		}
		if c.Page == 0 && c.ID == "" || s.IsWithdrawn(c.ID) {
			continue
		}
		if said = true; v != Accepted {
			return false
		}
	}
	if !said {
		return false
	}
	for _, part := range s.Parts(Cell{Kind: StateCell}) {
		if s.StandOf(part).State != Accepted {
			return false
		}
	}
	return true
}

// Lowest is how far the part of a scope has come that is furthest behind: of the set, a page with what begins on
// it, or an article.
func (s *Set) Lowest(scope Cell) Stand {
	lowest, some := Stand{}, false
	for _, part := range s.Parts(scope) {
		if st := s.StandOf(part); !some || st.before(lowest) {
			lowest, some = st, true
		}
	}
	if !some {
		return s.StandOf(scope)
	}
	return lowest
}

// before reports whether a is less far than b.
func (a Stand) before(b Stand) bool {
	if a.State != b.State {
		return a.State.rank() < b.State.rank()
	}
	return a.Stage < b.Stage
}

// rank orders the states by how far something has come.
func (s State) rank() int {
	switch s {
	case Returned:
		return 1
	case Submitted:
		return 2
	case Accepted:
		return 3
	}
	return 0
}

// Parts are the cells of the states of what is reviewed by itself within a scope, in text order: of each page what
// belongs to no article there, named by the page, if there is any, and then the articles that begin there; last
// the articles without text. What was withdrawn is no part.
func (s *Set) Parts(scope Cell) []Cell {
	switch {
	case scope.ID != "":
		return []Cell{scope}
	case scope.Page != 0:
		return slices.Clone(s.IndexParts().byPage[scope.Page])
	}
	return slices.Clone(s.IndexParts().all)
}

// PartsIndex finds parts of a set by what decisions are about.
type PartsIndex struct {
	all    []Cell
	pageOf map[Cell]int
	byPage map[int][]Cell
}

// lazyParts are the parts of sets with the same blocks and articles, found once.
type lazyParts struct {
	once  sync.Once
	index *PartsIndex
}

// IndexParts is the index of all parts of the set.
func (s *Set) IndexParts() *PartsIndex {
	s.parts.once.Do(func() { s.parts.index = s.findParts(false) })
	return s.parts.index
}

// IndexEver is the index of all parts of the set, and of what was withdrawn.
func (s *Set) IndexEver() *PartsIndex {
	for range s.withdrawals() {
		return s.findParts(true)
	}
	return s.IndexParts()
}

func (s *Set) findParts(withdrawn bool) *PartsIndex {
	x := &PartsIndex{pageOf: map[Cell]int{}, byPage: map[int][]Cell{}}
	begun := map[int][]Cell{}
	for id := range s.Articles() {
		if !withdrawn && s.IsWithdrawn(id) {
			continue
		}
		page := s.BeginsOn(id)
		begun[page] = append(begun[page], Cell{Kind: StateCell, ID: id})
	}
	for _, p := range s.source.Pages {
		if s.hasLoose(p.Key) {
			x.byPage[p.Key] = []Cell{{Kind: StateCell, Page: p.Key}}
		}
		x.byPage[p.Key] = append(x.byPage[p.Key], begun[p.Key]...)
		x.all = append(x.all, x.byPage[p.Key]...)
	}
	x.byPage[0] = begun[0]
	x.all = append(x.all, begun[0]...)
	for page, parts := range x.byPage {
		for _, part := range parts {
			x.pageOf[part] = page
		}
	}
	return x
}

// All are all parts, in text order.
func (x *PartsIndex) All() []Cell { return x.all }

// Page is the page that a part is of: on which it stands, or begins; 0 for an article without text.
func (x *PartsIndex) Page(part Cell) int { return x.pageOf[part] }

// Of are the parts that an act is about, as far as they are still there.
func (x *PartsIndex) Of(act *SetState) []Cell {
	switch {
	case act.Article != "" || act.Outside:
		if _, there := x.pageOf[act.Scope()]; !there {
			return nil
		}
		return []Cell{act.Scope()}
	case act.Page != 0:
		return x.byPage[act.Page]
	}
	return x.all
}

// hasLoose reports whether something on a page belongs to no article, or nothing stands there at all.
func (s *Set) hasLoose(page int) bool {
	some := false
	for b := range s.Blocks(page) {
		if some = true; b.Article == "" {
			return true
		}
	}
	return !some
}

// stand says how far the parts of a scope have come: where moved names them, as that says, and else as before. The
// scope says so itself, what stands as it does is left to it, and the rest says so for itself.
func (d *draft) stand(scope Cell, moved map[Cell]Stand) {
	wanted := map[Cell]Stand{}
	var articles []Cell
	for _, part := range d.now.Parts(scope) {
		if wanted[part] = d.now.StandOf(part); part.ID != "" && part != scope {
			articles = append(articles, part)
		}
	}
	for _, part := range d.now.WithdrawnIn(scope) { // they stay where they are, whatever the page or the set becomes
		wanted[part] = d.now.StandOf(part)
		articles = append(articles, part)
	}
	counts, most := map[Stand]int{}, Stand{}
	for part, st := range moved {
		wanted[part] = st
		if counts[st]++; counts[st] > counts[most] || counts[st] == counts[most] && st.before(most) {
			most = st
		}
	}
	of := func(part Cell) Stand {
		if st, says := wanted[part]; says {
			return st
		}
		return most
	}
	d.putStand(scope, of(scope))
	if scope == (Cell{Kind: StateCell}) {
		for _, p := range d.now.source.Pages {
			page := Cell{Kind: StateCell, Page: p.Key}
			d.leave(page, of(page))
		}
	}
	for _, article := range articles {
		d.leave(article, of(article))
	}
}

// leave lets a part stand as it is to, by itself only if it would not otherwise.
func (d *draft) leave(part Cell, st Stand) {
	d.put(part, nil)
	d.put(besides(part), nil)
	if d.now.StandOf(part) != st {
		d.putStand(part, st)
	}
}

// putStand says how far a part has come.
func (d *draft) putStand(c Cell, st Stand) {
	d.put(c, st.State)
	if st.StageAt == firstStage {
		d.put(besides(c), nil)
	} else {
		d.put(besides(c), st.StageAt)
	}
}
