package databasetest

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// template is a database that is prepared once in a test binary, and of which tests get copies. It
// is used by several tests at once.
type template struct {
	// prepare fills the empty database at an address, a file's path or postgres://…, and lets go of it.
	prepare func(address string) error

	file     once[[]byte]
	postgres once[string]
}

// once is a value that is made when it is first asked for.
type once[T any] struct {
	sync.Once
	value T
	err   error
}

func (o *once[T]) get(t testing.TB, build func() (T, error)) T {
	t.Helper()
	o.Do(func() { o.value, o.err = build() })
	if o.err != nil {
		t.Fatalf("prepare the databases of the tests: %v", o.err)
	}
	return o.value
}

// newFile copies the template to a SQLite file of the test's own and gives its path.
func (m *template) newFile(t testing.TB) string {
	t.Helper()
	content := m.file.get(t, m.prepareFile)
	file := filepath.Join(t.TempDir(), "galley.db")
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// prepareFile gives the content of a prepared SQLite file. Whoever lets go of one last empties its
// journal into it.
func (m *template) prepareFile() (content []byte, err error) {
	folder, err := os.MkdirTemp("", "galley-template-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	file := filepath.Join(folder, "galley.db")
	if err := m.prepare(file); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}
