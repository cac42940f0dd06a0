package desk

import (
	"context"
	"encoding/json"
	"slices"

	"galley/engine/markup"
	"galley/engine/stages"
	"galley/fault"
)

// past is what happened to a part of a set so far, as far as it decides who may pass it.
type past struct {
	at     markup.Course
	passed map[int]int64             // who passed a stage last
	own    map[markup.Cell]*workedOn // what one person changed in it
}

// workedOn is what somebody changed of a cell: the value before, and in which stages, 0 for the marking.
type workedOn struct {
	from   markup.Value
	stages []int
}

// askStages refuses to let the author of changes, or whoever did a stage before, pass what their stage has to leave to
// another pair of eyes. What counts are marks that still stand: whoever mends in a stage is an author for that stage,
// and the next one is the other pair of eyes. It returns Forbidden with the reason.
func (d *Desk) askStages(ctx context.Context, o *openSet, plan stages.Plan, act *markup.SetState, author int64) error {
	pasts, err := d.pastOf(ctx, o, act.Moves(o.pending), author)
	if err != nil {
		return err
	}
	n := max(1, act.Stage)
	stage := plan.Stage(n)
	for _, p := range pasts {
		did := map[int]bool{}
		for cell, c := range p.own {
			if o.pending.Holds(cell, c.from) {
				continue
			}
			for _, in := range c.stages {
				did[in] = true
			}
		}
		for in, who := range p.passed {
			did[in] = did[in] || who == author
		}
		for _, before := range stage.Differ {
			switch {
			case did[before] && before == 0:
				return fault.New(fault.Forbidden, "You marked something here, and “%s” is for somebody else to do.", stage.Name)
			case did[before]:
				return fault.New(fault.Forbidden, "You did “%s” here, and “%s” is for somebody else to do.", plan.Stage(before).Name, stage.Name)
			}
		}
		if n == plan.Last() && did[n] && p.passed[n] != author {
			return errOwnChange
		}
	}
	return nil
}

// pastOf is what happened to parts, and what an author changed in them, in the order of parts.
func (d *Desk) pastOf(ctx context.Context, o *openSet, parts []markup.Cell, author int64) ([]*past, error) {
	pasts := make([]*past, len(parts))
	of := map[markup.Cell]*past{}
	for i, part := range parts {
		pasts[i] = &past{at: markup.Outset(), passed: map[int]int64{}, own: map[markup.Cell]*workedOn{}}
		of[part] = pasts[i]
	}
	index := o.pending.IndexEver()
	rows, err := d.store.StepsTowards(ctx, o.id, author)
	if err != nil {
		return nil, err
	}
	entries, err := loggedStepsOf(rows)
	if err != nil {
		return nil, err
	}
	for _, e := range standing(append(entries, o.waitingSteps()...)) {
		if act, decides := stateActOf(e); decides {
			for _, part := range index.Of(act) {
				if p := of[part]; p != nil {
					p.follow(act, e.Author)
				}
			}
			continue
		}
		if e.Author != author {
			continue
		}
		for _, c := range e.Step.Changes {
			for _, part := range o.pending.Concerned(c) {
				if p := of[part]; p != nil {
					p.change(c)
				}
			}
		}
	}
	return pasts, nil
}

// follow takes a decision into account.
func (p *past) follow(act *markup.SetState, author int64) {
	if stage, _ := p.at.Follow(act); stage > 0 {
		p.passed[stage] = author
	}
}

// change takes a change of the author's into account.
func (p *past) change(c markup.Change) {
	own := p.own[c.Cell]
	if own == nil {
		own = &workedOn{from: c.From}
		p.own[c.Cell] = own
	}
	in := 0
	if p.at.State == markup.Submitted {
		in = p.at.Stage
	}
	if !slices.Contains(own.stages, in) {
		own.stages = append(own.stages, in)
	}
}

// stateActOf is the act by which a step changes a state, or false if it does something else.
func stateActOf(e markup.LoggedStep) (*markup.SetState, bool) {
	act := new(markup.SetState)
	if e.Kind != markup.KindState || json.Unmarshal(e.Act, act) != nil {
		return nil, false
	}
	return act, true
}
