package models

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"

	"galley/fault"
	"galley/models/migrations"
)

// The settings of SQLite's connections. Prepared statements are kept by the driver, so that a step
// is not compiled again each time. The journal becomes WAL when the file is known to be ours.
const (
	writing = "_synchronous=FULL&_busy_timeout=5000&_foreign_keys=on&_txlock=immediate&_stmt_cache_size=64"
	reading = "mode=ro&_query_only=true&_busy_timeout=5000&_stmt_cache_size=64"
)

// openSQLite opens the file at path for one writing connection and several reading ones.
func (s *Store) openSQLite(ctx context.Context, path string) error {
	if err := checkPlace(path); err != nil {
		return err
	}
	file, err := filepath.Abs(path)
	if err != nil {
		return badFile(err, path)
	}
	s.file = file
	if s.write, err = s.connect(writing, 1); err != nil {
		return badFile(err, path)
	}
	db := s.write.WithContext(ctx)
	if err := migrations.RefuseForeign(db, path); err != nil {
		return badFile(err, path)
	}
	if err := patiently(func() error { return db.Exec("PRAGMA journal_mode = WAL").Error }); err != nil {
		return badFile(err, path)
	}
	if err := patiently(func() error { return migrations.Run(db, path) }); err != nil {
		return badFile(err, path)
	}
	if s.read, err = s.connect(reading, runtime.NumCPU()); err != nil {
		return badFile(err, path)
	}
	return nil
}

// patiently retries what for a while as long as the file is locked: when two programs start together,
// SQLite reports that at once, whatever the timeout.
func patiently(what func() error) error {
	began := time.Now()
	for {
		err := what()
		e, ok := errors.AsType[sqlite3.Error](err)
		if !ok || e.Code != sqlite3.ErrBusy && e.Code != sqlite3.ErrLocked || time.Since(began) > 2*time.Second {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// connect opens a pool of connections with the settings to the Store's file.
func (s *Store) connect(settings string, connections int) (*gorm.DB, error) {
	place := (&url.URL{Path: filepath.ToSlash(s.file)}).EscapedPath()
	pool, err := sql.Open(sqlite.DriverName, "file:"+place+"?"+settings)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), s.config())
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// checkPlace refuses a path at which no database of ours can be, and makes the folder of a new one.
func checkPlace(path string) error {
	if strings.TrimSpace(path) == "" {
		return fault.New(fault.Invalid, "The database needs a place. Name a file, such as galley.db, or a postgres:// address.")
	}
	if strings.Contains(path, "://") || strings.HasPrefix(path, ":memory:") || strings.Contains(path, "\x00") {
		return fault.New(fault.Invalid, "%q is not a place for a database. Name a file, such as galley.db, or a postgres:// address.", path)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return fault.New(fault.Invalid, "%s is a folder. Name a file for the database, such as %s.", path, filepath.Join(path, "galley.db"))
		}
		return fault.New(fault.Invalid, "%s is not an ordinary file. Name another file for the database.", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fault.Wrap(fault.Invalid, err, "The folder %s cannot be created for the database. Name a file in a folder that you may write to.", filepath.Dir(path))
	}
	return checkFile(path)
}

// magic begins every SQLite file that is not empty.
const magic = "SQLite format 3\x00"

// checkFile refuses a file that cannot be written or does not begin like a database. A new file is
// made for its owner alone, since it will hold passwords and sessions.
func checkFile(path string) (err error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return unwritable(err, path)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	head := make([]byte, len(magic))
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return unwritable(err, path)
	}
	if n > 0 && string(head[:n]) != magic {
		return notDatabase(nil, path)
	}
	return nil
}

func unwritable(cause error, path string) error {
	return fault.Wrap(fault.Invalid, cause, "The database %s cannot be opened for writing. Name a file that you may write to, in a folder that you may write to.", path)
}

func notDatabase(cause error, path string) error {
	return fault.Wrap(fault.Invalid, cause, "%s is not a SQLite database. Nothing was written to it; name another file for the database.", path)
}

// badFile turns SQLite's refusal to open the file at path into a sentence.
func badFile(err error, path string) error {
	e, ok := errors.AsType[sqlite3.Error](err)
	if !ok {
		return translate(err, "database "+path)
	}
	switch e.Code {
	case sqlite3.ErrNotADB:
		return notDatabase(err, path)
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return fault.Wrap(fault.Conflict, err, "The database %s is in use by another program. Stop that program, or wait until it is done.", path)
	case sqlite3.ErrCantOpen, sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrAuth:
		return unwritable(err, path)
	case sqlite3.ErrCorrupt:
		return fault.Wrap(fault.Invalid, err, "The database %s is damaged. Put a backup in its place.", path)
	case sqlite3.ErrFull, sqlite3.ErrIoErr:
		return fault.Wrap(fault.Invalid, err, "The database %s cannot be written: the disk is full or fails.", path)
	}
	return translate(err, "database "+path)
}
