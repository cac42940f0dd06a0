package models

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Store is an open database. Its methods are the use cases, one transaction each, and are safe for
// concurrent use.
type Store struct {
	write *gorm.DB // SQLite: one connection, so that writers queue here and not in the file
	read  *gorm.DB // SQLite: several connections that cannot write; PostgreSQL: the same as write
	file  string   // of SQLite; "" on PostgreSQL
	clock func() time.Time
}

// Open opens the database at address, a file's path or postgres://…, and brings its tables up to
// date. A missing file is made, and its folder too. A nil clock is time.Now. It returns Invalid if
// the address cannot be a database of this Galley and Conflict if somebody else holds it.
func Open(ctx context.Context, address string, clock func() time.Time) (*Store, error) {
	if clock == nil {
		clock = time.Now
	}
	s := &Store{clock: clock}
	open := s.openSQLite
	if isPostgres(address) {
		open = s.openPostgres
	}
	if err := open(ctx, address); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// isPostgres reports whether address names a PostgreSQL server rather than a file.
func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// config is how gorm is used: no transaction of its own, no words on the terminal.
func (s *Store) config() *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		NowFunc:                s.Now,
		Logger:                 logger.Discard,
	}
}

// Close lets the database go.
func (s *Store) Close() error {
	var errs []error
	handles := []*gorm.DB{s.read, s.write}
	if s.read == s.write {
		handles = handles[:1] // PostgreSQL has one pool for both
	}
	for _, handle := range handles {
		if handle == nil {
			continue
		}
		pool, err := handle.DB()
		if err == nil {
			err = pool.Close()
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Now is the clock's time as records keep it: UTC, whole microseconds.
func (s *Store) Now() time.Time { return stamp(s.clock()) }

// stamp is t as records keep it.
func stamp(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// Durability is how the writing connection keeps what it committed: FULL on SQLite means that it
// outlives a power cut. PostgreSQL answers with its synchronous_commit, ON by default.
func (s *Store) Durability(ctx context.Context) (string, error) {
	if s.file == "" {
		var word string
		err := s.write.WithContext(ctx).Raw("SHOW synchronous_commit").Scan(&word).Error
		return strings.ToUpper(word), translate(err, "setting")
	}
	var level int
	if err := s.write.WithContext(ctx).Raw("PRAGMA synchronous").Scan(&level).Error; err != nil {
		return "", translate(err, "setting")
	}
	names := []string{"OFF", "NORMAL", "FULL", "EXTRA"}
	if level < 0 || level >= len(names) {
		return "", fmt.Errorf("read the durability: unknown level %d", level)
	}
	return names[level], nil
}

// DataVersion is a number that differs from the one before when another program wrote to the SQLite
// file meanwhile; what this Store writes leaves it alone. PostgreSQL tells nothing of the kind: told is false
// there, and whoever wants to know has to look.
func (s *Store) DataVersion(ctx context.Context) (version int64, told bool, err error) {
	if s.file == "" {
		return 0, false, nil
	}
	// The pragma tells a connection of the commits of others, so the writing one is asked.
	err = s.write.WithContext(ctx).Raw("PRAGMA data_version").Scan(&version).Error
	return version, true, translate(err, "data version")
}

// change runs what in one writing transaction.
func (s *Store) change(ctx context.Context, what func(tx *gorm.DB) error) error {
	return s.write.WithContext(ctx).Transaction(what)
}
