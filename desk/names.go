package desk

import (
	"context"
	"strings"

	"galley/engine/markup"
	"galley/fault"
)

// namesOf are the names of users, in their order. It is empty if they cannot be read, for a
// sentence can do without.
func (d *Desk) namesOf(ctx context.Context, users []int64) []string {
	if len(users) == 0 {
		return nil
	}
	names, err := d.store.UserNames(ctx, users)
	if err != nil {
		d.log.Error("read the names of colleagues", "error", err)
		return nil
	}
	var found []string
	for _, id := range users {
		if name := names[id]; name != "" {
			found = append(found, name)
		}
	}
	return found
}

// changedMeanwhile refuses an act because of cells that colleagues changed, whom it names.
func (d *Desk) changedMeanwhile(ctx context.Context, head *markup.Set, stale []markup.Cell, r Request) error {
	names := d.namesOf(ctx, head.Others(stale, r.Base, r.Actor.ID))
	if len(names) == 0 {
		return fault.New(fault.Conflict, "A colleague changed this in the meantime; you now see the current state.")
	}
	return fault.New(fault.Conflict, "%s changed this in the meantime; you now see the current state.", strings.Join(names, ", "))
}

// nothingLeft is the error of an undo that finds nothing to take back: it names the colleagues who
// changed all of target since, and gives what they made of it.
func (d *Desk) nothingLeft(ctx context.Context, o *openSet, target markup.LoggedStep, author int64, err error) error {
	if fault.CodeOf(err) != fault.Conflict {
		return err
	}
	cells := cellsOf(target)
	if names := d.namesOf(ctx, o.pending.Others(cells, target.Version, author)); len(names) > 0 {
		err = fault.Wrap(fault.Conflict, err, "%s has since changed all of this, so it stays. Press again for what you did before.", strings.Join(names, ", "))
	}
	return refusal(o.committed, err, cells)
}

// cellsOf are the cells that a step changed.
func cellsOf(e markup.LoggedStep) []markup.Cell {
	var cells []markup.Cell
	for _, c := range e.Step.Changes {
		cells = append(cells, c.Cell)
	}
	return cells
}
