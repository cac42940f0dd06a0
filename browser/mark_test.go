package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/browser/chrome"
	"galley/markup"
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
	h.tab.Wait(idle)
}

// idle is true when every act is answered.
const idle = `document.getElementById("saved").dataset.state === "saved"`

// markings are the keys that mark a page to its gold.
var markings = []struct {
	name   string
	keys   string
	inputs int
}{
	{"zhuzhou-2022-11-10-p1",
		"Enter _ _ j _ m k h d _ k h _ k h _ k h _ j j j o h c _ j c _ h _ y t p h y _ j c _ j h - y _ t c l h _ j g f", 58},
	{"syn-zh-linjiang-2031-05-09-p1",
		"k h _ j m h d _ o h c _ c j _ h y _ h - _ h y _ t c l h _ j g f", 36},
	{"syn-zh-linjiang-2031-05-09-p3",
		"m Enter _ h y _ c j s _ t f i Enter Enter Enter h - e t t w h _ t o v f", 32},
}

func TestMarkingByKeysGivesTheGold(t *testing.T) {
	for _, tt := range markings {
		t.Run(tt.name, func(t *testing.T) {
			site := newSite(t)
			tab := chrome.Start(t)
			site.signIn(t, tab)
			set := site.load(t, zhuzhou(), tt.name)
			tab.Open(fmt.Sprintf("%s/sets/%d/pages/1", site.address, set))
			tab.Wait(`document.activeElement?.classList.contains("block")`)
			h := &hand{tab: tab}
			h.press(tt.keys)

			view, err := site.server.Desk.View(context.Background(), set)
			if err != nil {
				t.Fatal(err)
			}
			want := goldSet(t, view.Source(), tt.name)
			if diff := cmp.Diff([]string(nil), markup.Differences(want, view.Set)); diff != "" {
				t.Errorf("the set differs from the gold (-want +got):\n%s", diff)
			}
			t.Logf("%s: %d inputs", tt.name, h.inputs)
			if h.inputs > tt.inputs {
				t.Errorf("%d inputs, want %d at the most", h.inputs, tt.inputs)
			}
		})
	}
}
