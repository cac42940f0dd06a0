package architecture

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"galley/address"
)

var (
	asked   = regexp.MustCompile(`\baddress\(([^)]*)`)
	name    = regexp.MustCompile(`"(\w+)"`)
	literal = regexp.MustCompile("[\"'`]/(?:sets|issues|compare|publications|people|account|notices|guidelines|loads|search|bin|join)\\b")
)

// TestScriptsTakeAddressesFromThePage finds addresses that a script writes for itself, names that no page hands
// on, and names that no script asks for.
func TestScriptsTakeAddressesFromThePage(t *testing.T) {
	used := map[string]bool{}
	err := filepath.WalkDir("../../static/js", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".js") {
			return err
		}
		code, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if found := literal.Find(code); found != nil {
			t.Errorf("%s writes the address %s…", path, found)
		}
		for _, call := range asked.FindAllSubmatch(code, -1) {
			for _, m := range name.FindAllSubmatch(call[1], -1) {
				used[string(m[1])] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for n := range used {
		if address.ForScripts[n] == "" {
			t.Errorf("a script asks for the address %s, which no page hands on", n)
		}
	}
	for n := range address.ForScripts {
		if !used[n] {
			t.Errorf("no script asks for the address %s", n)
		}
	}
}
