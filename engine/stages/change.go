package stages

import (
	"fmt"
	"slices"
)

// With is the plan with one more stage at its end, still without a name: a reading of the marks that differs from
// the marking. A plan that is full stays as it is.
func (p Plan) With() Plan {
	if len(p.Stages) >= MaxStages {
		return p
	}
	next := Stage{Kind: Review, Unit: Article, Differ: []int{0}, Mends: true}
	if !p.IsSingle() {
		next.Unit = p.Stage(p.Last()).Unit
	}
	p.Stages = append(slices.Clone(p.Stages), next)
	return p
}

// Without is the plan without a stage. What refers to the stages after it follows them; what refers to the stage
// itself is gone, and what is reopened late goes to the first. A number that no stage has changes nothing.
func (p Plan) Without(n int) Plan {
	if n < 1 || n > len(p.Stages) {
		return p
	}
	order := make([]int, 0, len(p.Stages)-1)
	for i := range p.Stages {
		if i+1 != n {
			order = append(order, i+1)
		}
	}
	return p.ordered(order)
}

// Moved is the plan with a stage further down by some places, or up for fewer than 0, as far as there are places.
// Who must differ stays the same: of two stages the later one says so.
func (p Plan) Moved(n, by int) Plan {
	if n < 1 || n > len(p.Stages) {
		return p
	}
	order := make([]int, 0, len(p.Stages))
	for i := range p.Stages {
		if i+1 != n {
			order = append(order, i+1)
		}
	}
	return p.ordered(slices.Insert(order, min(max(1, n+by), len(p.Stages))-1, n))
}

// ordered is the plan with those of its stages that order names, in this order.
func (p Plan) ordered(order []int) Plan {
	place := map[int]int{0: 0} // the new number of a stage; that of the marking stays 0
	for i, n := range order {
		place[n] = i + 1
	}
	after := make([]Stage, len(order))
	for i, n := range order {
		after[i] = p.Stages[n-1]
		after[i].Differ = nil
	}
	for i, s := range p.Stages {
		one, stays := place[i+1]
		for _, d := range s.Differ {
			if other, known := place[d]; stays && known {
				later := &after[max(one, other)-1]
				later.Differ = append(later.Differ, min(one, other))
			}
		}
	}
	for i := range after {
		slices.Sort(after[i].Differ)
		after[i].Differ = slices.Compact(after[i].Differ)
	}
	p.Stages, p.Late = after, place[p.Late]
	var both []Exception
	for _, e := range p.Both {
		if e.Stage = place[e.Stage]; e.Stage > 0 {
			both = append(both, e)
		}
	}
	p.Both = both
	return p
}

// WithPosition is the plan with one more position, still without a name and people. A plan that has as many as it can
// have stays as it is.
func (p Plan) WithPosition() Plan {
	if len(p.Positions) >= MaxPositions {
		return p
	}
	id := ""
	for n := 1; id == ""; n++ {
		free := fmt.Sprintf("position-%d", n)
		if _, taken := p.Position(free); !taken {
			id = free
		}
	}
	p.Positions = append(slices.Clone(p.Positions), Position{ID: id})
	return p
}

// WithoutPosition is the plan without a position, which no stage names any longer.
func (p Plan) WithoutPosition(id string) Plan {
	p.Positions = slices.DeleteFunc(slices.Clone(p.Positions), func(q Position) bool { return q.ID == id })
	p.Stages = slices.Clone(p.Stages)
	for i, s := range p.Stages {
		p.Stages[i].Positions = slices.DeleteFunc(slices.Clone(s.Positions), func(named string) bool { return named == id })
	}
	return p
}

// Over is the template's plan in place of another one. A position that the other plan has already stays as it is, with
// its people; so does one that the template does not know, if somebody is in it.
func (t Template) Over(p Plan) Plan {
	plan := t.Plan
	plan.Positions = slices.Clone(plan.Positions)
	for i, q := range plan.Positions {
		if there, known := p.Position(q.ID); known {
			plan.Positions[i] = there
		}
	}
	for _, q := range p.Positions {
		if _, known := plan.Position(q.ID); !known && len(q.People) > 0 {
			plan.Positions = append(plan.Positions, q)
		}
	}
	return plan
}

// Duty is the plan with those people in its positions who were on duty there before, as far as they still hold them.
// A position in which nobody was on duty has all its people. It has no exceptions.
func (p Plan) Duty(before Plan) Plan {
	p.Both = nil
	p.Positions = slices.Clone(p.Positions)
	for i, q := range p.Positions {
		last, _ := before.Position(q.ID)
		duty := slices.DeleteFunc(slices.Clone(last.People), func(id int64) bool { return !slices.Contains(q.People, id) })
		if len(duty) > 0 {
			p.Positions[i].People = duty
		}
	}
	return p
}

// InPlaceOf is the plan for an issue that goes on under it: with who is on duty there, and with its exceptions for the
// stages that have kept their names.
func (p Plan) InPlaceOf(before Plan) Plan {
	p = p.Duty(before)
	for _, e := range before.Both {
		name := before.Stage(e.Stage).Name
		if i := slices.IndexFunc(p.Stages, func(s Stage) bool { return s.Name == name }); i >= 0 {
			e.Stage = i + 1
			p.Both = append(p.Both, e)
		}
	}
	return p
}

// Excepting is the plan with one more exception, in place of an earlier one of the same person and stage.
func (p Plan) Excepting(e Exception) Plan {
	p.Both = append(slices.DeleteFunc(slices.Clone(p.Both), func(old Exception) bool { return old.Person == e.Person && old.Stage == e.Stage }), e)
	return p
}
