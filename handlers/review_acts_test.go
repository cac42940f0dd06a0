package handlers

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
)

// blockForm names the nth block of the set in a form of the review.
func (r *inReview) blockForm(n int, more url.Values) url.Values {
	form := url.Values{"page": {"1"}, "start": {fmt.Sprint(r.blocks[n].Start)}, "end": {fmt.Sprint(r.blocks[n].End)}, "since": {"0"}, "all": {"1"}}
	for name, values := range more {
		form[name] = values
	}
	return form
}

func (r *inReview) role(n int) string {
	r.t.Helper()
	view, err := r.li.site.server.Desk.View(context.Background(), r.set)
	if err != nil {
		r.t.Fatal(err)
	}
	e, _ := view.Extent(1, r.blocks[n].Start)
	return view.Block(e).Role
}

func TestAReviewerChangesABlockAndSpeaksOfIt(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	back := r.url("?all=1&since=0")
	r.wu.post(r.url("/role"), r.blockForm(1, url.Values{"role": {"deck"}})).leadsTo(back)
	if got := r.role(1); got != "deck" {
		t.Errorf("the block is %q, want deck", got)
	}
	r.wu.post(r.url("/undo"), url.Values{"since": {"0"}, "all": {"1"}}).leadsTo(back)
	if got := r.role(1); got != "body" {
		t.Errorf("the block is %q after the undo, want body", got)
	}
	r.li.post(r.url("/role"), r.blockForm(1, url.Values{"role": {"deck"}})).is(http.StatusForbidden)
	r.wu.post(r.url("/role"), url.Values{"role": {"deck"}}).is(http.StatusUnprocessableEntity)

	r.wu.post(r.url("/query"), r.blockForm(2, url.Values{"text": {"Is this @Li sure?"}})).leadsTo(back)
	page := r.li.get(back).is(http.StatusOK)
	asked := ""
	for _, said := range page.news() {
		if strings.Contains(said, "Is this @Li sure?") {
			asked += said
		}
	}
	if !strings.Contains(asked, "Wu") {
		t.Errorf("no row shows what was said of its block: %v", page.news())
	}
	if bell := r.li.bell(); !strings.Contains(bell, "1") {
		t.Errorf("Li is not told that Wu mentions him: %q", bell)
	}
	ren := r.li.site.as(t, "Ren")
	ren.post(r.url("/query"), r.blockForm(2, url.Values{"text": {"x"}})).is(http.StatusForbidden)
	r.wu.post(r.url("/query"), r.blockForm(2, url.Values{"text": {" "}})).is(http.StatusUnprocessableEntity)
}

func TestAPageIsReturnedAndAcceptedByItself(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	page := func(who *visitor, state string) *answer {
		return who.post(r.url("/state"), url.Values{"state": {state}, "page": {"1"}, "reason": {"Because."}})
	}
	is := func(want markup.State) {
		t.Helper()
		view, err := r.li.site.server.Desk.View(context.Background(), r.set)
		if err != nil {
			t.Fatal(err)
		}
		if got := view.StateOf(markup.Cell{Kind: markup.StateCell, Page: 1}); got != want {
			t.Errorf("the page is %s, want %s", got, want)
		}
	}
	page(r.wu, "returned").is(http.StatusSeeOther)
	is(markup.Returned)
	page(r.li, "accepted").is(http.StatusForbidden)
	r.do(r.li, roleAct(r.blocks[2], "deck"))
	page(r.li, "submitted").is(http.StatusSeeOther)
	is(markup.Submitted)
	page(r.wu, "accepted").is(http.StatusSeeOther)
	is(markup.Accepted)
	r.li.step(r.set, text.NewID(), 1000, roleAct(r.blocks[2], "body")).is(http.StatusForbidden)
	page(r.wu, "returned").is(http.StatusSeeOther) // opened again
	is(markup.Returned)
	r.do(r.li, roleAct(r.blocks[2], "body"))
	if shown := r.wu.get(r.url("")); strings.Contains(shown.body, `id="page-scopes"`) {
		t.Error("the one page of an issue is offered beside the set")
	}
}
