package review_test

import (
	"context"
	"net/http"
	"net/url"
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
		r.state(r.wu, "accepted", article).Is(http.StatusSeeOther)
	}
	for range 2 {
		r.state(r.wu, "returned", "").Is(http.StatusSeeOther)
	}
	r.wu.Get(r.url("")).Is(http.StatusOK)
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

func TestAPageIsReturnedAndAcceptedByItself(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	page := func(who *site.Visitor, state string) *site.Answer {
		return who.Post(r.url("/state"), url.Values{"state": {state}, "of": {"whole-1"}, "reason": {"Because."}})
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
}
