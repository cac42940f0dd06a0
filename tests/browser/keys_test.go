package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"galley/engine/keys"
	"galley/models"
	"galley/tests/browser/chrome"
)

// keyTable is what the grammar of the scripts does with a key, as JSON.
type keyTable map[string]map[string]string

// TestTheTableOfKeysIsTheGrammarOfTheScripts compares package keys with keys.js: every key of the
// grammar is a command's, and all keys of a command do the same.
func TestTheTableOfKeysIsTheGrammarOfTheScripts(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	grammar := chrome.Eval[keyTable](b.Tab, `import(document.querySelector('link[href*="/js/lib/key_grammar.js"]').href).then((m) => {
		const tables = m.tablesOf(JSON.parse(document.getElementById("vocabulary").textContent));
		return Object.fromEntries(Object.entries(tables).map(([mode, table]) => [mode, Object.fromEntries(Object.entries(table).map(([k, c]) => [k, JSON.stringify(c)]))]));
	})`)
	owners := map[string]string{}
	for _, c := range keys.Commands {
		for _, mode := range c.Modes.Names() {
			var does []string
			for _, k := range c.Keys {
				does = append(does, grammar[mode][string(k)])
				owners[mode+" "+string(k)] = c.ID
				if c.Shifted {
					owners[mode+" S-"+string(k)] = c.ID
				}
			}
			if does = slices.Compact(does); len(does) != 1 || does[0] == "" {
				t.Errorf("the keys %v of %s do %q in mode %s", c.Keys, c.ID, does, mode)
			}
		}
	}
	for mode, table := range grammar {
		for k, does := range table {
			if owners[mode+" "+k] == "" {
				t.Errorf("%s in mode %s does %s and is in no row of the table", k, mode, does)
			}
		}
	}
}

// openKeys opens the page of keys.
func (b *bench) openKeys() {
	b.t.Helper()
	b.Open(b.site.address + "/account/keys")
	b.Wait(`document.documentElement.dataset.ready === "true"`)
}

// give presses a command's key on the page of keys, then its new key.
func (b *bench) give(command, key string) {
	b.t.Helper()
	chrome.Eval[bool](b.Tab, `(window.left = true)`)
	b.Click(fmt.Sprintf(`[data-command="%s"] button.key`, command))
	b.Press(key)
	b.Wait(`!window.left && document.documentElement.dataset.ready === "true"`)
}

func TestAKeyIsMovedAndUsed(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.Forgive(func(m chromedp.ConsoleMessage) bool { return strings.Contains(m.Text, "422") })
	b.openKeys()
	b.give("role-headline", "k")
	if got, want := b.Text(".wrong"), "K is already the key of “Kicker”. Give that one another key first."; got != want {
		t.Errorf("the clash says %q, want %q", got, want)
	}
	b.give("role-headline", "'")
	if got := b.Text("#key-role-headline .key"); got != "'" {
		t.Errorf("the headline's key is shown as %q", got)
	}
	if got := chrome.Eval[string](b.Tab, `document.activeElement.dataset.key`); got != "'" {
		t.Errorf("the focus is on %q, want it on the key that was changed", got)
	}
	b.reload()
	if got := b.Text(`#palette [data-role="headline"] kbd`); got != "'" {
		t.Errorf("the palette shows the headline's key as %q", got)
	}
	b.keys("Enter k ' h Down Shift+'")
	want := []string{"body decided", "kicker decided", "headline decided", "body assumed", "headline decided"}
	if diff := cmp.Diff(want, b.looks(len(want))); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	b.openKeys()
	chrome.Eval[bool](b.Tab, `(window.left = true)`)
	b.Click(`button[value="reset-all"]`)
	b.Wait(`!window.left && document.documentElement.dataset.ready === "true"`)
	if got := b.Text("#key-role-headline .key"); got != "H" {
		t.Errorf("after taking all back the headline's key is shown as %q", got)
	}
}

func TestKeysAreChangedWithoutAMouse(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.openKeys()
	b.Focus(`[data-command="join"] button.key`)
	b.Press("Enter")
	b.Wait(`document.querySelector("[data-waits]")`)
	b.Press("Escape")
	b.Wait(`!document.querySelector("[data-waits]") && document.activeElement.dataset.key === "j"`)
	chrome.Eval[bool](b.Tab, `(window.left = true)`)
	b.Press("Space", "Shift+Down")
	b.Forgive(func(m chromedp.ConsoleMessage) bool { return strings.Contains(m.Text, "422") })
	b.Wait(`!window.left && document.documentElement.dataset.ready === "true"`)
	if got := b.Text(".wrong"); !strings.Contains(got, "Shift+↓ is already the key of “Select one more block below”") {
		t.Errorf("the clash says %q", got)
	}
}

// leftHand are the keys that the left-handed preset has for those of the markings.
var leftHand = strings.NewReplacer("c", ";", "d", "'", "f", ".", "e", `\`, "s", "0", "g", "8", "v", "7", "t", "6")

func TestTheLeftHandedPresetMarksAPage(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.openKeys()
	chrome.Eval[bool](b.Tab, `(window.left = true)`)
	b.Click("#preset-left-handed")
	b.Wait(`!window.left && document.querySelector("#preset-left-handed").getAttribute("aria-pressed") === "true"`)
	issue := zhuzhou()
	issue.Number = "left"
	page := markings[1]
	set := b.site.load(t, issue, page.name)
	h := b.site.atDesk(t, b.Tab, set)
	var pressed []string
	chord := ""
	for key := range strings.FieldsSeq(page.keys) {
		switch {
		case len(key) > 1 || chord != "": // the letter in a list stays what it is
			chord = ""
		case key == "t" || key == "e":
			chord, key = key, leftHand.Replace(key)
		default:
			key = leftHand.Replace(key)
		}
		pressed = append(pressed, key)
	}
	h.press(strings.Join(pressed, " "))
	b.site.sameAsGold(t, set, page.name)
	h.atMost(t, page.inputs)
}

// event sends a key event as a page sees it.
func (b *bench) event(fields string) {
	b.t.Helper()
	chrome.Eval[bool](b.Tab, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, `+fields+` }))`)
}

func TestOnlyWhatABrowserKnowsOfKeys(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		events []string
		looks  []string
	}{
		{"a letter of another script is read by its place", []string{`key: "ь", code: "KeyM"`}, []string{"masthead decided", " undecided"}},
		{"what an input method composes is nobody's key", []string{`key: "m", code: "KeyM", isComposing: true`}, []string{" undecided", " undecided"}},
		{"what an input method took is read by its place", []string{`key: "Process", code: "KeyM", keyCode: 229`}, []string{"masthead decided", " undecided"}},
		{"a held letter acts once", []string{`key: "m", code: "KeyM"`, `key: "m", code: "KeyM", repeat: true`, `key: "m", code: "KeyM", repeat: true`}, []string{"masthead decided", " undecided"}},
		{"a held arrow goes on", []string{`key: "ArrowDown", code: "ArrowDown"`, `key: "ArrowDown", code: "ArrowDown", repeat: true`, `key: "m", code: "KeyM"`}, []string{" undecided", " undecided", "masthead decided"}},
		{"Caps Lock is not Shift", []string{`key: "B", code: "KeyB"`, `key: "B", code: "KeyB"`}, []string{"body decided a", "body decided a"}},
		{"Shift starts an article", []string{`key: "B", code: "KeyB"`, `key: "B", code: "KeyB", shiftKey: true`}, []string{"body decided a", "body decided b"}},
		{"full-width signs are their Latin ones", []string{`key: "b", code: "KeyB"`, `key: "ArrowUp", code: "ArrowUp"`, `key: "，", code: "Comma"`}, []string{"body decided a doubtful"}},
	}
	b := openBench(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b.t = t
			issue := zhuzhou()
			issue.Number = tt.name
			issue.Pages = []models.NewPage{{Text: tt.name + "\n\n第二段话。\n\n第三段话。\n"}}
			b.set = b.site.load(t, issue)
			b.reload()
			for _, e := range tt.events {
				b.event(e)
			}
			b.Wait(answered)
			got := chrome.Eval[[]string](b.Tab, fmt.Sprintf(`(() => {
				const names = new Map();
				const name = (id) => { if (!names.has(id)) names.set(id, String.fromCharCode(97 + names.size)); return names.get(id); };
				return [...document.querySelectorAll(".block")].slice(0, %d).map((r) => [r.dataset.role, r.dataset.state, ...(r.dataset.article && r.dataset.role === "body" ? [name(r.dataset.article)] : []), ...(r.dataset.doubtful !== undefined ? ["doubtful"] : [])].join(" "));
			})()`, len(tt.looks)))
			if diff := cmp.Diff(tt.looks, got); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}
