package account_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

// TestATokenIsNoSession sends a token, which was good a moment ago, in the place of a session: with it one
// would pass every route, whatever the token is good for.
func TestATokenIsNoSession(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	_, blocks := s.NewSet(t)
	token := s.As(t, "li").Post("/account/tokens", url.Values{"name": {"archive"}, "days": {"30"}, "scope-read": {"yes"}}).Secret()
	s.Program(t, "GET", "/sets/1/pages/1/cells", token, "").Is(http.StatusOK)
	for _, held := range []string{"bearer " + token, token} {
		v := s.Visitor(t)
		r := v.Request(http.MethodPost, "/sets/1/steps", strings.NewReader(fmt.Sprintf(`{"id":%q,"base":0,"act":%s}`, text.NewID(), site.RoleAct(blocks[0], "headline"))))
		r.Header.Set("Cookie", s.Server.Sessions.Cookie.Name+"="+held)
		v.Send(r).Is(http.StatusUnauthorized)
	}
}
