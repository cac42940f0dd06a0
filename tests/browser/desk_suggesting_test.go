package browser

import (
	"fmt"
	"testing"

	"galley/engine/vocabulary"
	"galley/tests/browser/chrome"
)

// suggests presses the keys of a change that is suggested, then Enter, and waits for the comment.
func (d *reviewDesk) suggests(says string, keys ...string) {
	d.t.Helper()
	before := chrome.Eval[int](d.Tab, `document.querySelectorAll(".spoken").length`)
	d.press(keys...)
	d.focusedField("new-comment")
	d.press("Enter")
	d.Wait(fmt.Sprintf(`document.querySelectorAll(".spoken").length === %d`, before+1))
	d.Wait(fmt.Sprintf(`[...document.querySelectorAll(".suggests")].some((s) => s.textContent.includes(%q))`, says))
}

// roleHere is the role of the focused line.
func (d *reviewDesk) roleHere() string {
	d.t.Helper()
	return chrome.Eval[string](d.Tab, inLine("line.dataset.role"))
}

// TestWhoMayNotMendSuggests lets an editor read what is submitted: the keys of marking change nothing and suggest
// everything, Backspace suggests to take a change back, and the reviewer takes each by one key.
func TestWhoMayNotMendSuggests(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	li := s.signIn(t, tab)
	b := &bench{tab, t, s, markedToGold(t, s, li, nil)}
	qian := b.somebody("钱宁", vocabulary.Editor).atDesk("")
	qian.press("]", "]")
	at := "?part=" + qian.part()
	for range 30 {
		if qian.unread() == 0 {
			break
		}
		qian.press("Space")
	}
	qian.press("Home", "Down", "Down")
	role := qian.roleHere()
	qian.suggests("Deck for block", "d")
	if got := qian.roleHere(); got != role {
		t.Errorf("a suggested role made the block %s, want %s still", got, role)
	}
	qian.press("Home", "Down", "Down")
	qian.suggests("as person", "Shift+Right", "Shift+Right", "p")
	qian.suggests("Review as the type of", "t", "r")
	qian.Click("#do-change") // the mouse does it as well
	qian.suggests("Withhold article 2 from export", "0", "1")

	wu := b.somebody("吴敏", vocabulary.Reviewer).atDesk(at)
	wu.press("Home", "Down", "Down", `\`)
	if got := wu.roleHere(); got != "deck" {
		t.Errorf("after the suggestion was taken the block is %s, want deck", got)
	}
	marks := chrome.Eval[int](wu.Tab, inLine(`line.querySelectorAll('mark[data-role="person"]').length`))
	wu.press(`\`)
	if got := chrome.Eval[int](wu.Tab, inLine(`line.querySelectorAll('mark[data-role="person"]').length`)); got != marks+1 {
		t.Errorf("after the suggested mark was taken there are %d persons, want %d", got, marks+1)
	}
	wu.press("Home", `\`)
	wu.Wait(`document.querySelector("#head-cards .spoken[data-taken]") !== null`)
	wu.press(`\`)
	wu.Wait(`document.getElementById("desk").hasAttribute("data-withheld")`)

	qian = qian.atDesk(at)
	qian.press("Home", "Down", "Down")
	qian.suggests("Take a change back", "Backspace")
	wu = wu.atDesk(at)
	wu.press("Home", "Down", "Down", `\`)
	if got := wu.roleHere(); got != role {
		t.Errorf("after the change was taken back the block is %s, want %s", got, role)
	}
}

// countDrawings counts from now on how often the desk asks for its page.
func (d *reviewDesk) countDrawings() {
	d.t.Helper()
	chrome.Eval[bool](d.Tab, `(window.drawings = 0, window.plainFetch ??= window.fetch, window.fetch = (url, options) => {
		if (!options?.method && /\/review\?/.test(String(url) + "?")) window.drawings++;
		return window.plainFetch(url, options);
	}, true)`)
}

// drawings is how often the desk has asked for its page, when all news of what was done must have come.
func (d *reviewDesk) drawings() int {
	d.t.Helper()
	chrome.Eval[bool](d.Tab, `new Promise((done) => setTimeout(() => done(true), 900))`)
	d.Wait(atRest)
	return chrome.Eval[int](d.Tab, `window.drawings`)
}

// TestWhatOneDoesIsDrawnOnce counts how often the desk asks for its page after acts of one's own, of which its stream
// of events tells as well, and after one of a colleague.
func TestWhatOneDoesIsDrawnOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	li := s.signIn(t, tab)
	set := markedToGold(t, s, li, nil)
	b := &bench{tab, t, s, set}
	wu := b.somebody("吴敏", vocabulary.Reviewer).atDesk("")
	wu.press("]", "]", "Home", "Down", "Down")
	part := wu.part()
	colleague := b.somebody("何平", vocabulary.Reviewer).atDesk("?part=" + part)
	colleague.press("Home", "Down")
	once := func(what string, d *reviewDesk, do func()) {
		t.Helper()
		d.countDrawings()
		do()
		if got := d.drawings(); got != 1 {
			t.Errorf("after %s the page was asked for %d times, want once", what, got)
		}
	}
	once("a role", wu, func() { wu.press("c") })
	once("Z", wu, func() { wu.press("z") })
	once("a comment", wu, func() {
		wu.press("q")
		wu.focusedField("new-comment")
		wu.Write("再看看。")
		wu.press("Enter")
	})
	once("a settled comment", wu, func() { wu.Click(`#points [data-do="check"]`) })
	once("a colleague's role", wu, func() { colleague.press("c") })
	if checked := chrome.Eval[string](wu.Tab, `document.querySelector('#points [data-do="check"]').getAttribute("aria-checked")`); checked != "true" {
		t.Errorf("the point is checked: %s", checked)
	}
	chrome.Eval[bool](wu.Tab, `(document.querySelector('#points [data-do="check"]').focus(), true)`)
	wu.press("1")
	wu.Wait(`document.querySelector('#points [data-do="check"]').getAttribute("aria-checked") === "false"`)
	wu.press("Escape", "1")
	wu.Wait(atRest)
	if checked := chrome.Eval[string](wu.Tab, `document.querySelector('#points [data-do="check"]').getAttribute("aria-checked")`); checked != "false" {
		t.Error("a digit outside the list checked a point off")
	}
}
