package browser

import (
	"testing"

	"galley/models"
	"galley/tests/browser/chrome"
)

// TestTheBellRingsWhileAPageIsOpen tells somebody of something while the list and the workbench are open:
// the bell says so when the page comes into sight, without being loaded again.
func TestTheBellRingsWhileAPageIsOpen(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	user, err := b.site.store.UserByName(t.Context(), "林晓")
	if err != nil {
		t.Fatal(err)
	}
	tell := func(key string) {
		n := models.Notice{UserID: user.ID, Key: key, Kind: models.NoticeReturned, IssueID: 1, SetID: &b.set}
		if err := b.site.store.Notify(t.Context(), n); err != nil {
			t.Fatal(err)
		}
		chrome.Eval[bool](b.Tab, `document.dispatchEvent(new Event("visibilitychange"))`)
	}
	const shown = `document.getElementById("bell")?.checkVisibility()`
	if chrome.Eval[bool](b.Tab, shown) {
		t.Error("the workbench shows a bell with nothing to tell")
	}
	tell("one")
	b.Wait(shown + ` && document.getElementById("bell").ariaLabel === "Notices, 1 new"`)

	b.Open(b.site.address + "/issues")
	b.Wait(shown + ` && document.querySelector("#bell .unread").textContent === "1"`)
	chrome.Eval[bool](b.Tab, `(document.getElementById("bell").focus(), true)`)
	tell("two")
	b.Wait(`document.querySelector("#bell .unread").textContent === "2" && document.activeElement?.id === "bell"`)
}
