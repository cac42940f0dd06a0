//go:build unix

package databasetest

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheNewestProgramsAreFound(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"9/bin", "15/bin", "path"} {
		if err := os.MkdirAll(filepath.Join(folder, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name, "initdb"), nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(folder, "path")
	tests := []struct{ name, pattern, path, want, err string }{
		{"by number, not by spelling", folder + "/*/bin/initdb", path, folder + "/15/bin", ""},
		{"in PATH, where Debian's are missing", folder + "/none/*/initdb", path, path, ""},
		{"nowhere", folder + "/none/*/initdb", folder, "", "PostgreSQL is missing, and GALLEY_TEST_POSTGRES=1 asks for it. Install Debian's package postgresql (apt install postgresql)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Setenv("PATH", tt.path)
			got, err := findPrograms(tt.pattern)
			message := ""
			if err != nil {
				message = err.Error()
			}
			if got != tt.want || message != tt.err {
				t.Errorf("got %q, %q; want %q, %q", got, message, tt.want, tt.err)
			}
		})
	}
}
