package models

import (
	"context"
	"encoding/json"
	"time"

	"gorm.io/gorm"
)

// Edit records a change to the data of a publication, an issue, a page or a user. Before and After
// are JSON, nil if there was or is nothing; they never hold a password.
type Edit struct {
	ID     int64
	At     time.Time
	UserID *int64 // who; nil for the command line
	Table  string `gorm:"column:table_name"`
	RowID  int64
	Before *string
	After  *string
}

// edit is a change of data on its way into the record; before and after are turned into JSON.
type edit struct {
	by            *int64
	table         string
	row           int64
	before, after any
}

// record writes an edit within the transaction that makes it.
func (s *Store) record(ctx context.Context, tx *gorm.DB, e edit) error {
	row := Edit{At: s.Now(), UserID: e.by, Table: e.table, RowID: e.row}
	for _, side := range []struct {
		value any
		into  **string
	}{{e.before, &row.Before}, {e.after, &row.After}} {
		if side.value == nil {
			continue
		}
		body, err := json.Marshal(side.value)
		if err != nil {
			return err
		}
		text := string(body)
		*side.into = &text
	}
	return from[Edit](tx).Create(ctx, &row)
}

// Edits are the recorded changes of one row of publications, issues, pages or users, oldest first.
func (s *Store) Edits(ctx context.Context, table string, row int64) ([]Edit, error) {
	edits, err := from[Edit](s.read).Where("table_name = ? AND row_id = ?", table, row).Order("id").Find(ctx)
	return edits, translate(err, "edits")
}
