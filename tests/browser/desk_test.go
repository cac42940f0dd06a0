package browser

import (
	"fmt"
	"testing"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
)

// desk is the desk at which somebody reviews a set.
type reviewDesk struct {
	*bench
	keys int // pressed, other than those of words
}

// atDesk opens the desk of a set.
func (b *bench) atDesk(query string) *reviewDesk {
	b.t.Helper()
	b.Open(fmt.Sprintf("%s/sets/%d/review%s", b.site.address, b.set, query))
	b.Wait(`document.documentElement.dataset.ready === "true"`)
	b.Wait(atRest)
	return &reviewDesk{bench: b}
}

// press presses keys of the desk, and waits until the page is at rest.
func (d *reviewDesk) press(keys ...string) {
	d.t.Helper()
	for _, key := range keys {
		d.keys++
		d.Press(key)
		d.Wait(atRest)
	}
}

// part is the key of the part that is shown.
func (d *reviewDesk) part() string {
	d.t.Helper()
	return chrome.Eval[string](d.Tab, `document.getElementById("desk").dataset.part`)
}

// unread is how many lines of the part are unread.
func (d *reviewDesk) unread() int {
	d.t.Helper()
	return chrome.Eval[int](d.Tab, `document.querySelectorAll("#sheet .line[data-unread]").length`)
}

// focused is the number of the line that has the focus.
func (d *reviewDesk) focused() string {
	d.t.Helper()
	return chrome.Eval[string](d.Tab, `document.querySelector("#sheet .line[data-focus]")?.dataset.number ?? ""`)
}

// cards are what the cards of unread changes say.
func (d *reviewDesk) cards() []string {
	d.t.Helper()
	return chrome.Eval[[]string](d.Tab, `[...document.querySelectorAll('.margin-card[data-kind="change"][data-unread] .card-words')].map((c) => c.textContent.replace(/\s+/g, " ").trim())`)
}

// opinion types into the field of the opinion.
func (d *reviewDesk) opinion(words string) {
	d.t.Helper()
	d.Click("#opinion")
	d.Write(words)
}

// decide presses one of the main buttons and waits until the part has a state.
func (d *reviewDesk) decide(button, words string) {
	d.t.Helper()
	if words != "" {
		d.opinion(words)
	}
	part := d.part()
	d.Click("#" + button)
	d.Wait(atRest)
	d.Wait(fmt.Sprintf(`document.getElementById("desk").dataset.part !== %q || document.getElementById(%q) === null || document.querySelector("#opinion-wrong")?.textContent !== ""`, part, button))
}

// markedToGold is a set of ten articles that is marked as its gold says and handed in, with some roles planted.
func markedToGold(t *testing.T, s *site, author models.User, planted map[int]string) int64 {
	t.Helper()
	set := s.load(t, zhuzhou(), markings[0].name)
	s.doRecorded(t, set, markings[0].name, author)
	view, err := s.server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	number := 0
	for b := range view.Blocks(1) {
		if number++; planted[number] != "" {
			s.does(t, set, author, &markup.SetRole{Blocks: []markup.Extent{b.Extent}, Role: planted[number]})
		}
	}
	s.does(t, set, author, &markup.SetState{State: markup.Submitted})
	return set
}

// TestThreeMistakesAreFoundInFortyKeys is a first review of ten articles: three blocks have a wrong role. Whoever reads
// sees each of them, says so where it stands and returns the article, and accepts the others, with forty keys at most
// besides the words.
func TestThreeMistakesAreFoundInFortyKeys(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	li := s.signIn(t, tab)
	planted := map[int]string{13: "caption", 33: "byline", 50: "subhead"}
	set := markedToGold(t, s, li, planted)
	d := (&bench{tab, t, s, set}).somebody("吴敏", vocabulary.Reviewer).atDesk("")
	found := map[int]bool{}
	for range 120 {
		here := d.part()
		if chrome.Eval[bool](d.Tab, `document.querySelectorAll("#queue-waiting .queue-row:not([data-just])").length === 0`) {
			break
		}
		// What a reader sees: the lines in view, with their roles and numbers.
		for number, role := range planted {
			seen := fmt.Sprintf(`[...document.querySelectorAll('#sheet .line[data-number="%d"][data-role="%s"]')].some((l) => { const b = l.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; })`, number, role)
			if !found[number] && chrome.Eval[bool](d.Tab, seen) {
				found[number] = true
				d.Click(fmt.Sprintf(`#sheet .line[data-number="%d"] .text`, number))
				d.press("q")
				d.focusedField("new-comment")
				d.Write("这一段的类别不对。")
				d.press("Enter")
				d.Wait(fmt.Sprintf(`document.querySelector('#sheet .line[data-number="%d"] .thread') !== null`, number))
			}
		}
		commented := chrome.Eval[bool](d.Tab, `document.querySelector("#sheet .thread:not([data-resolved])") !== null`)
		switch {
		case commented:
			d.Wait(`performance.now() > 0`)
			d.pass("Ctrl+Backspace", here)
		case d.unread() > 0:
			d.press("Space")
		default:
			d.pass("Enter", here)
		}
	}
	if len(found) != len(planted) {
		t.Errorf("of the planted mistakes %v were seen, want %v", found, planted)
	}
	view, err := s.server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	returned := 0
	for id := range view.Articles() {
		if view.StateOf(markup.Cell{Kind: markup.StateCell, ID: id}) == markup.Returned {
			returned++
		}
	}
	t.Logf("%d keys, %d articles returned", d.keys, returned)
	if returned != len(planted) || d.keys > 40 {
		t.Errorf("%d articles are returned with %d keys, want %d with at most 40", returned, d.keys, len(planted))
	}
}

// TestTheDeskFitsItsWidths holds that no role word stands over the text, however wide the window is.
func TestTheDeskFitsItsWidths(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	li := s.signIn(t, tab)
	d := (&bench{tab, t, s, markedToGold(t, s, li, nil)}).atDesk("")
	d.press("]")
	for _, width := range []int64{1440, 1200, 1024, 820, 390} {
		d.Size(width, 900)
		over := chrome.Eval[int](d.Tab, `[...document.querySelectorAll("#sheet .line")].filter((l) => l.querySelector(".gutter").getBoundingClientRect().right > l.querySelector(".text").getBoundingClientRect().left + 1).length`)
		if over != 0 {
			t.Errorf("at %d px the gutter of %d lines stands over their text", width, over)
		}
	}
}

// pass presses a key that decides of the part, when the part has stood for long enough, and waits until it is decided.
func (d *reviewDesk) pass(key, part string) {
	d.t.Helper()
	d.Wait(`performance.now() - (window.arrived ??= performance.now()) > 520`)
	chrome.Eval[bool](d.Tab, `delete window.arrived`)
	d.press(key)
	d.Wait(fmt.Sprintf(`document.getElementById("desk").dataset.part !== %q || document.querySelector("#queue-waiting .queue-row:not([data-just])") === null`, part))
}

// TestNothingTypedIsLostAtTheDesk lets the server fail in every way while something is typed: the words stay, the page
// stays, and the reason stands where one looked. Then it is sent again, and arrives.
func TestNothingTypedIsLostAtTheDesk(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	li := s.signIn(t, tab)
	set := markedToGold(t, s, li, nil)
	d := (&bench{tab, t, s, set}).somebody("吴敏", vocabulary.Reviewer).atDesk("")
	d.press("]")
	part := d.part()
	failing := func(how string) {
		chrome.Eval[bool](d.Tab, `(window.realFetch ??= window.fetch, window.fetch = (url, options) => {
			if (options?.method !== "POST" || String(url).endsWith("/drafts")) return window.realFetch(url, options);
			`+how+`
		}, true)`)
	}
	mended := func() { chrome.Eval[bool](d.Tab, `(window.fetch = window.realFetch, true)`) }
	failures := map[string]string{"a cut network": `return Promise.reject(new TypeError("cut"));`}
	for _, status := range []int{401, 403, 409, 422, 500, 503} {
		body := `JSON.stringify({ error: { code: "x", message: "The sentence of ` + fmt.Sprint(status) + `." } })`
		failures[fmt.Sprint(status)] = `return Promise.resolve(new Response(` + body + `, { status: ` + fmt.Sprint(status) + `, headers: { "Content-Type": "application/json" } }));`
	}
	for name, how := range failures {
		d.Click("#opinion")
		chrome.Eval[bool](d.Tab, `(document.getElementById("opinion").value = "", true)`)
		d.Write("请再看一遍标题。")
		failing(how)
		for _, button := range []string{"return", "pass"} {
			d.Click("#" + button)
			d.Wait(atRest)
			d.Wait(`document.getElementById("opinion-wrong").textContent !== ""`)
			if got := chrome.Eval[string](d.Tab, `document.getElementById("opinion").value`); got != "请再看一遍标题。" || d.part() != part {
				t.Errorf("%s, %s: the opinion is %q, the part %q", name, button, got, d.part())
			}
		}
		d.Click("#sheet .line .text")
		d.press("q")
		d.focusedField("new-comment")
		chrome.Eval[bool](d.Tab, `(document.activeElement.value = "", true)`) // what was begun the last time
		d.Write("半句话")
		d.Press("Enter")
		d.Wait(`document.querySelector(".desk-words .wrong")?.textContent !== ""`)
		if got := chrome.Eval[string](d.Tab, `document.querySelector(".desk-words textarea").value`); got != "半句话" {
			t.Errorf("%s: the comment is %q", name, got)
		}
		mended()
		d.Press("Escape")
		d.Wait(`document.querySelector(".desk-words") === null`)
	}

	// What was begun is there again after a reload.
	d.press("q")
	d.focusedField("new-comment")
	d.Write("，还没有写完")
	d.Wait(atRest)
	d = d.atDesk("?part=" + part)
	if got := chrome.Eval[string](d.Tab, `document.getElementById("opinion").value`); got != "请再看一遍标题。" {
		t.Errorf("after a reload the opinion is %q", got)
	}
	d.Click("#return")
	d.Wait(atRest)
	d.Wait(fmt.Sprintf(`document.getElementById("desk").dataset.part !== %q || document.getElementById("return") === null`, part))
	view, err := s.server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	if got := view.StateOf(markup.Cell{Kind: markup.StateCell, ID: part}); got != markup.Returned {
		t.Errorf("the article is %s, want returned", got)
	}
}
