package desk

import (
	"context"
	"encoding/json"
	"time"

	"galley/engine/markup"
	"galley/models"
)

// Milestone is a change of the state of a set, a page or an article: the act, and whose it was.
type Milestone struct {
	markup.SetState
	Version int64
	Author  int64
	Name    string // "" for a deleted account
	At      time.Time
}

// Milestones are all changes of states in a set that were not taken back, in order.
func (d *Desk) Milestones(ctx context.Context, set int64) ([]Milestone, error) {
	return MilestonesIn(ctx, d.store, set)
}

// MilestonesIn are all changes of states in a set of a store that were not taken back, in order.
func MilestonesIn(ctx context.Context, store *models.Store, set int64) ([]Milestone, error) {
	rows, err := store.StepsTowards(ctx, set, 0)
	if err != nil {
		return nil, err
	}
	var entries []markup.LoggedStep
	for _, row := range rows {
		e, err := headOf(row)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	var found []Milestone
	var authors []int64
	for _, e := range standing(entries) {
		var act markup.SetState
		if e.Kind != markup.KindState || json.Unmarshal(e.Act, &act) != nil {
			continue
		}
		act.Reason = act.Why()
		found = append(found, Milestone{SetState: act, Version: e.Version, Author: e.Author, At: e.At})
		authors = append(authors, e.Author)
	}
	names, err := store.UserNames(ctx, authors)
	for i, m := range found {
		found[i].Name = names[m.Author]
	}
	return found, err
}

// Touch is who changed a cell last, and when.
type Touch struct {
	Version int64
	Author  int64
	Name    string // "" for a deleted account
	At      time.Time
}

// Touched says who changed every cell last that was changed after one version and up to another.
func (d *Desk) Touched(ctx context.Context, set, after, until int64) (map[markup.Cell]Touch, error) {
	rows, err := d.store.StepsBetween(ctx, set, after, until)
	if err != nil {
		return nil, err
	}
	touched := map[markup.Cell]Touch{}
	seen := map[int64]bool{}
	var authors []int64
	for _, row := range rows {
		e, err := loggedStepOf(row)
		if err != nil {
			return nil, err
		}
		for _, c := range e.Step.Changes {
			touched[c.Cell] = Touch{Version: e.Version, Author: e.Author, At: e.At}
		}
		if !seen[e.Author] {
			seen[e.Author] = true
			authors = append(authors, e.Author)
		}
	}
	names, err := d.store.UserNames(ctx, authors)
	for c, t := range touched {
		t.Name = names[t.Author]
		touched[c] = t
	}
	return touched, err
}

// Steps are the steps of a set after one version and up to another, in order.
func (d *Desk) Steps(ctx context.Context, set, after, until int64) ([]markup.LoggedStep, error) {
	rows, err := d.store.StepsBetween(ctx, set, after, until)
	if err != nil {
		return nil, err
	}
	return loggedStepsOf(rows)
}
