package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
)

// somebody signs in as a new person of a role, in a browser of their own, and opens the set.
func (b *bench) somebody(name string, role vocabulary.PersonRole) *bench {
	b.t.Helper()
	tab := chrome.Start(b.t)
	user := b.site.user(b.t, name, role)
	b.site.enter(b.t, tab, user.Name)
	c := &bench{tab, b.t, b.site, b.set}
	c.reload()
	return c
}

// focusedField waits until a field has the browser's focus.
func (b *bench) focusedField(start string) {
	b.t.Helper()
	b.Wait(fmt.Sprintf(`document.activeElement?.id.startsWith(%q)`, start))
}

// asks opens the field of a query with a key, writes and sends.
func (b *bench) asks(key, words string) {
	b.t.Helper()
	b.keys(key)
	b.focusedField("query-text")
	b.Write(words)
	b.Press("Enter")
	b.says("#about-queries", words)
	b.Wait(takesKeys)
}

// TestTheLifeOfAThread is that of a question with a suggestion: a reviewer, who may not mark a draft, asks
// the editor by name and suggests a role; the editor sees that it is unread, takes it with one key, and
// both see that it is taken.
func TestTheLifeOfAThread(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.keys("Down Down b Up")
	he := b.somebody("贺 敏", vocabulary.Reviewer)
	he.keys("Down Down q")
	he.focusedField("query-text")
	he.Write("@")
	he.Wait(`!document.querySelector("#query-text-people").hidden && document.querySelectorAll("#query-text-people li").length === 1`)
	he.Press("Enter") // the name, not the query
	he.Wait(`document.getElementById("query-text").value === "@林晓 "`)
	he.Write("是提要吧？")
	he.Press("Alt+Enter")
	he.Wait(`document.querySelector(".suggesting") !== null`)
	he.keys("d")
	he.focusedField("query-text")
	he.says(".suggestion[data-draft]", "Deck for block 3")
	he.Press("Enter")
	he.says("#about-queries .comment .suggestion .change", "body → deck")
	if got := chrome.Eval[bool](he.Tab, `document.querySelector("[data-take]") !== null`); got {
		t.Error("a reviewer can take a suggestion in a draft")
	}
	if diff := cmp.Diff("body decided", b.looks(3)[2]); diff != "" {
		t.Errorf("what is suggested is done (-want +got)\n%s", diff)
	}

	// The editor hears of it, reads, and takes.
	b.says("#toast", "贺 敏 mentions you")
	b.says("#about-queries .comment .unread", "new")
	b.says("#about-queries .mention[data-me]", "@林晓")
	b.Wait(`document.getElementById("unread").hidden`) // it was shown long enough
	b.says("#about-queries .comment .unread", "new")   // until the focus goes on
	b.keys("Up")
	b.keys("p")
	if got := b.focused(); got != "3" {
		t.Errorf("P went to block %s, want 3", got)
	}
	b.Wait(`document.querySelector("#about-queries .comment .unread") === null`)
	b.Press(`\`)
	b.says("#about-queries .suggestion", "applied by 林晓")
	he.says("#about-queries .suggestion", "applied by 林晓")
	he.Wait(`document.querySelector('.block[data-number="3"]').dataset.role === "deck"`)
	he.Wait(`!document.querySelector(".pin:not([data-unread])")`)
	b.keys("Up z")
	if got := b.looks(3)[2]; got != "body decided" {
		t.Errorf("undo leaves block 3 as %q, want what was taken to be undone", got)
	}
	he.says("#about-queries .suggestion", "applied by 林晓")
}

func TestASuggestionThatFitsNoLongerSaysWhy(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.Forgive(func(m chromedp.ConsoleMessage) bool { return true })
	he := b.somebody("贺敏", vocabulary.Reviewer)
	he.keys("Down Down q")
	he.focusedField("query-text")
	chrome.Eval[bool](he.Tab, `(document.querySelector("[data-suggest]").click(), true)`) // the inspector is redrawn at any time
	he.Wait(`document.querySelector(".suggesting") !== null`)
	he.keys("Up Up z") // neither moving nor undo is suggested
	he.says("#toast", "cannot be suggested")
	he.keys("Down Down d")
	he.focusedField("query-text")
	he.Press("Enter")
	b.Wait(`document.querySelector('.block[data-number="3"] .pin') !== null`)
	b.keys("Down Down Right Right Right x Escape Up")
	b.Wait(`document.querySelector("[data-take]") !== null`)
	b.Press(`\`)
	b.says("#about-queries .suggestion .wrong", "Not possible now")
	b.Wait(`document.querySelector("#about-queries .query:not([data-resolved])") !== null`)
}

func TestAThreadIsAnsweredEditedAndDeleted(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	b.asks("q", "谁写的？")
	b.asks("Alt+q", "这一期齐了吗？")
	he := b.somebody("贺敏", vocabulary.Administrator)
	he.says("#unread", "") // what was said before one came is read
	he.says(".issue-queries summary", "On the whole issue · 1")
	he.keys("Down")
	he.Wait(`!document.querySelector(".issue-queries").open`)
	he.keys("Up")
	he.Wait(`document.querySelector(".issue-queries").open`)

	// Disagree wants words; done wants none, and settles.
	he.keys("` n")
	he.focusedField("answer-")
	he.Wait(`document.activeElement.placeholder === "Why do you disagree?"`)
	he.Write("没有署名。")
	he.Press("Enter")
	b.says(`#about-queries .answer[data-answer="disagree"]`, "Disagrees")
	b.Click(`#about-queries .query [data-answer="done"]`)
	he.Wait(`document.querySelector("#about-queries > details .query[data-resolved]") !== null`)
	he.says(`#about-queries .answer[data-answer="done"]`, "Done")

	// One's own words are changed and deleted; an administrator deletes all.
	he.Click("#about-queries > details:not(.issue-queries) summary")
	chrome.Eval[bool](he.Tab, `([...document.querySelectorAll("#about-queries .comment-tools button")].find((button) => button.textContent === "Edit").click(), true)`)
	he.focusedField("edit-")
	he.Write("请查。")
	he.Press("Enter")
	b.says("#about-queries .comment:nth-of-type(3)", "没有署名。请查。")
	b.says("#about-queries .comment .edited", "edited")
	b.Wait(takesKeys)
	he.Wait(takesKeys)
	// Both presses at once: when the inspector is redrawn in between, the button asks again.
	asks := chrome.Eval[string](he.Tab, `((button) => { button.click(); const asks = button.textContent; button.click(); return asks; })(document.querySelector(".issue-queries [data-delete]"))`)
	if asks != "Delete for good" {
		t.Errorf("before words are deleted the button says %q", asks)
	}
	b.Wait(`document.querySelector(".issue-queries") === null`)
	chrome.Eval[bool](he.Tab, `([...document.querySelectorAll("#about-queries [data-delete]")].forEach((button) => button.click()), true)`)
	b.Wait(`document.querySelectorAll("#about-queries .comment").length === 3`)
}

func TestUnreadIsToldAndMarked(t *testing.T) {
	t.Parallel()
	b := openBench(t)
	he := b.somebody("贺敏", vocabulary.Editor)
	again := &bench{he.Another(), t, b.site, b.set}
	again.reload()
	he.keys("Down") // what the inspector shows counts as read
	again.keys("Down")
	b.asks("q", "一")
	b.keys("Down Down")
	b.asks("q", "二")
	b.asks("q", "三")
	b.keys("Down Down Down")
	b.asks("Shift+q Escape Alt+q", "四")
	he.says("#unread", "4 unread")
	again.says(`.block[data-number="3"] .pin[data-unread]`, "2")
	if got := chrome.Eval[string](again.Tab, `document.querySelector('.block[data-number="3"]').ariaLabel`); got != "block 3, undecided, 2 open queries, 2 unread" {
		t.Errorf("a screen reader says %q", got)
	}
	he.Click("#unread")
	he.Wait(`document.querySelector("[data-focus]").dataset.number === "3"`)
	he.says("#unread", "2 unread")
	again.says("#unread", "2 unread")                                                // another page of the same person
	chrome.Eval[bool](he.Tab, `(document.getElementById("all-read").click(), true)`) // the inspector is redrawn at any time
	he.Wait(`document.getElementById("unread").hidden`)
	he.reload()
	he.Wait(`document.querySelector(".pin") !== null`)
	if !chrome.Eval[bool](he.Tab, `document.getElementById("unread").hidden`) {
		t.Error("what was read is unread when the page is opened again")
	}
}

// TestWhatIsWrittenOutlivesTheTurnOfAPage begins a query with a suggestion, looks at another page, and
// goes on.
func TestWhatIsWrittenOutlivesTheTurnOfAPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	s.signIn(t, tab)
	issue := models.NewIssue{Publication: "临江日报", Language: "zh-Hans", Date: "2031-05-09", Number: "7016"}
	b := &bench{tab, t, s, s.load(t, issue, markings[1].name, markings[2].name)}
	b.reload()
	b.keys("Down q")
	b.focusedField("query-text")
	b.Write("谁写的？")
	b.Press("Alt+Enter")
	b.Wait(`document.querySelector(".suggesting") !== null`)
	b.Press("2")
	b.Wait(onPage(2))
	if chrome.Eval[bool](b.Tab, `document.querySelector(".suggesting") !== null`) {
		t.Error("another page waits for a suggestion")
	}
	b.keys("b") // is done
	if got := b.looks(1)[0]; got != "body decided" {
		t.Errorf("the first block of page 2 is %q", got)
	}
	b.Press("1")
	b.Wait(onPage(1))
	b.keys("q")
	b.focusedField("query-text")
	b.Wait(`document.getElementById("query-text").value === "谁写的？"`)
	b.Press("Enter")
	b.says("#about-queries", "谁写的？")
	b.keys("q")
	b.Wait(`document.getElementById("query-text").value === ""`)
}
