package models

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"galley/engine/markup"
	"galley/fault"
)

// ErrStale is the loser's error when two wrote after the same version of a set, or wrote one step
// twice. Nothing of the append was written: look the step's ID up, or catch up and apply again.
var ErrStale = fault.New(fault.Conflict, "The set was changed in the meantime. Please try again.")

// Figures are what lists show of a set, as counted at the version they are stored with.
type Figures struct {
	State    markup.State // "" leaves the state as it was
	Blocks   int          // with cuts; 0 leaves the number as it was
	Decided  int
	Articles int
	Problems int
}

// Append is a run of steps to be written to the end of a set.
type Append struct {
	Set       int64
	From      int64  // the version before the first step
	Steps     []Step // they carry versions From+1, From+2, …; SetID is filled in
	Figures   Figures
	Alongside *Alongside // nil for most
}

// AppendSteps writes a batch in one durable transaction, and gives an error for each append, nil for
// those written. Several appends of one set are chained: each goes on where the one before ended.
// When one of them cannot be written the others still are, each for itself, except that nothing is
// written of a set after an append of it that failed. The error of an append that came too late is
// ErrStale. The end of ctx does not stop a batch under way: it holds the work of several people.
func (s *Store) AppendSteps(ctx context.Context, batch []Append) []error {
	ctx = context.WithoutCancel(ctx)
	errs := make([]error, len(batch))
	if len(batch) == 0 {
		return errs
	}
	err := s.appendAll(ctx, batch)
	if err == nil {
		return errs
	}
	if len(batch) == 1 {
		errs[0] = err
		return errs
	}
	failed := map[int64]bool{}
	for i := range batch {
		set := batch[i].Set
		if failed[set] {
			// It was made on top of an append that never was.
			errs[i] = ErrStale
			continue
		}
		errs[i] = s.appendAll(ctx, batch[i:i+1])
		failed[set] = errs[i] != nil
	}
	return errs
}

// appendAll writes a batch whole or not at all.
func (s *Store) appendAll(ctx context.Context, batch []Append) error {
	rows, moves, err := s.lineUp(batch)
	if err != nil {
		return err
	}
	err = s.change(ctx, func(tx *gorm.DB) error {
		// The databases bound the number of values in a statement: 32,766 and 65,535.
		for some := range slices.Chunk(rows, 2000) {
			created := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&some)
			if created.Error != nil {
				return created.Error
			}
			if created.RowsAffected != int64(len(some)) {
				return ErrStale
			}
		}
		for _, m := range moves {
			if err := s.move(ctx, tx, m); err != nil {
				return err
			}
		}
		return s.writeAlongside(ctx, tx, batch)
	})
	return translate(err, "step")
}

// move takes a set from one version to another.
type move struct {
	from    int64
	last    Step
	submits bool // some step of it submits
	Figures
}

// move moves a set if nobody else has.
func (s *Store) move(ctx context.Context, tx *gorm.DB, m move) error {
	moved := tx.Exec(`UPDATE annotation_sets
		SET version = ?, state = coalesce(nullif(?, ''), state), blocks = coalesce(nullif(?, 0), blocks),
			decided = ?, articles = ?, problems = ?, changed_at = ?
		WHERE id = ? AND version = ?`,
		m.last.Version, m.State, m.Blocks, m.Decided, m.Articles, m.Problems, m.last.At, m.last.SetID, m.from)
	if moved.Error == nil && moved.RowsAffected != 1 {
		return ErrStale
	}
	if moved.Error != nil || !m.submits {
		return moved.Error
	}
	return s.submitOnce(ctx, tx, m.last.SetID)
}

// lineUp gives the rows of a batch and one move for each of its sets.
func (s *Store) lineUp(batch []Append) (rows []Step, moves []move, err error) {
	now, place := s.Now(), map[int64]int{}
	for _, a := range batch {
		if len(a.Steps) == 0 {
			return nil, nil, fmt.Errorf("append to set %d: no steps", a.Set)
		}
		for i, step := range a.Steps {
			if step.Version != a.From+int64(i)+1 {
				return nil, nil, fmt.Errorf("append to set %d: step %d after version %d has version %d", a.Set, i+1, a.From, step.Version)
			}
			step.SetID = a.Set
			if step.At = stamp(step.At); step.At.IsZero() {
				step.At = now
			}
			rows = append(rows, step)
		}
		m := move{a.From, rows[len(rows)-1], a.Figures.State == markup.Submitted, a.Figures}
		at, again := place[a.Set]
		if !again {
			place[a.Set] = len(moves)
			moves = append(moves, m)
			continue
		}
		if moves[at].last.Version != a.From {
			return nil, nil, ErrStale
		}
		m.from, m.submits = moves[at].from, m.submits || moves[at].submits
		m.keep(moves[at].Figures)
		moves[at] = m
	}
	return rows, moves, nil
}

// keep takes over what an earlier append of the same set said and this one leaves as it was.
func (m *move) keep(earlier Figures) {
	if m.State == "" {
		m.State = earlier.State
	}
	if m.Blocks == 0 {
		m.Blocks = earlier.Blocks
	}
}
