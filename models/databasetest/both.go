//go:build unix

package databasetest

import "testing"

// OnBoth runs test on the address of a SQLite file, and of a PostgreSQL database when asked for, with all
// tables and nothing in them.
func OnBoth(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) { test(t, File(t)) })
	OnPostgres(t, test)
}

// OnPostgres runs test as the subtest PostgreSQL, on a database with all tables and nothing in them, if
// asked for.
func OnPostgres(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	migrated.onPostgres(t, test)
}

// OnBothEmpty is like OnBoth, with databases that hold nothing, no table either.
func OnBothEmpty(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) { test(t, EmptyFile(t)) })
	OnEmptyPostgres(t, test)
}
