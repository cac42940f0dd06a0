package review_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

// rows are the rows of the table of a version, white space folded.
func thenRows(a *site.Answer) (rows []string) {
	for n := range a.Element("then").Descendants() {
		if n.Type == html.ElementNode && n.Data == "tr" && site.Attribute(n.Parent, "id") == "" && n.Parent.Data == "tbody" {
			rows = append(rows, strings.Join(strings.Fields(site.TextOf(n)), " "))
		}
	}
	return rows
}

func TestHistoryShowsASetAsItStoodAndRestoresIt(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	for name, role := range map[string]vocabulary.PersonRole{"Li": vocabulary.Editor, "Ren": vocabulary.Reader} {
		s.User(t, name, role)
	}
	set, blocks := s.NewSet(t)
	li, ren := s.As(t, "Li"), s.As(t, "Ren")
	address := fmt.Sprintf("/sets/%d/history", set)
	li.Get(address).Is(http.StatusOK).Says("no-history", "Nothing has been done in this set yet.")
	li.Step(set, "aaaaaaaaaaaaaaaaaaaaaaaaaa", 0, site.RoleAct(blocks[0], "furniture")).Is(http.StatusOK)
	li.Step(set, "baaaaaaaaaaaaaaaaaaaaaaaaa", 1, site.RoleAct(blocks[0], "masthead")).Is(http.StatusOK)

	page := ren.Get(address).Is(http.StatusOK).Says("then-name", "Version 2 of 2")
	if rows := thenRows(page); len(rows) != 20 || !strings.HasPrefix(rows[0], "1 Masthead 第0段") || !strings.Contains(rows[0], "Li") {
		t.Errorf("the head: %q", rows)
	}
	page = ren.Get(address+"?version=1").Is(http.StatusOK).Says("then-name", "Version 1 of 2")
	if rows := thenRows(page); !strings.HasPrefix(rows[0], "1 Furniture") {
		t.Errorf("version 1: %q", rows[0])
	}
	if page.Text(); strings.Contains(page.Text(), "Restore this version") {
		t.Error("a reader is offered to restore")
	}
	for _, wrong := range []string{"?version=3", "?version=x", "?page=9", "?version=-1"} {
		ren.Get(address + wrong).Is(http.StatusNotFound)
	}
	ren.Post(address+"/restore", url.Values{"version": {"1"}}).Is(http.StatusForbidden)
	li.Post(address+"/restore", url.Values{"version": {"1"}}).LeadsTo(address)
	page = li.Get(address).Says("then-name", "Version 3 of 3")
	if rows := thenRows(page); !strings.HasPrefix(rows[0], "1 Furniture") {
		t.Errorf("restored: %q", rows[0])
	}
	if !strings.Contains(page.Text(), "Earlier version restored") {
		t.Errorf("the timeline: %s", page.Text())
	}
	li.Step(set, text.NewID(), 1000, `{"kind":"undo"}`).Is(http.StatusOK)
	if rows := thenRows(li.Get(address)); !strings.HasPrefix(rows[0], "1 Masthead") {
		t.Errorf("undone: %q", rows[0])
	}
}

func TestAnyTwoVersionsAreLaidOverEachOther(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	ren := r.li.Site.As(t, "Ren")
	address := fmt.Sprintf("/sets/%d/history/differences", r.set)
	view, err := r.li.Site.Server.Desk.View(context.Background(), r.set)
	if err != nil {
		t.Fatal(err)
	}
	head := view.Version()
	page := ren.Get(address+"?from=2&to=1").Is(http.StatusOK).Says("then-name", "What changed from version 1 to version 2")
	if news := differencesOn(page); len(news) == 0 {
		t.Errorf("between versions 1 and 2: %v", news)
	}
	for _, said := range differencesOn(page) {
		if !strings.Contains(said, "Li") {
			t.Errorf("a difference does not say whose it is: %q", said)
		}
	}
	ren.Get(address+"?from=2&to=2").Is(http.StatusOK).Says("no-differences", "Nothing: both versions hold the same marks.")
	ren.Get(fmt.Sprintf("%s?from=1&to=%d", address, head)).Is(http.StatusOK)
	for _, wrong := range []string{"?from=1&to=99", "?from=-1&to=2", "?from=x&to=2", "?to=2", ""} {
		ren.Get(address + wrong).Is(http.StatusNotFound)
	}
	history := ren.Get(fmt.Sprintf("/sets/%d/history?version=2", r.set))
	if !strings.Contains(history.Body, fmt.Sprintf(`href="%s?from=2&amp;to=%d"`, address, head)) {
		t.Error("the timeline does not lay its steps over the version shown")
	}
}

// differencesOn is what the rows of a page of differences say.
func differencesOn(a *site.Answer) (says []string) {
	for n := range a.Page.Descendants() {
		if strings.HasPrefix(site.Attribute(n, "id"), "d-") {
			says = append(says, strings.Join(strings.Fields(site.TextOf(n)), " "))
		}
	}
	return says
}
