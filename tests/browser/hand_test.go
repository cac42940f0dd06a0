package browser

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"galley/tests/browser/chrome"
)

// hand presses keys in the workbench and counts them.
type hand struct {
	tab    *chrome.Tab
	inputs int
}

// press presses keys, separated by spaces; _ is the space bar.
func (h *hand) press(keys string) {
	for _, key := range keysIn(keys) {
		h.tab.Press(key)
		h.inputs++
	}
	h.tab.Wait(answered)
}

// keysIn are keys that are separated by spaces, where _ is the space bar.
func keysIn(keys string) []string {
	names := strings.Fields(keys)
	for i, name := range names {
		if name == "_" {
			names[i] = "Space"
		}
	}
	return names
}

// burst presses keys within the page, as quickly as it takes them, and waits until all is answered: for what
// comes before that which is tested.
func (h *hand) burst(t *testing.T, keys ...string) {
	t.Helper()
	list, err := json.Marshal(keys)
	if err != nil {
		t.Fatal(err)
	}
	if saved := chrome.Eval[string](h.tab, fmt.Sprintf(pressAll, list)); saved != "saved" {
		t.Fatalf("after %d keys at once the page is %s", len(keys), saved)
	}
	h.inputs += len(keys)
}

// atMost tells how many inputs it took to mark a page, which must not exceed a limit.
func (h *hand) atMost(t *testing.T, inputs int) {
	t.Helper()
	t.Logf("%d inputs mark the page to its gold", h.inputs)
	if h.inputs > inputs {
		t.Errorf("%d inputs, want %d at most", h.inputs, inputs)
	}
}
