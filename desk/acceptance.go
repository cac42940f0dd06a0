package desk

import (
	"context"
	"maps"
	"slices"
	"strings"

	"galley/engine/markup"
	"galley/fault"
)

// askOthers refuses to accept what the actor has not seen, or changed themselves and nobody else has submitted since. If
// the publication allows accepting one's own changes, the stored act says so. It returns Conflict if something was
// changed since the actor looked, and otherwise Forbidden with the reason.
func (d *Desk) askOthers(ctx context.Context, o *openSet, r *Request) error {
	act, says := r.Act.(*markup.SetState)
	if !says {
		return nil
	}
	own := false
	if act.Passes() {
		if err := d.askSeen(ctx, o, act, r); err != nil {
			return err
		}
		own = d.allowed(o, act, r)
		if err := d.askDiffer(ctx, o, act, r.Actor.ID); fault.CodeOf(err) != fault.Forbidden || !own {
			if err != nil {
				return err
			}
			own = false
		}
	}
	// Written by ourselves, every change of a state is found in the record, however a program wrote it.
	stored := *act
	stored.Reason, stored.Own = act.Why(), own
	var err error
	r.Raw, err = markup.WriteAct(r.Kind, &stored)
	return err
}

// askSeen refuses to accept what somebody else changed after the version that the actor has seen. It
// returns Conflict with who did.
func (d *Desk) askSeen(ctx context.Context, o *openSet, act *markup.SetState, r *Request) error {
	if r.Base >= o.pending.Version() {
		return nil
	}
	others, err := d.othersAfter(ctx, o, act, r.Base, r.Actor.ID)
	if err != nil || len(others) == 0 {
		return err
	}
	names := strings.Join(d.namesOf(ctx, others), ", ")
	if names == "" {
		return refusal(o.committed, fault.New(fault.Conflict, "A colleague changed something here after you looked at it. Look at it again, then accept it."), nil)
	}
	return refusal(o.committed, fault.New(fault.Conflict, "%s changed something here after you looked at it. Look at it again, then accept it.", names), nil)
}

// othersAfter are the authors other than one who changed what a decision is about after a version, each once.
func (d *Desk) othersAfter(ctx context.Context, o *openSet, act *markup.SetState, version, author int64) ([]int64, error) {
	rows, err := d.store.StepsBetween(ctx, o.id, version, o.committed.Version())
	if err != nil {
		return nil, err
	}
	entries, err := loggedStepsOf(rows)
	if err != nil {
		return nil, err
	}
	var others []int64
	for _, e := range append(entries, o.waitingSteps()...) {
		touches := func(c markup.Change) bool { return act.Concerns(o.pending, c) }
		if e.Author != author && e.Version > version && slices.ContainsFunc(e.Step.Changes, touches) && !slices.Contains(others, e.Author) {
			others = append(others, e.Author)
		}
	}
	return others, nil
}

// allowed reports whether the actor may accept, or pass, what they worked on themselves: in an issue of one stage as the
// publication allows it, else as an administrator did for this stage.
func (d *Desk) allowed(o *openSet, act *markup.SetState, r *Request) bool {
	plan := o.record.Plan()
	if plan.IsSingle() {
		return r.OwnAcceptance
	}
	_, allowed := plan.Allows(max(1, act.Stage), r.Actor.ID)
	return allowed
}

// askDiffer refuses to let somebody pass what they have to leave to another person. It returns Forbidden with the
// reason.
func (d *Desk) askDiffer(ctx context.Context, o *openSet, act *markup.SetState, author int64) error {
	plan := o.record.Plan()
	if !plan.IsSingle() {
		return d.askStages(ctx, o, plan, act, author)
	}
	own, err := d.changedSince(ctx, o, act, author)
	if err != nil || !own {
		return err
	}
	return errOwnChange
}

// errOwnChange is why the last pair of eyes is somebody else's.
var errOwnChange = fault.New(fault.Forbidden, "You changed something here after a colleague submitted it. Return it, or let somebody else accept it.")

// changedSince reports whether somebody changed what a state is about after a colleague submitted it last, and
// the change still stands.
func (d *Desk) changedSince(ctx context.Context, o *openSet, act *markup.SetState, author int64) (bool, error) {
	rows, err := d.store.StepsTowards(ctx, o.id, author)
	if err != nil {
		return false, err
	}
	entries, err := loggedStepsOf(rows)
	if err != nil {
		return false, err
	}
	unseen := map[markup.Cell]markup.Change{} // the author's, which nobody else submitted yet, from the first value to the last
	for _, e := range standing(append(entries, o.waitingSteps()...)) {
		if submitted, submits := submittedBy(e); submits && e.Author != author {
			maps.DeleteFunc(unseen, func(_ markup.Cell, c markup.Change) bool { return submitted.Concerns(o.pending, c) })
		}
		if e.Author != author {
			continue
		}
		for _, c := range e.Step.Changes {
			if first, known := unseen[c.Cell]; known {
				c.From = first.From
			}
			unseen[c.Cell] = c
		}
	}
	for cell, c := range unseen {
		if act.Concerns(o.pending, c) && !o.pending.Holds(cell, c.From) {
			return true, nil
		}
	}
	return false, nil
}

// submittedBy is the act by which a step submits something.
func submittedBy(e markup.LoggedStep) (*markup.SetState, bool) {
	act, decides := stateActOf(e)
	return act, decides && act.State == markup.Submitted
}
