package models

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Snapshot is a set as it stood at a version. It only saves reading and may be deleted at any time.
type Snapshot struct {
	SetID   int64  `gorm:"primaryKey;autoIncrement:false"`
	Version int64  `gorm:"primaryKey;autoIncrement:false"`
	Hash    string // of Body
	Body    string
}

// LatestSnapshot finds a set's newest snapshot. It returns NotFound if it does not exist.
func (s *Store) LatestSnapshot(ctx context.Context, set int64) (Snapshot, error) {
	snapshot, err := from[Snapshot](s.read).Where("set_id = ?", set).Order("version DESC").Take(ctx)
	return snapshot, translate(err, "snapshot")
}

// SaveSnapshot stores a snapshot, in place of one of the same version. The one before is kept, in
// case this one is damaged; older ones go.
func (s *Store) SaveSnapshot(ctx context.Context, snapshot Snapshot) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := from[Snapshot](tx, clause.OnConflict{UpdateAll: true}).Create(ctx, &snapshot); err != nil {
			return err
		}
		return from[Snapshot](tx).Exec(ctx, `DELETE FROM snapshots WHERE set_id = ? AND version <
			(SELECT max(version) FROM snapshots WHERE set_id = ? AND version < ?)`,
			snapshot.SetID, snapshot.SetID, snapshot.Version)
	})
	return translate(err, "snapshot")
}

// DropSnapshots deletes the snapshots of a set, which makes the next reader fold all of its steps.
func (s *Store) DropSnapshots(ctx context.Context, set int64) error {
	_, err := from[Snapshot](s.write).Where("set_id = ?", set).Delete(ctx)
	return translate(err, "snapshot")
}
