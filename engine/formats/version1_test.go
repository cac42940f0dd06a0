package formats

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFilesOfVersion1AreReadAsTheyWere reads files that a Galley of before stages of review wrote: they are valid, and
// written again they are what they were, byte for byte.
func TestFilesOfVersion1AreReadAsTheyWere(t *testing.T) {
	files, err := filepath.Glob("testdata/version1/*")
	if err != nil || len(files) != 4 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			file, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			report, err := Check(bytes.NewReader(file), path)
			if err != nil || report.Format != "galley-issue/1" {
				t.Fatalf("%v, %v", report, err)
			}
			d, f, err := Read(bytes.NewReader(file), path)
			if err != nil {
				t.Fatal(err)
			}
			var again bytes.Buffer
			if err := f.Write(&again, d); err != nil || !bytes.Equal(again.Bytes(), file) {
				t.Errorf("written again it differs, %v", err)
			}
			if f.Key == "xml" {
				checkRelaxNG(t, file)
			}
			d.Format = 0
			again.Reset()
			if err := f.Write(&again, d); err != nil || !strings.Contains(again.String(), "galley-issue/2") {
				t.Errorf("as the newest version it is not written, %v", err)
			}
			if _, err := Check(&again, path); err != nil {
				t.Errorf("as the newest version: %v", err)
			}
		})
	}
}
