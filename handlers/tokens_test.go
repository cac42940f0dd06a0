package handlers

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"galley/handlers/core"
	"galley/models"
)

// program is a request with a token, and without cookies.
func (s *site) program(t *testing.T, method, path, token, body string) *answer {
	t.Helper()
	v := s.visitor(t)
	r := v.request(method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+token)
	return v.send(r)
}

func TestTokens(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	site.user(t, "lu", models.Reader)
	li := site.as(t, "li")
	_, blocks := site.newSet(t)
	li.post("/account/tokens", url.Values{"days": {"0"}}).is(http.StatusUnprocessableEntity).
		says("days-error", "A token is good for 1 to 366 days.").says("scope-error", "Choose at least one thing that the token is good for.")
	token := func(v *visitor, scopes ...string) string {
		form := url.Values{"name": {"archive"}, "days": {"30"}}
		for _, scope := range scopes {
			form.Set("scope-"+scope, "yes")
		}
		return v.post("/account/tokens", form).secret()
	}
	reading, exporting, marking := token(li, "read"), token(li, "export"), token(li, "mark")
	step := `{"id": "abcdefghijklmnopqrstuvwxyz", "base": 0, "act": ` + roleAct(blocks[0], "headline") + "}"
	tests := []struct {
		name         string
		method, path string
		token        string
		status       int
		says         string
	}{
		{"reads a list", "GET", "/issues", reading, http.StatusOK, ""},
		{"reads the cells of a page", "GET", "/sets/1/pages/1/cells", reading, http.StatusOK, `"version"`},
		{"exports", "GET", "/sets/1/export/json", exporting, http.StatusOK, "galley-issue/1"},
		{"does an act", "POST", "/sets/1/steps", marking, http.StatusOK, `"author":1`},
		{"a token for reading exports nothing", "GET", "/sets/1/export/json", reading, http.StatusForbidden, "This token is not good for exports. Make one with the scope export."},
		{"a token for exports reads nothing else", "GET", "/issues", exporting, http.StatusForbidden, "This token is not good for reading. Make one with the scope read."},
		{"a token for reading marks nothing", "POST", "/sets/1/steps", reading, http.StatusForbidden, "This token is not good for marking. Make one with the scope mark."},
		{"no token changes the account", "POST", "/account/tokens", marking, http.StatusForbidden, "This address takes no token; a person has to sign in."},
		{"no token changes a password", "POST", "/account", reading, http.StatusForbidden, "This address takes no token; a person has to sign in."},
		{"a token that is none", "GET", "/issues", "galley_none", http.StatusUnauthorized, "There is no such token. Make one on your account page."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := site.program(t, tt.method, tt.path, tt.token, step).is(tt.status)
			if !strings.Contains(a.body, tt.says) {
				t.Errorf("says %q, want %q", a.body, tt.says)
			}
			if cookies := a.header.Values("Set-Cookie"); len(cookies) > 0 {
				t.Errorf("opened a session: %q", cookies)
			}
			if tt.status >= 400 {
				errorCode(t, a) // as JSON
			}
		})
	}
	t.Run("the user's role holds, too", func(t *testing.T) {
		reader := token(site.as(t, "lu"), "mark", "read")
		if a := site.program(t, "POST", "/sets/1/steps", reader, strings.Replace(step, "abc", "bbb", 1)).is(http.StatusForbidden); errorCode(t, a) != "forbidden" {
			t.Errorf("a reader's token marked: %s", a.body)
		}
	})
	t.Run("no page shows a token again", func(t *testing.T) {
		a := li.get("/account").is(http.StatusOK)
		for _, secret := range []string{reading, exporting, marking} {
			if strings.Contains(a.body, secret) {
				t.Error("the account page holds a token")
			}
		}
	})
	t.Run("it needs no cookie rules, and a cookie beside it does nothing", func(t *testing.T) {
		r := li.request("POST", "/sets/1/queries", strings.NewReader("{}"))
		r.Header.Set("Authorization", "Bearer "+reading)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		a := li.in(t).send(r).is(http.StatusForbidden)
		if !strings.Contains(a.body, "not good for marking") {
			t.Errorf("says %s", a.body)
		}
	})
	t.Run("a revoked token is refused at once, and the record says so once", func(t *testing.T) {
		li.in(t).post("/account/tokens/1/revoke", nil).leadsTo("/account")
		for range 3 {
			site.program(t, "GET", "/issues", reading, "").is(http.StatusUnauthorized)
		}
		page, err := site.server.Store.Audit(context.Background(), models.AuditQuery{Kind: models.TokenRefused})
		if err != nil || len(page.Entries) != 1 || page.Entries[0].Who != "li" {
			t.Errorf("record: %+v %v", page.Entries, err)
		}
	})
}

func TestGuessingTokensAndLinksWaits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		guess func(site *site) *answer
		good  func(site *site) *answer
	}{
		{"tokens", func(s *site) *answer { return s.program(t, "GET", "/issues", "galley_none", "") },
			func(s *site) *answer {
				token, err := s.server.Store.MakeToken(context.Background(), 1, models.NewToken{Name: "x", Scopes: []string{models.ScopeRead}, Life: time.Hour}, models.From{})
				if err != nil {
					t.Fatal(err)
				}
				return s.program(t, "GET", "/issues", token, "")
			}},
		{"links", func(s *site) *answer { return s.visitor(t).get("/join/none") },
			func(s *site) *answer {
				token, err := s.server.Store.Invite(context.Background(), nil, models.Reader, "", time.Hour)
				if err != nil {
					t.Fatal(err)
				}
				return s.visitor(t).get("/join/" + token)
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			site := newSite(t)
			site.user(t, "li", models.Editor)
			for range core.TokenPatience.Free {
				if a := tt.guess(site); a.status == http.StatusTooManyRequests {
					t.Fatal("refused too early")
				}
			}
			if a := tt.guess(site).is(http.StatusTooManyRequests); a.header.Get("Retry-After") != "1" {
				t.Errorf("Retry-After: %q, want 1", a.header.Get("Retry-After"))
			}
			tt.good(site).is(http.StatusTooManyRequests)
			site.now = site.now.Add(time.Second)
			tt.good(site).is(http.StatusOK)
		})
	}
}

// TestGuessingAnAccountFromManyAddressesWaits has one account guessed from many places, and many accounts
// from one.
func TestGuessingAnAccountFromManyAddressesWaits(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.server.Proxied = true
	site.serve(t, site.server.Routes())
	site.user(t, "li", models.Editor)
	guess := func(name, address string) *answer {
		v := site.visitor(t)
		r := v.request("POST", "/sign-in", strings.NewReader(url.Values{"name": {name}, "password": {"wrong"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", address)
		return v.send(r)
	}
	for i := range 20 {
		guess("li", "198.51.100."+string(rune('1'+i%9))+string(rune('0'+i/9))).is(http.StatusUnprocessableEntity)
	}
	guess("li", "203.0.113.9").is(http.StatusTooManyRequests)
	guess("wu", "203.0.113.9").is(http.StatusUnprocessableEntity)
	for i := range 19 {
		guess("name"+string(rune('a'+i)), "203.0.113.9").is(http.StatusUnprocessableEntity)
	}
	guess("another", "203.0.113.9").is(http.StatusTooManyRequests)
	guess("another", "203.0.113.10").is(http.StatusUnprocessableEntity)
}

func TestOnlyAProxyOfOursTellsTheAddress(t *testing.T) {
	t.Parallel()
	for proxied, want := range map[bool]string{false: "127.0.0.1", true: "198.51.100.7"} {
		site := newSite(t)
		site.server.Proxied = proxied
		site.serve(t, site.server.Routes())
		li := site.user(t, "li", models.Editor)
		v := site.visitor(t)
		r := v.request("POST", "/sign-in", strings.NewReader(url.Values{"name": {"li"}, "password": {goodPassword}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", "10.9.9.9, 198.51.100.7")
		v.send(r).leadsTo("/")
		visits, err := site.server.Store.SignIns(context.Background(), li.ID)
		if err != nil || len(visits) != 1 || visits[0].Address != want {
			t.Errorf("proxied %t: %+v %v, want the address %s", proxied, visits, err, want)
		}
	}
}
