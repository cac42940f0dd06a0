package review_test

import (
	"net/http"
	"net/url"
	"testing"

	"galley/engine/vocabulary"
	"galley/tests/site"
)

// TestAReviewFromAnOldPage lets two reviewers decide from pages that they opened at the same time: what the
// second has not seen is neither accepted nor reopened.
func TestAReviewFromAnOldPage(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	r.li.Site.User(t, "He", vocabulary.Reviewer)
	he := r.li.Site.As(t, "He")
	page := he.Get(r.url("")).Is(http.StatusOK)
	first, second := articlesOn(page)[0], articlesOn(page)[1]
	decide := func(state, article string) *site.Answer {
		return r.decide(he, article, url.Values{"state": {state}, "reason": {"Because."}, "seen": {seen(page)}})
	}
	r.state(r.wu, "accepted", first).Is(http.StatusSeeOther)
	decide("returned", first).Is(http.StatusConflict)

	r.do(r.wu, site.RoleAct(r.blocks[4], "caption"))
	decide("accepted", second).Is(http.StatusConflict)
	decide("accepted", "").Is(http.StatusConflict)
	decide("returned", second).Is(http.StatusSeeOther)

	// From a page as it is now both can be done.
	r.state(he, "returned", first).Is(http.StatusSeeOther)
}

// TestASubmissionTakenBack accepts from a page that was opened before the editor took the submission back,
// changed something and submitted it again.
func TestASubmissionTakenBack(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	page := r.wu.Get(r.url("")).Is(http.StatusOK)
	r.state(r.li, "draft", "").Is(http.StatusSeeOther)
	r.do(r.li, site.RoleAct(r.blocks[1], "caption"))
	r.state(r.li, "submitted", "").Is(http.StatusSeeOther)
	r.decide(r.wu, "", url.Values{"state": {"accepted"}, "reason": {"Because."}, "seen": {seen(page)}}).Is(http.StatusConflict)
	r.state(r.wu, "accepted", "").Is(http.StatusSeeOther)
}

// seen is the version that the forms of a page say was seen.
func seen(page *site.Answer) string {
	for n := range page.Page.Descendants() {
		if site.Attribute(n, "name") == "seen" {
			return site.Attribute(n, "value")
		}
	}
	page.T.Fatal("no form says which version was seen")
	return ""
}
