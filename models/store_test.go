package models_test

import (
	"path/filepath"
	"testing"

	"galley/models"
	"galley/models/postgrestest"
)

// onBoth runs a test on a fresh SQLite file, and on PostgreSQL when it is asked for.
func onBoth(t *testing.T, test func(t *testing.T, s *models.Store)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) {
		test(t, open(t, filepath.Join(t.TempDir(), "galley.db")))
	})
	postgrestest.Run(t, func(t *testing.T, address string) {
		test(t, open(t, address))
	})
}

// open opens a store that is closed with the test.
func open(t *testing.T, address string) *models.Store {
	t.Helper()
	s, err := models.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatalf("open %s: %v", address, err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}
