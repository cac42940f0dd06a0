package samples

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Dir is the folder tests/testdata.
func Dir() string { return filepath.Join(root(), "tests", "testdata") }

// Path is where a file of tests/testdata stands.
func Path(name string) string { return filepath.Join(Dir(), name) }

// Read is the text of a file of tests/testdata.
func Read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(Path(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// root is the folder of the module that the test belongs to, which go test runs in or below.
var root = sync.OnceValue(func() string {
	dir, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			panic("no go.mod stands above the folder of this test")
		}
		dir = above
	}
})
