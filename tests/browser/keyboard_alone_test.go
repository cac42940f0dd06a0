package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"galley/tests/browser/chrome"
	"galley/tests/samples"
)

// TestTheMainJobByKeyboardAlone signs in, loads a page by pasting it, confirms, marks the page to its
// gold and exports it, without a mouse, and reads from the accessibility tree what a screen reader
// would say on the way.
func TestTheMainJobByKeyboardAlone(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	tab := chrome.Start(t)
	user := site.user(t, "林晓", "editor")
	r := &reader{t: t, tab: tab}

	tab.Open(site.address + "/sign-in")
	r.hears("textbox", "Name")
	r.types(user.Name)
	r.tabTo("textbox", "Password")
	r.types(goodPassword)
	tab.Press("Enter")
	tab.Wait(`location.pathname === "/issues"`)

	r.tabTo("link", "Load the first issue")
	tab.Press("Enter")
	tab.Wait(`location.pathname === "/issues/new" && document.readyState === "complete"`)
	r.tabTo("textbox", "Or paste the text of a page")
	r.types(samples.Read(t, markings[0].name+".txt"))
	r.tabTo("button", "Read the text")
	tab.Press("Enter")
	tab.Wait(`document.getElementById("confirm-form") !== null && document.readyState === "complete"`)
	r.tabTo("textbox", "Issue number")
	r.tabTo("textbox", "Label of page 1")
	r.tabTo("button", "Store and mark the page")
	tab.Press("Enter")
	tab.Wait(takesKeys)

	r.hears("row", "block 1, undecided")
	(&hand{tab: tab}).press(markings[0].keys)
	site.sameAsGold(t, 1, markings[0].name)
	tab.Press("Home")
	r.hears("row", "block 1, body, article 1")
	n := site.firstHeadline(t, 1)
	for range n - 1 {
		tab.Press("Down")
	}
	r.hears("row", fmt.Sprintf("block %d, headline, article 2", n))

	r.tabTo("DisclosureTriangle", "Export")
	tab.Press("Enter")
	r.tabTo("link", "JSON, galley-issue/2")
	if got := downloadBy(t, tab, func() { tab.Press("Enter") }); len(got) == 0 {
		t.Error("the export is empty")
	}
}

// firstHeadline is the number of the first headline on the first page of a set, as the server has it.
func (s *site) firstHeadline(t *testing.T, set int64) int {
	t.Helper()
	view, err := s.server.Desk.View(context.Background(), set)
	if err != nil {
		t.Fatal(err)
	}
	number := 0
	for b := range view.Set.Blocks(1) {
		if number++; b.Role == "headline" {
			return number
		}
	}
	t.Fatal("the page has no headline")
	return 0
}

// reader is somebody who hears the page and has a keyboard.
type reader struct {
	t   *testing.T
	tab *chrome.Tab
}

// furthest is how many times Tab is pressed in search of something, at most.
const furthest = 150

// tabTo presses Tab until the focus is on something of a role and name.
func (r *reader) tabTo(role, name string) {
	r.t.Helper()
	var heard []string
	for range furthest {
		r.tab.Press("Tab")
		gotRole, gotName := r.focused()
		if gotRole == role && gotName == name {
			return
		}
		heard = append(heard, gotRole+" "+gotName)
	}
	r.t.Fatalf("Tab leads to no %s %q, but to %q", role, name, heard)
}

// hears fails unless the focus is on something of a role and name.
func (r *reader) hears(role, name string) {
	r.t.Helper()
	if gotRole, gotName := r.focused(); gotRole != role || gotName != name {
		r.t.Errorf("a screen reader says %s %q, want %s %q", gotRole, gotName, role, name)
	}
}

// types puts text where the caret stands, as a paste does.
func (r *reader) types(text string) {
	r.t.Helper()
	if _, err := chromedp.Call(r.tab.Context(), input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		r.t.Fatal(err)
	}
}

// focused is the role and the accessible name of what has the focus.
func (r *reader) focused() (role, name string) {
	r.t.Helper()
	active, err := chromedp.Call(r.tab.Context(), runtime.Evaluate, runtime.EvaluateParams{Expression: "document.activeElement"})
	if err != nil {
		r.t.Fatal(err)
	}
	no := false
	tree, err := chromedp.Call(r.tab.Context(), accessibility.GetPartialAXTree,
		accessibility.GetPartialAXTreeParams{ObjectID: active.Result.ObjectID, FetchRelatives: &no})
	if err != nil || len(tree.Nodes) == 0 {
		r.t.Fatalf("read the accessibility tree: %v", err)
	}
	return r.word(tree.Nodes[0].Role), r.word(tree.Nodes[0].Name)
}

func (r *reader) word(v *accessibility.Value) (word string) {
	if v == nil || len(v.Value) == 0 {
		return ""
	}
	if err := json.Unmarshal(v.Value, &word); err != nil {
		r.t.Fatal(err)
	}
	return word
}
