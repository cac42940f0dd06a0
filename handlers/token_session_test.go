package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/engine/text"
	"galley/models"
)

// TestATokenIsNoSession sends a token, which was good a moment ago, in the place of a session: with it one
// would pass every route, whatever the token is good for.
func TestATokenIsNoSession(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	_, blocks := site.newSet(t)
	token := site.as(t, "li").post("/account/tokens", url.Values{"name": {"archive"}, "days": {"30"}, "scope-read": {"yes"}}).secret()
	site.program(t, "GET", "/sets/1/pages/1/cells", token, "").is(http.StatusOK)
	for _, held := range []string{"bearer " + token, token} {
		v := site.visitor(t)
		r := v.request(http.MethodPost, "/sets/1/steps", strings.NewReader(fmt.Sprintf(`{"id":%q,"base":0,"act":%s}`, text.NewID(), roleAct(blocks[0], "headline"))))
		r.Header.Set("Cookie", site.server.Sessions.Cookie.Name+"="+held)
		v.send(r).is(http.StatusUnauthorized)
	}
}
