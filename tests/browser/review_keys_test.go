package browser

import (
	"fmt"
	"strings"
	"testing"

	"galley/engine/vocabulary"
	"galley/tests/browser/chrome"
)

// TestAReviewerWorksByKeys changes blocks from their rows in the review, by a key of Galley's, by one of the
// reviewer's own and by one behind E, takes one back, and comments on a block.
func TestAReviewerWorksByKeys(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	li := &bench{tab, t, s, s.load(t, zhuzhou(), markings[0].name)}
	li.reload()
	(&hand{tab: tab}).press("Enter b b b b b")
	li.Click(`.move[data-to="submitted"]`)
	li.Wait(`document.getElementById("gate-go") !== null`)
	li.Click("#gate-go")
	li.Wait(answered)

	he := li.somebody("吴敏", vocabulary.Reviewer)
	wu, err := s.store.UserByName(t.Context(), "吴敏")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.store.ChangeKeys(t.Context(), wu.ID, func(string) (string, error) { return `{"own":{"role-deck":["'"]}}`, nil }); err != nil {
		t.Fatal(err)
	}
	d := he.atDesk("")
	d.press("Home")
	start := d.focused()
	for _, step := range []struct{ keys, says string }{{"h", "headline"}, {"'", "deck"}, {"e q", "pull quote"}} {
		d.press(strings.Fields(step.keys)...)
		d.Wait(fmt.Sprintf(`document.querySelector('#sheet .line[data-number="%s"] .role-word')?.textContent.includes(%q) ?? false`, start, step.says))
		if got := d.focused(); got != start {
			t.Errorf("after %s the focus is on %s, want %s", step.keys, got, start)
		}
	}
	d.press("z")
	d.Wait(fmt.Sprintf(`document.querySelector('#sheet .line[data-number="%s"] .role-word').textContent.includes("deck")`, start))

	d.press("q")
	d.focusedField("new-comment")
	d.press("Escape")
	d.Wait(`document.querySelector(".desk-words") === null`)
	if got := d.focused(); got != start {
		t.Errorf("after Escape the focus is on %s, want %s", got, start)
	}
	d.press("q")
	d.focusedField("new-comment")
	d.Write("真是提要吗？")
	d.press("Enter")
	d.Wait(fmt.Sprintf(`document.querySelector('#sheet .line[data-number="%s"] .thread')?.textContent.includes("真是提要吗？") ?? false`, start))
}
