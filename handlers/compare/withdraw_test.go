package compare_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"galley/engine/text"
	"galley/tests/site"
)

// TestASetOfWhichSomebodySpeaksStays keeps what was said about a set that nobody has marked yet.
func TestASetOfWhichSomebodySpeaksStays(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	a.Wu.Say(a.Second, "", fmt.Sprintf(`{"key":%q,"anchor":"block","page":1,"start":0,"end":3,"text":"?"}`, text.NewID())).Is(http.StatusOK)
	a.Others["he"].Post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.Second), nil).Is(http.StatusConflict)
	a.Wu.Get(fmt.Sprintf("/sets/%d/queries", a.Second)).Is(http.StatusOK)
	// A verdict alone is no beginning.
	a.Li.Post(fmt.Sprintf("/sets/%d/review/accept", a.First), url.Values{"key": {"role-1-0-x"}})
	a.Others["he"].Post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.First), nil).LeadsTo("/issues/1/sets")
}
