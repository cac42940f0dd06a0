package browser

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"galley/models"
	"galley/tests/browser/chrome"
)

// ready is true when the scripts have started, answered when no act waits any more, and atRest when nothing
// is under way: neither an act nor what is drawn, asked or sent a little later (static/js/lib/rest.js).
const (
	ready    = `document.documentElement.dataset.ready === "true"`
	answered = `document.getElementById("saved").dataset.saved === "saved"`
	atRest   = `document.documentElement.dataset.rest === "true"`
)

// bench is a workbench open in a tab.
type bench struct {
	*chrome.Tab
	t    *testing.T
	site *site
	set  int64
}

// openBench opens page 1 of the Zhuzhou issue, unmarked.
func openBench(t *testing.T) *bench {
	t.Helper()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	b := &bench{tab, t, s, s.load(t, zhuzhou(), "zhuzhou-2022-11-10-p1")}
	b.reload()
	return b
}

// colleague opens the same set in a browser of their own.
func (b *bench) colleague(name string) (*bench, models.User) {
	b.t.Helper()
	tab := chrome.Start(b.t)
	user := b.site.signInAs(b.t, tab, name)
	c := &bench{tab, b.t, b.site, b.set}
	c.reload()
	return c, user
}

// reload opens the page afresh.
func (b *bench) reload() {
	b.t.Helper()
	b.Open(fmt.Sprintf("%s/sets/%d/pages/1", b.site.address, b.set))
	b.Wait(ready)
}

// holdAnswers keeps the answers of the server away from the page until window.release is called; window.came
// tells that they have arrived.
func (b *bench) holdAnswers() {
	b.t.Helper()
	chrome.Eval[bool](b.Tab, `(() => {
		const fetched = fetch;
		const held = new Promise((release) => { window.release = release; });
		window.fetch = async (...asked) => { const answer = await fetched(...asked); await held; setTimeout(() => { window.came = true; }); return answer; };
		return true;
	})()`)
}

// keys presses keys as fast as it can and waits until all are answered.
func (b *bench) keys(keys string) {
	b.t.Helper()
	b.Press(strings.Fields(keys)...)
	b.Wait(answered)
}

// rows is what the galley shows, row by row.
func (b *bench) rows() []string {
	b.t.Helper()
	var rows []string
	if err := json.Unmarshal([]byte(chrome.Eval[string](b.Tab, rowsScript)), &rows); err != nil {
		b.t.Fatal(err)
	}
	return rows
}

// rowsScript reads what a row says, leaving out the focus, one's own and colleagues', and what only hovers.
const rowsScript = `JSON.stringify([...document.querySelectorAll(".block")].map((shown) => {
	const row = shown.cloneNode(true);
	for (const e of row.querySelectorAll(".colleagues, .handle, .caret")) e.remove();
	for (const e of row.querySelectorAll("mark[data-correction]")) e.removeAttribute("style"); // how its reading is squeezed in
	return row;
}).map((row) => [
	...[...row.attributes].filter((a) => !["data-focus", "aria-selected", "aria-description", "tabindex", "class", "data-problem"].includes(a.name)).map((a) => a.name + "=" + a.value).sort(),
	...[...row.children].map((c) => c.innerHTML.replace(/ (title|tabindex|data-selected)="[^"]*"/g, "").replace(/\s*\n\s*/g, "").replace(/> </g, "><").trim()),
].join(" ")))`

// looks are role and state of the first blocks.
func (b *bench) looks(n int) []string {
	b.t.Helper()
	return chrome.Eval[[]string](b.Tab, fmt.Sprintf(`[...document.querySelectorAll(".block")].slice(0, %d).map((b) => b.dataset.role + " " + b.dataset.state)`, n))
}

// focused is the number of the block with the focus.
func (b *bench) focused() string {
	b.t.Helper()
	return chrome.Eval[string](b.Tab, `document.querySelector("[data-focus]").dataset.number`)
}

func TestKeysTypedInABurstActOneAfterAnother(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter Space Space j Space m k h d")
	want := []string{"body decided", "body decided", "body decided", "body decided", "body decided", "masthead decided", "kicker decided", "headline decided", "deck decided", "body assumed"}
	if diff := cmp.Diff(want, b.looks(len(want))); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	if got := b.focused(); got != "10" {
		t.Errorf("the focus is on block %s, want 10", got)
	}
}

func TestTheScriptPaintsWhatTheServerDraws(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter Space Space j Space m k h d Space Space k h Space t c , ; x Right Shift+Right Shift+Right p Escape Escape a 1 Down Down e g Down e g Down e g e g")
	if n := chrome.Eval[int](b.Tab, `document.querySelectorAll(".chip.picture").length`); n != 2 {
		t.Errorf("%d pictures are placed, want 2", n)
	}
	painted := b.rows()
	b.reload()
	if diff := cmp.Diff(b.rows(), painted); diff != "" {
		t.Errorf("rows (-drawn +painted):\n%s", diff)
	}
}

func TestAColleaguesActIsShown(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	colleague := &bench{b.Another(), t, b.site, b.set}
	colleague.reload()
	b.keys("Enter Space k h")
	colleague.Wait(`document.querySelectorAll('.block[data-role="headline"]').length === 1`)
	if diff := cmp.Diff(b.looks(8), colleague.looks(8)); diff != "" {
		t.Errorf("blocks (-here +there):\n%s", diff)
	}
	if got := colleague.focused(); got != "1" {
		t.Errorf("the colleague's focus went to block %s, want it to stay on 1", got)
	}
}

func TestTheRingStaysInSight(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter")
	for range 12 {
		before := b.top()
		number := b.focused()
		b.keys("k")
		if held := chrome.Eval[float64](b.Tab, fmt.Sprintf(`document.querySelector('[data-number="%s"]').getBoundingClientRect().top`, number)); number != b.focused() && held > before+1 {
			t.Errorf("block %s went down from %v to %v when its role changed", number, before, held)
		}
		b.keys("Down")
		place := chrome.Eval[float64](b.Tab, `(document.querySelector("[data-focus]").getBoundingClientRect().top - galley.getBoundingClientRect().top) / galley.clientHeight`)
		scrolled := chrome.Eval[float64](b.Tab, `galley.scrollTop`)
		if place > 0.61 || place < 0.24 && scrolled > 0 {
			t.Errorf("block %s stands at %.2f of the height", b.focused(), place)
		}
	}
}

// top is where the focused block begins in the window.
func (b *bench) top() float64 {
	b.t.Helper()
	return chrome.Eval[float64](b.Tab, `document.querySelector("[data-focus]").getBoundingClientRect().top`)
}

// point is a place in the window, before a code point of the page.
type point struct{ X, Y float64 }

func (b *bench) point(block, at int) point {
	b.t.Helper()
	return chrome.Eval[point](b.Tab, fmt.Sprintf(`import(document.querySelector('link[href*="/js/galley/selection.js"]').href).then((m) => {
		const box = m.rangeOf(document.querySelector("#b-1-%d"), %d, %d).getBoundingClientRect();
		return { X: box.left + 1, Y: box.top + box.height / 2 };
	})`, block, at, at+1))
}

// mouse does something with the mouse at a place.
func (b *bench) mouse(kind input.DispatchMouseEventType, p point, clicks int64, held chromedp.Modifier) {
	b.t.Helper()
	b.Do(chromedp.MouseEvent(kind, p.X, p.Y, chromedp.ButtonLeft, func(e *input.DispatchMouseEventParams) {
		e.ClickCount, e.Buttons, e.Modifiers = clicks, 1, int64(held)
	}))
}

func (b *bench) click(p point, clicks int64, held chromedp.Modifier) {
	b.t.Helper()
	b.mouse(input.DispatchMouseEventTypeMousePressed, p, clicks, held)
	b.mouse(input.DispatchMouseEventTypeMouseReleased, p, clicks, held)
}

func TestTheMouseSelectsText(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	const block = 539 // 株洲日报讯(全媒体记者/邓伟勇) 11月8日晚,在株洲疫情处置工作会商会结束后
	tests := []struct {
		name   string
		choose func()
		want   string
	}{
		{"by dragging", func() {
			b.mouse(input.DispatchMouseEventTypeMousePressed, b.point(block, 539), 1, 0)
			b.mouse(input.DispatchMouseEventTypeMouseMoved, b.point(block, 541), 1, 0)
			b.mouse(input.DispatchMouseEventTypeMouseMoved, b.point(block, 543), 1, 0)
			b.mouse(input.DispatchMouseEventTypeMouseReleased, b.point(block, 543), 1, 0)
		}, "株洲日报"},
		{"by a click and one with Shift", func() {
			b.click(b.point(block, 551), 1, 0)
			b.click(b.point(block, 554), 1, chromedp.ModifierShift)
		}, "邓伟勇"},
		{"by two clicks on a word", func() {
			b.click(b.point(block, 575), 1, 0)
			b.click(b.point(block, 575), 2, 0)
		}, "结束"},
	}
	b.keys("Ctrl+k 1 0 Enter")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b.t = t
			tt.choose()
			if got := chrome.Eval[string](b.Tab, `[...CSS.highlights.get("galley-selection") ?? []].map(String).join()`); got != tt.want {
				t.Fatalf("selected %q, want %q", got, tt.want)
			}
			b.keys("p")
			if got := b.Text("#b-1-539 mark:last-of-type"); got != tt.want {
				t.Errorf("the mark is on %q, want %q", got, tt.want)
			}
			b.keys("z")
		})
	}
}

func TestARefusalSaysWhy(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.Forgive(func(m chromedp.ConsoleMessage) bool { return strings.Contains(m.Text, "422") })
	b.Press("Backspace")
	b.Wait(`document.getElementById("saved").dataset.saved === "refused"`)
	if got := b.Text("#toast"); !strings.HasSuffix(got, ".") {
		t.Errorf("the refusal says %q, want a sentence", got)
	}
}

func TestActsWaitForTheNetwork(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.Forgive(func(m chromedp.ConsoleMessage) bool { return strings.Contains(m.Text, "ERR_INTERNET_DISCONNECTED") })
	b.offline(true)
	b.Press("Enter", "Space", "m")
	b.Wait(`document.getElementById("saved").dataset.saved === "offline"`)
	b.offline(false)
	b.Wait(answered)
	if diff := cmp.Diff([]string{"body decided", "body decided", "masthead decided"}, b.looks(3)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// offline cuts the tab off from the network.
func (b *bench) offline(off bool) {
	b.t.Helper()
	conditions := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{
		{Offline: off, DownloadThroughput: -1, UploadThroughput: -1},
	}}
	if _, err := chromedp.Call(b.Context(), network.EmulateNetworkConditionsByRule, conditions); err != nil {
		b.t.Fatal(err)
	}
}

func TestAnInputMethodDoesNotTakeTheKeys(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Enter")
	chrome.Eval[bool](b.Tab, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Process", code: "KeyM", keyCode: 229, bubbles: true, cancelable: true }))`)
	b.Wait(answered)
	if diff := cmp.Diff([]string{"body decided", "masthead decided"}, b.looks(2)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestKeysTypedWhileAnotherPageOpensActThere(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	issue := models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7016"}
	b := &bench{tab, t, s, s.load(t, issue, markings[1].name, markings[2].name)}
	b.reload()
	const acts = 12
	b.Press("2")
	for range acts {
		b.Press("b")
		time.Sleep(30 * time.Millisecond) // a fast typist; the page takes some of these keys to open
	}
	b.Wait(onPage(2) + " && " + answered)
	view, err := s.server.Desk.View(t.Context(), b.set)
	if err != nil {
		t.Fatal(err)
	}
	for page, want := range map[int]int{1: 0, 2: acts} {
		if _, decided := view.Count(page); decided != want {
			t.Errorf("%d blocks of page %d are decided, want %d", decided, page, want)
		}
	}
}
