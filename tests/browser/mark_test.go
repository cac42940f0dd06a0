package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/formats"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/tests/browser/chrome"
	"galley/tests/samples"
)

// markings are the keys that mark a page to its gold, and how many inputs they may be.
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

// TestKeysMarkPagesToTheirGold marks all but the first page: TestAWholeSessionIsTakenBackAndDoneAgain begins with that.
func TestKeysMarkPagesToTheirGold(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	tab := chrome.Start(t)
	site.signIn(t, tab)
	for i, tt := range markings[1:] {
		t.Run(tt.name, func(t *testing.T) {
			issue := zhuzhou()
			issue.Number = fmt.Sprint(i)
			set := site.load(t, issue, tt.name)
			h := site.atDesk(t, tab, set)
			h.press(tt.keys)
			site.sameAsGold(t, set, tt.name)
			h.atMost(t, tt.inputs)
		})
	}
}

// atDesk opens the first page of a set and waits until it takes keys.
func (s *site) atDesk(t *testing.T, tab *chrome.Tab, set int64) *hand {
	t.Helper()
	tab.Open(fmt.Sprintf("%s/sets/%d/pages/1", s.address, set))
	tab.Wait(takesKeys)
	return &hand{tab: tab}
}

// takesKeys is true when the workbench takes keys.
const takesKeys = `document.activeElement?.classList.contains("block")`

// sameAsGold compares a set, as the server has it, with the gold of testdata. Turned lines and joins
// that the gold calls uncertain come from files only.
func (s *site) sameAsGold(t *testing.T, set int64, name string) {
	t.Helper()
	view, err := s.server.Desk.View(context.Background(), set)
	if err != nil {
		t.Fatal(err)
	}
	want := goldSet(t, view.Source(), samples.Path(name+".gold.json"))
	if diff := cmp.Diff([]string(nil), markup.Differences(want, view.Set)); diff != "" {
		t.Errorf("the set differs from the gold of %s (-want +got):\n%s", name, diff)
	}
}

// goldSet is the set that a gold file describes, as far as keys make it.
func goldSet(t *testing.T, source *markup.Source, path string) *markup.Set {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	document, _, err := formats.Read(file, filepath.Base(path))
	if err != nil {
		t.Fatal(err)
	}
	marks := document.Marks
	for _, page := range marks.Pages {
		for i := range page.Blocks {
			page.Blocks[i].Turns = nil
		}
	}
	marks.Notes = nil
	certain := marks.Joins[:0]
	for _, j := range marks.Joins {
		if j.To.Certain {
			certain = append(certain, j)
		}
	}
	marks.Joins = certain
	empty := markup.NewSet(source)
	step, err := empty.ImportStep(marks, text.NewID(), false)
	if err != nil {
		t.Fatal(err)
	}
	set, err := empty.Apply(markup.LoggedStep{Version: 1, ID: text.NewID(), Author: 1, Step: step})
	if err != nil {
		t.Fatal(err)
	}
	return set
}
