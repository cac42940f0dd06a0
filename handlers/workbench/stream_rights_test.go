package workbench_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

// TestAStreamEndsWithWhatItMaySee lets an administrator's program listen to a hidden set, and takes the
// rights away: nothing more is heard of it.
func TestAStreamEndsWithWhatItMaySee(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	token := a.Admin.Post("/account/tokens", url.Values{"name": {"archive"}, "days": {"30"}, "scope-read": {"yes"}}).Secret()
	r := a.Admin.Request(http.MethodGet, fmt.Sprintf("/sets/%d/events?from=0", a.First), nil)
	r.Header.Set("Authorization", "Bearer "+token)
	heard := a.Visitor(t).Listen(r)
	heard.Next() // hello
	boss := a.SignIn(t, a.User(t, "boss", vocabulary.Administrator))
	chen, err := a.Server.Store.UserByName(t.Context(), "chen")
	if err != nil {
		t.Fatal(err)
	}
	boss.Post(fmt.Sprintf("/people/%d/role", chen.ID), url.Values{"role": {"editor"}}).Is(http.StatusSeeOther)
	a.Li.Step(a.First, text.NewID(), 0, site.RoleAct(a.Blocks[0], "headline")).Is(http.StatusOK)
	heard.Is("signed-out", "{}")
	heard.Ends()
}
