//go:build unix

package databasetest

import (
	"database/sql"
	"strings"
	"testing"

	"galley/models/migrations"
)

func TestDatabasesAreMigratedOrEmpty(t *testing.T) {
	last := func(want string) func(t *testing.T, address string) {
		return func(t *testing.T, address string) {
			driver := "sqlite3"
			if strings.HasPrefix(address, "postgres://") {
				driver = "pgx"
			}
			db, err := sql.Open(driver, address)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			var got string
			err = db.QueryRowContext(t.Context(), "SELECT max(id) FROM "+migrations.Table).Scan(&got)
			if got != want || (err == nil) != (want != "") {
				t.Errorf("the last migration is %q (%v), want %q", got, err, want)
			}
		}
	}
	OnBoth(t, last(migrations.Last()))
	OnBothEmpty(t, last(""))
}
