package desk

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
	"galley/models"
)

// Request is an act that somebody asks of a set.
type Request struct {
	Set   int64
	ID    text.ID // of the step, made by the browser; sent again it is answered again
	Base  int64   // the version the browser knew
	Kind  string
	Act   markup.Act
	Raw   json.RawMessage // the act as it was sent, for the record; nil: as WriteAct writes it
	Actor markup.Actor
	At    time.Time

	Alongside     *models.Alongside // what is stored with the step; nil for most
	OwnAcceptance bool              // the publication lets people accept what they changed themselves
}

// Refusal is an act refused, with the present value of the cells it was about.
type Refusal struct {
	Err     error
	Version int64
	Cells   map[string]markup.Value
}

// Error is the sentence.
func (r *Refusal) Error() string { return r.Err.Error() }

// Unwrap gives the fault.
func (r *Refusal) Unwrap() error { return r.Err }

// attempts is how often an act is resolved again because somebody else was first.
const attempts = 20

// Apply resolves an act at the head of its set, stores it durably and answers with what changed. It
// returns Forbidden for what the actor may not do, Invalid for an act without sense, and Conflict, as
// a Refusal with the present cells, for one that came too late.
func (d *Desk) Apply(ctx context.Context, r Request) (Answer, error) {
	if !text.ValidID(r.ID) {
		return Answer{}, fault.New(fault.Invalid, "The step ID %q does not have the form Galley uses.", r.ID)
	}
	if r.Raw == nil {
		var err error
		if r.Raw, err = markup.WriteAct(r.Kind, r.Act); err != nil {
			return Answer{}, err
		}
	}
	for i := range attempts {
		j, answer, err := d.queueUp(ctx, r, i > 0)
		if j == nil || err != nil {
			return answer, err
		}
		d.await(j)
		if !errors.Is(j.result, models.ErrStale) {
			return j.answer, j.result
		}
	}
	return Answer{}, fault.New(fault.Conflict, "Too many colleagues are changing this set at once. Please try again.")
}

// queueUp resolves a request and queues it to be written. The job is nil if there is nothing to
// write: the answer is known. Again says that somebody else was first the last time.
func (d *Desk) queueUp(ctx context.Context, r Request, again bool) (*job, Answer, error) {
	o, err := d.hold(ctx, r.Set)
	if err != nil {
		return nil, Answer{}, err
	}
	defer o.mu.Unlock()
	if again {
		if err := d.catchUp(ctx, o); err != nil {
			return nil, Answer{}, err
		}
	}
	if j := o.waiting(r); j != nil {
		return j, Answer{}, nil
	}
	look := again || o.recent[r.ID] || r.Base < o.pending.Version()
	if look {
		if answer, found, err := d.seen(ctx, o, r); found || err != nil {
			return nil, answer, err
		}
	}
	j, err := d.resolve(ctx, o, r)
	if err != nil && !again {
		j, err = d.resolveAgain(ctx, o, r, err)
	}
	if err != nil && !look {
		// An act that was done already often cannot be done again.
		if answer, found, err := d.seen(ctx, o, r); found || err != nil {
			return nil, answer, err
		}
	}
	if errors.Is(err, markup.ErrCovered) {
		o.skip(r)
	}
	switch {
	case err != nil:
		return nil, Answer{}, err
	case len(j.steps) == 0:
		return nil, j.answer, nil
	}
	d.enqueue(j)
	return j, Answer{}, nil
}

// resolveAgain looks, before a refusal, whether somebody else stored steps meanwhile, and if so resolves the
// request behind them: no act is refused for what is not so any more.
func (d *Desk) resolveAgain(ctx context.Context, o *openSet, r Request, refused error) (*job, error) {
	known := o.committed.Version()
	if err := d.catchUp(ctx, o); err != nil {
		return nil, err
	}
	if o.committed.Version() == known {
		return nil, refused
	}
	return d.resolve(ctx, o, r)
}

// waiting is the job of a step that was sent before and is not written yet, or nil if absent.
func (o *openSet) waiting(r Request) *job {
	for _, j := range o.inflight {
		if j.steps[0].ID == r.ID && j.author() == r.Actor.ID {
			return j
		}
	}
	return nil
}

// seen answers a step that is stored already.
func (d *Desk) seen(ctx context.Context, o *openSet, r Request) (Answer, bool, error) {
	rows, err := d.stored(ctx, o.id, r.ID)
	if err != nil || len(rows) == 0 {
		return Answer{}, false, err
	}
	if rows[0].AuthorID != r.Actor.ID {
		return Answer{}, false, fault.New(fault.Conflict, "Somebody else already sent a step with this ID.")
	}
	if rows[len(rows)-1].Version > o.committed.Version() {
		// Another server stored it.
		if err := d.catchUp(ctx, o); err != nil {
			return Answer{}, false, err
		}
		if o.broken != nil {
			return Answer{}, false, o.broken
		}
	}
	entries, err := oneAct(rows)
	if err != nil {
		return Answer{}, false, err
	}
	return present(o.committed, entries), true, nil
}

// stored returns the rows of an act by its id: the act's and, if any, that of what was
// inferred from it. An act that is not stored has none.
func (d *Desk) stored(ctx context.Context, set int64, id text.ID) ([]models.Step, error) {
	var rows []models.Step
	for _, id := range []text.ID{id, inferredID(id)} {
		row, err := d.store.StepByID(ctx, set, id)
		if fault.CodeOf(err) == fault.NotFound {
			break
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// resolve turns a request into a job at the pending head of o, which is locked. The job has no
// steps where only the focus moves.
func (d *Desk) resolve(ctx context.Context, o *openSet, r Request) (*job, error) {
	if o.broken != nil {
		return nil, o.broken
	}
	head := o.pending
	standing, err := d.admit(ctx, o, &r)
	if err != nil {
		return nil, err
	}
	target, err := d.aim(ctx, o, r)
	if err != nil {
		return nil, err
	}
	res, err := head.Resolve(r.Act, r.ID, markup.Circumstances{By: r.Actor.Name, At: r.At, Author: r.Actor.ID, Target: target})
	if err != nil && target != nil {
		return nil, d.nothingLeft(ctx, o, *target, r.Actor.ID, err)
	}
	if err != nil {
		return nil, refusal(o.committed, err, nil)
	}
	if target == nil {
		if stale := head.Stale(res.Step, r.Base, r.Actor.ID); len(stale) > 0 {
			return nil, refusal(o.committed, d.changedMeanwhile(ctx, head, stale, r), stale)
		}
	}
	if err := markup.MayStep(r.Actor, standing, head, res.Step); err != nil {
		return nil, err
	}
	if markup.MayStep(r.Actor, standing, head, res.Inferred) != nil {
		res.Inferred = markup.Step{}
	}
	j, err := newJob(o, r, res, target)
	if err == nil {
		err = d.tell(ctx, j, r)
	}
	if err == nil && len(res.Kept) > 0 {
		j.answer.KeptBy = d.namesOf(ctx, head.Others(res.Kept, target.Version, r.Actor.ID))
	}
	return j, err
}

// admit reports whether the actor may ask for the act of a request at the pending head of o, which is locked, and gives
// what the set is to them. What is stored of a decision is written into the request.
func (d *Desk) admit(ctx context.Context, o *openSet, r *Request) (markup.Standing, error) {
	if _, decides := r.Act.(*markup.SetState); decides {
		if err := d.reread(ctx, o); err != nil {
			return markup.Standing{}, err
		}
	}
	standing, err := d.standing(ctx, o, r.Actor)
	if err != nil {
		return standing, err
	}
	if err := markup.May(r.Actor, standing, o.pending, r.Act); err != nil {
		return standing, err
	}
	return standing, d.askOthers(ctx, o, r)
}

// refusal is err with the present value of cells.
func refusal(head *markup.Set, err error, cells []markup.Cell) error {
	if fault.CodeOf(err) != fault.Conflict {
		return err
	}
	r := &Refusal{Err: err, Version: head.Version(), Cells: map[string]markup.Value{}}
	for _, c := range cells {
		r.Cells[c.String()] = head.Get(c)
	}
	return r
}

// Check says what Apply would refuse a decision for, as far as that is known before it is done; nil if nothing. It
// changes nothing.
func (d *Desk) Check(ctx context.Context, r Request, act *markup.SetState) error {
	o, err := d.hold(ctx, r.Set)
	if err != nil {
		return err
	}
	defer o.mu.Unlock()
	r.Kind, r.Act = markup.KindState, act
	if _, err := d.admit(ctx, o, &r); err != nil {
		return err
	}
	return act.Check(o.pending)
}
