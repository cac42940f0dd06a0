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

	// The reviewer reads the article for the first time and takes one mark away.
	wu := li.somebody("吴敏", vocabulary.Reviewer)
	d := wu.atDesk("?part=" + returned)
	d.says("#since-menu summary", "First reading")
	person := ""
	for b := range view.Members(returned) {
		for _, m := range view.MarksIn(b.Extent) {
			person = m.ID
		}
	}
	if person == "" {
		t.Fatal("the returned article has no mark to remove")
	}
	reviewer, err := s.store.UserByName(t.Context(), "吴敏")
	if err != nil {
		t.Fatal(err)
	}
	s.does(t, li.set, reviewer, &markup.Unmark{Span: person})

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

	wu.atDesk("?part="+returned).decide("return", "人名标错了，标题请再看。")
	for _, id := range articles {
		if id != returned {
			wu.atDesk("?part="+id).decide("pass", "照此刊出。")
		}
	}

	// The editor reads what changed, agrees to the one and takes the suggestion about the other.
	li.reload()
	li.says("#returned", "人名标错了，标题请再看。")
	d = li.atDesk("?part=" + returned)
	d.says("#steps-of-part", "吴敏")
	if got := strings.Join(d.cards(), "\n"); !strings.Contains(got, "headline") || strings.Count(got, "\n") != 1 {
		t.Errorf("what the reviewer changed: %q, want a mark and a role", got)
	}
	d.press("Space", "Space")
	if got := d.cards(); len(got) != 0 {
		t.Errorf("after both were agreed to, %q are new", got)
	}
	li.Open(fmt.Sprintf("%s/sets/%d/pages/1#b-1-%d", s.address, li.set, first.Start))
	li.Wait(ready)
	li.says("#about-queries .comment", "还是提要吧？")
	li.Press(`\`)
	li.says("#about-queries .suggestion", "applied by 林晓")
	li.atDesk("?part="+returned).decide("pass", "")

	// The reviewer accepts the article and then the set.
	wu.atDesk("?part="+returned).decide("pass", "可以了。")
	d = wu.atDesk("")
	d.Click("#whole summary")
	d.Click("#words-set-accepted")
	d.Write("付印。")
	chrome.Eval[bool](d.Tab, `(window.confirm = () => true, true)`)
	d.Click("#move-set-accepted")
	d.Wait(atRest)
	d.Wait(`document.querySelector("#queue-waiting .queue-row:not([data-just]), #queue-others .queue-row:not([data-just])") === null`)

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

// TestReviewingIsAccessible goes through review and history in both languages, as the
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
	v.open("a first review, every mark", fmt.Sprintf("/sets/%d/review?since=0", set))
	v.site.does(v.t, set, chen, &markup.SetState{State: markup.Submitted})
	b.reload()
	b.keys("Home Down Down b")
	v.tab.Click(`.move[data-to="accepted"]`)
	v.tab.Wait(`document.getElementById("gate-reason") !== null`)
	v.look("the gate before accepting")
	v.tab.Press("Escape")
	d := b.atDesk("")
	d.press("q")
	d.focusedField("new-comment")
	d.Write("是标题吗？")
	d.press("Enter")
	v.look("a review with a comment")
	d.press("t")
	v.look("a review, choosing a type")
	d.press("Escape")
	d.decide("return", "")
	v.look("a review, something returned")
	v.tab.Size(390, 844)
	v.open("a review on a phone", fmt.Sprintf("/sets/%d/review", set))
	v.tab.Size(1440, 900)
	b.reload()
	v.look("the workbench with something returned")
	v.open("a history", fmt.Sprintf("/sets/%d/history", set))
	v.open("a history at a version", fmt.Sprintf("/sets/%d/history?version=20", set))
	v.tab.Focus("#version")
	for range 3 { // the slider keeps the focus while what it shows is drawn
		v.tab.Press("Left")
		v.tab.Wait(atRest)
	}
	v.tab.Wait(`document.activeElement.id === "version" && location.search.includes("version=17") && document.querySelector(".timeline [aria-current]")?.textContent.includes("17") && document.getElementById("then-name").textContent.includes("17")`)
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
