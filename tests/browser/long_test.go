package browser

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/tests/browser/chrome"
)

// openBig opens a long page of 1,200 blocks.
func openBig(t *testing.T) *bench {
	t.Helper()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	b := &bench{tab, t, s, s.loadBig(t, "长报", big{blocks: 1200, size: 100, spans: 600})}
	b.reload()
	return b
}

// inSight wants the focused row in the document, and its ring on the screen.
func (b *bench) inSight(what, number string) {
	b.t.Helper()
	if got := b.focused(); got != number {
		b.t.Errorf("%s: the focus is on block %s, want %s", what, got, number)
	}
	const seen = `(() => { const row = document.querySelector("[data-focus]").getBoundingClientRect(), galley = document.getElementById("galley").getBoundingClientRect();
		return row.top >= galley.top && row.top <= galley.bottom && document.activeElement === document.querySelector("[data-focus]"); })()`
	if !chrome.Eval[bool](b.Tab, seen) {
		b.t.Errorf("%s: the ring is out of sight, or the row has not the browser's focus", what)
	}
	const most = 600
	if rows := chrome.Eval[int](b.Tab, `document.querySelectorAll(".block").length`); rows > most {
		b.t.Errorf("%s: %d rows are in the document, want %d at most", what, rows, most)
	}
}

func TestALongPageIsReachedWhereItIsNotDrawn(t *testing.T) {
	t.Parallel()
	b := openBig(t)
	if got := chrome.Eval[string](b.Tab, `document.getElementById("galley").getAttribute("aria-rowcount")`); got != "1200" {
		t.Errorf("the grid says it has %s rows, want 1200", got)
	}
	b.keys("End")
	b.inSight("End", "1200")
	b.keys("Home")
	b.inSight("Home", "1")
	b.keys("Shift+n")
	b.inSight("the last undecided", "1200")
	b.keys("n")
	b.inSight("the first undecided", "20")
	b.keys("PgDn PgDn")
	b.keys("n")
	b.keys("/")
	b.Press("7", "7", "7", "Enter", "Escape")
	b.inSight("found", "777")
	b.keys("Ctrl+k")
	b.Press("1", "0", "0", "0", "Enter")
	b.inSight("the palette", "1000")
}

func TestALongPageIsMarkedWhereItIsNotDrawn(t *testing.T) {
	t.Parallel()
	b := openBig(t)
	b.keys("End h")
	b.keys("Ctrl+k")
	b.Press("6", "0", "0", "Enter")
	b.keys("k Right x z")
	painted := b.windowRows(600)
	b.Open(fmt.Sprintf("%s/issues", b.site.address))
	b.reload()
	b.keys("Ctrl+k")
	b.Press("6", "0", "0", "Enter")
	if diff := cmp.Diff(b.windowRows(600), painted); diff != "" {
		t.Errorf("rows (-redrawn +painted):\n%s", diff)
	}
}

// windowRows are the rows of the window that holds a block.
func (b *bench) windowRows(number int) []string {
	b.t.Helper()
	return chrome.Eval[[]string](b.Tab, fmt.Sprintf(`[...document.querySelector('.block[data-number="%d"]').parentElement.children].map((row) => {
		const copy = row.cloneNode(true);
		for (const name of ["data-focus", "aria-selected", "tabindex"]) copy.removeAttribute(name);
		copy.querySelector(".caret")?.remove();
		return copy.outerHTML;
	})`, number))
}

func TestScrollingALongPageHoldsTheTextStill(t *testing.T) {
	t.Parallel()
	b := openBig(t)
	chrome.Eval[bool](b.Tab, `(galley.scrollTop = 30000, new Promise((done) => requestAnimationFrame(() => done(true))))`)
	b.Wait(atRest)
	const topRow = `(() => { const edge = document.getElementById("galley").getBoundingClientRect().top;
		const row = [...document.querySelectorAll(".block")].find((r) => r.getBoundingClientRect().bottom > edge);
		return [row.dataset.number, row.getBoundingClientRect().top - edge]; })()`
	for range 20 {
		moved := chrome.Eval[bool](b.Tab, `(async () => {
			const galley = document.getElementById("galley"), read = () => `+topRow+`;
			const row = document.querySelector('.block[data-number="' + read()[0] + '"]'), before = row.getBoundingClientRect().top;
			galley.scrollTop -= 400;
			const wanted = before + 400;
			for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
			return row.isConnected && Math.abs(row.getBoundingClientRect().top - wanted) > 1.5;
		})()`)
		if moved {
			t.Fatal("the text jumps while it is scrolled up")
		}
	}
}

func TestALongOutlineIsDrawnWhereItIsInView(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	p := paper{blocks: 2500, size: 60, marks: 1000} // 100 articles and 125 undecided runs
	b := &bench{tab, t, s, s.loadMarked(t, "长目录", p.text(), p.marked)}
	b.reload()
	const current = `document.querySelector("#outline-rows [aria-current]")`
	inSight := func(row string) string {
		return fmt.Sprintf(`(() => { const row = %s?.getBoundingClientRect(), column = document.getElementById("outline").getBoundingClientRect();
			return row && row.height > 0 && row.top >= column.top && row.bottom <= column.bottom + 1; })()`, row)
	}
	few := func(what string) {
		t.Helper()
		if rows := chrome.Eval[int](tab, `document.querySelectorAll("#outline-rows > [role=treeitem]").length`); rows == 0 || rows > 150 {
			t.Errorf("%s: %d rows of the outline are in the document", what, rows)
		}
	}
	few("at the beginning")

	b.keys("End Up")
	b.Wait(inSight(current) + ` && ` + current + `.dataset.number === "100"`)
	few("with the focus at the end")
	chrome.Eval[bool](tab, current+`.focus(), true`)
	b.Press("Home")
	b.Wait(inSight("document.activeElement") + ` && document.activeElement.dataset.number === "1" && document.activeElement.getAttribute("aria-setsize") === "225"`)
	b.Press("End")
	b.Wait(inSight("document.activeElement") + ` && document.activeElement.getAttribute("aria-posinset") === "225"`)

	chrome.Eval[bool](tab, `(document.getElementById("outline").scrollTop = 2000, true)`)
	b.Wait(`[...document.querySelectorAll("#outline-rows > [role=treeitem]")].filter((row) => { const box = row.getBoundingClientRect(); return box.bottom > 100 && box.top < 800; }).length > 8`)
	few("scrolled by hand")
	if at := chrome.Eval[string](tab, `document.activeElement.getAttribute("aria-posinset")`); at != "225" {
		t.Errorf("the row with the browser's focus is lost by scrolling: %q", at)
	}
	chrome.Eval[bool](tab, `(document.getElementById("outline-filter").select(), true)`)
	b.Write("第77号")
	b.Wait(`document.querySelectorAll("#outline-rows > [role=treeitem]").length === 1 && document.querySelector("#outline-rows [data-number]").dataset.number === "77"`)
}
