package account_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"galley/engine/vocabulary"
	"galley/handlers"
	"galley/models"
	"galley/tests/site"
)

func TestSignIn(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	nobody := models.User{Name: "li", Role: vocabulary.Editor, Active: true}
	if err := s.Server.Store.CreateUser(context.Background(), &nobody); err != nil {
		t.Fatal(err)
	}
	const refused = "The name or the password is wrong. Check both; an administrator can give you a new password."
	tests := []struct {
		name string
		form url.Values
		to   string // "" stays on the form
	}{
		{"name and password lead home", url.Values{"name": {"wei"}, "password": {site.Password}}, "/"},
		{"they lead to where the stranger wanted to go", url.Values{"name": {" wei "}, "password": {site.Password}, "next": {"/issues?publication=2"}}, "/issues?publication=2"},
		{"they never lead to another site", url.Values{"name": {"wei"}, "password": {site.Password}, "next": {"//evil.example/"}}, "/"},
		{"another password is refused", url.Values{"name": {"wei"}, "password": {"another password"}}, ""},
		{"an unknown name gets the same sentence", url.Values{"name": {"nobody"}, "password": {site.Password}}, ""},
		{"an account without a password takes none", url.Values{"name": {"li"}, "password": {""}}, ""},
		{"an empty form is refused", url.Values{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.Visitor(t).Post("/sign-in", tt.form)
			if tt.to != "" {
				a.LeadsTo(tt.to)
				return
			}
			a.Is(http.StatusUnprocessableEntity).Says("form-error", refused)
		})
	}
}

func TestSessionCookie(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	a := s.Visitor(t).Post("/sign-in", url.Values{"name": {"wei"}, "password": {site.Password}})
	cookies := a.Header.Values("Set-Cookie")
	if len(cookies) != 1 || !strings.Contains(cookies[0], "HttpOnly") || !strings.Contains(cookies[0], "SameSite=Lax") {
		t.Errorf("cookies: %q, want one, HttpOnly and SameSite=Lax", cookies)
	}
	secure := site.New(t, func(_ *site.Site, o *handlers.Options) { o.Secure = true }).Server.Sessions
	if !secure.Cookie.Secure || secure.Cookie.Name != "__Host-galley" {
		t.Errorf("a secure server's cookie: %+v", secure.Cookie)
	}
}

func TestSignOut(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.As(t, "wei")
	v.Get("/issues").Is(http.StatusOK)
	v.Post("/sign-out", nil).LeadsTo("/sign-in")
	v.Get("/issues").LeadsTo("/sign-in?next=%2Fissues")
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	here, elsewhere := s.As(t, "wei"), s.As(t, "wei")

	a := here.Post("/account", url.Values{"current": {"wrong"}, "password": {"short"}, "again": {"short"}}).Is(http.StatusUnprocessableEntity)
	a.Says("current-error", "This is not your password.").Says("password-error", "Choose a password of at least 10 characters.")
	here.Post("/account", url.Values{"current": {site.Password}, "password": {"another password"}, "again": {"another passwort"}}).
		Is(http.StatusUnprocessableEntity).Says("again-error", "The two passwords differ. Type the new one again.")
	elsewhere.Get("/issues").Is(http.StatusOK)

	here.Post("/account", url.Values{"current": {site.Password}, "password": {"another password"}, "again": {"another password"}}).LeadsTo("/account")
	here.Get("/account").Is(http.StatusOK).Says("flash", "Your password is changed. You are signed out everywhere else.")
	elsewhere.Get("/issues").LeadsTo("/sign-in?next=%2Fissues")
	s.Visitor(t).Post("/sign-in", url.Values{"name": {"wei"}, "password": {"another password"}}).LeadsTo("/")
}

func TestGuessingWaits(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Editor)
	v := s.Visitor(t)
	guess := func(password string) *site.Answer {
		return v.Post("/sign-in", url.Values{"name": {"wei"}, "password": {password}})
	}
	for range 4 {
		guess("wrong").Is(http.StatusUnprocessableEntity)
	}
	a := guess(site.Password).Is(http.StatusTooManyRequests)
	a.Says("form-error", "There were too many attempts. Please wait 1 second, then try again.")
	if got := a.Header.Get("Retry-After"); got != "1" {
		t.Errorf("Retry-After: %q, want 1", got)
	}
	s.Now = s.Now.Add(time.Second)
	guess("wrong").Is(http.StatusUnprocessableEntity)
	guess(site.Password).Is(http.StatusTooManyRequests).Says("form-error", "There were too many attempts. Please wait 2 seconds, then try again.")
	s.Now = s.Now.Add(2 * time.Second)
	guess(site.Password).LeadsTo("/")
}

// TestAPasswordIsKeptAtItsFullCost chooses a password by the form; the accounts of the other tests have
// the hash of site.Password, which costs nothing.
func TestAPasswordIsKeptAtItsFullCost(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	li := s.User(t, "li", vocabulary.Editor)
	v := s.As(t, "li")
	const chosen = "another good password"
	v.Post("/account", url.Values{"current": {site.Password}, "password": {chosen}, "again": {chosen}}).LeadsTo("/account")
	user, err := s.Server.Store.User(context.Background(), li.ID)
	if err != nil {
		t.Fatal(err)
	}
	got, salt, key, err := argon2id.DecodeHash(user.PasswordHash)
	if err != nil {
		t.Fatal(err)
	}
	if got.Memory != 19*1024 || got.Iterations != 2 || len(salt) != 16 || len(key) != 32 {
		t.Errorf("a hash at %+v with a salt of %d bytes and a key of %d", got, len(salt), len(key))
	}
	again := s.Visitor(t)
	again.Post("/sign-in", url.Values{"name": {"li"}, "password": {site.Password}}).Is(http.StatusUnprocessableEntity)
	again.Post("/sign-in", url.Values{"name": {"li"}, "password": {chosen}}).LeadsTo("/")
}
