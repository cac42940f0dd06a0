package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
)

// TestASetOfWhichSomebodySpeaksStays keeps what was said about a set that nobody has marked yet.
func TestASetOfWhichSomebodySpeaksStays(t *testing.T) {
	t.Parallel()
	a := newApart(t)
	a.wu.send(a.requestsFor(a.second)["POST /sets/:id/queries"](a.wu)).is(http.StatusOK)
	a.others["he"].post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.second), nil).is(http.StatusConflict)
	a.wu.get(fmt.Sprintf("/sets/%d/queries", a.second)).is(http.StatusOK)
	// A verdict alone is no beginning.
	a.li.post(fmt.Sprintf("/sets/%d/review/accept", a.first), url.Values{"key": {"role-1-0-x"}})
	a.others["he"].post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.first), nil).leadsTo("/issues/1/sets")
}
