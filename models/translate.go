package models

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm"

	"galley/fault"
)

// translate turns a database's error into ours; what is the record's name in a sentence. It is the
// only reader of gorm's and the drivers' errors once a database is open.
func translate(err error, what string) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	thing := fault.Say(strings.ReplaceAll(what, "%", "%%")) // a database may have any name
	busy, check := false, errors.Is(err, gorm.ErrCheckConstraintViolated)
	if e, ok := errors.AsType[sqlite3.Error](err); ok {
		busy = e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked
		check = e.Code == sqlite3.ErrConstraint
	}
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return fault.Wrap(fault.NotFound, err, "There is no such %s.", thing)
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return fault.Wrap(fault.Conflict, err, "That %s already exists.", thing)
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return fault.Wrap(fault.Conflict, err, "The %s refers to something that does not exist, or no longer.", thing)
	case busy:
		return fault.Wrap(fault.Conflict, err, "Another program is keeping the database busy. Please try again.")
	case check:
		return fault.Wrap(fault.Invalid, err, "The %s violates a rule of the database.", thing)
	}
	return fmt.Errorf("store %s: %w", what, err)
}
