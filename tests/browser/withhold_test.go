package browser

import (
	"fmt"
	"strings"
	"testing"

	"galley/models"
	"galley/tests/browser/chrome"
)

// TestAnArticleIsWithheldAndLifted withholds the focused article by the palette, sees it said in the outline
// and the inspector, takes it back by Z, withholds it by the inspector and lifts that by the outline's menu.
func TestAnArticleIsWithheldAndLifted(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	issue := models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7016"}
	b := &bench{tab, t, s, s.load(t, issue, markings[1].name)}
	b.reload()
	(&hand{tab: tab}).press(markings[1].keys)
	b.Wait(answered)
	b.Click(`#outline-rows [data-kind="article"]`)
	b.Wait(`document.getElementById("article-type") !== null`)
	said := `document.querySelector('#outline-rows .row-withheld') !== null`

	b.Click("#withhold")
	b.Wait(`document.querySelector(".chord") !== null`)
	b.Press("1")
	b.Wait(said)
	b.Wait(`document.querySelector('#about-article .withheld') !== null`)
	label := chrome.Eval[string](tab, `document.querySelector('[role=treeitem]:has(.row-withheld)').getAttribute("aria-label")`)
	if !strings.Contains(label, "withheld: rights") {
		t.Errorf("the row is called %q", label)
	}
	file := chrome.Eval[string](tab, fmt.Sprintf(`fetch("/sets/%d/export/json").then((r) => r.text())`, b.set))
	if !strings.Contains(file, `"withheld": {"reason": "rights", "by": "林晓"`) || !strings.Contains(file, "████") {
		t.Errorf("the export does not say that it is withheld:\n%s", file)
	}

	b.Press("z")
	b.Wait("!" + said)
	b.Press("Ctrl+k")
	b.Wait(`document.querySelector(".finder input") === document.activeElement`)
	b.Write("withhold")
	b.Press("Enter")
	b.Wait(`document.querySelector(".chord") !== null`)
	b.Press("0")
	b.Wait(`document.querySelector("dialog input") === document.activeElement`)
	b.Write("a court forbids it")
	b.Press("Enter")
	b.Wait(said)
	b.Wait(`document.querySelector('#about-article .withheld').textContent.includes("a court forbids it")`)
	b.Click("#withhold")
	b.Wait("!" + said)

	b.Wait(answered)
	b.Wait(`document.getElementById("withhold")?.textContent === "Withhold from export…"`)

	// Withdrawn (撤稿) with words, it stands apart at the desk, where it is restored.
	b.Click("#withhold")
	b.Wait(`document.querySelector(".chord") !== null`)
	b.Press("2")
	b.Wait(`document.querySelector("dialog input") === document.activeElement`)
	b.Write("denied by the mayor")
	b.Press("Enter")
	b.Wait(`document.querySelector('#about-article .withheld')?.textContent.includes("denied by the mayor")`)
	b.Wait(`document.getElementById("withhold").textContent === "Restore the article"`)
	keep(b.Tab, "withdrawn")
	d := b.atDesk("")
	d.Click("#queue-withdrawn .queue-row")
	d.Wait(`document.getElementById("decision-words")?.textContent.includes("denied by the mayor")`)
	portray(t, d.Tab, "withdrawn-desk")
	chrome.Eval[bool](d.Tab, `(window.confirm = () => true) !== null`)
	d.Click("#move-restored")
	d.Wait(`document.getElementById("queue-withdrawn") === null`)
}
