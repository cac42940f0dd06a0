package account_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"galley/engine/vocabulary"
	"galley/handlers"
	"galley/models"
	"galley/tests/site"
)

func TestTokens(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	s.User(t, "lu", vocabulary.Reader)
	li := s.As(t, "li")
	_, blocks := s.NewSet(t)
	li.Post("/account/tokens", url.Values{"days": {"0"}}).Is(http.StatusUnprocessableEntity).
		Says("days-error", "A token can be valid for 1 to 366 days.").Says("scope-error", "Choose at least one thing that the token allows.")
	token := func(v *site.Visitor, scopes ...string) string {
		form := url.Values{"name": {"archive"}, "days": {"30"}}
		for _, scope := range scopes {
			form.Set("scope-"+scope, "yes")
		}
		return v.Post("/account/tokens", form).Secret()
	}
	reading, exporting, marking := token(li, "read"), token(li, "export"), token(li, "mark")
	step := `{"id": "abcdefghijklmnopqrstuvwxyz", "base": 0, "act": ` + site.RoleAct(blocks[0], "headline") + "}"
	tests := []struct {
		name         string
		method, path string
		token        string
		status       int
		says         string
	}{
		{"reads a list", "GET", "/issues", reading, http.StatusOK, ""},
		{"reads the cells of a page", "GET", "/sets/1/pages/1/cells", reading, http.StatusOK, `"version"`},
		{"exports", "GET", "/sets/1/export/json", exporting, http.StatusOK, "galley-issue/2"},
		{"does an act", "POST", "/sets/1/steps", marking, http.StatusOK, `"author":1`},
		{"a token for reading exports nothing", "GET", "/sets/1/export/json", reading, http.StatusForbidden, "This token does not allow exports. Create one with the scope export."},
		{"a token for exports reads nothing else", "GET", "/issues", exporting, http.StatusForbidden, "This token does not allow reading. Create one with the scope read."},
		{"a token for reading marks nothing", "POST", "/sets/1/steps", reading, http.StatusForbidden, "This token does not allow marking. Create one with the scope mark."},
		{"no token changes the account", "POST", "/account/tokens", marking, http.StatusForbidden, "This address does not accept tokens; a person has to sign in."},
		{"no token changes a password", "POST", "/account", reading, http.StatusForbidden, "This address does not accept tokens; a person has to sign in."},
		{"an unknown token", "GET", "/issues", "galley_none", http.StatusUnauthorized, "There is no such token. Create one on your account page."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.Program(t, tt.method, tt.path, tt.token, step).Is(tt.status)
			if !strings.Contains(a.Body, tt.says) {
				t.Errorf("says %q, want %q", a.Body, tt.says)
			}
			if cookies := a.Header.Values("Set-Cookie"); len(cookies) > 0 {
				t.Errorf("opened a session: %q", cookies)
			}
			if tt.status >= 400 {
				a.ErrorCode() // as JSON
			}
		})
	}
	t.Run("the user's role holds, too", func(t *testing.T) {
		reader := token(s.As(t, "lu"), "mark", "read")
		if a := s.Program(t, "POST", "/sets/1/steps", reader, strings.Replace(step, "abc", "bbb", 1)).Is(http.StatusForbidden); a.ErrorCode() != "forbidden" {
			t.Errorf("a reader's token marked: %s", a.Body)
		}
	})
	t.Run("no page shows a token again", func(t *testing.T) {
		a := li.Get("/account").Is(http.StatusOK)
		for _, secret := range []string{reading, exporting, marking} {
			if strings.Contains(a.Body, secret) {
				t.Error("the account page holds a token")
			}
		}
	})
	t.Run("it needs no cookie rules, and a cookie beside it does nothing", func(t *testing.T) {
		r := li.Request("POST", "/sets/1/queries", strings.NewReader("{}"))
		r.Header.Set("Authorization", "Bearer "+reading)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		a := li.In(t).Send(r).Is(http.StatusForbidden)
		if !strings.Contains(a.Body, "does not allow marking") {
			t.Errorf("says %s", a.Body)
		}
	})
	t.Run("a revoked token is refused at once, and the record says so once", func(t *testing.T) {
		li.In(t).Post("/account/tokens/1/revoke", nil).LeadsTo("/account")
		for range 3 {
			s.Program(t, "GET", "/issues", reading, "").Is(http.StatusUnauthorized)
		}
		page, err := s.Server.Store.Audit(context.Background(), models.AuditQuery{Kind: models.TokenRefused})
		if err != nil || len(page.Entries) != 1 || page.Entries[0].Who != "li" {
			t.Errorf("record: %+v %v", page.Entries, err)
		}
	})
}

func TestGuessingTokensAndLinksWaits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		guess func(galley *site.Site) *site.Answer
		good  func(galley *site.Site) *site.Answer
	}{
		{"tokens", func(s *site.Site) *site.Answer { return s.Program(t, "GET", "/issues", "galley_none", "") },
			func(s *site.Site) *site.Answer {
				token, err := s.Server.Store.MakeToken(context.Background(), 1, models.NewToken{Name: "x", Scopes: []string{models.ScopeRead}, Life: time.Hour}, models.From{})
				if err != nil {
					t.Fatal(err)
				}
				return s.Program(t, "GET", "/issues", token, "")
			}},
		{"links", func(s *site.Site) *site.Answer { return s.Visitor(t).Get("/join/none") },
			func(s *site.Site) *site.Answer {
				token, err := s.Server.Store.Invite(context.Background(), nil, vocabulary.Reader, "", time.Hour)
				if err != nil {
					t.Fatal(err)
				}
				return s.Visitor(t).Get("/join/" + token)
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			galley := site.New(t)
			galley.User(t, "li", vocabulary.Editor)
			for range 20 {
				if a := tt.guess(galley); a.Status == http.StatusTooManyRequests {
					t.Fatal("refused too early")
				}
			}
			if a := tt.guess(galley).Is(http.StatusTooManyRequests); a.Header.Get("Retry-After") != "1" {
				t.Errorf("Retry-After: %q, want 1", a.Header.Get("Retry-After"))
			}
			tt.good(galley).Is(http.StatusTooManyRequests)
			galley.Now = galley.Now.Add(time.Second)
			tt.good(galley).Is(http.StatusOK)
		})
	}
}

// TestGuessingAnAccountFromManyAddressesWaits has one account guessed from many places, and many accounts
// from one.
func TestGuessingAnAccountFromManyAddressesWaits(t *testing.T) {
	t.Parallel()
	s := site.New(t, func(_ *site.Site, o *handlers.Options) { o.Proxied = true })
	s.User(t, "li", vocabulary.Editor)
	guess := func(name, address string) *site.Answer {
		v := s.Visitor(t)
		r := v.Request("POST", "/sign-in", strings.NewReader(url.Values{"name": {name}, "password": {"wrong"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", address)
		return v.Send(r)
	}
	for i := range 20 {
		guess("li", "198.51.100."+string(rune('1'+i%9))+string(rune('0'+i/9))).Is(http.StatusUnprocessableEntity)
	}
	guess("li", "203.0.113.9").Is(http.StatusTooManyRequests)
	guess("wu", "203.0.113.9").Is(http.StatusUnprocessableEntity)
	for i := range 19 {
		name := "name" + string(rune('a'+i))
		s.User(t, name, vocabulary.Editor) // to guess at somebody costs less here than to guess at nobody
		guess(name, "203.0.113.9").Is(http.StatusUnprocessableEntity)
	}
	guess("another", "203.0.113.9").Is(http.StatusTooManyRequests)
	guess("another", "203.0.113.10").Is(http.StatusUnprocessableEntity)
}

func TestOnlyAProxyOfOursTellsTheAddress(t *testing.T) {
	t.Parallel()
	for proxied, want := range map[bool]string{false: "127.0.0.1", true: "198.51.100.7"} {
		s := site.New(t, func(_ *site.Site, o *handlers.Options) { o.Proxied = proxied })
		li := s.User(t, "li", vocabulary.Editor)
		v := s.Visitor(t)
		r := v.Request("POST", "/sign-in", strings.NewReader(url.Values{"name": {"li"}, "password": {site.Password}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Forwarded-For", "10.9.9.9, 198.51.100.7")
		v.Send(r).LeadsTo("/")
		visits, err := s.Server.Store.SignIns(context.Background(), li.ID)
		if err != nil || len(visits) != 1 || visits[0].Address != want {
			t.Errorf("proxied %t: %+v %v, want the address %s", proxied, visits, err, want)
		}
	}
}
