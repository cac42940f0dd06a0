package desk

import (
	"context"
	"slices"
	"strings"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

// history is what one author can undo and redo in a set: ids of steps, the last one on top. It is
// read from the author's own steps, so it survives everything.
type history struct {
	undo, redo []text.ID
	decisions  map[text.ID]bool // those of undo that change how far something has come
}

// add brings h up to date with the author's next step. A new act ends redo. A decision that was undone is not redone:
// it is decided again.
func (h *history) add(e markup.LoggedStep) {
	undone, redone := lastOf(h.undo, e.Undoes), lastOf(h.redo, e.Undoes)
	switch {
	case e.Undoes == "" && e.Kind == markup.KindState:
		if h.decisions == nil {
			h.decisions = map[text.ID]bool{}
		}
		h.undo, h.decisions[e.ID] = append(h.undo, e.ID), true
	case e.Undoes == "":
		h.undo = append(h.undo, e.ID)
		h.redo = nil
	case undone >= 0:
		h.dropFrom(undone)
		if !h.decisions[e.Undoes] {
			h.redo = append(h.redo, e.ID)
		}
	case redone >= 0:
		h.redo = h.redo[:redone]
		h.undo = append(h.undo, e.ID)
	}
}

// dropFrom drops a step that was undone, and what stood above it and was skipped. Decisions above it are not skipped:
// most undos are not asked of them.
func (h *history) dropFrom(at int) {
	left := h.undo[:at:at]
	if !h.decisions[h.undo[at]] {
		for _, id := range h.undo[at+1:] {
			if h.decisions[id] {
				left = append(left, id)
			}
		}
	}
	h.undo = left
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
	ids, decides := h.undo, false
	switch act := act.(type) {
	case *markup.Redo:
		ids = h.redo
	case *markup.Undo:
		decides = act.Decides()
	}
	for _, id := range slices.Backward(ids) {
		if !o.skipped[id] && (decides || !h.decisions[id]) {
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
	if err == nil {
		err = d.askUntouched(ctx, o, entry)
	}
	if err != nil {
		return nil, err
	}
	return &entry, nil
}

// askUntouched refuses to take a decision back once somebody else has gone on with what it was about. It returns
// Conflict, as ErrCovered, with who did.
func (d *Desk) askUntouched(ctx context.Context, o *openSet, decision markup.LoggedStep) error {
	act, decides := stateActOf(decision)
	if !decides {
		return nil
	}
	others, err := d.othersAfter(ctx, o, act, decision.Version, decision.Author)
	if err != nil {
		return err
	}
	for _, id := range o.pending.Others(cellsOf(decision), decision.Version, decision.Author) {
		if !slices.Contains(others, id) {
			others = append(others, id)
		}
	}
	if len(others) == 0 {
		return nil
	}
	names := strings.Join(d.namesOf(ctx, others), ", ")
	return refusal(o.committed, fault.Wrap(fault.Conflict, markup.ErrCovered, "%s has gone on with it since, so your decision stays. Press again for what you did before.", names), nil)
}

// standing are steps without the decisions that were taken back, and without the undos that took them back.
func standing(entries []markup.LoggedStep) []markup.LoggedStep {
	decided, gone := map[text.ID]bool{}, map[text.ID]bool{}
	for _, e := range entries {
		if decided[e.ID] = e.Kind == markup.KindState; decided[e.Undoes] {
			gone[e.ID], gone[e.Undoes] = true, true
		}
	}
	if len(gone) == 0 {
		return entries
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e markup.LoggedStep) bool { return gone[e.ID] })
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
