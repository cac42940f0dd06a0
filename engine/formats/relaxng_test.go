package formats

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// checkRelaxNG validates an export against the RELAX NG schema with xmllint. If that is missing,
// the test says so, and fails when GALLEY_TEST_XMLLINT asks for it.
func checkRelaxNG(t *testing.T, file []byte) {
	t.Helper()
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		if os.Getenv("GALLEY_TEST_XMLLINT") == "1" {
			t.Fatal("xmllint is missing; install libxml2-utils")
		}
		t.Log("xmllint is missing; the XML was not validated against RELAX NG")
		return
	}
	dir := t.TempDir()
	schema, rules := filepath.Join(dir, "schema.rng"), RelaxNG
	if bytes.Contains(file, []byte(`format="galley-issue/1"`)) {
		rules = RelaxNG1
	}
	if err := os.WriteFile(schema, rules, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(lint, "--noout", "--nonet", "--huge", "--relaxng", schema, "-")
	command.Stdin = bytes.NewReader(file)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("the XML does not fit its schema: %v\n%s", err, out)
	}
}
