package handlers

import (
	"bufio"
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"galley/engine/text"
	"galley/models"
)

// TestAStreamEndsWithWhatItMaySee lets an administrator's program listen to a hidden set, and takes the
// rights away: nothing more is heard of it.
func TestAStreamEndsWithWhatItMaySee(t *testing.T) {
	t.Parallel()
	a := newApart(t)
	token := a.admin.post("/account/tokens", url.Values{"name": {"archive"}, "days": {"30"}, "scope-read": {"yes"}}).secret()
	r := a.admin.request(http.MethodGet, fmt.Sprintf("/sets/%d/events?from=0", a.first), nil)
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(r)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%v %v", response, err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	heard := &stream{t, bufio.NewScanner(response.Body), func() {}}
	heard.next() // hello
	boss := a.signIn(t, a.user(t, "boss", models.Administrator))
	chen, err := a.server.Store.UserByName(t.Context(), "chen")
	if err != nil {
		t.Fatal(err)
	}
	boss.post(fmt.Sprintf("/people/%d/role", chen.ID), url.Values{"role": {"editor"}}).is(http.StatusSeeOther)
	a.li.step(a.first, text.NewID(), 0, roleAct(a.blocks[0], "headline")).is(http.StatusOK)
	heard.is(event{"signed-out", "{}"})
	heard.is(event{})
}
