//go:build unix

package postgrestest

import (
	"database/sql"
	"testing"
)

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	for range 2 {
		Run(t, func(t *testing.T, address string) {
			db, err := sql.Open("pgx", address)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			if _, err := db.Exec("CREATE TABLE pages (id integer)"); err != nil {
				t.Error(err)
			}
		})
	}
}
