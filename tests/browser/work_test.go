package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
)

// tabTo presses Tab until an element has the focus.
func (b *bench) tabTo(selector string) {
	b.t.Helper()
	for range 80 {
		if chrome.Eval[bool](b.Tab, fmt.Sprintf(`document.activeElement?.matches(%q) ?? false`, selector)) {
			return
		}
		b.Press("Tab")
	}
	b.t.Fatalf("Tab does not lead to %s", selector)
}

// gives chooses pages on the page of who does what, whom they go to and when they are due, and gives
// them: all with keys. The person is chosen by the first letters of the name.
func (b *bench) gives(name, due string, pages ...int) {
	b.t.Helper()
	b.Open(fmt.Sprintf("%s/sets/%d/work", b.site.address, b.set))
	for _, page := range pages {
		b.tabTo(fmt.Sprintf(`#work-%d input[name=what]`, page))
		b.Press("Space")
	}
	b.tabTo("#to")
	b.Press(strings.Split(name, "")...)
	b.tabTo("#due")
	b.Press(strings.Split(due, " ")...)
	b.tabTo("#give button.primary")
	b.Press("Enter")
	b.says("#flash", "Given to")
}

// palette does what the palette calls so.
func (b *bench) palette(words string) {
	b.t.Helper()
	b.Wait(takesKeys)
	b.Press("Ctrl+k")
	b.Wait(`document.activeElement.matches(".finder input")`)
	b.Write(words)
	b.Wait(`document.querySelectorAll(".finder [role=option]").length === 1`)
	b.Press("Enter")
}

// TestWorkIsGivenByKeyboard lets a lead give pages to two editors; each finds them in the list with the
// time when they are due, one claims an article and hands a page over, and the other's workbench hears
// of it.
func TestWorkIsGivenByKeyboard(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	issue := zhuzhou()
	for range 4 {
		issue.Pages = append(issue.Pages, models.NewPage{Text: "铅字排在版上\n\n渌江书院重修开放。\n\n本报记者 李娜\n"})
	}
	made, err := s.store.CreateIssue(context.Background(), issue)
	if err != nil {
		t.Fatal(err)
	}
	tab := chrome.Start(t)
	s.signInAs(t, tab, "anna li")
	li := &bench{tab, t, s, made.Set.ID}
	wu := li.somebody("bert wu", vocabulary.Editor)
	lead := li.somebody("Chen", vocabulary.Reviewer)
	lead.gives("a", "0 6 0 6 2 0 3 1 Right 1 1 3 0 a", 1, 2)
	lead.gives("b", "0 5 0 5 2 0 3 1 Right 1 1 3 0 a", 3, 4)
	keep(lead.Tab, "work-given")
	lead.says("#work-2", "anna li in 2")
	lead.says("#work-4", "days late")

	// What was given stands first in the list, with how much time is left; Enter opens it.
	wu.Open(s.address + "/issues")
	wu.says("#own-work li", "第3版")
	wu.says("#own-work time[data-late]", "days late")
	if got := chrome.Eval[string](wu.Tab, `document.querySelector("#own-work time").title`); !strings.Contains(got, "2031") || !strings.Contains(got, "11:30") {
		t.Errorf("the exact time is told as %q", got)
	}
	li.Open(s.address + "/issues")
	keep(li.Tab, "work-listed")
	li.says("#own-work time", "in 2")
	li.tabTo("#own-work li a")
	li.Press("Enter")
	li.Wait(ready)
	li.says("#whose", "This page is yours · in 2")
	for page, want := range map[int]string{1: "yours, in 2", 3: "given to bert wu, "} {
		if got := chrome.Eval[string](li.Tab, fmt.Sprintf(`document.querySelector('#tabs [data-page="%d"] .tab-who').getAttribute("aria-label")`, page)); !strings.HasPrefix(got, want) {
			t.Errorf("the tab of page %d says %q, want %q", page, got, want)
		}
	}

	// Marking elsewhere is no matter; an article there is claimed.
	wu.reload()
	li.Press("3")
	li.Wait(`document.querySelector("main.workbench")?.dataset.page === "3"`)
	li.Wait(ready)
	li.says("#whose", "This page is with bert wu")
	wu.Wait(`document.querySelector('#tabs [data-page="3"] .tab-here')?.title === "anna li is here"`)
	li.keys("Enter")
	li.keys("Up")
	li.palette("Claim this article")
	li.says("#whose", "This article is yours")
	li.Wait(`document.querySelector('#outline [data-kind="article"] .row-menu') !== null`)
	chrome.Eval[bool](li.Tab, `(document.querySelector('#outline [data-kind="article"] .row-menu').click(), true)`)
	li.says(".row-menu-list", "Release it")
	li.says(".row-menu-list", "Hand it over…")
	li.Press("Escape")
	li.Wait(`document.querySelector(".row-menu-list") === null`)
	li.Press("Escape")
	li.Wait(takesKeys)
	li.Press("1")
	li.Wait(`document.querySelector("main.workbench")?.dataset.page === "1"`)
	li.Wait(ready)
	keep(li.Tab, "work-bench")

	// One hands a page over; the other's browsers hear of it, and the list too.
	li.palette("Give this page to a colleague")
	li.Wait(`document.querySelectorAll(".finder [role=option]").length === 1`) // nobody else marks
	li.Press("Enter")
	li.says("#toast", "Handed over to bert wu.")
	li.says("#whose", "This page is with bert wu")
	wu.says("#whose", "This page is yours")
	li.palette("Release this page")
	li.says("#toast", "It is not yours, so you cannot release it.")
	wu.Open(s.address + "/issues")
	wu.Wait(`document.querySelectorAll("#own-work li").length === 3`)
	wu.says("#own-work", "given by anna li")
	wu.tabTo("#own-work li button") // of page 3, the first that is due
	wu.Press("Enter")
	wu.says("#flash", "Released.")
	wu.Wait(`document.querySelectorAll("#own-work li").length === 2`)
	lead.Open(fmt.Sprintf("%s/sets/%d/work", s.address, lead.set))
	lead.tabTo("#past summary")
	lead.Press("Enter")
	lead.says("#past", "handed over by anna li")
	lead.says("#past", "released")
}
