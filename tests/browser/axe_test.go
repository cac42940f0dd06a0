package browser

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
	"galley/tests/samples"
)

// axeHash is the checksum of testdata/axe/axe.min.js, which is taken unchanged from its makers.
const axeHash = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"

// faded ends what fades from one colour scheme to the other, so that axe sees the colours that stay.
const faded = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
	for (const a of document.getAnimations()) if (a instanceof CSSTransition) a.finish();
	requestAnimationFrame(() => done(true));
})))`

// axeAll are the rules that a page in English and in light colours is held against: everything of WCAG 2.2
// AA and axe's advice beyond it, also the rule that axe itself takes for an experiment: that a name holds
// the words seen.
const axeAll = `rules: {"label-content-name-mismatch": {enabled: true}}, runOnly: {type: "tag",
	values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}`

// axeWords are those for the same page in Chinese: what words decide.
const axeWords = `runOnly: {type: "rule", values: ["target-size",
	"html-has-lang", "html-lang-valid", "html-xml-lang-mismatch", "valid-lang", "label-content-name-mismatch"]}`

// axeColours are those for the same page in dark colours, in one language.
const axeColours = `runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}`

// axeRun lets axe look, by some of its rules.
const axeRun = `axe.run(document, {resultTypes: ["violations"], %s})
	.then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + " at " + n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " "))))`

// TestEveryPageIsAccessible goes through all pages of the program in both languages, with dialogs and menus
// open, and lets axe-core look at each.
func TestEveryPageIsAccessible(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(axe)); sum != axeHash {
		t.Fatalf("axe.min.js has the checksum %s, want %s", sum, axeHash)
	}
	for _, language := range []string{"en", "zh-Hans"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			v := &visit{t: t, site: newSite(t), tab: chrome.Start(t), axe: string(axe), language: language}
			v.speak()
			v.tab.Forgive(func(m chromedp.ConsoleMessage) bool {
				return strings.Contains(m.Text, "422") || strings.Contains(m.Text, "409") || strings.Contains(m.Text, "404")
			})
			v.everywhere()
			t.Logf("%d pages looked at", v.pages)
		})
	}
}

// visit is a walk through the program in one language.
type visit struct {
	t        *testing.T
	site     *site
	tab      *chrome.Tab
	axe      string
	language string
	pages    int
}

// speak makes the browser ask for the visit's language, and gives axe to every page that it opens.
func (v *visit) speak() {
	if _, err := chromedp.Call(v.tab.Context(), page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: v.axe}); err != nil {
		v.t.Fatal(err)
	}
	asks := network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": v.language}}
	if _, err := chromedp.Call(v.tab.Context(), network.SetExtraHTTPHeaders, asks); err != nil {
		v.t.Fatal(err)
	}
}

// picture keeps what the window shows, by number of the page looked at.
func (v *visit) picture(name, scheme string) {
	v.t.Helper()
	keep(v.tab, fmt.Sprintf("%s-%02d-%s-%s", v.language, v.pages, strings.ReplaceAll(name, " ", "-"), scheme))
}

// schemes are the colour schemes looked at: both in one language, as colours do not hang on it.
func (v *visit) schemes() []bool {
	if v.language == "en" || os.Getenv("GALLEY_PICTURES") != "" {
		return []bool{false, true}
	}
	return []bool{false}
}

// rules are what the page is held against. What it is made of is the same in all languages and colours, and
// is looked at once; so are the words in one language.
func (v *visit) rules(dark bool) string {
	switch {
	case dark:
		return axeColours
	case v.language == "en":
		return axeAll
	}
	return axeWords
}

// look lets axe look at the page as it stands, in both colour schemes.
func (v *visit) look(name string) {
	v.t.Helper()
	v.pages++
	if got := chrome.Eval[string](v.tab, "document.documentElement.lang"); got != v.language {
		v.t.Errorf("%s: the page says it is in %q", name, got)
	}
	if broken := chrome.Eval[string](v.tab, `document.body.innerText.match(/[^\n]*\uFFFD[^\n。]*/)?.[0] ?? ""`); broken != "" && name != "the loading" {
		v.t.Errorf("%s shows a broken character in %q", name, broken)
	}
	if english := chrome.Eval[string](v.tab, `document.body.innerText.match(/[a-z]{2,} [a-z]{2,} [a-z]{2,}.*/)?.[0] ?? ""`); english != "" && v.language != "en" {
		v.t.Errorf("%s is not all in Chinese: %q", name, english)
	}
	for _, dark := range v.schemes() {
		v.tab.Dark(dark)
		chrome.Eval[bool](v.tab, faded)
		v.picture(name, map[bool]string{false: "light", true: "dark"}[dark])
		if !chrome.Eval[bool](v.tab, `"axe" in window`) {
			chrome.Eval[bool](v.tab, v.axe+"; true")
		}
		for _, violation := range chrome.Eval[[]string](v.tab, fmt.Sprintf(axeRun, v.rules(dark))) {
			v.t.Errorf("%s (dark: %v): %s", name, dark, violation)
		}
	}
	v.tab.Dark(false)
}

// open opens an address of the site and looks.
func (v *visit) open(name, path string) {
	v.t.Helper()
	v.tab.Open(v.site.address + path)
	v.look(name)
}

func (v *visit) everywhere() {
	v.stranger()
	v.loading()
	v.workbench()
	v.others()
}

// stranger goes through what is seen before anybody has signed in, and signs in.
func (v *visit) stranger() {
	link, _ := v.site.server.WelcomeURL(v.site.address)
	v.open("a used link", "/welcome/none")
	v.tab.Open(link)
	v.look("the welcome")
	v.tab.Click("#welcome button[type=submit]")
	v.tab.Wait(`location.pathname === "/welcome"`)
	v.look("the set-up")
	v.tab.Do(chromedp.Evaluate[chromedp.Void](`document.getElementById("set-up").noValidate = true`))
	v.tab.Click("#set-up button[type=submit]")
	v.tab.Wait(`document.querySelector(".wrong") !== null`)
	v.look("the set-up, refused")
	v.tab.Fill("input[name=name]", "林晓")
	v.tab.Fill("input[name=password]", goodPassword)
	v.tab.Click("#set-up button[type=submit]")
	v.tab.Wait(`location.pathname === "/issues"`)
	v.look("the empty list")
	v.tab.Click("#user-menu summary")
	v.tab.Click("#sign-out")
	v.tab.Wait(`location.pathname === "/sign-in"`)
	v.look("the sign-in")
	v.tab.Fill("input[name=name]", "林晓")
	v.tab.Fill("input[name=password]", "a wrong password")
	v.tab.Click("#sign-in button[type=submit]")
	v.tab.Wait(`document.querySelector("#form-error p") !== null`)
	v.look("the sign-in, refused")
	v.tab.Fill("input[name=password]", goodPassword)
	v.tab.Click("#sign-in button[type=submit]")
	v.tab.Wait(`location.pathname === "/issues"`)
}

// loading loads a page by pasting it.
func (v *visit) loading() {
	v.open("the loading", "/issues/new")
	chrome.Eval[bool](v.tab, fmt.Sprintf("(document.getElementById('text').value = %q, true)", samples.Read(v.t, markings[0].name+".txt")))
	v.tab.Click("#read")
	v.tab.Wait(`document.getElementById("confirm-form") !== null`)
	v.look("the confirmation")
	v.tab.Fill("input[name=date]", "2022-13-45")
	v.tab.Click("#create")
	v.tab.Wait(`document.querySelector(".wrong") !== null`)
	v.look("the confirmation, refused")
	v.tab.Fill("input[name=date]", "2022-11-10")
	v.tab.Click("#create")
	v.tab.Wait(takesKeys)
}

// workbench marks some of the page and opens what can be opened.
func (v *visit) workbench() {
	v.look("the workbench, empty")
	h := &hand{tab: v.tab}
	h.press("Enter _ _ j _ m k h d _ k h _ k h _ k h _ j j j o h c")
	v.tab.Wait(`document.getElementById("saved").dataset.saved === "saved"`)
	v.look("the workbench, marked")
	for _, panel := range []struct{ name, key, open string }{
		{"all keys", "?", "dialog[open]"}, {"the palette", "Ctrl+k", ".finder"}, {"more roles", "e", ".chord"}, {"the types", "t", ".chord"}, {"the search", "/", ".find"},
	} {
		v.tab.Press(panel.key)
		v.tab.Wait(fmt.Sprintf("document.querySelector(%q) !== null", panel.open))
		v.look("the workbench, " + panel.name)
		v.tab.Press("Escape")
		v.tab.Wait(fmt.Sprintf("document.querySelector(%q) === null", panel.open))
		v.tab.Wait(takesKeys)
	}
	v.tab.Press("Right", "Shift+Right", "Shift+Right")
	v.tab.Wait(`!document.getElementById("palette-text").hidden`)
	v.look("the workbench, text selected")
	v.tab.Press("Escape", "Escape", "Escape")
	v.tab.Click("#export summary")
	v.look("the workbench, export")
	v.tab.Press("Escape", "Escape")
	v.panels()
	v.narrow()
	v.tab.Click(`[data-command=state][data-to=submitted]`)
	v.tab.Wait(`document.querySelector("dialog[open]") !== null`)
	v.look("the gate")
	v.tab.Press("Escape")
}

// panels opens what stands beside the galley: problems, queries, menus, the proof.
func (v *visit) panels() {
	v.tab.Wait(takesKeys)
	v.tab.Press("q")
	v.tab.Wait(`document.activeElement.matches("textarea")`)
	v.tab.Write("这一段是谁写的？")
	v.look("the workbench, asking")
	v.tab.Press("Enter")
	v.tab.Wait(takesKeys)
	v.thread()
	v.tab.Press("p")
	v.look("the workbench, a problem")
	v.tab.Press("F4")
	v.tab.Wait(`document.querySelector("dialog[open], .chord") !== null`)
	v.look("the workbench, dismissing")
	v.tab.Press("Escape")
	v.tab.Wait(takesKeys)
	v.tab.Press("0")
	v.tab.Wait(`document.querySelector("#proof-panel article") !== null`)
	v.look("the workbench, the proof beside it")
	v.tab.Press("0")
	v.tab.Wait(takesKeys)
}

// thread lets a colleague answer with a suggestion and a mention, and looks at it unread, then at the ways
// to answer and to suggest.
func (v *visit) thread() {
	ctx := v.t.Context()
	threads, err := v.site.store.Threads(ctx, 1)
	if err != nil || len(threads) != 1 {
		v.t.Fatalf("%d threads: %v", len(threads), err)
	}
	asked := threads[0]
	wu := v.site.user(v.t, "吴敏", vocabulary.Reviewer)
	act := fmt.Sprintf(`{"kind":"role","blocks":[{"page":1,"start":%d,"end":%d}],"role":"deck"}`, asked.StartAt, asked.EndAt)
	said := models.Said{Comment: models.Comment{Key: text.NewID(), AuthorID: wu.ID, Text: "@林晓 是提要吧？", Act: act, Was: "body"}, Mentions: []models.Mention{{UserID: asked.AuthorID, Name: "林晓"}}}
	onIssue := models.Thread{SetID: 1, Key: text.NewID(), Anchor: models.OnIssue, AuthorID: wu.ID}
	if _, err := v.site.store.AddComment(ctx, 1, asked.Key, said); err != nil {
		v.t.Fatal(err)
	}
	if _, err := v.site.store.OpenThread(ctx, onIssue, models.Said{Comment: models.Comment{Text: "这一期齐了吗？"}}); err != nil {
		v.t.Fatal(err)
	}
	v.tab.Press("End")
	v.tab.Do(chromedp.Reload())
	v.tab.Wait(`document.querySelector(".pin[data-unread]") !== null`)
	v.look("the workbench, comments unread")
	chrome.Eval[bool](v.tab, fmt.Sprintf(`(location.hash = "#b-1-%d", true)`, asked.StartAt))
	v.tab.Wait(`document.querySelector("[data-take]") !== null`)
	v.look("the workbench, a suggestion")
	v.tab.Press("`")
	v.tab.Wait(`document.querySelector(".chord") !== null`)
	v.look("the workbench, answering")
	v.tab.Press("d")
	v.tab.Wait(`document.querySelector("#about-queries > details [data-query]") !== null && document.querySelector("#about-queries > [data-query]") === null`)
	chrome.Eval[bool](v.tab, `([...document.querySelectorAll("#about-queries details")].forEach((d) => d.open = true), true)`)
	v.look("the workbench, a thread that is done")
	v.tab.Press("q")
	v.tab.Wait(`document.activeElement.matches("textarea")`)
	v.tab.Write("@吴")
	v.tab.Wait(`document.querySelector(".mention-list:not([hidden])") !== null`)
	v.look("the workbench, mentioning")
	v.tab.Press("Escape", "Alt+Enter")
	v.tab.Wait(`document.querySelector(".suggesting") !== null`)
	v.look("the workbench, suggesting")
	v.tab.Press("b")
	v.tab.Wait(`document.activeElement.matches("textarea")`)
	v.look("the workbench, a suggestion to be sent")
	v.tab.Press("Escape")
	v.tab.Wait(takesKeys)
	if err := v.site.store.ResolveThread(ctx, 1, onIssue.Key, wu.ID); err != nil {
		v.t.Fatal(err)
	}
	v.tab.Do(chromedp.Reload())
	v.tab.Wait(takesKeys)
	v.tab.Wait(`document.querySelector(".issue-queries details") !== null`)
}

// narrow looks at the workbench on a tablet and on a phone.
func (v *visit) narrow() {
	v.tab.Size(900, 1180)
	v.look("the workbench on a tablet")
	v.tab.Click("[data-fold=outline]")
	v.look("the outline on a tablet")
	v.tab.Press("Escape")
	v.tab.Size(390, 844)
	v.look("the workbench on a phone")
	v.tab.Size(1440, 900)
}
