package desk

import (
	"context"
	"encoding/json"
	"slices"

	"galley/fault"
	"galley/markup"
)

// askOthers lets nobody accept what they changed themselves: a change is seen by four eyes once
// somebody else has submitted it. Where the publication allows it all the same, the act says so. It
// returns Forbidden with the reason.
func (d *Desk) askOthers(ctx context.Context, o *openSet, r *Request) error {
	act, says := r.Act.(*markup.SetState)
	if !says {
		return nil
	}
	own := false
	if act.State == markup.Accepted {
		var err error
		if own, err = d.changedSince(ctx, o, act.Scope(), r.Actor.ID); err != nil {
			return err
		}
	}
	if own && !r.OwnAcceptance {
		return fault.New(fault.Forbidden, "You changed something here since a colleague submitted it. Return it, or let somebody else accept it.")
	}
	if act.Own == own {
		return nil
	}
	act.Own = own
	raw, err := json.Marshal(struct {
		Kind string `json:"kind"`
		*markup.SetState
	}{r.Kind, act})
	r.Raw = raw
	return err
}

// changedSince says whether somebody changed what a state is about after a colleague submitted it last.
func (d *Desk) changedSince(ctx context.Context, o *openSet, scope markup.Cell, author int64) (bool, error) {
	rows, err := d.store.StepsTowards(ctx, o.id, author)
	if err != nil {
		return false, err
	}
	var entries []markup.Entry
	for _, row := range rows {
		e, err := entryOf(row)
		if err != nil {
			return false, err
		}
		entries = append(entries, e)
	}
	var unseen []markup.Entry // the author's, which nobody else submitted yet
	for _, e := range append(entries, o.waitingEntries()...) {
		submitted, submits := submittedBy(e)
		switch {
		case submits && e.Author != author:
			unseen = slices.DeleteFunc(unseen, func(e markup.Entry) bool { return touches(o.pending, e, submitted) })
		case e.Author == author && touches(o.pending, e, scope):
			unseen = append(unseen, e)
		}
	}
	return len(unseen) > 0, nil
}

// touches says whether an entry changed what a state is about.
func touches(head *markup.Set, e markup.Entry, scope markup.Cell) bool {
	for _, c := range e.Step.Changes {
		if head.Touches(c, scope) {
			return true
		}
	}
	return false
}

// submittedBy is what an entry submits: a set, a page or an article.
func submittedBy(e markup.Entry) (markup.Cell, bool) {
	var act markup.SetState
	if e.Kind != "state" || json.Unmarshal(e.Act, &act) != nil {
		return markup.Cell{}, false
	}
	return act.Scope(), act.State == markup.Submitted
}
