package handlers

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"galley/models"
)

// rows are the rows of the table of a version, white space folded.
func (a *answer) thenRows() (rows []string) {
	for n := range a.element("then").Descendants() {
		if n.Type == html.ElementNode && n.Data == "tr" && attribute(n.Parent, "id") == "" && n.Parent.Data == "tbody" {
			rows = append(rows, strings.Join(strings.Fields(textOf(n)), " "))
		}
	}
	return rows
}

func TestHistoryShowsASetAsItStoodAndRestoresIt(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for name, role := range map[string]models.Role{"Li": models.Editor, "Ren": models.Reader} {
		site.user(t, name, role)
	}
	set, blocks := site.newSet(t)
	li, ren := site.as(t, "Li"), site.as(t, "Ren")
	address := fmt.Sprintf("/sets/%d/history", set)
	li.get(address).is(http.StatusOK).says("no-history", "Nothing has been done in this set yet.")
	li.step(set, "aaaaaaaaaaaaaaaaaaaaaaaaaa", 0, roleAct(blocks[0], "furniture")).is(http.StatusOK)
	li.step(set, "baaaaaaaaaaaaaaaaaaaaaaaaa", 1, roleAct(blocks[0], "masthead")).is(http.StatusOK)

	page := ren.get(address).is(http.StatusOK).says("then-name", "Version 2 of 2")
	if rows := page.thenRows(); len(rows) != 20 || !strings.HasPrefix(rows[0], "1 Masthead 第0段") || !strings.Contains(rows[0], "Li") {
		t.Errorf("the head: %q", rows)
	}
	page = ren.get(address+"?version=1").is(http.StatusOK).says("then-name", "Version 1 of 2")
	if rows := page.thenRows(); !strings.HasPrefix(rows[0], "1 Furniture") {
		t.Errorf("version 1: %q", rows[0])
	}
	if page.text(); strings.Contains(page.text(), "Restore this version") {
		t.Error("a reader is offered to restore")
	}
	for _, wrong := range []string{"?version=3", "?version=x", "?page=9", "?version=-1"} {
		ren.get(address + wrong).is(http.StatusNotFound)
	}
	ren.post(address+"/restore", url.Values{"version": {"1"}}).is(http.StatusForbidden)
	li.post(address+"/restore", url.Values{"version": {"1"}}).leadsTo(address)
	page = li.get(address).says("then-name", "Version 3 of 3")
	if rows := page.thenRows(); !strings.HasPrefix(rows[0], "1 Furniture") {
		t.Errorf("restored: %q", rows[0])
	}
	if !strings.Contains(page.text(), "An earlier version restored") {
		t.Errorf("the timeline: %s", page.text())
	}
	li.post(fmt.Sprintf("/sets/%d/review/undo", set), url.Values{}).is(http.StatusSeeOther)
	if rows := li.get(address).thenRows(); !strings.HasPrefix(rows[0], "1 Masthead") {
		t.Errorf("undone: %q", rows[0])
	}
}

func TestAnyTwoVersionsAreLaidOverEachOther(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	ren := r.li.site.as(t, "Ren")
	address := fmt.Sprintf("/sets/%d/history/differences", r.set)
	view, err := r.li.site.server.Desk.View(context.Background(), r.set)
	if err != nil {
		t.Fatal(err)
	}
	head := view.Version()
	page := ren.get(address+"?from=2&to=1").is(http.StatusOK).says("then-name", "What changed from version 1 to version 2")
	if news := page.news(); len(news) == 0 || strings.Contains(page.text(), "Agree") {
		t.Errorf("between versions 1 and 2: %v", news)
	}
	for _, said := range page.news() {
		if !strings.Contains(said, "Li") {
			t.Errorf("a difference does not say whose it is: %q", said)
		}
	}
	ren.get(address+"?from=2&to=2").is(http.StatusOK).says("no-differences", "Nothing: both versions hold the same marks.")
	ren.get(fmt.Sprintf("%s?from=1&to=%d", address, head)).leadsTo(fmt.Sprintf("/sets/%d/review?all=1&since=1", r.set))
	for _, wrong := range []string{"?from=1&to=99", "?from=-1&to=2", "?from=x&to=2", "?to=2", ""} {
		ren.get(address + wrong).is(http.StatusNotFound)
	}
	history := ren.get(fmt.Sprintf("/sets/%d/history?version=2", r.set))
	if !strings.Contains(history.body, fmt.Sprintf(`href="%s?from=2&amp;to=%d"`, address, head)) {
		t.Error("the timeline does not lay its steps over the version shown")
	}
}
