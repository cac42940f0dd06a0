package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"galley/models"
	"galley/tests/browser/chrome"
)

// openText opens the workbench on one page with the given text.
func openText(t *testing.T, language, text string) *bench {
	t.Helper()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	made, err := s.store.CreateIssue(context.Background(), models.NewIssue{Publication: "The Statesman", Language: language, Date: "1895-03-01",
		Pages: []models.NewPage{{Text: text}}})
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{tab, t, s, made.Set.ID}
	b.reload()
	return b
}

const selected = `[...CSS.highlights.get("galley-selection") ?? []].map(String).join()`

// drags presses at one code point, moves over others and lets go at the last.
func (b *bench) drags(block int, held chromedp.Modifier, from int, to ...int) {
	b.t.Helper()
	b.mouse(input.DispatchMouseEventTypeMousePressed, b.point(block, from), 1, held)
	for _, at := range to {
		b.mouse(input.DispatchMouseEventTypeMouseMoved, b.point(block, at), 1, held)
	}
	b.mouse(input.DispatchMouseEventTypeMouseReleased, b.point(block, to[len(to)-1]), 1, held)
}

func TestADragTakesWholeWordsAndCharacters(t *testing.T) {
	t.Parallel()
	const text = "The first Lieutenants of whom fifty were figuring 株洲日报𠮷田宁报道 in the Wolverhampton affair."
	b := openText(t, "en", text)
	at := func(words string) int { return len([]rune(text[:strings.Index(text, words)])) }
	tests := []struct {
		name   string
		choose func()
		want   string
	}{
		{"from within a word to within another", func() { b.drags(0, 0, at("eutenants"), at("whom"), at("fty were")) }, "Lieutenants of whom fifty"},
		{"and back again", func() { b.drags(0, 0, at("eutenants"), at("fty were"), at("rst Lieu")) }, "first Lieutenants"},
		{"with Alt exactly", func() { b.drags(0, chromedp.ModifierAlt, at("eutenants"), at("whom"), at("fty were")) }, "eutenants of whom fi"},
		{"Chinese by the character", func() { b.drags(0, 0, at("日报𠮷"), at("𠮷田"), at("田宁")) }, "日报𠮷"},
	}
	for _, tt := range tests {
		tt.choose()
		if got := chrome.Eval[string](b.Tab, selected); got != tt.want {
			t.Errorf("%s a drag takes %q, want %q", tt.name, got, tt.want)
		}
		b.keys("Escape Escape")
	}
}

func TestAClickAndOneWithShiftSelectAcrossAScroll(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("渡口昨日重新开放，两岸居民不必再绕行。", 200)
	b := openText(t, "zh-Hans", text+"\n\n末段。\n")
	b.click(b.point(0, 5), 1, 0)
	chrome.Eval[bool](b.Tab, `document.getElementById("galley").scrollTop += document.querySelector("#b-1-0").offsetHeight - 500, true`)
	end := 19*200 - 6
	b.click(b.point(0, end), 1, chromedp.ModifierShift)
	want := string([]rune(text)[5:end])
	if got := chrome.Eval[string](b.Tab, selected); got != want {
		t.Errorf("%d characters are selected, want %d", len([]rune(got)), len([]rune(want)))
	}
}

// marked makes a person of two characters in the first byline of the Zhuzhou page, and chooses it.
func (b *bench) marked() string {
	b.t.Helper()
	b.keys("Ctrl+k 1 0 Enter")
	b.drags(539, 0, 551, 552, 553)
	b.keys("p Right [")
	return b.Text("#b-1-539 mark[data-selected]")
}

// handle is the middle of a handle.
func (b *bench) handle(side string) point {
	b.t.Helper()
	return chrome.Eval[point](b.Tab, fmt.Sprintf(`(() => {
		const box = document.querySelector('.handle[data-side="%s"]').getBoundingClientRect();
		return { X: box.left + box.width / 2, Y: box.top + box.height / 2 };
	})()`, side))
}

func TestTheEdgesOfAMarkAreDragged(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	if got := b.marked(); got != "邓伟" {
		t.Fatalf("the chosen mark is on %q", got)
	}
	look(b.Tab, "handles")
	id := chrome.Eval[string](b.Tab, `document.querySelector("mark[data-selected]").dataset.span`)
	move := func(side string, to int) {
		from, there := b.handle(side), b.point(539, to)
		b.mouse(input.DispatchMouseEventTypeMousePressed, from, 1, 0)
		b.mouse(input.DispatchMouseEventTypeMouseMoved, point{(from.X + there.X) / 2, there.Y}, 1, 0)
		b.mouse(input.DispatchMouseEventTypeMouseMoved, there, 1, 0)
		b.mouse(input.DispatchMouseEventTypeMouseReleased, there, 1, 0)
		b.Wait(answered)
	}
	for _, tt := range []struct {
		side string
		to   int
		want string
	}{{"end", 554, "邓伟勇"}, {"start", 552, "伟勇"}, {"start", 544, "(全媒体记者/邓伟勇"}, {"end", 540, "("}, {"end", 554, "(全媒体记者/邓伟勇"}} {
		move(tt.side, tt.to)
		if got := b.Text(`mark[data-span="` + id + `"]`); got != tt.want {
			t.Errorf("with the %s dragged to %d the mark is on %q, want %q", tt.side, tt.to, got, tt.want)
		}
	}
	b.keys("Shift+Left Ctrl+Shift+Right")
	if got, want := b.Text(`mark[data-span="`+id+`"]`), "全媒体记者/邓伟"; got != want {
		t.Errorf("by key the mark is on %q, want %q", got, want)
	}
}

func TestAFingerDragsAnEdge(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.marked()
	from, there := b.handle("end"), b.point(539, 554)
	touch := func(kind input.DispatchTouchEventType, at ...point) {
		t.Helper()
		params := input.DispatchTouchEventParams{Type: kind}
		for _, p := range at {
			params.TouchPoints = append(params.TouchPoints, &input.TouchPoint{X: p.X, Y: p.Y + 18})
		}
		if _, err := chromedp.Call(b.Context(), input.DispatchTouchEvent, params); err != nil {
			t.Fatal(err)
		}
	}
	from.Y -= 18
	touch(input.DispatchTouchEventTypeTouchStart, from)
	touch(input.DispatchTouchEventTypeTouchMove, there)
	touch(input.DispatchTouchEventTypeTouchEnd)
	b.Wait(answered)
	if got := b.Text("#b-1-539 mark:last-of-type"); got != "邓伟勇" {
		t.Errorf("the mark is on %q, want 邓伟勇", got)
	}
}

// boxes is where every block stands within the sheet.
func (b *bench) boxes() []string {
	b.t.Helper()
	var boxes []string
	if err := json.Unmarshal([]byte(chrome.Eval[string](b.Tab, `JSON.stringify([...document.querySelectorAll(".block")].map((row) => {
		const sheet = document.getElementById("sheet").getBoundingClientRect();
		const r = (n) => Math.round(n * 2) / 2;
		const box = row.getBoundingClientRect();
		return [row.id, r(box.left - sheet.left), r(box.top - sheet.top), r(box.width), r(box.height)].join(" ");
	}))`)), &boxes); err != nil {
		b.t.Fatal(err)
	}
	return boxes
}

// letters is where each letter of a block stands.
func (b *bench) letters(block int) []float64 {
	b.t.Helper()
	return chrome.Eval[[]float64](b.Tab, fmt.Sprintf(`import(document.querySelector('link[href*="/js/galley/selection.js"]').href).then((m) => {
		const row = document.querySelector("#b-1-%d");
		const first = row.getBoundingClientRect();
		const places = [];
		for (let at = Number(row.dataset.start); at < Number(row.dataset.end); at++) {
			const box = m.rangeOf(row, at, at + 1).getBoundingClientRect();
			places.push(box.left - first.left, box.top - first.top);
		}
		return places;
	})`, block))
}

// visible is how many pixels a letter may move: a mark's edge is rounded to a 64th, which nobody sees.
const visible = 0.3

// TestNothingButARoleMovesTheText is the seventh thing that the workbench must show.
func TestNothingButARoleMovesTheText(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Ctrl+k 1 0 Enter")
	boxes, letters := b.boxes(), b.letters(539)
	same := func(what string) {
		t.Helper()
		if diff := cmp.Diff(boxes, b.boxes()); diff != "" {
			t.Errorf("%s moves blocks (-before +after):\n%s", what, diff)
		}
		for i, place := range b.letters(539) {
			if math.Abs(place-letters[i]) > visible {
				t.Errorf("%s moves letter %d from %v to %v", what, i/2, letters[i], place)
				return
			}
		}
	}
	b.drags(539, 0, 551, 552, 554)
	same("a selection")
	b.keys("p")
	same("a span")
	b.drags(539, 0, 544, 546, 555)
	b.keys("y")
	same("a span round another")
	b.keys("Right [")
	same("a chosen mark with its handles")
	b.keys("Escape Escape")
	for _, readings := range []string{"nothing", "corrected", "source", "both"} {
		if readings == "nothing" {
			b.drags(539, 0, 560, 561, 563)
			b.Press("w")
			b.Wait(`document.querySelector("dialog[open] input") !== null`)
			b.Fill("dialog[open] input", "一处长得多的改正")
			b.Press("Enter")
			b.Wait(answered + ` && document.querySelector("mark[data-correction]") !== null`)
			same("a correction")
			look(b.Tab, "correction-first")
			continue
		}
		b.keys("Shift+w")
		if got := chrome.Eval[string](b.Tab, `document.documentElement.dataset.reading`); got != readings {
			t.Errorf("Shift+W shows the reading %q, want %q", got, readings)
		}
		same("the reading " + readings)
		look(b.Tab, "correction-"+readings)
	}
	for _, place := range []string{`.block[data-number="12"] .text`, "mark", ".chip, .rail"} {
		hover := chrome.Eval[point](b.Tab, fmt.Sprintf(`(() => { const box = document.querySelector(%q).getBoundingClientRect(); return { X: box.left + 4, Y: box.top + 6 }; })()`, place))
		b.mouse(input.DispatchMouseEventTypeMouseMoved, hover, 0, 0)
		same("hovering over " + place)
	}
	b.keys("Down Shift+Down Shift+Down")
	if diff := cmp.Diff(boxes, b.boxes()); diff != "" {
		t.Errorf("focus and range move blocks (-before +after):\n%s", diff)
	}
}
