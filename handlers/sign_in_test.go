package handlers

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"galley/handlers/core"
	"galley/models"
)

func TestSignIn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	nobody := models.User{Name: "li", Role: models.Editor, Active: true}
	if err := site.server.Store.CreateUser(context.Background(), &nobody); err != nil {
		t.Fatal(err)
	}
	const refused = "Name and password do not fit together. Check both; an administrator can give you a new password."
	tests := []struct {
		name string
		form url.Values
		to   string // "" stays on the form
	}{
		{"name and password lead home", url.Values{"name": {"wei"}, "password": {goodPassword}}, "/"},
		{"they lead to where the stranger wanted to go", url.Values{"name": {" wei "}, "password": {goodPassword}, "next": {"/issues?publication=2"}}, "/issues?publication=2"},
		{"they never lead to another site", url.Values{"name": {"wei"}, "password": {goodPassword}, "next": {"//evil.example/"}}, "/"},
		{"another password is refused", url.Values{"name": {"wei"}, "password": {"another password"}}, ""},
		{"an unknown name gets the same sentence", url.Values{"name": {"nobody"}, "password": {goodPassword}}, ""},
		{"an account without a password takes none", url.Values{"name": {"li"}, "password": {""}}, ""},
		{"an empty form is refused", url.Values{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := site.visitor(t).post("/sign-in", tt.form)
			if tt.to != "" {
				a.leadsTo(tt.to)
				return
			}
			a.is(http.StatusUnprocessableEntity).says("form-error", refused)
		})
	}
}

func TestSessionCookie(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	a := site.visitor(t).post("/sign-in", url.Values{"name": {"wei"}, "password": {goodPassword}})
	cookies := a.header.Values("Set-Cookie")
	if len(cookies) != 1 || !strings.Contains(cookies[0], "HttpOnly") || !strings.Contains(cookies[0], "SameSite=Lax") {
		t.Errorf("cookies: %q, want one, HttpOnly and SameSite=Lax", cookies)
	}
	secure := core.NewSessions(site.server.Store.SessionStore(), true)
	if !secure.Cookie.Secure || secure.Cookie.Name != "__Host-galley" {
		t.Errorf("a secure server's cookie: %+v", secure.Cookie)
	}
}

func TestSignOut(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.as(t, "wei")
	v.get("/issues").is(http.StatusOK)
	v.post("/sign-out", nil).leadsTo("/sign-in")
	v.get("/issues").leadsTo("/sign-in?next=%2Fissues")
}

func TestChangePassword(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	here, elsewhere := site.as(t, "wei"), site.as(t, "wei")

	a := here.post("/account", url.Values{"current": {"wrong"}, "password": {"short"}, "again": {"short"}}).is(http.StatusUnprocessableEntity)
	a.says("current-error", "This is not your password.").says("password-error", "Choose a password of at least 10 characters.")
	here.post("/account", url.Values{"current": {goodPassword}, "password": {"another password"}, "again": {"another passwort"}}).
		is(http.StatusUnprocessableEntity).says("again-error", "This is not the same as the new password. Type it once more.")
	elsewhere.get("/issues").is(http.StatusOK)

	here.post("/account", url.Values{"current": {goodPassword}, "password": {"another password"}, "again": {"another password"}}).leadsTo("/account")
	here.get("/account").is(http.StatusOK).says("flash", "Your password is changed. Every other place where you were signed in is signed out.")
	elsewhere.get("/issues").leadsTo("/sign-in?next=%2Fissues")
	site.visitor(t).post("/sign-in", url.Values{"name": {"wei"}, "password": {"another password"}}).leadsTo("/")
}

func TestGuessingWaits(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Editor)
	v := site.visitor(t)
	guess := func(password string) *answer {
		return v.post("/sign-in", url.Values{"name": {"wei"}, "password": {password}})
	}
	for range 4 {
		guess("wrong").is(http.StatusUnprocessableEntity)
	}
	a := guess(goodPassword).is(http.StatusTooManyRequests)
	a.says("form-error", "There were too many attempts. Please wait 1 second, then try again.")
	if got := a.header.Get("Retry-After"); got != "1" {
		t.Errorf("Retry-After: %q, want 1", got)
	}
	site.now = site.now.Add(time.Second)
	guess("wrong").is(http.StatusUnprocessableEntity)
	guess(goodPassword).is(http.StatusTooManyRequests).says("form-error", "There were too many attempts. Please wait 2 seconds, then try again.")
	site.now = site.now.Add(2 * time.Second)
	guess(goodPassword).leadsTo("/")
}

// TestAPasswordIsKeptAtItsFullCost chooses a password by the form; the accounts of the other tests have
// goodHash, which costs nothing.
func TestAPasswordIsKeptAtItsFullCost(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	li := site.user(t, "li", models.Editor)
	v := site.as(t, "li")
	const chosen = "another good password"
	v.post("/account", url.Values{"current": {goodPassword}, "password": {chosen}, "again": {chosen}}).leadsTo("/account")
	user, err := site.server.Store.User(context.Background(), li.ID)
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
	again := site.visitor(t)
	again.post("/sign-in", url.Values{"name": {"li"}, "password": {goodPassword}}).is(http.StatusUnprocessableEntity)
	again.post("/sign-in", url.Values{"name": {"li"}, "password": {chosen}}).leadsTo("/")
}
