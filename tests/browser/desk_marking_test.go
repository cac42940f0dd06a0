package browser

import (
	"fmt"
	"testing"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/tests/browser/chrome"
)

// inLine is an expression about the focused line of the desk.
func inLine(expression string) string {
	return `((line) => ` + expression + `)(document.querySelector("#sheet .line[data-focus]"))`
}

// TestTextIsSelectedAtTheDesk selects text with Shift and the arrows and with the mouse, marks it with the letters of the
// workbench, corrects it, cuts a block, takes a mark away, gives a block to another article, and takes all of it back.
func TestTextIsSelectedAtTheDesk(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	li := s.signIn(t, tab)
	set := markedToGold(t, s, li, nil)
	d := (&bench{tab, t, s, set}).somebody("吴敏", vocabulary.Reviewer).atDesk("")
	d.press("]", "]", "Home", "Down", "Down")
	if whole := chrome.Eval[bool](d.Tab, inLine(`[...line.querySelector(".words").textContent].length === Number(line.dataset.end) - Number(line.dataset.start)`)); !whole {
		t.Fatal("the text of a line is not that of its block, so positions in it are wrong")
	}
	marks := func(role string) int {
		t.Helper()
		return chrome.Eval[int](d.Tab, inLine(fmt.Sprintf(`line.querySelectorAll('mark[data-role=%q]').length`, role)))
	}
	places := marks("place")
	d.press("Shift+Right", "Shift+Right")
	if got := chrome.Eval[int](d.Tab, `[...CSS.highlights.get("galley-selection")][0].toString().length`); got != 2 {
		t.Errorf("%d letters are selected, want 2", got)
	}
	d.press("l")
	if got := marks("place"); got != places+1 {
		t.Errorf("after L on two letters %d places are marked, want %d", got, places+1)
	}
	d.press("z")
	if got := marks("place"); got != places {
		t.Errorf("after Z %d places are marked, want %d", got, places)
	}

	d.press("Escape", "Home", "Down", "Down", "Shift+Right", "Shift+Right", "w")
	d.Wait(`document.querySelector("dialog[open] input") !== null`)
	d.Write("某某")
	d.press("Enter")
	if got := chrome.Eval[string](d.Tab, inLine(`line.querySelector("mark[data-correction]")?.dataset.corrected ?? ""`)); got != "某某" {
		t.Errorf("the correction is %q, want 某某", got)
	}
	d.press("Escape", "Home", "Down", "Down", "Shift+Right", "Shift+Right", "u")
	if got := chrome.Eval[int](d.Tab, inLine(`line.querySelectorAll("mark[data-correction]").length`)); got != 0 {
		t.Errorf("after U %d corrections are left", got)
	}

	before := chrome.Eval[int](d.Tab, `document.querySelectorAll("#sheet .line").length`)
	d.press("Escape", "Home", "Down", "Down", "Right", "Right", "Right", "x")
	if got := chrome.Eval[int](d.Tab, `document.querySelectorAll("#sheet .line").length`); got != before+1 {
		t.Errorf("after X there are %d blocks, want %d", got, before+1)
	}
	d.press("z")

	part := d.part()
	d.press("Escape", "Escape", "End", "a")
	d.Wait(`document.querySelector("dialog.finder[open]") !== null`)
	d.press("1")
	d.Wait(`document.querySelector("dialog.finder") === null || document.querySelectorAll("#finder-list [role=option]").length > 0`)
	if chrome.Eval[bool](d.Tab, `document.querySelector("dialog.finder") !== null`) {
		d.press("Enter")
	}
	d.Wait(atRest)
	if got := chrome.Eval[int](d.Tab, `document.querySelectorAll("#sheet .line:not([data-pale])").length`); got != before-1 {
		t.Errorf("after A %d blocks are left in %s, want %d", got, part, before-1)
	}
	view, err := s.server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	if got := view.StateOf(markup.Cell{Kind: markup.StateCell, ID: part}); got != markup.Submitted {
		t.Errorf("the article is %s, want submitted still", got)
	}
}
