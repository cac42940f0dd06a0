package models

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Verdict says that somebody has seen a difference of a set against what it was and agrees with it.
// The key is the difference's: it stays the same as long as the set says there what it said.
type Verdict struct {
	SetID  int64  `gorm:"primaryKey;autoIncrement:false"`
	Key    string `gorm:"primaryKey"`
	UserID int64  `gorm:"primaryKey;autoIncrement:false"`
	At     time.Time
}

// VerdictView is a verdict with its author's name.
type VerdictView struct {
	Verdict
	Name string
}

// SaveVerdicts says that somebody agrees with differences of a set; one said before keeps its time.
func (s *Store) SaveVerdicts(ctx context.Context, set, user int64, keys []string) error {
	now := s.Now()
	rows := make([]Verdict, len(keys))
	for i, key := range keys {
		rows[i] = Verdict{SetID: set, Key: key, UserID: user, At: now}
	}
	if len(rows) == 0 {
		return nil
	}
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		return from[Verdict](tx, clause.OnConflict{DoNothing: true}).CreateInBatches(ctx, &rows, 200)
	}), "verdict")
}

// DropVerdicts takes back what somebody said of differences.
func (s *Store) DropVerdicts(ctx context.Context, set, user int64, keys []string) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		_, err := from[Verdict](tx).Where("set_id = ? AND user_id = ? AND key IN ?", set, user, keys).Delete(ctx)
		return err
	}), "verdict")
}

// Verdicts are those of a set by the keys of differences, the older first.
func (s *Store) Verdicts(ctx context.Context, set int64) (map[string][]VerdictView, error) {
	rows, err := from[VerdictView](s.read).Raw(`
		SELECT v.*, coalesce(u.name, '') AS name FROM verdicts v LEFT JOIN users u ON u.id = v.user_id
		WHERE v.set_id = ? ORDER BY v.at`, set).Find(ctx)
	by := map[string][]VerdictView{}
	for _, row := range rows {
		by[row.Key] = append(by[row.Key], row)
	}
	return by, translate(err, "verdicts")
}
