package browser

import (
	"galley/engine/vocabulary"
	"galley/models"
)

// guidelines goes through the guideline pages of a publication: none, one being written, refused, versions,
// two who wrote at once.
func (v *visit) guidelines() {
	v.open("no guidelines", "/publications/1/guidelines")
	v.open("guidelines begun with an outline", "/publications/1/guidelines/new?outline")
	v.tab.Click("#preview-button")
	v.tab.Wait(`document.getElementById("preview") !== null`)
	v.look("guidelines, a preview")
	v.tab.Fill("#title", " ")
	v.tab.Click("#guideline-form button.primary")
	v.tab.Wait(`document.getElementById("title-error") !== null`)
	v.look("guidelines, a page refused")
	v.tab.Fill("#title", "怎样标注")
	v.tab.Click("#guideline-form button.primary")
	v.tab.Wait(`document.getElementById("guideline") !== null`)
	v.look("guidelines")
	v.open("guidelines, editing", "/guidelines/1/edit")
	v.tab.Fill("#reason", "为了清楚")
	wu := v.site.user(v.t, "郑", vocabulary.Reviewer)
	if err := v.site.store.SaveGuideline(v.t.Context(), 1, models.GuidelineDraft{Title: "怎样标注", Text: "## 标题\n\n| 角色 | 键 |\n|-|-|\n| 主题 | H |\n", Base: 1}, wu.ID); err != nil {
		v.t.Fatal(err)
	}
	v.tab.Click("#guideline-form button.primary")
	v.tab.Wait(`document.getElementById("clash") !== null`)
	v.look("guidelines, somebody was faster")
	v.open("guidelines changed", "/guidelines/1")
	v.open("versions of a guideline page", "/guidelines/1/versions")
	v.open("versions compared", "/guidelines/1/versions?from=1&to=2")
	v.open("a version", "/guidelines/1/versions?to=2")
	v.open("a guideline page beside the text", "/sets/1/pages/1")
	v.tab.Wait(takesKeys)
	v.tab.Press("Alt+g")
	v.tab.Wait(`document.querySelector("#guidelines-panel .guideline") !== null`)
	v.look("the workbench, guidelines beside it")
	v.tab.Press("Alt+g")
	v.tab.Wait(`document.getElementById("guidelines-panel").hidden`)
}
