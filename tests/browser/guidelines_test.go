package browser

import (
	"fmt"
	"testing"

	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
)

// guide writes guideline pages for the publication of the bench's set, as a reviewer.
func guide(t *testing.T, s *site, pages ...models.GuidelineDraft) (ids []int64, by models.User) {
	t.Helper()
	by = s.user(t, "吴敏", vocabulary.Reviewer)
	for _, p := range pages {
		id, err := s.store.CreateGuideline(t.Context(), 1, p, by.ID)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids, by
}

const inGuidelines = `document.querySelector("#guidelines-panel .guidelines-page").innerText`

func TestTheGuidelinesStandBesideTheGalley(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	ids, wu := guide(t, b.site,
		models.GuidelineDraft{Title: "标题", Text: "# 主题\n\n主题**从稿件**开始。\n\n# 引题\n\n引题在主题之上。\n\n见[图片](/guidelines/2)。"},
		models.GuidelineDraft{Title: "图片", Text: "图说写什么。"})
	b.reload()
	button := `document.getElementById("guidelines-button")`
	b.Wait(button + `.hasAttribute("data-unread")`)
	b.keys("Alt+g")
	b.Wait(`document.querySelector("#guidelines-panel h3") !== null`)
	if got := chrome.Eval[string](b.Tab, `document.activeElement.className`); got != "block" {
		t.Errorf("with the panel open, the focus is on %q, want a block", got)
	}
	b.keys("Down h")
	if got := chrome.Eval[string](b.Tab, `document.activeElement.dataset.role`); got == "" {
		t.Error("no key marks beside the open panel")
	}
	b.Fill(".find-in input", "题从稿")
	b.Wait(`document.querySelector(".find-in output").textContent === "1 of 1" && CSS.highlights.get("guideline-found").size === 1`)
	chrome.Eval[bool](b.Tab, `(document.querySelector(".find-in input").select(), true)`)
	b.Write("引题")
	b.Wait(`document.querySelector(".find-in output").textContent === "1 of 2"`)
	b.Press("Enter")
	b.Wait(`document.querySelector(".find-in output").textContent === "2 of 2"`)
	b.Press("Escape")
	b.Wait(takesKeys)
	look(b.Tab, "guidelines-light")

	b.Click(`#guidelines-panel .guideline-text a[href="/guidelines/2"]`)
	b.Wait(inGuidelines + `.includes("图说写什么")`)
	b.Wait("!" + button + `.hasAttribute("data-unread")`)
	b.Click("#guidelines-panel [aria-label='Close the guidelines']")
	b.Wait(`document.getElementById("guidelines-panel").hidden && document.activeElement.classList.contains("block")`)

	if err := b.site.store.SaveGuideline(t.Context(), ids[1], models.GuidelineDraft{Title: "图片", Text: "图说写人。", Base: 1}, wu.ID); err != nil {
		t.Fatal(err)
	}
	b.reload()
	b.Wait(button + `.hasAttribute("data-unread")`)
	b.keys("Alt+g")
	b.Wait(inGuidelines + `.includes("changed since you last read")`)
	b.Click(`#guidelines-panel .guideline-list a[href="/guidelines/2"]`)
	b.Wait(inGuidelines + `.includes("Changed since you last read.") && ` + inGuidelines + `.includes("图说写人")`)
	if got := chrome.Eval[string](b.Tab, `document.querySelector("#guideline-news a").getAttribute("href")`); got != fmt.Sprintf("/guidelines/%d/versions?from=1&to=2", ids[1]) {
		t.Errorf("what changed is at %q", got)
	}
	b.reload()
	b.Wait(`document.querySelector("#guidelines-panel .guideline") !== null`)
	b.keys("0")
	b.Wait(`document.getElementById("guidelines-panel").hidden && !document.getElementById("proof-panel").hidden`)
	b.keys("Alt+g")
	b.Wait(`!document.getElementById("guidelines-panel").hidden && document.getElementById("proof-panel").hidden`)
	b.Dark(true)
	look(b.Tab, "guidelines-dark")
}
