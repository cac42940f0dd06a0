package review

import (
	"strings"

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
	passage := p.passages.Parts[a.scope]
	passed, came := passage.Passed, passage.Last
	names, err := p.holderNames()
	if err != nil {
		return err
	}
	for n := 1; n <= p.plan.Last(); n++ {
		row := views.StageRow{Name: parts.StageName(p.ctx, p.plan.Stage(n).Name), Status: views.StageTodo}
		switch m, done := passed[n]; {
		case a.State == markup.Submitted && n == a.stage && !a.Withdrawn:
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
