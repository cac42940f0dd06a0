package browser

import (
	"strings"

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
