package markup

import (
	"slices"

	"galley/engine/stages"
	"galley/engine/text"
)

// AnyReviewer is the person of a Wait for everybody who reviews, if nobody is named.
const AnyReviewer int64 = 0

// Crew is who works on a set, besides the people of its stages.
type Crew struct {
	Authors []int64 // who made its steps
	Given   []Given // what was given to somebody, and holds
}

// Given says who has a part of a set, to mark or to review: an article, a page, or the set as a whole.
type Given struct {
	Page    int // by its key; 0 for an article and for the set
	Article text.ID
	Person  int64
	Review  bool
}

// Wait is what waits for one person in a set, to be decided in a stage of review or to be mended by its author.
type Wait struct {
	Person int64  // a user, or AnyReviewer
	Stage  int    // from 1; 0: it was returned to its author
	Since  int64  // the version at which the last of it came to wait
	Parts  []Cell // see Set.Parts; in text order, never none
}

// Waiting is what waits for whom: every part that is submitted waits for the people of its stage except for whoever passed it to them, where that is open
// to all for whoever was given it to review, and else for any reviewer; every part that is returned waits for whoever
// was given it to mark, else for whoever marked most of it. What waits for one person in one stage is one Wait, and
// what was returned at once is. They come in the order of their first parts.
func (s *Set) Waiting(plan stages.Plan, crew Crew) []Wait {
	var all []Wait
	if !s.InReview() {
		return nil
	}
	for _, part := range s.Parts(Cell{Kind: StateCell}) {
		stage, people := s.Asked(part, plan, crew)
		since := s.moved(part).Version
		for _, person := range people {
			i := slices.IndexFunc(all, func(w Wait) bool {
				return w.Person == person && w.Stage == stage && (stage > 0 || w.Since == since)
			})
			if i < 0 {
				i, all = len(all), append(all, Wait{Person: person, Stage: stage})
			}
			all[i].Since, all[i].Parts = max(all[i].Since, since), append(all[i].Parts, part)
		}
	}
	return all
}

// InReview reports whether something of the set is submitted or returned.
func (s *Set) InReview() bool {
	for c, v := range s.remarks.from(Cell{Kind: StateCell}) {
		if c.Kind != StateCell {
			break
		}
		if v == Submitted || v == Returned {
			return true
		}
	}
	return false
}

// Asked are the people for whom a part waits, and the stage in which they review it, 0 if they mend it; none for
// what waits for nobody.
func (s *Set) Asked(part Cell, plan stages.Plan, crew Crew) (stage int, people []int64) {
	at := s.StandOf(part)
	switch at.State {
	case Submitted:
		if !plan.Stage(at.Stage).Open() {
			return at.Stage, s.otherHolders(part, at.Stage, plan)
		}
		if people = s.givenOf(part, crew, true); people == nil {
			people = []int64{AnyReviewer}
		}
		return at.Stage, people
	case Returned:
		if people = s.givenOf(part, crew, false); people == nil {
			people = s.Markers(part)
		}
		if people == nil {
			people = crew.Authors
		}
	}
	return 0, people
}

// otherHolders are the people of a stage except for whoever brought a part there, if the stage is for somebody else
// than who did what comes before it; all of them, if nobody else is left.
func (s *Set) otherHolders(part Cell, stage int, plan stages.Plan) []int64 {
	all := plan.Holders(stage)
	mover := s.moved(part).Author
	if _, allowed := plan.Allows(stage, mover); allowed || len(plan.Stage(stage).Differ) == 0 {
		return all
	}
	if others := slices.DeleteFunc(slices.Clone(all), func(id int64) bool { return id == mover }); len(others) > 0 {
		return others
	}
	return all
}

// givenOf are the people who have a part, its page or the set, whichever is nearest; nil for nobody.
func (s *Set) givenOf(part Cell, crew Crew, review bool) []int64 {
	nearest := []Given{{Page: part.Page}, {}}
	if part.ID != "" {
		nearest = []Given{{Article: part.ID}, {Page: s.BeginsOn(part.ID)}, {}}
	}
	for _, of := range nearest {
		var people []int64
		for _, g := range crew.Given {
			if g.Review == review && g.Article == of.Article && g.Page == of.Page && !slices.Contains(people, g.Person) {
				people = append(people, g.Person)
			}
		}
		if people != nil {
			return people
		}
	}
	return nil
}

// Markers are the people who changed most blocks of a part last; nil if nobody changed any.
func (s *Set) Markers(part Cell) []int64 {
	blocks := map[int64]int{}
	most := 0
	count := func(b BlockView) {
		if t, touched := s.touched.get(b.Cell()); touched {
			blocks[t.Author]++
			most = max(most, blocks[t.Author])
		}
	}
	if part.ID != "" {
		for b := range s.Members(part.ID) {
			count(b)
		}
	} else {
		for b := range s.Blocks(part.Page) {
			if b.Article == "" {
				count(b)
			}
		}
	}
	var people []int64
	for person, n := range blocks {
		if n == most {
			people = append(people, person)
		}
	}
	slices.Sort(people)
	return people
}

// moved is the last change of how far a part has come.
func (s *Set) moved(part Cell) Touch {
	by, _ := s.standing(part)
	last, _ := s.Touched(by)
	if at, touched := s.Touched(besides(by)); touched && at.Version > last.Version {
		last = at
	}
	return last
}
