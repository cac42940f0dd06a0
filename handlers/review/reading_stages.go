package review

import (
	"strings"

	"galley/desk"
	"galley/engine/markup"
	"galley/locale"
	"galley/views/parts"
	views "galley/views/review"
)

// fillStages says how far a part has come in an issue of several stages.
func (p *page) fillStages(a part) error {
	if p.plan.IsSingle() {
		return nil
	}
	passed, came := p.passedStages(a)
	names, err := p.holderNames()
	if err != nil {
		return err
	}
	for n := 1; n <= p.plan.Last(); n++ {
		row := views.StageRow{Name: parts.StageName(p.ctx, p.plan.Stage(n).Name), Status: views.StageTodo}
		switch m, done := passed[n]; {
		case a.State == markup.Submitted && n == a.stage:
			row.Status, row.By = views.StageNow, p.holders(n, names)
			if came.Returns() {
				row.Words = locale.T(p.ctx, "returned by %s", came.Name)
			}
		case done:
			row.Status, row.By, row.At = views.StageDone, m.Name, m.At
		default:
			row.By = p.holders(n, names)
		}
		p.view.Stages = append(p.view.Stages, row)
	}
	return nil
}

// passedStages are the decisions by which a part has passed the stages behind it, and the last decision of all.
func (p *page) passedStages(a part) (passed map[int]desk.Milestone, last desk.Milestone) {
	passed = map[int]desk.Milestone{}
	now := markup.Outset()
	for _, m := range p.reading.Milestones {
		if !m.IsAbout(p.Set, a.scope) {
			continue
		}
		stage, moved := now.Follow(&m.SetState)
		if !moved {
			continue
		}
		if last = m; stage > 0 {
			passed[stage] = m
		}
		for n := range passed {
			if now.State != markup.Accepted && n >= now.Stage {
				delete(passed, n)
			}
		}
	}
	return passed, last
}

// holderNames are the names of everybody who does a stage.
func (p *page) holderNames() (map[int64]string, error) {
	var people []int64
	for n := 1; n <= p.plan.Last(); n++ {
		people = append(people, p.plan.Holders(n)...)
	}
	return p.server.Store.UserNames(p.ctx, people)
}

// holders are the names of the people who do a stage; those of a position by its name if there are many.
func (p *page) holders(n int, names map[int64]string) string {
	stage := p.plan.Stage(n)
	people := p.plan.Holders(n)
	switch {
	case stage.Open():
		return locale.T(p.ctx, "any reviewer")
	case len(people) > mostNamed && len(stage.Positions) == 1:
		position, _ := p.plan.Position(stage.Positions[0])
		return parts.StageName(p.ctx, position.Name)
	}
	all := make([]string, len(people))
	for i, id := range people {
		all[i] = names[id]
	}
	return strings.Join(all, locale.T(p.ctx, ", "))
}

// mostNamed is how many people of a stage are named.
const mostNamed = 3
