package newsroom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/text"
	"galley/fault"
	"galley/models"
)

// Adjudication decides differences in the adjudicated set of an issue. Make one with NewAdjudication; it is safe
// for concurrent use.
type Adjudication struct {
	desk  *desk.Desk
	store *models.Store
	clock func() time.Time
	// One decision after the other is worked out, each from all before it. A decision takes milliseconds, and few
	// people decide; another server is kept apart by the version of the set.
	turn sync.Mutex
}

// NewAdjudication is ready to decide.
func NewAdjudication(d *desk.Desk, store *models.Store, clock func() time.Time) *Adjudication {
	return &Adjudication{desk: d, store: store, clock: clock}
}

// Decided are the stored decisions as package review reads them.
func (o Comparison) Decided() []review.Decision {
	var list []review.Decision
	for _, d := range o.Decisions {
		list = append(list, o.reviewDecision(d.Decision))
	}
	return list
}

func (o Comparison) reviewDecision(d models.Decision) review.Decision {
	r := review.Decision{Key: d.Key, Take: review.Take(d.Take), Reason: review.Reason(d.Reason)}
	for i, set := range o.Sets {
		if d.Taken != nil && set.ID == *d.Taken {
			r.Set = i
		}
	}
	if d.Own != "" {
		r.Own = &review.Own{}
		_ = json.Unmarshal([]byte(d.Own), r.Own) // what we wrote; an empty one is refused when it is used
	}
	return r
}

// Read reads what holds now.
func (a *Adjudication) Read(ctx context.Context, o *Comparison) (err error) {
	if o.Adjudicated == nil {
		set, err := a.store.AdjudicatedSet(ctx, o.Issue.ID)
		if err != nil {
			return err
		}
		o.Adjudicated = &models.SetView{AnnotationSet: set}
	}
	o.Decisions, err = a.store.Decisions(ctx, o.Adjudicated.ID, o.IDs())
	return err
}

// attemptsToDecide is how often a decision is worked out again because somebody changed the set meanwhile.
const attemptsToDecide = 4

// Decide brings decisions into the adjudicated set as one step, and stores them with it. With the first
// one what all sets say is brought in before, as a step of its own. It returns Conflict if nothing can be
// decided, and Invalid for a decision that makes no sense.
func (a *Adjudication) Decide(ctx context.Context, o Comparison, decisions []review.Decision, settings review.Settings) error {
	if err := o.MayDecide(); err != nil {
		return err
	}
	set, err := a.store.AdjudicatedSet(ctx, o.Issue.ID)
	if err != nil {
		return err
	}
	o.Adjudicated = &models.SetView{AnnotationSet: set}
	a.turn.Lock()
	defer a.turn.Unlock()
	for range attemptsToDecide {
		if err = a.decideOnce(ctx, o, decisions, settings); fault.CodeOf(err) != fault.Conflict {
			return err
		}
	}
	return err
}

func (a *Adjudication) decideOnce(ctx context.Context, o Comparison, decisions []review.Decision, settings review.Settings) error {
	if err := a.Read(ctx, &o); err != nil {
		return err
	}
	view, err := a.desk.View(ctx, o.Adjudicated.ID)
	if err != nil {
		return err
	}
	if view.Version() == 0 && !settings.Agreed {
		if err := a.adopt(ctx, o, nil, review.Settings{Agreed: true}); err != nil {
			return err
		}
	}
	return a.adopt(ctx, o, decisions, settings)
}

// adopt is one step of decisions, worked out at the head of the adjudicated set.
func (a *Adjudication) adopt(ctx context.Context, o Comparison, decisions []review.Decision, settings review.Settings) error {
	view, err := a.desk.View(ctx, o.Adjudicated.ID)
	if err != nil {
		return err
	}
	settings.Salt, settings.Now = strconv.FormatInt(view.Record.ID, 10), []string{}
	for _, d := range decisions {
		settings.Now = append(settings.Now, d.Key)
	}
	plan, err := o.Plan(view.Set, append(o.Decided(), decisions...), settings)
	if err != nil {
		return err
	}
	request := desk.Request{Set: view.Record.ID, ID: text.NewID(), Base: view.Version(), Kind: markup.KindAdopt, Act: plan.Act, Actor: o.User.Actor(), At: a.clock()}
	if request.Raw, err = json.Marshal(map[string]any{"kind": markup.KindAdopt, "sets": o.numbers(), "decided": len(decisions)}); err != nil {
		return fmt.Errorf("write the act: %w", err)
	}
	request.Alongside = &models.Alongside{Decisions: o.records(decisions, request)}
	if request.Alongside.Origins, err = o.originsOf(plan); err != nil {
		return err
	}
	if err := markup.May(request.Actor, desk.StandingOf(view.Record), view.Set, plan.Act); err != nil {
		return err
	}
	_, err = a.desk.Apply(ctx, request)
	if errors.Is(err, markup.ErrNoChange) {
		return a.store.SaveDecisions(ctx, view.Record.ID, request.Alongside.Decisions)
	}
	return err
}

// numbers are the numbers of the sets compared.
func (o Comparison) numbers() []int64 {
	var all []int64
	for _, set := range o.Sets {
		all = append(all, set.ID)
	}
	return all
}

// records are decisions as they are stored.
func (o Comparison) records(decisions []review.Decision, r desk.Request) []models.Decision {
	var records []models.Decision
	for _, d := range decisions {
		record := models.Decision{Compared: o.IDs(), Key: d.Key, Take: string(d.Take), Reason: string(d.Reason), UserID: o.User.ID, At: r.At, Batch: r.ID}
		if d.Take == review.TakeSet {
			record.Taken = &o.Sets[d.Set].ID
		}
		if d.Own != nil {
			own, _ := json.Marshal(d.Own) // a struct of words and numbers
			record.Own = string(own)
		}
		records = append(records, record)
	}
	return records
}

// Undo takes back what a person decided last of these sets, with the step that it made, and gives
// the keys. It returns Conflict if the person changed the adjudicated set since.
func (a *Adjudication) Undo(ctx context.Context, o Comparison) ([]string, error) {
	if err := o.MayDecide(); err != nil {
		return nil, err
	}
	if err := a.Read(ctx, &o); err != nil {
		return nil, err
	}
	a.turn.Lock()
	defer a.turn.Unlock()
	last, err := a.store.LastBatch(ctx, o.Adjudicated.ID, o.IDs(), o.User.ID)
	if err != nil {
		return nil, err
	}
	if len(last) == 0 {
		return nil, fault.New(fault.Conflict, "You have nothing to undo in this comparison.")
	}
	var keys []string
	for _, d := range last {
		keys = append(keys, d.Key)
	}
	return keys, a.undoBatch(ctx, o, last[0].Batch)
}

// undoBatch undoes the step of a batch, or its decisions only if it has none.
func (a *Adjudication) undoBatch(ctx context.Context, o Comparison, batch string) error {
	set := o.Adjudicated.ID
	_, err := a.store.StepByID(ctx, set, batch)
	if fault.CodeOf(err) == fault.NotFound {
		return a.store.TakeBackDecisions(ctx, set, batch)
	}
	if err != nil {
		return err
	}
	next, err := a.desk.Undoable(ctx, set, o.User.ID)
	if err != nil {
		return err
	}
	if next != batch {
		return fault.New(fault.Conflict, "You have changed the adjudicated set by hand since then. Undo that in the workbench first.")
	}
	view, err := a.desk.View(ctx, set)
	if err != nil {
		return err
	}
	_, err = a.desk.Apply(ctx, desk.Request{Set: set, ID: text.NewID(), Base: view.Version(), Kind: markup.KindUndo,
		Act: &markup.Undo{}, Actor: o.User.Actor(), At: a.clock()})
	return err
}

// Submit says that the adjudicated set is done.
func (a *Adjudication) Submit(ctx context.Context, o Comparison) error {
	view, err := a.desk.View(ctx, o.Adjudicated.ID)
	if err != nil {
		return err
	}
	_, err = a.desk.Apply(ctx, desk.Request{Set: view.Record.ID, ID: text.NewID(), Base: view.Version(), Kind: markup.KindState,
		Act: &markup.SetState{State: markup.Submitted}, Actor: o.User.Actor(), At: a.clock()})
	return err
}
