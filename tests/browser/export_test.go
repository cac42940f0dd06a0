package browser

import (
	"encoding/json"
	"fmt"
	"testing"

	"galley/engine/document"
	"galley/models"
	"galley/tests/browser/chrome"
)

// withholdFirst withholds the first article by the inspector.
func (b *bench) withholdFirst() {
	b.t.Helper()
	b.Click(`#outline-rows [data-kind="article"]`)
	b.Wait(`document.getElementById("withhold") !== null`)
	b.Click("#withhold")
	b.Wait(`document.querySelector(".chord") !== null`)
	b.Press("1")
	b.Wait(`document.querySelector('#outline-rows .row-withheld') !== null`)
}

// exporting looks at what is withheld, and at the page on which an export is asked for.
func (v *visit) exporting(b *bench) {
	v.open("an export of nothing accepted", fmt.Sprintf("/sets/%d/export", b.set))
	b.reload()
	b.withholdFirst()
	v.look("the workbench with an article withheld")
	v.open("the proof with an article withheld", fmt.Sprintf("/sets/%d/proof", b.set))
	b.atDesk("")
	v.look("the review with an article withheld")
	downloadBy(v.t, v.tab, func() {
		v.tab.Open(fmt.Sprintf("%s/sets/%d/export", v.site.address, b.set))
		v.tab.Click("#export-xml")
	})
	v.open("an export", fmt.Sprintf("/sets/%d/export", b.set))
	v.open("a history with an export", fmt.Sprintf("/sets/%d/history", b.set))
}

// TestAnExportIsAskedForItsChanges exports a set, changes one article, and asks on the page of exports for
// what changed since.
func TestAnExportIsAskedForItsChanges(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	issue := models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7016"}
	b := &bench{tab, t, s, s.load(t, issue, markings[1].name)}
	b.reload()
	(&hand{tab: tab}).press(markings[1].keys)
	download(t, tab, "json")
	b.withholdFirst()
	tab.Click("#export summary")
	tab.Click("#export-more")
	tab.Wait(`document.getElementById("export-form") !== null`)
	if !chrome.Eval[bool](tab, `document.getElementById("accepted").disabled`) {
		t.Error("accepted articles are offered though none is accepted")
	}
	chrome.Eval[bool](tab, `((since) => (since.value = since.options[since.options.length - 1].value, true))(document.getElementById("since"))`)
	var file struct {
		Selection document.Selection
		Articles  []document.Article
	}
	if err := json.Unmarshal(downloadBy(t, tab, func() { tab.Click("#export-json") }), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Articles) != 1 || file.Articles[0].Withheld == nil || file.Articles[0].Replaces == nil || file.Selection.Unchanged == 0 {
		t.Errorf("the file holds %+v of %+v", file.Articles, file.Selection)
	}
}
