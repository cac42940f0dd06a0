package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"galley/fault"
	"galley/markup"
	"galley/models"
)

// Request is an act that somebody asks of a set.
type Request struct {
	Set   int64
	ID    markup.ID // of the step, made by the browser; sent again it is answered again
	Base  int64     // the version the browser knew
	Kind  string
	Act   markup.Act
	Raw   json.RawMessage // the act as it was sent, for the record
	Actor markup.Actor
	At    time.Time
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

// job is a step that is resolved and waits to be written.
type job struct {
	set     *openSet
	epoch   int
	after   *markup.Set // the pending head with it
	entries []markup.Entry
	answer  Answer
	append  models.Append
	weight  int
	result  error
	done    chan struct{}
}

// attempts is how often an act is resolved anew because somebody else was first.
const attempts = 20

// Apply resolves an act at the head of its set, stores it durably and answers with what changed. It
// returns Forbidden for what the actor may not do, Invalid for an act without sense, and Conflict, as
// a Refusal with the present cells, for one that came too late.
func (d *Desk) Apply(ctx context.Context, r Request) (Answer, error) {
	if !markup.ValidID(r.ID) {
		return Answer{}, fault.New(fault.Invalid, "The step's id %q is not one that Galley makes.", r.ID)
	}
	for range attempts {
		o, err := d.openSet(ctx, r.Set)
		if err != nil {
			return Answer{}, err
		}
		answer, again, err := d.applyOnce(ctx, o, r)
		if !again {
			return answer, err
		}
	}
	return Answer{}, fault.New(fault.Conflict, "Too many colleagues write to this set at once. Please try again.")
}

// applyOnce is one attempt; again says that somebody else was first.
func (d *Desk) applyOnce(ctx context.Context, o *openSet, r Request) (answer Answer, again bool, err error) {
	o.mu.Lock()
	if o.gone {
		o.mu.Unlock()
		return Answer{}, true, nil
	}
	j := o.waiting(r)
	if j == nil {
		if answer, found, err := d.seen(ctx, o, r); found || err != nil {
			o.mu.Unlock()
			return answer, false, err
		}
		if j, err = d.resolve(ctx, o, r); err != nil {
			o.mu.Unlock()
			return Answer{}, false, err
		}
		d.line(j)
	}
	o.mu.Unlock()

	d.await(j)
	if errors.Is(j.result, models.ErrStale) {
		o.mu.Lock()
		err := d.catchUp(ctx, o)
		o.mu.Unlock()
		return Answer{}, err == nil, err
	}
	return j.answer, false, j.result
}

// waiting is the job of a step that was sent before and is not written yet; nil where there is none.
func (o *openSet) waiting(r Request) *job {
	for _, j := range o.inflight {
		if j.entries[0].ID == r.ID && j.entries[0].Author == r.Actor.ID {
			return j
		}
	}
	return nil
}

// line puts a job at the end of the queue and its head before everybody who acts next. Its set is
// locked.
func (d *Desk) line(j *job) {
	o := j.set
	o.pending = j.after
	o.inflight = append(o.inflight, j)
	for _, e := range j.entries {
		o.remember(e)
	}
	d.lining.Lock()
	d.queue = append(d.queue, j)
	d.lining.Unlock()
}

// seen answers a step that is stored already.
func (d *Desk) seen(ctx context.Context, o *openSet, r Request) (Answer, bool, error) {
	if !o.recent[r.ID] && r.Base >= o.pending.Version() {
		return Answer{}, false, nil
	}
	row, err := d.store.StepByID(ctx, o.id, r.ID)
	if fault.CodeOf(err) == fault.NotFound {
		return Answer{}, false, nil
	}
	if err != nil {
		return Answer{}, false, err
	}
	if row.AuthorID != r.Actor.ID {
		return Answer{}, false, fault.New(fault.Conflict, "A step with this id is somebody else's.")
	}
	entry, err := entryOf(row)
	if err != nil {
		return Answer{}, false, err
	}
	return present(o.committed, entry), true, nil
}

// resolve turns a request into a job at the pending head of o, which is locked.
func (d *Desk) resolve(ctx context.Context, o *openSet, r Request) (*job, error) {
	if o.broken != nil {
		return nil, o.broken
	}
	head := o.pending
	standing := markup.Standing{Independent: o.record.Kind == "independent"}
	if o.record.OwnerID != nil {
		standing.Owner = *o.record.OwnerID
	}
	if err := markup.May(r.Actor, standing, head, r.Act); err != nil {
		return nil, err
	}
	undoes, err := d.aim(ctx, o, r)
	if err != nil {
		return nil, err
	}
	res, err := head.Resolve(r.Act, r.ID)
	if err != nil {
		return nil, refusal(head, err, nil)
	}
	if undoes == "" {
		if stale := head.Stale(res.Step, r.Base, r.Actor.ID); len(stale) > 0 {
			return nil, refusal(head, fault.New(fault.Conflict, "A colleague changed this meanwhile; here is how it stands now."), stale)
		}
	}
	if err := head.Locked(res.Step); err != nil {
		return nil, err
	}
	return newJob(o, r, res, undoes)
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

// newJob makes the entries of a resolution and the head after them.
func newJob(o *openSet, r Request, res markup.Resolution, undoes markup.ID) (*job, error) {
	j := &job{set: o, epoch: o.epoch, after: o.pending, done: make(chan struct{})}
	j.append = models.Append{Set: o.id, From: o.pending.Version()}
	for i, step := range []markup.Step{res.Step, res.Inferred} {
		if len(step.Changes) == 0 {
			continue
		}
		e := markup.Entry{Version: j.after.Version() + 1, ID: r.ID, Author: r.Actor.ID, At: r.At, Kind: r.Kind,
			Act: r.Raw, Step: step, Inferred: i == 1, Undoes: undoes}
		if i == 1 {
			e.ID, e.Act = markup.DerivedID(r.ID, 0), nil
			if len(j.entries) == 0 {
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
		j.entries = append(j.entries, e)
		j.append.Steps = append(j.append.Steps, row)
		j.weight += len(row.Changes) + len(row.Act)
	}
	if len(j.entries) == 0 {
		return nil, fault.New(fault.Invalid, "Nothing would change.")
	}
	j.append.Figures = figuresOf(j.after)
	j.answer = news(o.pending, j.after, j.entries)
	j.answer.Focus, j.answer.Kept = res.Focus, namesOf(res.Kept)
	return j, nil
}

// figuresOf is what lists show of a set.
func figuresOf(s *markup.Set) models.Figures {
	blocks, decided := s.CountAll()
	return models.Figures{State: string(s.StateOf(markup.Cell{Kind: markup.StateCell})), Blocks: blocks, Decided: decided,
		Articles: s.CountArticles(), Problems: s.CountProblems()}
}
