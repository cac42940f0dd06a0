package models

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Draft holds words that somebody has begun to write about something in a set, and not sent yet.
type Draft struct {
	UserID int64  `gorm:"primaryKey;autoIncrement:false"`
	SetID  int64  `gorm:"primaryKey;autoIncrement:false"`
	Place  string `gorm:"primaryKey"` // what they are about, as the page that keeps them names it
	Words  string
	At     time.Time
}

// Drafts are what a user has begun to write in a set, by place.
func (s *Store) Drafts(ctx context.Context, user, set int64) (map[string]Draft, error) {
	rows, err := from[Draft](s.read).Where("user_id = ? AND set_id = ?", user, set).Find(ctx)
	drafts := map[string]Draft{}
	for _, row := range rows {
		drafts[row.Place] = row
	}
	return drafts, translate(err, "draft")
}

// SaveDraft keeps what a user has begun to write, in place of what was kept there before; no words keep nothing.
func (s *Store) SaveDraft(ctx context.Context, d Draft) error {
	d.At = s.Now()
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		if d.Words == "" {
			return dropDraft(ctx, tx, d.UserID, d.SetID, d.Place)
		}
		return from[Draft](tx, clause.OnConflict{Columns: []clause.Column{{Name: "user_id"}, {Name: "set_id"}, {Name: "place"}},
			DoUpdates: clause.AssignmentColumns([]string{"words", "at"})}).Create(ctx, &d)
	}), "draft")
}

// dropDraft forgets what was begun at a place: it was sent.
func dropDraft(ctx context.Context, tx *gorm.DB, user, set int64, place string) error {
	_, err := from[Draft](tx).Where("user_id = ? AND set_id = ? AND place = ?", user, set, place).Delete(ctx)
	return err
}
