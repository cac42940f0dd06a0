package models

import (
	"context"
	"errors"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// KeyMap is what a user made of the keys of the workbench. Nobody without a change has one.
type KeyMap struct {
	UserID int64  `gorm:"primaryKey;autoIncrement:false"`
	Keys   string // as package keys stores a map
}

// Keys are the keys that a user chose, as package keys stores them; "" for the default.
func (s *Store) Keys(ctx context.Context, user int64) (string, error) {
	return keysOf(ctx, s.read, user)
}

func keysOf(ctx context.Context, db *gorm.DB, user int64) (string, error) {
	row, err := from[KeyMap](db).Where("user_id = ?", user).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return "", nil
	}
	return row.Keys, translate(err, "map of keys")
}

// ChangeKeys gives a user other keys: change makes them of the stored ones, and "" is the default
// again. An error of change is returned as it is, and nothing is stored.
func (s *Store) ChangeKeys(ctx context.Context, user int64, change func(stored string) (string, error)) error {
	var refused error
	err := s.change(ctx, func(tx *gorm.DB) error {
		stored, err := keysOf(ctx, tx, user)
		if err != nil {
			return err
		}
		next, err := change(stored)
		if err != nil {
			refused = err
			return err
		}
		if next == "" {
			_, err := from[KeyMap](tx).Where("user_id = ?", user).Delete(ctx)
			return err
		}
		return from[KeyMap](tx, clause.OnConflict{UpdateAll: true}).Create(ctx, &KeyMap{UserID: user, Keys: next})
	})
	if refused != nil {
		return refused
	}
	return translate(err, "map of keys")
}
