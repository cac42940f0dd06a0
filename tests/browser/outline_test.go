package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"galley/tests/browser/chrome"
)

// outline is what the outline shows, row by row: level, kind, number.
func (b *bench) outline() []string {
	b.t.Helper()
	return chrome.Eval[[]string](b.Tab, `[...document.querySelectorAll("#outline-rows > [role=treeitem]")].map((r) => [r.getAttribute("aria-level"), r.dataset.kind, r.dataset.number ?? ""].join(" ").trim())`)
}

// shows waits until the outline shows rows that are wanted, leaving out runs and furniture.
func (b *bench) shows(what string, want ...string) {
	b.t.Helper()
	var got []string
	if !patiently(func() bool {
		got = nil
		for _, row := range b.outline() {
			if strings.Contains(row, "article") || strings.Contains(row, "package") || strings.Contains(row, "block") {
				got = append(got, row)
			}
		}
		return cmp.Equal(want, got)
	}) {
		b.t.Errorf("%s (-want +got):\n%s", what, cmp.Diff(want, got))
	}
}

// titles are the titles in the outline.
func (b *bench) titles() []string {
	b.t.Helper()
	return chrome.Eval[[]string](b.Tab, `[...document.querySelectorAll("#outline-rows .row-title")].map((t) => t.textContent.slice(0, 6))`)
}

// order waits for titles in an order.
func (b *bench) order(what string, want ...string) {
	b.t.Helper()
	var got []string
	if !patiently(func() bool { got = b.titles(); return cmp.Equal(want, got) }) {
		b.t.Errorf("%s (-want +got):\n%s", what, cmp.Diff(want, got))
	}
}

// row is a place in the row of an article, at a part of its height.
func (b *bench) row(selector string, part float64) point {
	b.t.Helper()
	return chrome.Eval[point](b.Tab, fmt.Sprintf(`(() => { const box = document.querySelector(%q).getBoundingClientRect(); return { X: box.left + 60, Y: box.top + box.height * %v }; })()`, "#outline-rows "+selector, part))
}

// drag takes a row to a place; it is let go unless held.
func (b *bench) drag(from, to point, drop bool) {
	b.t.Helper()
	b.mouse(input.DispatchMouseEventTypeMousePressed, from, 1, 0)
	b.mouse(input.DispatchMouseEventTypeMouseMoved, point{from.X, from.Y + 9}, 1, 0)
	b.mouse(input.DispatchMouseEventTypeMouseMoved, to, 1, 0)
	if drop {
		b.mouse(input.DispatchMouseEventTypeMouseReleased, to, 1, 0)
		b.Wait(answered)
	}
}

func number(n string) string { return `[data-number="` + n + `"]` }

// threeArticles marks three articles with a headline each.
func threeArticles(t *testing.T) *bench {
	t.Helper()
	b := openBench(t)
	b.Press("Ctrl+k", "8", "Enter")
	b.keys("h d Space")
	b.Press("Ctrl+k", "1", "5", "Enter")
	b.keys("h Space")
	b.Press("Ctrl+k", "2", "0", "Enter")
	b.keys("h Space")
	return b
}

func TestArticlesAreNestedAndMovedInTheOutline(t *testing.T) {
	t.Parallel()
	b := threeArticles(t)
	flat := []string{"1 article 1", "1 article 2", "1 article 3"}
	b.shows("three articles", flat...)
	titles := b.titles()
	one, two, three := titles[0], titles[1], titles[2]

	t.Run("by key", func(t *testing.T) {
		b.t = t
		b.Click("#outline-rows " + number("2"))
		b.Focus(`#outline-rows [data-number="2"]`)
		b.keys("+")
		b.shows("nested", "1 article 1", "2 article 2", "1 article 3")
		if got := chrome.Eval[string](b.Tab, `document.activeElement.dataset.number`); got != "2" {
			t.Errorf("the focus is on row %q, want it to stay", got)
		}
		b.keys("-")
		b.shows("taken out", flat...)
		b.keys("Alt+Down")
		b.order("moved down", one, three, two)
		b.keys("z")
		b.order("taken back", one, two, three)
		b.keys("z z")
		b.shows("all taken back", flat...)
	})
	t.Run("by drag", func(t *testing.T) {
		b.t = t
		b.drag(b.row(number("3"), 0.5), b.row(number("1"), 0.1), true)
		b.order("before the first", three, one, two)
		b.keys("z")
		b.order("taken back", one, two, three)
		b.drag(b.row(number("3"), 0.5), b.row(number("1"), 0.5), true)
		b.shows("under the first", "1 article 1", "2 article 3", "1 article 2")
		b.drag(b.row(number("2"), 0.5), b.row(number("3"), 0.1), true)
		b.shows("before the nested one, and so nested", "1 article 1", "2 article 2", "2 article 3")
		b.keys("z")
		b.shows("one act taken back by one key", "1 article 1", "2 article 3", "1 article 2")
		b.keys("z")
		b.shows("and the other", flat...)
	})
	t.Run("Esc leaves everything", func(t *testing.T) {
		b.t = t
		to := b.row(number("1"), 0.1)
		b.drag(b.row(number("3"), 0.5), to, false)
		b.Wait(`document.querySelector(".drop-line:not([hidden])")`)
		b.Press("Escape")
		b.Wait(`!document.querySelector(".drop-line")`)
		b.mouse(input.DispatchMouseEventTypeMouseReleased, to, 1, 0)
		b.order("as it was", one, two, three)
	})
}

func TestTheOutlineSplitsMergesAndRenames(t *testing.T) {
	t.Parallel()
	b := threeArticles(t)
	b.shows("three articles", "1 article 1", "1 article 2", "1 article 3")
	at := func(n string) {
		b.Focus(fmt.Sprintf(`#outline-rows [data-number="%s"]`, n))
	}
	at("1")
	b.keys("F2")
	b.Wait(`document.activeElement.matches(".row-edit")`)
	b.Do(chromedp.Clear(chromedp.CSS(".row-edit")), chromedp.SendKeys(chromedp.CSS(".row-edit"), "另一个题目"))
	b.keys("Enter")
	b.Wait(`document.querySelector('[data-number="1"] .row-title')?.textContent === "另一个题目"`)
	b.keys("z")
	b.Wait(`document.querySelector('[data-number="1"] .row-title')?.textContent !== "另一个题目"`)

	b.keys("Right Right Down Down")
	b.shows("its blocks", append([]string{"1 article 1"}, append(blockRows(b), "1 article 2", "1 article 3")...)...)
	b.keys("x")
	b.Wait(`document.querySelectorAll('#outline-rows [data-kind="article"]').length === 4`)
	b.keys("z z")
	b.Wait(`document.querySelectorAll('#outline-rows [data-kind="article"]').length === 3`)

	at("2")
	b.keys("Backspace")
	b.Wait(`document.querySelectorAll('#outline-rows [data-kind="article"]').length === 2`)
	b.keys("z")
	b.Wait(`document.querySelectorAll('#outline-rows [data-kind="article"]').length === 3`)

	at("2")
	b.Press("Tab", "Enter")
	b.Wait(`document.activeElement.matches("[role=menuitem]")`)
	b.Press("Down", "Down", "Down", "Enter")
	b.Wait(`document.querySelector('#outline-rows [data-number="2"]').hasAttribute("data-headless")`)
	b.keys("z")
	b.Wait(`!document.querySelector('#outline-rows [data-number="2"]').hasAttribute("data-headless")`)
	at("3")
	b.keys("t")
	b.Wait(`document.querySelector("dialog.finder")`)
	b.Press("c", "o", "m", "m", "Enter")
	b.Wait(`document.querySelector('#outline-rows [data-number="3"]').dataset.type === "commentary"`)
}

func TestAnAnswerLeavesTheMenuOfARowOpen(t *testing.T) {
	t.Parallel()
	b := threeArticles(t)
	b.shows("three articles", "1 article 1", "1 article 2", "1 article 3")
	b.Focus(`#outline-rows [data-number="2"]`)
	// The answer stays away until the menu is open.
	b.holdAnswers()
	b.Press("+", "Tab", "Enter")
	b.Wait(`document.activeElement.matches("[role=menuitem]")`)
	chrome.Eval[bool](b.Tab, `(window.release(), true)`)
	b.Wait(answered)
	b.shows("nested", "1 article 1", "2 article 2", "1 article 3")
	b.Press("Down", "Down", "Down", "Enter")
	b.Wait(`document.querySelector('#outline-rows [data-number="2"]').hasAttribute("data-headless")`)
}

// blockRows are the rows of blocks as outline gives them.
func blockRows(b *bench) []string {
	b.t.Helper()
	b.Wait(`document.querySelector('#outline-rows [data-kind="block"]')`)
	var rows []string
	for _, row := range b.outline() {
		if strings.Contains(row, "block") {
			rows = append(rows, row)
		}
	}
	return rows
}

func TestBlocksAreMovedInTheOutline(t *testing.T) {
	t.Parallel()
	b := threeArticles(t)
	b.Focus(`#outline-rows [data-number="1"]`)
	b.keys("Right")
	words := func() []string {
		return chrome.Eval[[]string](b.Tab, `[...document.querySelectorAll('#outline-rows [data-kind="block"]')].map((r) => r.querySelector(".run-name").textContent)`)
	}
	b.Wait(`document.querySelector('#outline-rows [data-kind="block"]')`)
	before := words()
	want := append([]string{before[1], before[0]}, before[2:]...)
	waits := func(what string, want []string) {
		b.t.Helper()
		if !patiently(func() bool { return cmp.Equal(want, words()) }) {
			t.Errorf("%s (-want +got):\n%s", what, cmp.Diff(want, words()))
		}
	}
	b.keys("Right Alt+Down")
	waits("moved by key", want)
	b.keys("z")
	waits("taken back", before)
	rows := `[data-kind="block"]`
	first := b.row(rows, 0.5)
	second := b.row(rows+" + "+rows, 0.9)
	b.drag(first, second, true)
	waits("moved by drag", want)
	b.keys("z")
	waits("taken back again", before)
	b.drag(b.row(`[data-kind="undecided"]`, 0.5), b.row(number("1"), 0.5), true)
	b.Wait(`document.querySelector('.block[data-number="1"]').dataset.article !== ""`)
	b.keys("z z")
	b.Wait(`document.querySelector('.block[data-number="1"]').dataset.article === ""`)
}

// filter types into the filter, in place of what stands there.
func (b *bench) filter(words string) {
	b.t.Helper()
	chrome.Eval[bool](b.Tab, `(document.getElementById("outline-filter").select(), true)`)
	b.Press(strings.Split(words, "")...)
}

func TestTheOutlineIsFiltered(t *testing.T) {
	t.Parallel()
	b := threeArticles(t)
	b.shows("all", "1 article 1", "1 article 2", "1 article 3")
	b.filter("2")
	b.shows("by number", "1 article 2")
	b.filter("undecided")
	b.Wait(`document.querySelector('#outline-rows [data-kind="undecided"]')`)
	b.filter("zzz")
	b.shows("by nothing")
	if got := b.Text(".outline-empty"); got != "Nothing in the outline matches." {
		t.Errorf("an empty outline says %q", got)
	}
	b.Press("Escape")
	b.shows("all again", "1 article 1", "1 article 2", "1 article 3")
	b.Press("Down", "End", "Enter")
	b.Wait(`document.activeElement.classList.contains("block")`)
}

func TestAColleaguesActKeepsTheOutlinesFocus(t *testing.T) {
	t.Parallel()
	b := threeArticles(t)
	colleague := &bench{b.Another(), t, b.site, b.set}
	colleague.reload()
	colleague.Focus(`#outline-rows [data-number="2"]`)
	b.Press("Ctrl+k", "2", "Enter")
	b.keys("h")
	colleague.Wait(`document.querySelectorAll('#outline-rows [data-kind="article"]').length === 4`)
	if got := chrome.Eval[string](colleague.Tab, `document.activeElement.dataset.number`); got != "3" {
		t.Errorf("the focus is on row %q, want the one that was 2 and is 3 now", got)
	}
}
