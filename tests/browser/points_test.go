package browser

import (
	"fmt"
	"testing"

	"galley/models"
	"galley/tests/browser/chrome"
)

// says waits until an element holds some words.
func (b *bench) says(selector, words string) {
	b.t.Helper()
	b.Wait(fmt.Sprintf(`document.querySelector(%q)?.textContent.includes(%q)`, selector, words))
}

// problems is how many problems of the set are open.
func (b *bench) problems() int {
	b.t.Helper()
	view, err := b.site.server.Desk.View(b.t.Context(), b.set)
	if err != nil {
		b.t.Fatal(err)
	}
	return view.CountProblems()
}

func TestAProblemIsDismissedReopenedAndPutRight(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("b Up")
	b.says("#block-problems", "No headline")
	if n := b.problems(); n != 1 {
		t.Fatalf("%d problems, want 1", n)
	}
	b.keys("F4 2")
	b.says("#block-problems .dismissed", "A picture took the place of the headline")
	b.says("#block-problems .dismissed", "林晓")
	if n := b.problems(); n != 0 {
		t.Errorf("%d problems count after dismissing, want none", n)
	}
	b.keys("p")
	b.says("#toast", "Nothing is open")
	b.keys("z")
	b.says("#block-problems .problem:not(.dismissed)", "No headline")

	// A reason of one's own.
	b.keys("F4 0")
	b.Wait(`document.querySelector("dialog input") === document.activeElement`)
	b.Write("就这样印的")
	b.Press("Enter")
	b.says("#block-problems .dismissed", "就这样印的")
	b.Click("#block-problems .dismissed button")
	b.says("#block-problems .problem:not(.dismissed)", "No headline")
	b.Wait(answered)

	b.keys("F8")
	b.Wait(`!document.querySelector("#block-problems .problem")`)
	view, err := b.site.server.Desk.View(t.Context(), b.set)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range view.Articles() {
		if !a.Headless {
			t.Errorf("F8 left the article as %+v, want it headless", a)
		}
	}
}

func TestAnOpenEndIsJoinedInOneKey(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	// Blocks 3 and 4 of the page are one paragraph that a column breaks.
	b.keys("Enter Space Space Up")
	b.says("#block-problems", "Open end")
	b.says("#block-problems", "Continues in block")
	b.keys("F8")
	b.Wait(`!document.querySelector("#block-problems")?.textContent.includes("Open end")`)
	view, err := b.site.server.Desk.View(t.Context(), b.set)
	if err != nil {
		t.Fatal(err)
	}
	joins := 0
	for range view.Joins() {
		joins++
	}
	if joins != 1 {
		t.Errorf("%d joins, want 1", joins)
	}
}

func TestColleaguesAskAndAnswer(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	colleague := &bench{b.Another(), t, b.site, b.set}
	colleague.reload()
	b.keys("Down Down q")
	b.Wait(`document.activeElement?.id === "query-text"`)
	b.Write("谁写的？")
	b.Press("Enter")
	b.says("#about-queries .query", "谁写的？")
	b.Wait(`document.activeElement?.classList.contains("block")`)
	for _, tab := range []*bench{b, colleague} {
		tab.Wait(`document.querySelector('.block[data-number="3"] .pin')?.textContent === "1"`)
	}
	if got := chrome.Eval[string](b.Tab, `document.querySelector('.block[data-number="3"]').ariaLabel`); got != "block 3, undecided, 1 open query" {
		t.Errorf("a screen reader says %q of a block with a query", got)
	}
	if got := colleague.focused(); got != "1" {
		t.Errorf("the colleague's focus went to block %s, want it to stay on 1", got)
	}
	colleague.keys("p")
	if got := colleague.focused(); got != "3" {
		t.Errorf("P went to block %s, want 3", got)
	}
	colleague.Click("#about-queries .query textarea")
	colleague.Write("王明。")
	colleague.Press("Enter")
	b.says("#about-queries .query", "王明。")

	// Words outlive what is marked: undo takes no comment back.
	b.keys("h z")
	b.says("#about-queries .query", "谁写的？")
	b.Click("#about-queries .query .settle")
	colleague.Wait(`!document.querySelector(".pin")`)
	colleague.says("#about-queries details", "1 resolved")

	// On a selected piece of text.
	b.keys("Right Shift+Right Shift+Right q")
	b.Wait(`document.activeElement?.id === "query-text"`)
	b.Write("这里？")
	b.Press("Enter")
	b.Wait(`document.querySelector("#about-queries .query:not([data-resolved]) q")?.textContent.length === 2`)
	b.reload()
	b.says(`.block[data-number="3"] .pin`, "1")
}

func TestAnAnswerLeavesTheHandWhereItWent(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Down Down q")
	b.Wait(`document.activeElement?.id === "query-text"`)
	b.Write("谁写的？")
	b.Press("Enter")
	b.says("#about-queries .query", "谁写的？")
	// The answer stays away until the next query is being written.
	b.holdAnswers()
	b.Click("#about-queries .query .settle")
	b.Press("q")
	b.Wait(`document.activeElement?.id === "query-text"`)
	b.Write("这里")
	chrome.Eval[bool](b.Tab, `(window.release(), true)`)
	b.Wait(`window.came`)
	b.Write("呢？")
	b.Wait(`document.activeElement?.id === "query-text" && document.activeElement.value === "这里呢？"`)
}

func TestTheGateListsWhatIsOpenAndLeadsThere(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.Click("[data-command=state][data-to=submitted]")
	b.says("#gate-words", "Nothing is decided yet")
	b.Wait(`document.getElementById("gate-go").disabled`)
	b.Press("Escape")
	b.Wait(`!document.querySelector("dialog")`)

	b.keys("b , Down q")
	b.Wait(`document.activeElement?.id === "query-text"`)
	b.Write("Is this ours?")
	b.Press("Enter")
	b.says("#about-queries", "Is this ours?")
	b.keys("Home F4 1")
	b.Click("[data-command=state][data-to=submitted]")
	for _, words := range []string{"undecided", "1 doubtful", "1 open query", "Is this ours?", "1 problem is dismissed"} {
		b.says("dialog.gate", words)
	}
	if chrome.Eval[bool](b.Tab, `document.querySelector("dialog .ok") !== null`) {
		t.Error("the gate is green, with blocks undecided")
	}
	// The keyboard: up to the last line, which is the query, and there.
	b.Press("Up")
	b.Wait(`document.activeElement?.textContent.includes("Is this ours?")`)
	b.Press("Enter")
	b.Wait(`!document.querySelector("dialog") && document.querySelector("[data-focus]").dataset.number === "3"`)
}

func TestPReachesTheProblemsOfOtherPages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	issue := models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7016"}
	b := &bench{tab, t, s, s.load(t, issue, markings[1].name, markings[2].name)}
	b.reload()
	b.keys("p")
	b.says("#toast", "Nothing is open in this issue")
	b.keys("2")
	b.Wait(onPage(2))
	b.keys("Down Down b 1") // an article without a headline
	b.Wait(onPage(1))
	b.keys("p")
	b.Wait(onPage(2))
	if got := b.focused(); got != "3" {
		t.Errorf("P leads to block %s of page 2, want 3", got)
	}
}

// onPage is true when a page of the set is open and takes keys.
func onPage(page int) string {
	return fmt.Sprintf(`%s && document.querySelector("main.workbench").dataset.page === "%d"`, ready, page)
}
