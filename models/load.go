package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"galley/engine/text"
	"galley/fault"
)

// Load is a staged upload that waits for a person to confirm it.
type Load struct {
	Token     string `gorm:"primaryKey"` // 26 characters, hard to guess
	UserID    int64
	CreatedAt time.Time
}

// LoadPage is a page of a staged upload.
type LoadPage struct {
	Token   string `gorm:"primaryKey"`
	Key     int    `gorm:"primaryKey;autoIncrement:false"` // 1, 2, … in the order given
	Label   string
	Section string
	Text    string
}

// loadLife is how long a staged load waits to be confirmed.
const loadLife = 24 * time.Hour

// StageLoad keeps uploaded pages until their user confirms or drops them, for a day at most, and
// gives the token they are found by. It removes older loads of everybody.
func (s *Store) StageLoad(ctx context.Context, userID int64, pages []NewPage) (token string, err error) {
	if len(pages) == 0 || len(pages) > maxPages {
		return "", fault.New(fault.Invalid, "There are %d pages. Load 1 to 1,000 at a time.", len(pages))
	}
	load := Load{Token: text.NewID(), UserID: userID, CreatedAt: s.Now()}
	rows := make([]LoadPage, len(pages))
	for i, page := range pages {
		rows[i] = LoadPage{Token: load.Token, Key: i + 1, Label: page.Label, Section: page.Section, Text: page.Text}
	}
	err = s.change(ctx, func(tx *gorm.DB) error {
		if _, err := from[Load](tx).Where("created_at < ?", s.Now().Add(-loadLife)).Delete(ctx); err != nil {
			return err
		}
		if err := from[Load](tx).Create(ctx, &load); err != nil {
			return err
		}
		return from[LoadPage](tx).CreateInBatches(ctx, &rows, 100)
	})
	return load.Token, translate(err, "load")
}

// StagedLoad gives the pages of a user's staged load in order. It returns NotFound for one that was
// confirmed or dropped, is older than a day, or belongs to somebody else.
func (s *Store) StagedLoad(ctx context.Context, userID int64, token string) ([]NewPage, error) {
	rows, err := from[LoadPage](s.read).Where(
		"token = (SELECT token FROM loads WHERE token = ? AND user_id = ? AND created_at >= ?)",
		token, userID, s.Now().Add(-loadLife)).Order("key").Find(ctx)
	if err != nil {
		return nil, translate(err, "load")
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.NotFound, "This load is no longer waiting. It was confirmed or discarded, or is older than a day; load the files again.")
	}
	pages := make([]NewPage, len(rows))
	for i, row := range rows {
		pages[i] = NewPage{row.Label, row.Section, row.Text}
	}
	return pages, nil
}

// DropLoad removes a user's staged load; one that is not there is dropped already.
func (s *Store) DropLoad(ctx context.Context, userID int64, token string) error {
	_, err := from[Load](s.write).Where("token = ? AND user_id = ?", token, userID).Delete(ctx)
	return translate(err, "load")
}
