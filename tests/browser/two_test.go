package browser

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"galley/models"
	"galley/tests/browser/chrome"
)

// keysOf are what an editor does in one breath, by weight: to a place, then something there. The keys
// of a place put the caret away first.
var (
	places = strings.Split("Home|End|Home Down|End Up|Down|Down|Down Down|Up|Up Up Up|n|PgDn|PgUp|]|[", "|")
	doings = strings.Split("h|k|b|b|c|d|s|y|m|f|Enter|Enter|Space|Space|Backspace|j|j|j|u|,|z|z|z|Shift+z|Shift+z|+|-|t c|t n|t 0|Alt+Up|Alt+Down|Ctrl+j|Shift+h|Shift+Down b|Shift+Up Shift+Up f|.|"+
		"Right Right Right x|; x|Left Left Left Left x|Right x|; Enter|"+
		"Right Right Shift+Right Shift+Right p|Right Shift+Right Shift+Right Shift+Right o|Right Right Right Shift+Right Shift+Right l|Right ] u|Right ] Shift+Right", "|")
	typings = strings.Split("a 1 Enter|a 2 Enter|a 3 Enter|Right Shift+Right Shift+Right w", "|") // need a field
)

// pressAll presses keys within the page, as quickly as it takes them, and waits until all is answered.
const pressAll = `(async (keys) => {
	const names = { Up: "ArrowUp", Down: "ArrowDown", Left: "ArrowLeft", Right: "ArrowRight", PgUp: "PageUp", PgDn: "PageDown", Space: " " };
	for (const name of keys) {
		const parts = name.split("+").filter(Boolean);
		const base = name === "+" ? "+" : parts.at(-1);
		const held = (m) => name !== "+" && parts.slice(0, -1).includes(m);
		const key = names[base] ?? (held("Shift") && base.length === 1 ? base.toUpperCase() : base);
		const code = base.length === 1 && /[a-z]/.test(base) ? "Key" + base.toUpperCase() : base;
		const target = document.activeElement ?? document.body;
		target.dispatchEvent(new KeyboardEvent("keydown", { key, code, shiftKey: held("Shift") || name === "+", altKey: held("Alt"), ctrlKey: held("Ctrl"), bubbles: true, cancelable: true }));
	}
	const saved = document.getElementById("saved");
	while (saved.dataset.saved === "saving") await new Promise((done) => setTimeout(done, 3));
	return saved.dataset.saved;
})(%s)`

// worker is somebody who does random things until they have made so many steps.
type worker struct {
	*bench
	user   models.User
	random *rand.Rand
	seen   int64          // version up to which steps were counted
	done   map[string]int // own acts by kind
}

func (w *worker) total() (n int) {
	for _, times := range w.done {
		n += times
	}
	return n
}

// count counts the acts of the worker that were stored meanwhile.
func (w *worker) count() {
	w.t.Helper()
	rows, err := w.site.store.StepsAfter(context.Background(), w.set, w.seen, 0)
	if err != nil {
		w.t.Error(err)
		return
	}
	for _, row := range rows {
		w.seen = row.Version
		var act struct{ Kind string }
		if err := json.Unmarshal([]byte(row.Act), &act); err == nil && row.AuthorID == w.user.ID && act.Kind != "" {
			w.done[act.Kind]++
		}
	}
}

func (w *worker) one(of []string) string { return of[w.random.IntN(len(of))] }

// breath is the keys of one doing at some place.
func (w *worker) breath(of []string) []string {
	return strings.Fields("Escape Escape " + w.one(places) + " " + w.one(of))
}

// work does things until there are so many steps, or t has failed.
func (w *worker) work(steps int) {
	for turn := 0; w.total() < steps && !w.t.Failed(); turn++ {
		var keys []string
		for range 4 {
			keys = append(keys, w.breath(doings)...)
		}
		list, err := json.Marshal(keys)
		if err != nil {
			w.t.Error(err)
			return
		}
		chrome.Eval[string](w.Tab, fmt.Sprintf(pressAll, list))
		if turn%12 == 11 {
			w.type_(w.breath(typings))
		}
		w.count()
		if turn > 20*steps {
			w.t.Errorf("%s did not come to %d steps: %v", w.user.Name, steps, w.done)
			return
		}
	}
}

// type_ presses real keys, into fields too, and leaves whatever they opened.
func (w *worker) type_(keys []string) {
	w.Press(keys...)
	w.Wait(settledOrRefused)
	if chrome.Eval[bool](w.Tab, `document.querySelector("dialog[open] textarea, dialog[open] input:not([type=checkbox])") !== null`) {
		w.Write("改")
		w.Press("Enter")
	}
	for chrome.Eval[bool](w.Tab, `document.querySelector("dialog[open], .chord") !== null`) {
		w.Press("Escape")
	}
	w.Wait(settledOrRefused)
}

const settledOrRefused = `["saved", "refused"].includes(document.getElementById("saved").dataset.saved)`

// watchState keeps the state of the page where a test can read it, from the next news on.
const watchState = `import(document.querySelector('link[href*="/js/markup/state.js"]').href).then((m) => {
	const fold = m.State.prototype.fold;
	m.State.prototype.fold = function (news) { window.pageState = this; return fold.call(this, news); };
	return true;
})`

// pageState are the cells and open problems that a page knows, as JSON by name.
func (b *bench) pageState() map[string]string {
	b.t.Helper()
	return compact(b.t, chrome.Eval[string](b.Tab, `JSON.stringify({ ...Object.fromEntries(window.pageState.cells), ...Object.fromEntries([...window.pageState.problems].map(([scope, list]) => ["problems of " + scope, list])) })`))
}

// serverState is the same of the server.
func (b *bench) serverState() map[string]string {
	b.t.Helper()
	view, err := b.site.server.Desk.View(context.Background(), b.set)
	if err != nil {
		b.t.Fatal(err)
	}
	all := map[string]any{}
	for c, v := range view.Cells() {
		all[c.String()] = v
	}
	for scope, list := range view.Problems() {
		all["problems of "+scope.String()] = list
	}
	data, err := json.Marshal(all)
	if err != nil {
		b.t.Fatal(err)
	}
	return compact(b.t, string(data))
}

// compact are the values of a JSON object, each as JSON with its keys in order.
func compact(t *testing.T, data string) map[string]string {
	t.Helper()
	var all map[string]any
	if err := json.Unmarshal([]byte(data), &all); err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for name, v := range all {
		value, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		values[name] = string(value)
	}
	return values
}

// outlineRows is what the outline shows.
func (b *bench) outlineRows() []string {
	b.t.Helper()
	return chrome.Eval[[]string](b.Tab, `[...document.querySelectorAll("#outline .outline-row")].map((r) => [r.dataset.kind, r.getAttribute("aria-level"), r.textContent.replace(/\s+/g, " ").trim()].join(" "))`)
}

// calmOutline are the rows of the outline when it has come to rest: it follows the acts a little later.
func (b *bench) calmOutline() []string {
	b.t.Helper()
	b.Wait(atRest)
	return b.outlineRows()
}

// TestTwoBrowsersEndInTheSameState lets two editors in two browsers do random things to one set at once: a
// few of them, always the same, and as make soak runs it a thousand, always others. GALLEY_SEED repeats the
// choices of a run, though not how the two fell in with each other.
func TestTwoBrowsersEndInTheSameState(t *testing.T) {
	t.Parallel()
	steps, seed := 30, "1" // steps of each
	if os.Getenv("GALLEY_SOAK") == "1" {
		steps, seed = 500, fmt.Sprint(time.Now().UnixNano()%1_000_000)
	}
	number, err := strconv.ParseUint(cmp.Or(os.Getenv("GALLEY_SEED"), seed), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("GALLEY_SEED=%d", number)
	li := openBench(t)
	wu, user := li.colleague("吴敏")
	own, err := li.site.store.UserByName(context.Background(), "林晓")
	if err != nil {
		t.Fatal(err)
	}
	workers := []*worker{{bench: li, user: own}, {bench: wu, user: user}}
	began := time.Now()
	var both sync.WaitGroup
	for i, w := range workers {
		w.random, w.done = rand.New(rand.NewPCG(number, uint64(i))), map[string]int{}
		chrome.Eval[bool](w.Tab, watchState)
		both.Go(func() { w.work(steps) })
	}
	both.Wait()
	if t.Failed() {
		return
	}
	view, err := li.site.server.Desk.View(context.Background(), li.set)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range workers {
		t.Logf("%s did %v", w.user.Name, w.done)
		w.Press("Escape", "Escape", "Escape", "Home")
		w.Wait(fmt.Sprintf(`document.getElementById("saved").textContent.includes("version %d")`, view.Version()))
	}
	for _, kind := range []string{"role", "start", "assign", "join", "cut", "span", "undo", "redo"} {
		if workers[0].done[kind]+workers[1].done[kind] == 0 && steps >= 500 {
			t.Errorf("nobody did the act %q", kind)
		}
	}
	t.Logf("%d versions in %v", view.Version(), time.Since(began).Round(time.Second))
	want := li.serverState()
	for _, w := range workers {
		if diff := gocmp.Diff(want, w.pageState()); diff != "" {
			t.Errorf("the state of %s (-server +page):\n%s", w.user.Name, diff)
		}
		painted, outline := w.rows(), w.calmOutline()
		w.reload()
		if diff := gocmp.Diff(w.rows(), painted); diff != "" {
			t.Errorf("the rows of %s (-redrawn +painted):\n%s", w.user.Name, diff)
		}
		if diff := gocmp.Diff(w.calmOutline(), outline); diff != "" {
			t.Errorf("the outline of %s (-redrawn +painted):\n%s", w.user.Name, diff)
		}
	}
	if diff := gocmp.Diff(workers[0].rows(), workers[1].rows()); diff != "" {
		t.Errorf("the two pages (-one +other):\n%s", diff)
	}
	t.Logf("%d cells", len(want))
}
