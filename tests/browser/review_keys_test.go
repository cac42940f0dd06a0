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
	he.reviewPage(fmt.Sprintf("?since=%d&all=1", 1))
	first := `document.querySelector("#review .difference[data-key]")`
	start := chrome.Eval[string](he.Tab, first+`.dataset.start`)
	row := fmt.Sprintf(`document.querySelector('#review .difference[data-start="%s"] .change ins')`, start)
	chrome.Eval[bool](he.Tab, "("+first+".focus(), true)")
	he.Wait("document.activeElement === " + first)
	for _, step := range []struct{ keys, says string }{{"h", "headline"}, {"'", "deck"}, {"e q", "pull quote"}} {
		he.Press(strings.Fields(step.keys)...)
		he.Wait(row + `?.textContent.includes("` + step.says + `") ?? false`)
		he.Wait(fmt.Sprintf(`document.activeElement?.dataset.start === "%s"`, start))
	}
	he.Press("z")
	he.Wait(row + `?.textContent.includes("deck") ?? false`)

	he.Press("q")
	he.Wait(`document.activeElement?.matches(".row-ask textarea") ?? false`)
	he.Press("Escape")
	he.Wait(fmt.Sprintf(`document.activeElement?.dataset.start === "%s"`, start))
	he.Press("q")
	he.Wait(`document.activeElement?.matches(".row-ask textarea") ?? false`)
	he.Write("真是提要吗？")
	he.Click(`#review .row-ask[open] button`)
	he.Wait(fmt.Sprintf(`document.querySelector('#review .difference[data-start="%s"] .review-query')?.textContent.includes("真是提要吗？") ?? false`, start))
}
