package review_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/tests/site"
)

// TestAButtonPressedTwice accepts and returns twice, as an impatient hand does.
func TestAButtonPressedTwice(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	article := articlesOn(r.wu.Get(r.url("")).Is(http.StatusOK))[0]
	for range 2 {
		r.state(r.wu, "accepted", article).LeadsTo(r.url(""))
	}
	for range 2 {
		r.state(r.wu, "returned", "").LeadsTo(r.url(""))
	}
	r.wu.Get(r.url("")).Is(http.StatusOK)
}

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
	view, err := r.li.Site.Server.Desk.View(context.Background(), r.set)
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
	r.wu.Post(r.url("/role"), r.blockForm(1, url.Values{"role": {"deck"}})).LeadsTo(back)
	if got := r.role(1); got != "deck" {
		t.Errorf("the block is %q, want deck", got)
	}
	r.wu.Post(r.url("/undo"), url.Values{"since": {"0"}, "all": {"1"}}).LeadsTo(back)
	if got := r.role(1); got != "body" {
		t.Errorf("the block is %q after the undo, want body", got)
	}
	r.li.Post(r.url("/role"), r.blockForm(1, url.Values{"role": {"deck"}})).Is(http.StatusForbidden)
	r.wu.Post(r.url("/role"), url.Values{"role": {"deck"}}).Is(http.StatusUnprocessableEntity)

	r.wu.Post(r.url("/query"), r.blockForm(2, url.Values{"text": {"Is this @Li sure?"}})).LeadsTo(back)
	page := r.li.Get(back).Is(http.StatusOK)
	asked := ""
	for _, said := range newsOn(page) {
		if strings.Contains(said, "Is this @Li sure?") {
			asked += said
		}
	}
	if !strings.Contains(asked, "Wu") {
		t.Errorf("no row shows what was said of its block: %v", newsOn(page))
	}
	if bell := r.li.Bell(); !strings.Contains(bell, "1") {
		t.Errorf("Li is not told that Wu mentions him: %q", bell)
	}
	ren := r.li.Site.As(t, "Ren")
	ren.Post(r.url("/query"), r.blockForm(2, url.Values{"text": {"x"}})).Is(http.StatusForbidden)
	r.wu.Post(r.url("/query"), r.blockForm(2, url.Values{"text": {" "}})).Is(http.StatusUnprocessableEntity)
}

func TestAPageIsReturnedAndAcceptedByItself(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	page := func(who *site.Visitor, state string) *site.Answer {
		return who.Post(r.url("/state"), url.Values{"state": {state}, "page": {"1"}, "reason": {"Because."}})
	}
	is := func(want markup.State) {
		t.Helper()
		view, err := r.li.Site.Server.Desk.View(context.Background(), r.set)
		if err != nil {
			t.Fatal(err)
		}
		if got := view.StateOf(markup.Cell{Kind: markup.StateCell, Page: 1}); got != want {
			t.Errorf("the page is %s, want %s", got, want)
		}
	}
	page(r.wu, "returned").Is(http.StatusSeeOther)
	is(markup.Returned)
	page(r.li, "accepted").Is(http.StatusForbidden)
	r.do(r.li, site.RoleAct(r.blocks[2], "deck"))
	page(r.li, "submitted").Is(http.StatusSeeOther)
	is(markup.Submitted)
	page(r.wu, "accepted").Is(http.StatusSeeOther)
	is(markup.Accepted)
	r.li.Step(r.set, text.NewID(), 1000, site.RoleAct(r.blocks[2], "body")).Is(http.StatusForbidden)
	page(r.wu, "returned").Is(http.StatusSeeOther) // opened again
	is(markup.Returned)
	r.do(r.li, site.RoleAct(r.blocks[2], "body"))
	if shown := r.wu.Get(r.url("")); strings.Contains(shown.Body, `id="page-scopes"`) {
		t.Error("the one page of an issue is offered beside the set")
	}
}
