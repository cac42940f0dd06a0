package models

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// SeenPage holds what somebody has seen of a page of a set, in the form of the engine's package review.
type SeenPage struct {
	SetID  int64  `gorm:"primaryKey;autoIncrement:false"`
	Reader string `gorm:"primaryKey"` // ReaderOf a user
	Page   int    `gorm:"primaryKey;autoIncrement:false"`
	Body   string
}

// ReaderOf names a user among those who have seen something.
func ReaderOf(user int64) string { return fmt.Sprintf("user/%d", user) }

// StageReader names a stage of review among those who have seen something.
func StageReader(stage int) string { return fmt.Sprintf("stage/%d", stage) }

// Seen is what a reader has seen of a set, by page; 0 is what stands on none.
func (s *Store) Seen(ctx context.Context, set int64, reader string) (map[int]string, error) {
	pages, err := seenPages(ctx, s.read, set, reader)
	return pages, translate(err, "set")
}

func seenPages(ctx context.Context, db *gorm.DB, set int64, reader string) (map[int]string, error) {
	rows, err := from[SeenPage](db).Where("set_id = ? AND reader = ?", set, reader).Find(ctx)
	pages := map[int]string{}
	for _, row := range rows {
		pages[row.Page] = row.Body
	}
	return pages, err
}

// SaveSeen changes what a reader has seen of a set: see is given all pages and returns those that changed. What two
// windows of one reader send at once is seen one after the other.
func (s *Store) SaveSeen(ctx context.Context, set int64, reader string, see func(map[int]string) (map[int]string, error)) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error { return saveSeen(ctx, tx, set, reader, see) }), "set")
}

func saveSeen(ctx context.Context, tx *gorm.DB, set int64, reader string, see func(map[int]string) (map[int]string, error)) error {
	if tx.Name() != "sqlite" { // SQLite has one writer
		if err := tx.Exec("SELECT pg_advisory_xact_lock(hashtextextended(?, ?))", reader, set).Error; err != nil {
			return err
		}
	}
	pages, err := seenPages(ctx, tx, set, reader)
	if err != nil {
		return err
	}
	changed, err := see(pages)
	if err != nil || len(changed) == 0 {
		return err
	}
	var rows []SeenPage
	for page, body := range changed {
		rows = append(rows, SeenPage{SetID: set, Reader: reader, Page: page, Body: body})
	}
	return from[SeenPage](tx, clause.OnConflict{Columns: []clause.Column{{Name: "set_id"}, {Name: "reader"}, {Name: "page"}},
		DoUpdates: clause.AssignmentColumns([]string{"body"})}).CreateInBatches(ctx, &rows, 500)
}
