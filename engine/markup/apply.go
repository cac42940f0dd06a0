package markup

import (
	"encoding/json"
	"fmt"
	"time"

	"galley/engine/text"
)

// LoggedStep is one step of a set as it is recorded: what happened, when, and by whom.
type LoggedStep struct {
	Version  int64   // from 1, without gaps
	ID       text.ID // of the step
	Author   int64
	At       time.Time
	Kind     string          // of the act, for the words of the history
	Act      json.RawMessage // as the browser sent it; null for what was inferred
	Step     Step
	Inferred bool    // follows from the act of the step before it
	Undoes   text.ID // the step it takes back; "" for none
}

// Apply is the set after e. It refuses a step that is not the next one, that changes cells which do
// not hold what it says, or that leaves a cell standing nowhere or naming what is not there: then the
// record is broken.
func (s *Set) Apply(e LoggedStep) (*Set, error) {
	if e.Version != s.version+1 {
		return nil, fmt.Errorf("apply version %d: the set is at version %d", e.Version, s.version)
	}
	next := s
	for _, c := range e.Step.Changes {
		if !equalValues(next.Get(c.Cell), c.From) {
			return nil, fmt.Errorf("apply version %d: cell %s does not hold what the step says", e.Version, c.Cell)
		}
		next = next.with(c.Cell, c.To)
	}
	for _, c := range e.Step.Changes {
		if err := next.sound(c.Cell, next.Get(c.Cell)); err != nil {
			return nil, fmt.Errorf("apply version %d: cell %s: %w", e.Version, c.Cell, err)
		}
	}
	if next == s {
		copied := *s
		next = &copied
	}
	next.version = e.Version
	for _, c := range e.Step.Changes {
		next.touched = next.touched.put(c.Cell, Touch{e.Version, e.Author})
	}
	next.refreshProblems(s, e.Step)
	return next, nil
}

// Stale are the cells of step that somebody else than author changed after version base.
func (s *Set) Stale(step Step, base, author int64) []Cell {
	var stale []Cell
	for _, c := range step.Changes {
		if t, found := s.touched.get(c.Cell); found && t.Version > base && t.Author != author {
			stale = append(stale, c.Cell)
		}
	}
	return stale
}

// HoldsBefore reports whether the cells of a step hold what it changes.
func (s *Set) HoldsBefore(step Step) bool {
	for _, c := range step.Changes {
		if !equalValues(s.Get(c.Cell), c.From) {
			return false
		}
	}
	return true
}
