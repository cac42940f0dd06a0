package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Export is one version of a set that left Galley as a file.
type Export struct {
	ID       int64
	SetID    int64
	Version  int64
	Format   string // json or xml
	Accepted bool   // accepted articles only
	Since    *int64 // only what changed since that version
	UserID   *int64 // nil on the command line, which names nobody
	At       time.Time
}

// ExportView is an export with its author's name; "" for nobody.
type ExportView struct {
	Export
	Name string
}

// SaveExport records an export. The same one made again by the same person is one, made at the later time.
func (s *Store) SaveExport(ctx context.Context, e Export) error {
	e.At = s.Now()
	return translate(s.change(ctx, func(tx *gorm.DB) error {
		same := from[Export](tx).Where("set_id = ? AND version = ? AND format = ? AND accepted = ?", e.SetID, e.Version, e.Format, e.Accepted).
			Where("coalesce(since, -1) = ? AND coalesce(user_id, 0) = ?", numberOr(e.Since, -1), numberOr(e.UserID, 0))
		again, err := same.Update(ctx, "at", e.At)
		if err != nil || again > 0 {
			return err
		}
		return from[Export](tx).Create(ctx, &e)
	}), "export")
}

func numberOr(n *int64, none int64) int64 {
	if n == nil {
		return none
	}
	return *n
}

// Exports are what was exported of a set, the latest first.
func (s *Store) Exports(ctx context.Context, set int64) ([]ExportView, error) {
	found, err := from[ExportView](s.read).Raw(`
		SELECT e.*, coalesce(u.name, '') AS name FROM exports e LEFT JOIN users u ON u.id = e.user_id
		WHERE e.set_id = ? ORDER BY e.at DESC, e.id DESC`, set).Find(ctx)
	return found, translate(err, "exports")
}
