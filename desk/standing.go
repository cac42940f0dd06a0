package desk

import (
	"context"

	"galley/engine/markup"
	"galley/models"
)

// StandingOf is what a set is to people, as its record says.
func StandingOf(set models.AnnotationSet) markup.Standing {
	standing := markup.Standing{Independent: set.Kind == models.Independent, Adjudicated: set.Kind == models.Adjudicated, Shown: set.Shown, Plan: set.Plan()}
	if set.OwnerID != nil {
		standing.Owner = *set.OwnerID
	}
	return standing
}

// Standing is what a set is to people now. For somebody from whom it is hidden the record is read again:
// the last of the sets that were asked for may have been submitted meanwhile, here or on another server.
func (d *Desk) Standing(ctx context.Context, set int64, who markup.Actor) (markup.Standing, error) {
	o, err := d.hold(ctx, set)
	if err != nil {
		return markup.Standing{}, err
	}
	defer o.mu.Unlock()
	return d.standing(ctx, o, who)
}

// standing is Standing of a set that is locked.
func (d *Desk) standing(ctx context.Context, o *openSet, who markup.Actor) (markup.Standing, error) {
	st := StandingOf(o.record)
	if !st.Independent || st.Shown || who.ID == st.Owner {
		return st, nil
	}
	if err := d.reread(ctx, o); err != nil {
		return st, err
	}
	return StandingOf(o.record), nil
}

// reread reads the record of a set, which is locked, again: another server may have changed it.
func (d *Desk) reread(ctx context.Context, o *openSet) error {
	record, err := d.store.Set(ctx, o.id)
	if err == nil {
		o.record = record
	}
	return err
}
