package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/text"
	"galley/fault"
	"galley/models"
)

type decisionView = models.DecisionView

// turns let one decision after the other be worked out for an adjudicated set: each is made of all before
// it. Another server is kept apart by the set's version.
type turns struct {
	mu   sync.Mutex
	sets map[int64]*sync.Mutex
}

// take waits for one's turn at a set, and gives what ends it.
func (t *turns) take(set int64) func() {
	t.mu.Lock()
	if t.sets == nil {
		t.sets = map[int64]*sync.Mutex{}
	}
	if t.sets[set] == nil {
		t.sets[set] = &sync.Mutex{}
	}
	turn := t.sets[set]
	t.mu.Unlock()
	turn.Lock()
	return turn.Unlock
}

// reviewDecisions are the stored decisions as package review reads them.
func (o compared) reviewDecisions() []review.Decision {
	var list []review.Decision
	for _, d := range o.decisions {
		list = append(list, o.reviewDecision(d.Decision))
	}
	return list
}

func (o compared) reviewDecision(d models.Decision) review.Decision {
	r := review.Decision{Key: d.Key, Take: review.Take(d.Take), Reason: review.Reason(d.Reason)}
	for i, set := range o.sets {
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

// readDecisions reads what holds now.
func (s *Server) readDecisions(ctx context.Context, o *compared) (err error) {
	if o.adjudicated == nil {
		set, err := s.Store.AdjudicatedSet(ctx, o.issue.ID)
		if err != nil {
			return err
		}
		o.adjudicated = &models.SetView{AnnotationSet: set}
	}
	o.decisions, err = s.Store.Decisions(ctx, o.adjudicated.ID, o.ids())
	return err
}

// attemptsToDecide is how often a decision is worked out anew because somebody changed the set meanwhile.
const attemptsToDecide = 4

// decide brings decisions into the adjudicated set as one step, and stores them with it. With the first
// one what all sets say is brought in before, as a step of its own. It returns Conflict where nothing can
// be decided, and Invalid for a decision that makes no sense.
func (s *Server) decide(ctx context.Context, o compared, decisions []review.Decision, settings review.Settings) error {
	if err := o.mayDecide(); err != nil {
		return err
	}
	set, err := s.Store.AdjudicatedSet(ctx, o.issue.ID)
	if err != nil {
		return err
	}
	o.adjudicated = &models.SetView{AnnotationSet: set}
	defer s.deciding.take(set.ID)()
	for range attemptsToDecide {
		if err = s.decideOnce(ctx, o, decisions, settings); fault.CodeOf(err) != fault.Conflict {
			return err
		}
	}
	return err
}

func (s *Server) decideOnce(ctx context.Context, o compared, decisions []review.Decision, settings review.Settings) error {
	if err := s.readDecisions(ctx, &o); err != nil {
		return err
	}
	view, err := s.Desk.View(ctx, o.adjudicated.ID)
	if err != nil {
		return err
	}
	if view.Version() == 0 && !settings.Agreed {
		if err := s.adopt(ctx, o, nil, review.Settings{Agreed: true}); err != nil {
			return err
		}
	}
	return s.adopt(ctx, o, decisions, settings)
}

// adopt is one step of decisions, worked out at the head of the adjudicated set.
func (s *Server) adopt(ctx context.Context, o compared, decisions []review.Decision, settings review.Settings) error {
	view, err := s.Desk.View(ctx, o.adjudicated.ID)
	if err != nil {
		return err
	}
	settings.Salt, settings.Now = strconv.FormatInt(view.Record.ID, 10), []string{}
	for _, d := range decisions {
		settings.Now = append(settings.Now, d.Key)
	}
	plan, err := o.Plan(view.Set, append(o.reviewDecisions(), decisions...), settings)
	if err != nil {
		return err
	}
	request := desk.Request{Set: view.Record.ID, ID: text.NewID(), Base: view.Version(), Kind: "adopt", Act: plan.Act, Actor: actorOf(o.user), At: s.clock()}
	if request.Raw, err = json.Marshal(map[string]any{"kind": "adopt", "sets": o.query.Sets, "decided": len(decisions)}); err != nil {
		return fmt.Errorf("write the act: %w", err)
	}
	request.Beside = &models.Beside{Decisions: o.records(decisions, request)}
	if request.Beside.Origins, err = o.originsOf(plan); err != nil {
		return err
	}
	if err := markup.May(request.Actor, standingOf(view.Record), view.Set, plan.Act); err != nil {
		return err
	}
	_, err = s.Desk.Apply(ctx, request)
	if errors.Is(err, markup.ErrNoChange) {
		return s.Store.SaveDecisions(ctx, view.Record.ID, request.Beside.Decisions)
	}
	return err
}

// records are decisions as they are stored.
func (o compared) records(decisions []review.Decision, r desk.Request) []models.Decision {
	var records []models.Decision
	for _, d := range decisions {
		record := models.Decision{Compared: o.ids(), Key: d.Key, Take: string(d.Take), Reason: string(d.Reason), UserID: o.user.ID, At: r.At, Batch: r.ID}
		if d.Take == review.TakeSet {
			record.Taken = &o.sets[d.Set].ID
		}
		if d.Own != nil {
			own, _ := json.Marshal(d.Own) // a struct of words and numbers
			record.Own = string(own)
		}
		records = append(records, record)
	}
	return records
}

// undoDecisions takes back what a person decided last of these sets, with the step that it made, and gives
// the keys. It returns Conflict where the person changed the adjudicated set since.
func (s *Server) undoDecisions(ctx context.Context, o compared) ([]string, error) {
	if err := o.mayDecide(); err != nil {
		return nil, err
	}
	if err := s.readDecisions(ctx, &o); err != nil {
		return nil, err
	}
	defer s.deciding.take(o.adjudicated.ID)()
	last, err := s.Store.LastBatch(ctx, o.adjudicated.ID, o.ids(), o.user.ID)
	if err != nil {
		return nil, err
	}
	if len(last) == 0 {
		return nil, fault.New(fault.Conflict, "There is nothing of yours to take back in this comparison.")
	}
	var keys []string
	for _, d := range last {
		keys = append(keys, d.Key)
	}
	return keys, s.undoBatch(ctx, o, last[0].Batch)
}

// undoBatch undoes the step of a batch; where it has none, its decisions only.
func (s *Server) undoBatch(ctx context.Context, o compared, batch string) error {
	set := o.adjudicated.ID
	_, err := s.Store.StepByID(ctx, set, batch)
	if fault.CodeOf(err) == fault.NotFound {
		return s.Store.TakeBackDecisions(ctx, set, batch)
	}
	if err != nil {
		return err
	}
	next, err := s.Desk.Undoable(ctx, set, o.user.ID)
	if err != nil {
		return err
	}
	if next != batch {
		return fault.New(fault.Conflict, "You have changed the adjudicated set by hand since. Undo that in the workbench first.")
	}
	view, err := s.Desk.View(ctx, set)
	if err != nil {
		return err
	}
	_, err = s.Desk.Apply(ctx, desk.Request{Set: set, ID: text.NewID(), Base: view.Version(), Kind: "undo",
		Act: &markup.Undo{}, Actor: actorOf(o.user), At: s.clock()})
	return err
}

// submitAdjudicated says that the adjudicated set is done.
func (s *Server) submitAdjudicated(ctx context.Context, o compared) error {
	view, err := s.Desk.View(ctx, o.adjudicated.ID)
	if err != nil {
		return err
	}
	_, err = s.Desk.Apply(ctx, desk.Request{Set: view.Record.ID, ID: text.NewID(), Base: view.Version(), Kind: "state",
		Act: &markup.SetState{State: markup.Submitted}, Actor: actorOf(o.user), At: s.clock()})
	return err
}
