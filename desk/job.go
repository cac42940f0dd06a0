package desk

import (
	"fmt"

	"galley/engine/markup"
	"galley/models"
)

// job is a step that is resolved and waits to be written.
type job struct {
	set    *openSet
	epoch  int
	after  *markup.Set // the pending head with it
	steps  []markup.LoggedStep
	answer Answer
	append models.Append
	own    bool // append.Alongside is the job's own, and not the request's
	weight int
	result error
	done   chan struct{}
}

func (j *job) author() int64 { return j.steps[0].Author }

// decides reports whether the job changes how far something has come.
func (j *job) decides() bool {
	for _, e := range j.steps {
		for _, c := range e.Step.Changes {
			if c.Cell.Kind == markup.StateCell {
				return true
			}
		}
	}
	return false
}

// alongside is what is stored with the job's steps, for adding to it. The request keeps its own.
func (j *job) alongside() *models.Alongside {
	if j.own {
		return j.append.Alongside
	}
	own := models.Alongside{}
	if j.append.Alongside != nil {
		own = *j.append.Alongside
	}
	j.append.Alongside, j.own = &own, true
	return j.append.Alongside
}

// newJob makes the logged steps of a resolution and the head after them. The target is what an undo or redo
// takes back, nil for other acts.
func newJob(o *openSet, r Request, res markup.Resolution, target *markup.LoggedStep) (*job, error) {
	j := &job{set: o, epoch: o.epoch, after: o.pending, done: make(chan struct{})}
	j.append = models.Append{Set: o.id, From: o.pending.Version(), Alongside: r.Alongside}
	for i, step := range []markup.Step{res.Step, res.Inferred} {
		if len(step.Changes) == 0 {
			continue
		}
		e := markup.LoggedStep{Version: j.after.Version() + 1, ID: r.ID, Author: r.Actor.ID, At: r.At, Kind: r.Kind,
			Act: r.Raw, Step: step, Inferred: i == 1}
		if target != nil {
			e.Undoes = target.ID
		}
		if i == 1 {
			e.ID, e.Act = inferredID(r.ID), nil
			if len(j.steps) == 0 {
				e.ID, e.Act = r.ID, r.Raw
			}
		}
		next, err := j.after.Apply(e)
		if err != nil {
			return nil, fmt.Errorf("apply a step just resolved: %w", err)
		}
		row, err := rowOf(o.id, e)
		if err != nil {
			return nil, err
		}
		j.after = next
		j.steps = append(j.steps, e)
		j.append.Steps = append(j.append.Steps, row)
		j.weight += len(row.Changes) + len(row.Act)
	}
	if len(j.steps) == 0 {
		j.answer = Answer{Version: o.committed.Version(), Cells: map[string]markup.Value{}, Kind: r.Kind, Author: r.Actor.ID, Focus: res.Focus}
		return j, nil
	}
	j.append.Figures = figuresOf(j.after)
	settleWork(j)
	j.answer = news(o.pending, j.after, j.steps)
	j.answer.Focus, j.answer.Kept = res.Focus, namesOf(res.Kept)
	return j, nil
}

// figuresOf is what lists show of a set.
func figuresOf(s *markup.Set) models.Figures {
	blocks, decided := s.CountAll()
	return models.Figures{State: s.StateOf(markup.Cell{Kind: markup.StateCell}), Blocks: blocks, Decided: decided,
		Articles: s.CountArticles(), Problems: s.CountProblems()}
}

// enqueue appends a job to the queue and makes its head the pending one, on which the next act is resolved. Its set is
// locked.
func (d *Desk) enqueue(j *job) {
	o := j.set
	o.pending = j.after
	o.inflight = append(o.inflight, j)
	for _, e := range j.steps {
		o.remember(e)
	}
	d.queueing.Lock()
	d.queue = append(d.queue, j)
	d.queueing.Unlock()
}
