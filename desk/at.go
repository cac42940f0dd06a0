package desk

import (
	"context"

	"galley/engine/markup"
	"galley/fault"
)

// At is a set as it stood at a version, 0 for the empty set. It is read from the steps, from the
// newest snapshot on that is old enough. It returns NotFound if there is no such version.
func (d *Desk) At(ctx context.Context, id, version int64) (*markup.Set, error) {
	view, err := d.View(ctx, id)
	if err != nil {
		return nil, err
	}
	if version < 0 || version > view.Version() {
		return nil, fault.New(fault.NotFound, "This set has no version %d; the latest is %d.", version, view.Version())
	}
	if version == view.Version() {
		return view.Set, nil
	}
	set, _ := d.restore(ctx, id, view.Source())
	if set == nil || set.Version() > version {
		set = markup.NewSet(view.Source())
	}
	rows, err := d.store.StepsBetween(ctx, id, set.Version(), version)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		e, err := loggedStepOf(row)
		if err == nil {
			set, err = set.Apply(e)
		}
		if err != nil {
			return nil, fault.Wrap(fault.Conflict, err, "This set was changed by a newer version of Galley; its history cannot be read here.")
		}
	}
	return set, nil
}
