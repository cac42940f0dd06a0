package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"galley/fault"
	"galley/models"
)

// database is the address of a store, as --database gives it.
type database string

// isFile reports whether the address names a file of ours, not a server.
func (d database) isFile() bool { return !strings.Contains(string(d), "://") }

// open gives the store of a database that is there.
func (d database) open(ctx context.Context) (*models.Store, error) {
	if d.isFile() {
		if _, err := os.Stat(string(d)); errors.Is(err, fs.ErrNotExist) {
			return nil, fault.New(fault.NotFound, "There is no database at %s. Name one with --database, or load an issue first.", d)
		}
	}
	return models.Open(ctx, string(d), nil)
}

// create gives the store, and creates the database if it does not exist.
func (d database) create(ctx context.Context) (*models.Store, error) {
	if d.isFile() {
		if err := os.MkdirAll(filepath.Dir(string(d)), 0o750); err != nil {
			return nil, fault.Wrap(fault.Invalid, err, "The folder of the database %s cannot be created. Name another place with --database.", d)
		}
	}
	return models.Open(ctx, string(d), nil)
}
