package formats

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/tests/samples"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGoldenFiles compares the exports of the pages marked from gold with the files of testdata.
func TestGoldenFiles(t *testing.T) {
	for _, name := range goldPages {
		set := goldSet(t, samples.Dir(), name)
		for _, f := range ownFormats() {
			t.Run(name+f.Extension, func(t *testing.T) {
				got := written(t, f, set)
				path := samples.Path(name + f.Extension)
				if *update {
					if err := os.WriteFile(path, got, 0o600); err != nil {
						t.Fatal(err)
					}
				}
				if diff := cmp.Diff(string(testFile(t, path)), string(got)); diff != "" {
					t.Errorf("the export has changed; if it should, run with -update (-want +got):\n%s", diff)
				}
			})
		}
	}
}
