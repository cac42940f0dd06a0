package models

import (
	"context"
	"math"
	"time"

	"galley/engine/markup"
)

// Step is one row of what happened to a set, unique by (set, version) and by (set, step id).
type Step struct {
	SetID    int64  `gorm:"primaryKey;autoIncrement:false"`
	Version  int64  `gorm:"primaryKey;autoIncrement:false"` // 1, 2, … without a gap
	StepID   string // 26 characters, from the browser
	AuthorID int64
	At       time.Time
	Act      string // JSON: what was asked
	Changes  string // JSON: what it changed
	Inferred bool
	Undoes   *string // the StepID that this one takes back
}

// StepsAfter are the steps of a set after a version, in order, limit at most; 0 is all of them.
func (s *Store) StepsAfter(ctx context.Context, set, version int64, limit int) ([]Step, error) {
	if limit <= 0 {
		limit = -1
	}
	steps, err := from[Step](s.read).Where("set_id = ? AND version > ?", set, version).
		Order("version").Limit(limit).Find(ctx)
	return steps, translate(err, "steps")
}

// StepsBetween are the steps of a set of versions above after and up to until, in order.
func (s *Store) StepsBetween(ctx context.Context, set, after, until int64) ([]Step, error) {
	steps, err := from[Step](s.read).Where("set_id = ? AND version > ? AND version <= ?", set, after, until).Order("version").Find(ctx)
	return steps, translate(err, "steps")
}

// StepByID finds a step of a set. It returns NotFound if it does not exist.
func (s *Store) StepByID(ctx context.Context, set int64, stepID string) (Step, error) {
	step, err := from[Step](s.read).Where("set_id = ? AND step_id = ?", set, stepID).Take(ctx)
	return step, translate(err, "step")
}

// StepsTowards are the steps of one author in a set and everybody's changes of states, in order: what
// reports whether the author may accept it. Steps of others that only look like such changes may be among them.
func (s *Store) StepsTowards(ctx context.Context, set, author int64) ([]Step, error) {
	steps, err := from[Step](s.read).Where("set_id = ? AND (author_id = ? OR act LIKE ?)", set, author, "%"+markup.Stored(markup.KindState)+"%").
		Order("version").Find(ctx)
	return steps, translate(err, "steps")
}

// OwnSteps are the steps of one author in a set, the newest first, of versions below before; 0 is
// from the end. They are limit at most; 0 is all of them.
func (s *Store) OwnSteps(ctx context.Context, set, author, before int64, limit int) ([]Step, error) {
	if limit <= 0 {
		limit = -1
	}
	own := from[Step](s.read).Where("set_id = ? AND author_id = ?", set, author)
	if before > 0 {
		own = own.Where("version < ?", before)
	}
	steps, err := own.Order("version DESC").Limit(limit).Find(ctx)
	return steps, translate(err, "steps")
}

// StepLine is a step with its author's name, "" for a deleted account.
type StepLine struct {
	Step
	Name string
}

// StepLines are the steps of a set of versions below before, 0 for the end, the newest first and limit at
// most.
func (s *Store) StepLines(ctx context.Context, set, before int64, limit int) ([]StepLine, error) {
	if before <= 0 {
		before = math.MaxInt64
	}
	lines, err := from[StepLine](s.read).Raw(`
		SELECT t.*, coalesce(u.name, '') AS name FROM steps t LEFT JOIN users u ON u.id = t.author_id
		WHERE t.set_id = ? AND t.version < ? ORDER BY t.version DESC LIMIT ?`, set, before, limit).Find(ctx)
	return lines, translate(err, "steps")
}
