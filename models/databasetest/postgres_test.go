//go:build unix

package databasetest

import (
	"database/sql"
	"errors"
	"os"
	"sync/atomic"
	"testing"
)

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	for range 2 {
		OnEmptyPostgres(t, func(t *testing.T, address string) {
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

func TestATemplateIsPreparedOnceForAll(t *testing.T) {
	var prepared atomic.Int64
	template := template{prepare: func(address string) error {
		prepared.Add(1)
		db, err := sql.Open("pgx", address)
		if err != nil {
			return err
		}
		_, err = db.Exec("CREATE TABLE pages (id integer)")
		return errors.Join(err, db.Close())
	}}
	for range 3 {
		template.onPostgres(t, func(t *testing.T, address string) {
			db, err := sql.Open("pgx", address)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			var rows int
			if _, err := db.Exec("INSERT INTO pages VALUES (1)"); err != nil {
				t.Error(err)
			}
			if err := db.QueryRow("SELECT count(*) FROM pages").Scan(&rows); err != nil || rows != 1 {
				t.Errorf("there are %d rows (%v), want 1", rows, err)
			}
		})
	}
	if got := prepared.Load(); Asked() && got != 1 {
		t.Errorf("it was prepared %d times, want once", got)
	}
}

func TestEachTestHasAFileOfItsOwn(t *testing.T) {
	prepared := 0
	template := template{prepare: func(file string) error {
		prepared++
		return os.WriteFile(file, []byte("tables"), 0o600)
	}}
	for range 2 {
		file := template.newFile(t)
		if content, err := os.ReadFile(file); err != nil || string(content) != "tables" {
			t.Errorf("the copy holds %q (%v)", content, err)
		}
		if err := os.WriteFile(file, []byte("tables and rows"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if prepared != 1 {
		t.Errorf("it was prepared %d times, want once", prepared)
	}
}
