package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
)

// reviewPage opens the review of the set.
func (b *bench) reviewPage(query string) {
	b.t.Helper()
	b.Open(fmt.Sprintf("%s/sets/%d/review%s", b.site.address, b.set, query))
	b.Wait(`document.getElementById("review") !== null`)
}

// settle presses a button of the review, writing words if an article asks for them, and waits for the
// state that the article, or the set for "", has then.
func (b *bench) settle(article, state, words string) {
	b.t.Helper()
	section := "#article-" + article
	field := "#reason-article-" + article
	if article == "" {
		section, field = ".review-side", "#reason-whole"
	}
	if words != "" {
		b.Click(field)
		b.Write(words)
	}
	b.Click(fmt.Sprintf("%s .moves button[value=%s]", section, state))
	b.Wait(fmt.Sprintf(`document.querySelector('%s .moves button[value="%s"]') === null`, section, state))
}

// news are what the rows of the review say, without the names and times.
func (b *bench) news() []string {
	b.t.Helper()
	return chrome.Eval[[]string](b.Tab, `[...document.querySelectorAll("#review .difference[data-key]")].map((row) => row.querySelector(".change").textContent.replace(/\s+/g, " ").trim())`)
}

// TestColleaguesReviewEachOther is the day of three people: an editor marks and submits; a reviewer takes
// one mark back, changes another, suggests a third and returns that article while accepting the others;
// the editor reads what changed, takes the suggestion and submits again; the reviewer accepts; somebody
// who only reads exports, and the file holds who did what of it and when.
func TestColleaguesReviewEachOther(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	issue := models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7016"}
	li := &bench{tab, t, s, s.load(t, issue, markings[1].name)}
	li.reload()
	(&hand{tab: tab}).burst(t, keysIn(markings[1].keys)...)
	li.Click(`.move[data-to="submitted"]`)
	li.Wait(`document.getElementById("gate-go") !== null`)
	li.Click("#gate-go")
	li.Wait(answered)

	view, err := s.server.Desk.View(context.Background(), li.set)
	if err != nil {
		t.Fatal(err)
	}
	var articles []text.ID
	for id := range view.Articles() {
		articles = append(articles, id)
	}
	returned := articles[1]
	var first markup.BlockView
	for first = range view.Members(returned) {
		break
	}
	number := 0
	for b := range view.Blocks(1) {
		if number++; b.Start == first.Start {
			break
		}
	}

	// The reviewer looks for the first time.
	wu := li.somebody("吴敏", vocabulary.Reviewer)
	wu.reviewPage("")
	wu.says("#review-state", "Nobody has reviewed this set yet")
	wu.reviewPage("?since=0&all=1")
	const person = `[...document.querySelectorAll("#article-%s .difference[data-key]")].find((row) => row.querySelector(".kind").textContent === "Marks in the text")`
	if !chrome.Eval[bool](wu.Tab, fmt.Sprintf(person+` !== undefined`, returned)) {
		t.Fatalf("the returned article has no mark to take back: %v", wu.news())
	}
	before := len(wu.news())
	wu.Wait(`document.activeElement?.matches("#review .difference")`) // its script has started
	chrome.Eval[bool](wu.Tab, fmt.Sprintf(`(`+person+`.focus(), true)`, returned))
	wu.Press("Backspace")
	wu.Wait(fmt.Sprintf(`document.querySelectorAll("#review .difference[data-key]").length < %d`, before))

	wu.Open(fmt.Sprintf("%s/sets/%d/pages/1#b-1-%d", s.address, wu.set, first.Start))
	wu.Wait(ready)
	wu.keys("k") // the headline should be a kicker
	wu.Open(fmt.Sprintf("%s/sets/%d/pages/1#b-1-%d", s.address, wu.set, first.Start))
	wu.Wait(ready)
	wu.Press("q")
	wu.focusedField("query-text")
	wu.Write("@林晓 还是提要吧？")
	wu.Press("Alt+Enter")
	wu.Wait(`document.querySelector(".suggesting") !== null`)
	wu.keys("d")
	wu.focusedField("query-text")
	wu.Press("Enter")
	wu.says("#about-queries .comment .suggestion .change", "kicker → deck")

	wu.reviewPage("")
	wu.settle(returned, "returned", "人名标错了，标题请再看。")
	for _, id := range articles {
		if id != returned {
			wu.settle(id, "accepted", "照此刊出。")
		}
	}

	// The editor reads what changed, agrees to the one and takes the suggestion about the other.
	li.reload()
	li.says("#returned", "人名标错了，标题请再看。")
	li.Click("#returned a")
	li.Wait(`document.getElementById("review") !== null`)
	li.says("#summary", "吴敏")
	if got := li.news(); len(got) != 2 || !strings.Contains(strings.Join(got, "\n"), "headline") {
		t.Errorf("what the reviewer changed: %q, want a mark and a role", got)
	}
	li.Wait(`document.activeElement?.matches("#review .difference")`)
	li.Press("Space")
	li.Wait(`document.querySelector("#review .difference[data-agreed]") !== null`)
	li.Open(fmt.Sprintf("%s/sets/%d/pages/1#b-1-%d", s.address, li.set, first.Start))
	li.Wait(ready)
	li.says("#about-queries .comment", "还是提要吧？")
	li.Press(`\`)
	li.says("#about-queries .suggestion", "applied by 林晓")
	li.reviewPage("")
	li.settle(returned, "submitted", "")

	// The reviewer accepts the article and then the set.
	wu.reviewPage("")
	wu.settle(returned, "accepted", "可以了。")
	wu.settle("", "accepted", "付印。")
	wu.says(".review-heading .pill", "Accepted")

	// The export says who did all of it, and when.
	he := li.somebody("何总", vocabulary.Reader)
	file := chrome.Eval[string](he.Tab, fmt.Sprintf(`fetch("/sets/%d/export/json").then((r) => r.text())`, he.set))
	var export struct {
		Provenance struct {
			State   string
			Authors []string
			Stages  []document.Stage
			Queries []document.Query
		}
	}
	if err := json.Unmarshal([]byte(file), &export); err != nil {
		t.Fatal(err)
	}
	p := export.Provenance
	var told []string
	for _, stage := range p.Stages {
		if stage.At == "" {
			t.Errorf("a stage has no time: %+v", stage)
		}
		told = append(told, fmt.Sprintf("%s %s %s", stage.By, stage.State, stage.Reason))
	}
	for _, want := range []string{"林晓 submitted ", "吴敏 returned 人名标错了，标题请再看。", "吴敏 accepted 照此刊出。", "吴敏 accepted 付印。"} {
		if !strings.Contains(strings.Join(told, "\n"), want) {
			t.Errorf("the export does not say %q, but %q", want, told)
		}
	}
	if p.State != "accepted" || len(p.Authors) != 2 || len(p.Queries) != 1 || p.Queries[0].Resolved == nil || p.Queries[0].Resolved.By != "林晓" {
		t.Errorf("the export: %s, by %v, queries %+v", p.State, p.Authors, p.Queries)
	}
}

// TestReviewingIsAccessible goes through review and history in both languages and colour schemes, as the
// walk through all other pages does.
func TestReviewingIsAccessible(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "zh-Hans"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			v := &visit{t: t, site: newSite(t), tab: chrome.Start(t), axe: string(axe), language: language}
			v.speak()
			chen := v.site.user(t, "陈静", vocabulary.Administrator)
			v.site.enter(v.t, v.tab, chen.Name)
			v.reviewing(chen)
		})
	}
}

func (v *visit) reviewing(chen models.User) {
	set := v.site.load(v.t, zhuzhou(), markings[0].name)
	b := &bench{v.tab, v.t, v.site, set}
	v.open("a history without steps", fmt.Sprintf("/sets/%d/history", set))
	v.site.doRecorded(v.t, set, markings[0].name, chen)
	b.reload()
	b.keys("Home Down ,")
	v.open("a first review", fmt.Sprintf("/sets/%d/review", set))
	v.open("a first review, every mark", fmt.Sprintf("/sets/%d/review?since=0&all=1", set))
	b.settle("", "submitted", "")
	b.reload()
	b.keys("Home Down Down b")
	v.tab.Click(`.move[data-to="accepted"]`)
	v.tab.Wait(`document.getElementById("gate-reason") !== null`)
	v.look("the gate before accepting")
	v.tab.Press("Escape")
	b.reviewPage("")
	article := chrome.Eval[string](v.tab, `document.querySelector(".reviewed[id^=article-] .moves button[value=returned]").closest(".reviewed").id.slice(8)`)
	b.settle(article, "returned", "标题请再看。")
	v.look("a review with something returned")
	v.tab.Size(390, 844)
	v.open("a review on a phone", fmt.Sprintf("/sets/%d/review", set))
	v.tab.Size(1440, 900)
	b.reload()
	v.look("the workbench with something returned")
	v.open("a history", fmt.Sprintf("/sets/%d/history", set))
	v.open("a history at a version", fmt.Sprintf("/sets/%d/history?version=20", set))
	v.open("a publication that may allow", "/publications/1")
	v.open("two versions laid over each other", fmt.Sprintf("/sets/%d/history/differences?from=10&to=30", set))
	v.exporting(b)

	other := v.site.load(v.t, models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7016"}, markings[1].name, markings[2].name)
	b = &bench{v.tab, v.t, v.site, other}
	b.reload()
	half := strings.LastIndex(markings[1].keys, " h _ ")
	(&hand{tab: v.tab}).burst(v.t, keysIn(markings[1].keys[:half])...) // articles under others, with problems among them
	v.tab.Wait(atRest)
	v.look("the workbench with packages and problems")
	v.open("a review of several pages", fmt.Sprintf("/sets/%d/review", other))
}
