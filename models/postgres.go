package models

import (
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"

	"galley/fault"
	"galley/models/migrations"
)

// postgresConnections is how many connections one program takes at most.
const postgresConnections = 16

// The numbers of the advisory locks, "gal" and 1, 2 in ASCII.
const (
	lockMigrate = 0x67616c01
	lockLoad    = 0x67616c02
)

// openPostgres opens the database of a postgres:// address: one pool that reads and writes.
func (s *Store) openPostgres(ctx context.Context, address string) error {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "%s is not a PostgreSQL address. Write it as postgres://user@host/database.", withoutPassword(address))
	}
	pool := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(readTimesAsUTC))
	pool.SetMaxOpenConns(postgresConnections)
	pool.SetMaxIdleConns(postgresConnections)
	if err := pool.PingContext(ctx); err != nil {
		err = errors.Join(err, pool.Close())
		return fault.Wrap(fault.Invalid, err, "The PostgreSQL database %s does not answer. Check that the server is running and that the address and the account are right.", withoutPassword(address))
	}
	db, err := gorm.Open(postgres.New(postgres.Config{Conn: pool}), s.config())
	if err != nil {
		return errors.Join(err, pool.Close())
	}
	s.write, s.read = db, db
	return translate(s.migratePostgres(ctx, withoutPassword(address)), "database")
}

// migratePostgres migrates under a lock, since several servers may start at once. The lock belongs
// to one connection, and is let go with it at the latest.
func (s *Store) migratePostgres(ctx context.Context, name string) error {
	return s.write.WithContext(ctx).Connection(func(db *gorm.DB) (err error) {
		if err := db.Exec("SELECT pg_advisory_lock(?)", lockMigrate).Error; err != nil {
			return err
		}
		defer func() {
			unlock := db.WithContext(context.WithoutCancel(ctx)).Exec("SELECT pg_advisory_unlock(?)", lockMigrate)
			err = errors.Join(err, unlock.Error)
		}()
		if err := migrations.RefuseForeign(db, name); err != nil {
			return err
		}
		return migrations.Run(db, name)
	})
}

// readTimesAsUTC makes a connection give times in UTC rather than the server's zone.
func readTimesAsUTC(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name:  "timestamptz",
		OID:   pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}

// withoutPassword is address as it may be shown.
func withoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the address given"
	}
	return u.Redacted()
}
