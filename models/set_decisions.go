package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"galley/engine/markup"
	"galley/fault"
)

// Decision is what somebody decided of one difference between sets. Of several about one key the last
// that is not undone holds.
type Decision struct {
	ID       int64
	SetID    int64  // the adjudicated set
	Compared string // the sets compared, in order: their ids with commas between
	Key      string // of the difference
	Take     string // as package review names it
	Taken    *int64 // the set followed, for "set"
	Own      string // JSON, or "" for none
	Reason   string // why the sets differ; "" if nobody said
	UserID   int64
	At       time.Time
	Batch    string  // of what was decided together: the step's id, if there was one
	UndoneBy *string // the step that took the decision back; its own batch if there was no step
}

// Origin says of the cells that a step of an adjudicated set wrote where they came from.
type Origin struct {
	SetID  int64  `gorm:"primaryKey;autoIncrement:false"`
	StepID string `gorm:"primaryKey"`
	Body   string // JSON: CellOrigin by cell
}

// DecisionView is a decision with its author's name.
type DecisionView struct {
	Decision
	Decider string
}

// Decisions are what was decided of the differences between some sets and holds, by key; the first
// decided first.
func (s *Store) Decisions(ctx context.Context, set int64, compared string) ([]DecisionView, error) {
	found, err := from[DecisionView](s.read).Raw(`
		SELECT d.*, coalesce(u.name, '') AS decider FROM decisions d LEFT JOIN users u ON u.id = d.user_id
		WHERE d.id IN (SELECT max(id) FROM decisions WHERE set_id = ? AND compared = ? AND undone_by IS NULL GROUP BY key)
		ORDER BY d.id`, set, compared).Find(ctx)
	return found, translate(err, "decisions")
}

// SaveDecisions stores decisions that change nothing in the adjudicated set; those that do are stored with
// their step.
func (s *Store) SaveDecisions(ctx context.Context, set int64, decisions []Decision) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		return (&Alongside{Decisions: decisions}).write(ctx, tx, set, "")
	})
	return translate(err, "decision")
}

// LastBatch is what somebody decided last of some sets and has not taken back: the decisions of one batch.
func (s *Store) LastBatch(ctx context.Context, set int64, compared string, user int64) ([]Decision, error) {
	batch, err := from[Decision](s.read).Raw(`SELECT * FROM decisions WHERE set_id = ? AND batch =
		(SELECT batch FROM decisions WHERE set_id = ? AND compared = ? AND user_id = ? AND undone_by IS NULL ORDER BY id DESC LIMIT 1)
		AND undone_by IS NULL ORDER BY id`, set, set, compared, user).Find(ctx)
	return batch, translate(err, "decisions")
}

// TakeBackDecisions takes back the decisions of a batch that has no step.
func (s *Store) TakeBackDecisions(ctx context.Context, set int64, batch string) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		return tx.Exec("UPDATE decisions SET undone_by = batch WHERE set_id = ? AND batch = ? AND undone_by IS NULL", set, batch).Error
	})
	return translate(err, "decision")
}

// GiveReason says why the sets differ where a key was decided; "" says nothing. It returns NotFound if
// nothing was decided.
func (s *Store) GiveReason(ctx context.Context, set int64, compared, key, reason string) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		done := tx.Exec(`UPDATE decisions SET reason = ? WHERE id = (SELECT max(id) FROM decisions
			WHERE set_id = ? AND compared = ? AND key = ? AND undone_by IS NULL)`, reason, set, compared, key)
		if done.Error == nil && done.RowsAffected == 0 {
			return fault.New(fault.NotFound, "This difference is not decided; decide it first, then say why the sets differ.")
		}
		return done.Error
	})
	return translate(err, "decision")
}

// Origins are where the cells of an adjudicated set came from, step after step, the newest first.
func (s *Store) Origins(ctx context.Context, set int64) ([]string, error) {
	rows, err := from[Origin](s.read).Raw(`SELECT o.* FROM origins o JOIN steps t ON t.set_id = o.set_id AND t.step_id = o.step_id
		WHERE o.set_id = ? ORDER BY t.version DESC`, set).Find(ctx)
	var bodies []string
	for _, row := range rows {
		bodies = append(bodies, row.Body)
	}
	return bodies, translate(err, "origins")
}

// AdjudicatedSet is the set of an issue that holds what was decided; created if it does not exist.
func (s *Store) AdjudicatedSet(ctx context.Context, issue int64) (AnnotationSet, error) {
	var set AnnotationSet
	err := s.change(ctx, func(tx *gorm.DB) error {
		if _, err := findSummary(ctx, tx, issue); err != nil {
			return err
		}
		if err := lockIssue(tx, issue); err != nil {
			return err
		}
		found, err := from[AnnotationSet](tx).Where("issue_id = ? AND kind = ?", issue, Adjudicated).Find(ctx)
		if err != nil || len(found) > 0 {
			if len(found) > 0 {
				set = found[0]
			}
			return err
		}
		blocks, err := countSource(ctx, tx, issue)
		if err != nil {
			return err
		}
		plan, err := teamPlan(ctx, tx, issue)
		if err != nil {
			return err
		}
		set = AnnotationSet{Stages: plan, IssueID: issue, Kind: Adjudicated, State: markup.Draft, Blocks: blocks, ChangedAt: s.Now()}
		return from[AnnotationSet](tx).Create(ctx, &set)
	})
	return set, translate(err, "set")
}
