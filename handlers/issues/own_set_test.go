package issues_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"galley/tests/site"
)

// TestWhoWasAskedIsLedToTheirOwnSet asks for the issue by its page and by the search, as somebody with a set of their
// own to mark, as a colleague without one, and after it is submitted.
func TestWhoWasAskedIsLedToTheirOwnSet(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	if err := a.Server.Store.FillSearch(context.Background()); err != nil {
		t.Fatal(err)
	}
	leads := func(v *site.Visitor, set int64) {
		t.Helper()
		v.Get("/issues/1").LeadsTo(fmt.Sprintf("/sets/%d/pages/1", set))
		found := v.Get("/search?q=1").Is(http.StatusOK).Body
		if !strings.Contains(found, fmt.Sprintf("/sets/%d/pages/1#", set)) {
			t.Errorf("the search does not lead to set %d", set)
		}
	}
	leads(a.Li, a.First)
	leads(a.Wu, a.Second)
	leads(a.Others["zhao"], a.Team)
	a.Li.Get(fmt.Sprintf("/sets/%d/pages/1", a.First)).Says("own-set", "You were asked for a set of your own on this issue; this is it. See the issue's set").Contains(fmt.Sprintf(`href="/sets/%d/pages/1">See the issue`, a.Team))
	a.Li.Get(fmt.Sprintf("/sets/%d/pages/1", a.Team)).Says("own-set", "You were asked for a set of your own on this issue; this is not it. Open your own set").Contains(fmt.Sprintf(`href="/sets/%d/pages/1">Open your own set`, a.First))
	if strings.Contains(a.Others["zhao"].Get(fmt.Sprintf("/sets/%d/pages/1", a.Team)).Body, `id="own-set"`) {
		t.Error("who was not asked is told of a set of their own")
	}
	a.Li.Submit(a.First, 0).Is(http.StatusOK)
	leads(a.Li, a.Team)
	leads(a.Wu, a.Second)
}
