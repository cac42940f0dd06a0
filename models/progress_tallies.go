package models

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"galley/engine/markup"
)

// StepTally says how far the steps of a set are summed up in SetHour and SetMove.
type StepTally struct {
	SetID   int64 `gorm:"primaryKey;autoIncrement:false"`
	Version int64
	BeganAt *time.Time // of the first step
}

// SetHour is what one person decided in a set within an hour.
type SetHour struct {
	SetID     int64 `gorm:"primaryKey;autoIncrement:false"`
	Hour      int64 `gorm:"primaryKey;autoIncrement:false"` // since 1970, in UTC
	AuthorID  int64 `gorm:"primaryKey;autoIncrement:false"`
	Decided   int   // blocks that became decided
	TakenBack int   // blocks that were decided and became something else
}

// SetMove is a change of the state of a set, a page or an article.
type SetMove struct {
	SetID    int64  `gorm:"primaryKey;autoIncrement:false"`
	Version  int64  `gorm:"primaryKey;autoIncrement:false"`
	Cell     string `gorm:"primaryKey"` // as markup names it; that of the set is wholeSet
	State    markup.State
	AuthorID int64
	At       time.Time
}

// wholeSet is the cell of the state of the set itself.
var wholeSet = markup.Cell{Kind: markup.StateCell}.String()

// tallyPortion is how many steps are summed up in one go.
const tallyPortion = 20_000

// behind are the sets of a publication, 0 for all, whose steps are not all summed up, each as far as it is;
// none of an issue in the bin, which is about to go.
const behind = `SELECT s.id AS set_id, coalesce(t.version, 0) AS version FROM issues i JOIN annotation_sets s ON s.issue_id = i.id
	LEFT JOIN step_tallies t ON t.set_id = s.id WHERE (? = 0 OR i.publication_id = ?) AND s.version > coalesce(t.version, 0) AND ` + unbinned + ` ORDER BY s.id`

// TallySteps sums up the steps of a publication, 0 for all, that are not summed up yet, about most of them,
// beside the way of the steps. It reports whether those were all.
func (s *Store) TallySteps(ctx context.Context, publication int64, most int) (all bool, err error) {
	sets, err := from[StepTally](s.read).Raw(behind, publication, publication).Find(ctx)
	if err != nil {
		return false, translate(err, "steps")
	}
	var sums []*tally
	steps := 0
	for len(sets) > 0 && most > 0 {
		sum, err := s.sumUp(ctx, sets[0])
		if err != nil {
			return false, translate(err, "steps")
		}
		sums, steps, most = append(sums, sum), steps+sum.steps, most-sum.steps
		if sets[0].Version = sum.until; sum.steps < tallyPortion {
			sets = sets[1:]
		}
		if steps >= tallyPortion || len(sets) == 0 || most <= 0 {
			if err := s.keepSums(ctx, sums); err != nil {
				return false, translate(err, "steps")
			}
			sums, steps = nil, 0
		}
	}
	return len(sets) == 0, nil
}

// TallyAll sums up all steps that are not summed up yet.
func (s *Store) TallyAll(ctx context.Context) error {
	for {
		if all, err := s.TallySteps(ctx, 0, tallyMost); all || err != nil {
			return err
		}
	}
}

// sumUp reads the next steps of a set.
func (s *Store) sumUp(ctx context.Context, set StepTally) (*tally, error) {
	sum := &tally{set: set.SetID, from: set.Version, until: set.Version, hours: map[hourOf]*SetHour{}}
	rows, err := s.read.WithContext(ctx).Raw(`SELECT version, author_id, at, act, changes FROM steps WHERE set_id = ? AND version > ?
		ORDER BY version LIMIT ?`, set.SetID, set.Version, tallyPortion).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // Err says what failed
	for rows.Next() {
		var step Step
		if err := rows.Scan(&step.Version, &step.AuthorID, &step.At, &step.Act, &step.Changes); err != nil {
			return nil, err
		}
		if err := sum.add(step); err != nil {
			return nil, err
		}
	}
	return sum, rows.Err()
}

// keepSums writes what was summed up, in one transaction. A set in which another server was faster is left
// as it is.
func (s *Store) keepSums(ctx context.Context, sums []*tally) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		for _, sum := range sums {
			if sum.from == 0 && sum.steps > 0 {
				if err := from[StepTally](tx, clause.OnConflict{DoNothing: true}).Create(ctx, &StepTally{SetID: sum.set, BeganAt: &sum.began}); err != nil {
					return err
				}
			}
			n, err := from[StepTally](tx).Where("set_id = ? AND version = ?", sum.set, sum.from).Update(ctx, "version", sum.until)
			if err == nil && n > 0 {
				err = sum.write(ctx, tx)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// hourOf names an hour of one author.
type hourOf struct{ hour, author int64 }

// tally holds the sums over the steps of a set.
type tally struct {
	set         int64
	from, until int64 // versions: above from, up to until
	steps       int
	began       time.Time // the first step
	hours       map[hourOf]*SetHour
	moves       []SetMove
}

// add counts a step. One that a newer Galley wrote is passed over.
func (t *tally) add(step Step) error {
	if t.steps == 0 {
		t.began = step.At
	}
	t.steps, t.until = t.steps+1, step.Version
	did, err := markup.TallyOf(step.Act, step.Changes)
	if err != nil {
		return fmt.Errorf("version %d of set %d: %w", step.Version, t.set, err)
	}
	for _, m := range did.Moves {
		t.moves = append(t.moves, SetMove{SetID: t.set, Version: step.Version, Cell: m.Cell, State: m.To, AuthorID: step.AuthorID, At: step.At})
	}
	t.count(step, did.Decided, did.TakenBack)
	return nil
}

func (t *tally) count(step Step, decided, back int) {
	if decided == 0 && back == 0 {
		return
	}
	key := hourOf{step.At.Unix() / 3600, step.AuthorID}
	if t.hours[key] == nil {
		t.hours[key] = &SetHour{SetID: t.set, Hour: key.hour, AuthorID: key.author}
	}
	t.hours[key].Decided += decided
	t.hours[key].TakenBack += back
}

// tallyRows is how many rows are written in a statement.
const tallyRows = 100

// write adds what was summed to what is stored.
func (t *tally) write(ctx context.Context, tx *gorm.DB) error {
	hours := make([]SetHour, 0, len(t.hours))
	for _, h := range t.hours {
		hours = append(hours, *h)
	}
	if len(hours) > 0 {
		onto := clause.OnConflict{Columns: []clause.Column{{Name: "set_id"}, {Name: "hour"}, {Name: "author_id"}}, DoUpdates: clause.Assignments(map[string]any{
			"decided": gorm.Expr("set_hours.decided + excluded.decided"), "taken_back": gorm.Expr("set_hours.taken_back + excluded.taken_back")})}
		if err := from[SetHour](tx, onto).CreateInBatches(ctx, &hours, tallyRows); err != nil {
			return err
		}
	}
	if len(t.moves) == 0 {
		return nil
	}
	return from[SetMove](tx).CreateInBatches(ctx, &t.moves, tallyRows)
}
