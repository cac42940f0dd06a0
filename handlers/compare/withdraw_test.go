package compare_test

import (
	"fmt"
	"net/http"
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
	a.Li.PostJSON(fmt.Sprintf("/sets/%d/review/seen", a.First), `{"version":0,"text":[{"page":1,"start":0,"end":2}]}`).Is(http.StatusOK)
	a.Li.PostJSON(fmt.Sprintf("/sets/%d/drafts", a.First), `{"place":"part/page-1","words":"x"}`).Is(http.StatusOK)
	a.Others["he"].Post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.First), nil).LeadsTo("/issues/1/sets")
}
