package browser

import (
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
	for key := range strings.FieldsSeq(keys) {
		name := map[string]string{"_": "Space"}[key]
		if name == "" {
			name = key
		}
		h.tab.Press(name)
		h.inputs++
	}
	h.tab.Wait(answered)
}

// atMost tells how many inputs it took to mark a page, which are to be no more than some.
func (h *hand) atMost(t *testing.T, inputs int) {
	t.Helper()
	t.Logf("%d inputs mark the page to its gold", h.inputs)
	if h.inputs > inputs {
		t.Errorf("%d inputs, want %d at the most", h.inputs, inputs)
	}
}
