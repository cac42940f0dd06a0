package models

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Alongside is what is stored together with the steps of an append: all of it or nothing.
type Alongside struct {
	Decisions []Decision
	Origins   string   // JSON: where what the first step writes came from; "" for nothing
	Notices   []Notice // who is told of the step
	Outcome   *Outcome // nil unless the step changes how something stands
	Settled   bool     // set here: something that was given is done or open again, or something waits for others
	Chosen    bool     // set here: another set is the issue now; see chooseSet
}

// writeAlongside stores what goes with a batch, and takes decisions back, or brings them back, whose steps
// it undoes or redoes.
func (s *Store) writeAlongside(ctx context.Context, tx *gorm.DB, batch []Append) error {
	for _, a := range batch {
		if err := s.writeWork(ctx, tx, a); err != nil {
			return err
		}
		if err := a.Alongside.write(ctx, tx, a.Set, a.Steps[0].StepID); err != nil {
			return err
		}
		for _, step := range a.Steps {
			if step.Undoes == nil {
				continue
			}
			if err := undoDecisions(tx, a.Set, *step.Undoes, step.StepID); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeWork tells people of a step, and says what is done by it, what waits for whom, and which set is the issue.
func (s *Store) writeWork(ctx context.Context, tx *gorm.DB, a Append) error {
	if a.Alongside == nil {
		return nil
	}
	if err := s.notify(ctx, tx, a.Alongside.Notices); err != nil || a.Alongside.Outcome == nil {
		return err
	}
	var err error
	if a.Alongside.Settled, err = s.settle(ctx, tx, a.Set, *a.Alongside.Outcome); err != nil {
		return err
	}
	a.Alongside.Chosen, err = chooseSet(ctx, tx, a.Set)
	return err
}

func (b *Alongside) write(ctx context.Context, tx *gorm.DB, set int64, step string) error {
	if b == nil {
		return nil
	}
	if len(b.Decisions) > 0 {
		rows := make([]Decision, len(b.Decisions))
		for i, d := range b.Decisions {
			d.SetID, d.At = set, stamp(d.At)
			rows[i] = d
		}
		if err := from[Decision](tx).CreateInBatches(ctx, &rows, 500); err != nil {
			return err
		}
	}
	if b.Origins == "" {
		return nil
	}
	return from[Origin](tx, clause.OnConflict{DoNothing: true}).Create(ctx, &Origin{SetID: set, StepID: step, Body: b.Origins})
}

// undoDecisions takes back what was decided with the step that by undoes; if that one is itself an
// undo, what it took back holds again, and so on along the chain.
func undoDecisions(tx *gorm.DB, set int64, undone, by string) error {
	var some int64
	if err := tx.Raw("SELECT count(*) FROM (SELECT 1 FROM decisions WHERE set_id = ? LIMIT 1) d", set).Scan(&some).Error; err != nil || some == 0 {
		return err
	}
	takesBack := true
	for {
		var before string
		if err := tx.Raw("SELECT coalesce(undoes, '') FROM steps WHERE set_id = ? AND step_id = ?", set, undone).Scan(&before).Error; err != nil {
			return err
		}
		if before == "" {
			break
		}
		undone, takesBack = before, !takesBack
	}
	if !takesBack {
		return tx.Exec("UPDATE decisions SET undone_by = NULL WHERE set_id = ? AND batch = ?", set, undone).Error
	}
	return tx.Exec("UPDATE decisions SET undone_by = ? WHERE set_id = ? AND batch = ? AND undone_by IS NULL", by, set, undone).Error
}
