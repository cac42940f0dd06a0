package browser

import (
	"fmt"
	"os"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/browser/chrome"
)

// TestStagesAreSetAndDone lets an administrator set the stages of a publication and fill its positions, and its people
// review an issue in them, in both languages; axe looks at each page.
func TestStagesAreSetAndDone(t *testing.T) {
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
			wu, zhou := v.site.user(t, "吴敏", vocabulary.Editor), v.site.user(t, "周远", vocabulary.Editor)
			v.site.enter(v.t, v.tab, chen.Name)
			v.stages(wu.ID, zhou.ID)
		})
	}
}

// stages sets the stages, and goes through them: the first reviewer passes all, the second returns one article.
func (v *visit) stages(wu, zhou int64) {
	chief := v.site.user(v.t, "林晓", vocabulary.Administrator)
	set := v.site.load(v.t, zhuzhou(), markings[0].name)
	v.open("the stages of a publication, none set", "/publications/1/stages")
	v.tab.Click(`button[value="template:two"]`)
	v.tab.Wait(`document.querySelector("[name=english-2]") !== null`)
	v.look("the stages of a publication, a template")
	chrome.Eval[bool](v.tab, fmt.Sprintf(`(() => {
		for (const d of document.querySelectorAll("details")) d.open = true;
		for (const [position, person] of [["people-1", %d], ["people-2", %d]])
			[...document.querySelectorAll("input[type=checkbox]")].find((i) => i.name === position && i.value === String(person)).checked = true;
		document.querySelector("input[name=running]").checked = true;
		return true;
	})()`, wu, zhou))
	chrome.Eval[bool](v.tab, "window.unsaved = true")
	v.tab.Click("#save")
	v.tab.Wait(`!window.unsaved && document.readyState === "complete"`)
	v.look("the stages of a publication, set")
	v.tab.Size(1024, 768)
	v.open("the stages of a publication, narrow", "/publications/1/stages")
	v.open("the stages of an issue", "/issues/1/stages")
	v.tab.Size(1440, 900)

	v.site.doRecorded(v.t, set, markings[0].name, chief)
	v.site.does(v.t, set, chief, &markup.SetState{State: markup.Submitted})
	b := &bench{v.tab, v.t, v.site, set}
	v.site.enter(v.t, v.tab, "吴敏")
	first := v.site.firstArticle(v.t, set)
	d := b.atDesk("?part=" + first)
	v.look("a review in the first stage")
	d.decide("pass", "")
	d.Wait(`document.getElementById("pass") === null`)
	v.site.enter(v.t, v.tab, "周远")
	d = b.atDesk("?part=" + first)
	v.look("a review in the second stage")
	d.decide("return", "人名标错了。")
	d.Wait(`document.querySelector("#q-` + first + ` [data-news=returned]") !== null`)
	d.Press("z")
	d.Wait(`document.querySelector("#q-` + first + ` [data-news=returned]") === null && location.search.includes("part=` + first + `")`)
	d.decide("return", "人名标错了。")
	d.Wait(`document.querySelector("#q-` + first + ` [data-news=returned]") !== null`)
	v.look("a review, returned from the second stage")
	v.tab.Size(1024, 768)
	v.open("a review in stages, narrow", fmt.Sprintf("/sets/%d/review", set))
	v.open("the sign-off sheet, narrow", fmt.Sprintf("/sets/%d/sheet", set))
	v.tab.Size(1440, 900)
	v.open("the sign-off sheet", fmt.Sprintf("/sets/%d/sheet", set))
	v.open("the list, returned in stages", "/issues")
	view, err := v.site.server.Desk.View(v.t.Context(), set)
	if err != nil {
		v.t.Fatal(err)
	}
	if now := view.StandOf(markup.Cell{Kind: markup.StateCell, ID: first}); now.State != markup.Returned || now.Stage != 2 {
		v.t.Errorf("the article stands at %+v", now)
	}
}

// firstArticle is the first article of a set.
func (s *site) firstArticle(t *testing.T, set int64) text.ID {
	t.Helper()
	view, err := s.server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	for id := range view.Articles() {
		return id
	}
	t.Fatal("there is no article")
	return ""
}
