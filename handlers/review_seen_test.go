package handlers

import (
	"net/http"
	"net/url"
	"testing"

	"galley/models"
)

// TestAReviewFromAnOldPage lets two reviewers decide from pages that they opened at the same time: what the
// second has not seen is neither accepted nor reopened.
func TestAReviewFromAnOldPage(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	r.li.site.user(t, "He", models.Reviewer)
	he := r.li.site.as(t, "He")
	page := he.get(r.url("")).is(http.StatusOK)
	first, second := page.articles()[0], page.articles()[1]
	decide := func(state, article string) *answer {
		return he.post(r.url("/state"), url.Values{"state": {state}, "article": {article}, "reason": {"Because."}, "seen": {seen(page)}})
	}
	r.state(r.wu, "accepted", first).leadsTo(r.url(""))
	decide("returned", first).is(http.StatusConflict)

	r.do(r.wu, roleAct(r.blocks[4], "caption"))
	decide("accepted", second).is(http.StatusConflict)
	decide("accepted", "").is(http.StatusConflict)
	decide("returned", second).leadsTo(r.url(""))

	// From a page as it is now both can be done.
	r.state(he, "returned", first).leadsTo(r.url(""))
}

// TestASubmissionTakenBack accepts from a page that was opened before the editor took the submission back,
// changed something and submitted it again.
func TestASubmissionTakenBack(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	page := r.wu.get(r.url("")).is(http.StatusOK)
	r.state(r.li, "draft", "").leadsTo(r.url(""))
	r.do(r.li, roleAct(r.blocks[1], "caption"))
	r.state(r.li, "submitted", "").leadsTo(r.url(""))
	r.wu.post(r.url("/state"), url.Values{"state": {"accepted"}, "reason": {"Because."}, "seen": {seen(page)}}).is(http.StatusConflict)
	r.state(r.wu, "accepted", "").leadsTo(r.url(""))
}

// seen is the version that the forms of a page say was seen.
func seen(page *answer) string {
	for n := range page.page.Descendants() {
		if attribute(n, "name") == "seen" {
			return attribute(n, "value")
		}
	}
	page.t.Fatal("no form says which version was seen")
	return ""
}
