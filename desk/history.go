package desk

import (
	"context"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
)

// history is what one author can undo and redo in a set: ids of steps, the last one on top. It is
// read from the author's own steps, so it survives everything.
type history struct {
	undo, redo []text.ID
}

// add brings h up to date with the author's next step. A new act ends redo; state steps are never
// undone.
func (h *history) add(e markup.LoggedStep) {
	undone, redone := lastOf(h.undo, e.Undoes), lastOf(h.redo, e.Undoes)
	switch {
	case e.Undoes == "" && e.Kind == markup.KindState:
	case e.Undoes == "":
		h.undo = append(h.undo, e.ID)
		h.redo = nil
	case undone >= 0:
		h.undo = h.undo[:undone] // what stood above it was skipped
		h.redo = append(h.redo, e.ID)
	case redone >= 0:
		h.redo = h.redo[:redone]
		h.undo = append(h.undo, e.ID)
	}
}

// skip passes over the step that an undo or redo would take back next: colleagues have covered it, and that was said.
// It stays in the history, which the record alone makes; after a restart it is said once more.
func (o *openSet) skip(r Request) {
	if o.skipped == nil {
		o.skipped = map[text.ID]bool{}
	}
	o.skipped[o.next(o.history[r.Actor.ID], r.Act)] = true
}

// next is the step that an undo or redo takes back next, or "" if absent.
func (o *openSet) next(h *history, act markup.Act) text.ID {
	ids := h.undo
	if _, redo := act.(*markup.Redo); redo {
		ids = h.redo
	}
	for _, id := range slices.Backward(ids) {
		if !o.skipped[id] {
			return id
		}
	}
	return ""
}

// lastOf is where an id stands, looked for from the end; -1 if it does not, as the empty one.
func lastOf(ids []text.ID, id text.ID) int {
	for i := len(ids) - 1; i >= 0 && id != ""; i-- {
		if ids[i] == id {
			return i
		}
	}
	return -1
}

// aim finds the step that an undo or redo takes back. It is nil for every other act, and if nothing can
// be taken back.
func (d *Desk) aim(ctx context.Context, o *openSet, r Request) (*markup.LoggedStep, error) {
	switch r.Act.(type) {
	case *markup.Undo, *markup.Redo:
	default:
		return nil, nil
	}
	h, err := d.historyOf(ctx, o, r.Actor.ID)
	if err != nil {
		return nil, err
	}
	id := o.next(h, r.Act)
	if id == "" {
		return nil, nil
	}
	entry, err := d.entry(ctx, o, id)
	if err != nil {
		return nil, err
	}
	return &entry, nil
}

// Undoable is the step that an author's next undo takes back in a set, or "" if absent.
func (d *Desk) Undoable(ctx context.Context, set, author int64) (text.ID, error) {
	o, err := d.hold(ctx, set)
	if err != nil {
		return "", err
	}
	defer o.mu.Unlock()
	h, err := d.historyOf(ctx, o, author)
	if err != nil {
		return "", err
	}
	return o.next(h, &markup.Undo{}), nil
}

// historyOf is the author's history at the pending head, read from the store the first time.
func (d *Desk) historyOf(ctx context.Context, o *openSet, author int64) (*history, error) {
	if h := o.history[author]; h != nil {
		return h, nil
	}
	// What others stored meanwhile, and what is stored and not settled yet, is not in the head.
	rows, err := d.store.OwnSteps(ctx, o.id, author, o.committed.Version()+1, 0)
	if err != nil {
		return nil, err
	}
	h := &history{}
	for _, row := range slices.Backward(rows) {
		entry, err := headOf(row)
		if err != nil {
			return nil, err
		}
		h.add(entry)
	}
	for _, e := range o.waitingSteps() {
		if e.Author == author {
			h.add(e)
		}
	}
	o.history[author] = h
	return h, nil
}

// waitingSteps are the steps between the committed head and the pending one, in order.
func (o *openSet) waitingSteps() []markup.LoggedStep {
	var entries []markup.LoggedStep
	for _, j := range o.inflight {
		if j.epoch == o.epoch {
			entries = append(entries, j.steps...)
		}
	}
	return entries
}

// entry is a step of the pending head by its id.
func (d *Desk) entry(ctx context.Context, o *openSet, id text.ID) (markup.LoggedStep, error) {
	for _, e := range o.waitingSteps() {
		if e.ID == id {
			return e, nil
		}
	}
	row, err := d.store.StepByID(ctx, o.id, id)
	if err != nil {
		return markup.LoggedStep{}, err
	}
	return loggedStepOf(row)
}
