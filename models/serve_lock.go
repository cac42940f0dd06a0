package models

import (
	"context"
	"errors"
	"os"

	"galley/fault"
)

// errHeld is what lockFile returns when another holder has the lock.
var errHeld = errors.New("held by another program")

// HoldServe makes this program the only one that serves a SQLite file, until release is called or
// the program ends; commands beside it may still write. It returns Conflict when another one serves
// it. On PostgreSQL any number may serve, and nothing is held.
func (s *Store) HoldServe(context.Context) (release func(), err error) {
	if s.file == "" {
		return func() {}, nil
	}
	name := s.file + ".lock"
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, unwritable(err, name)
	}
	if err := lockFile(file); err != nil {
		err = errors.Join(err, file.Close())
		if errors.Is(err, errHeld) {
			return nil, fault.Wrap(fault.Conflict, err, "Another Galley is already serving the database %s. Use that one, stop it first, or name another database.", s.file)
		}
		return nil, unwritable(err, name)
	}
	// The file stays: removing it would let two programs hold two files of one name. Closing it
	// releases the lock, and there is nothing to do about an error of that.
	return func() { _ = file.Close() }, nil
}
