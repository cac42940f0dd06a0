package databasetest

import (
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"galley/models/migrations"
)

// migrated is a database with all tables and nothing in them.
var migrated = template{prepare: migrate}

// File gives the path of a SQLite file with all tables and nothing in them.
func File(t testing.TB) string {
	t.Helper()
	return migrated.newFile(t)
}

// EmptyFile gives the path of a SQLite file that is not there yet.
func EmptyFile(t testing.TB) string { return filepath.Join(t.TempDir(), "galley.db") }

// migrate makes all tables in the empty database at an address, and lets go of it.
func migrate(address string) error {
	dialector := sqlite.Open(address)
	if strings.HasPrefix(address, "postgres://") {
		dialector = postgres.Open(address)
	}
	db, err := gorm.Open(dialector, &gorm.Config{Logger: logger.Discard})
	if err != nil {
		return err
	}
	var pool *sql.DB
	if pool, err = db.DB(); err != nil {
		return err
	}
	return errors.Join(migrations.Run(db, address), pool.Close())
}
