package models

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Beside is what is stored together with the steps of an append: all of it or nothing.
type Beside struct {
	Decisions []Decision
	Origins   string // JSON: where what the first step writes came from; "" for nothing
}

// writeBeside stores what goes with a batch, and takes decisions back, or brings them back, whose steps
// it undoes or redoes.
func writeBeside(ctx context.Context, tx *gorm.DB, batch []Append) error {
	for _, a := range batch {
		if err := a.Beside.write(ctx, tx, a.Set, a.Steps[0].StepID); err != nil {
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

func (b *Beside) write(ctx context.Context, tx *gorm.DB, set int64, step string) error {
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

// undoDecisions lets by, a step that undoes another, take back what was decided with that one. Where
// the other is itself an undo, what it took back holds again.
func undoDecisions(tx *gorm.DB, set int64, undone, by string) error {
	back := tx.Exec("UPDATE decisions SET undone_by = NULL WHERE set_id = ? AND undone_by = ? AND batch <> ?", set, undone, undone)
	if back.Error != nil {
		return back.Error
	}
	return tx.Exec("UPDATE decisions SET undone_by = ? WHERE set_id = ? AND batch = ? AND undone_by IS NULL", by, set, undone).Error
}
