package account_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"galley/engine/vocabulary"
	"galley/tests/site"
)

// leaves is where the provider would be asked, after somebody has asked to tie their account to it.
func leaves(t *testing.T, v *site.Visitor) string {
	t.Helper()
	a := v.In(t).Post("/account/provider", url.Values{"confirm": {site.Password}})
	if a.Status != http.StatusSeeOther || !strings.Contains(a.Location, "code_challenge=") {
		t.Fatalf("leads to %d %q: %s", a.Status, a.Location, a.Text())
	}
	return a.Location
}

func TestAnAccountIsTiedToAProvider(t *testing.T) {
	t.Parallel()
	identity, s := newIdentity(t)
	lin := s.SignIn(t, s.User(t, "林晓", vocabulary.Editor))
	if text := lin.Get("/account").Is(http.StatusOK).Text(); !strings.Contains(text, "Go to Newsroom ID") {
		t.Errorf("tying is not offered: %s", text)
	}
	lin.Post("/account/provider", url.Values{"confirm": {"not my password"}}).Is(http.StatusUnprocessableEntity).Says("confirm-error", "This is not your password.")
	lin.Get(pathOf(t, identity.consent(t, leaves(t, lin), "ann"))).LeadsTo("/account")
	if text := lin.Get("/account").Text(); !strings.Contains(text, "You can now sign in through Newsroom ID.") || !strings.Contains(text, "Disconnect Newsroom ID") {
		t.Errorf("after tying: %s", text)
	}

	// Signing in through the provider leads to that account, and makes no other.
	again := s.Visitor(t)
	again.Get(pathOf(t, identity.consent(t, asks(t, again, "/sign-in/provider").String(), "ann"))).LeadsTo("/")
	users, err := s.Server.Store.Users(context.Background())
	if err != nil || len(users) != 1 || users[0].Name != "林晓" || users[0].Subject != "a1" {
		t.Fatalf("accounts: %+v %v", users, err)
	}

	// The identity is somebody's: nobody else can take it.
	wu := s.SignIn(t, s.User(t, "吴敏", vocabulary.Editor))
	wu.Get(pathOf(t, identity.consent(t, leaves(t, wu), "ann"))).Is(http.StatusUnprocessableEntity).
		Says("tie-error", "Your account at the provider is already connected to an account here: 林晓. Sign in to that one, give it a password and disconnect the provider there first.")
	wu.Get(pathOf(t, identity.consent(t, leaves(t, wu), "cy"))).Is(http.StatusUnprocessableEntity).
		Says("tie-error", "Your account at the provider gives you no role in Galley. Ask an administrator for one.")

	lin.Post("/account/provider/end", url.Values{"confirm": {"wrong as can be"}}).Is(http.StatusUnprocessableEntity).Says("confirm-error", "This is not your password.")
	lin.Post("/account/provider/end", url.Values{"confirm": {site.Password}}).LeadsTo("/account")
	if user, err := s.Server.Store.User(context.Background(), users[0].ID); err != nil || user.Subject != "" || user.Issuer != "" {
		t.Errorf("after taking it off: %+v %v", user, err)
	}
	wu.Get(pathOf(t, identity.consent(t, leaves(t, wu), "ann"))).LeadsTo("/account")
	kinds := s.Kinds(t)
	if n := slices.Index(kinds, "tied"); n < 0 || !slices.Contains(kinds[n:], "untied") {
		t.Errorf("record: %v", kinds)
	}
}

func TestTyingIsOfWhoLeft(t *testing.T) {
	t.Parallel()
	identity, s := newIdentity(t)
	lin := s.SignIn(t, s.User(t, "林晓", vocabulary.Editor))
	answer := pathOf(t, identity.consent(t, leaves(t, lin), "ann"))
	lin.Post("/sign-out", nil)
	lin.Get(answer).Is(http.StatusUnprocessableEntity)
	if user, err := s.Server.Store.UserByName(context.Background(), "林晓"); err != nil || user.Subject != "" {
		t.Errorf("a stranger tied the account: %+v %v", user, err)
	}
	plain := site.New(t)
	wu := plain.SignIn(t, plain.User(t, "吴敏", vocabulary.Editor))
	wu.Post("/account/provider", url.Values{"confirm": {site.Password}}).Is(http.StatusNotFound)
	if strings.Contains(wu.Get("/account").Text(), "Sign in through") {
		t.Error("tying is offered without a provider")
	}
}

func TestTheOnlyWayInStays(t *testing.T) {
	t.Parallel()
	identity, s := newIdentity(t)
	ann := s.Visitor(t)
	ann.Get(pathOf(t, identity.consent(t, asks(t, ann, "/sign-in/provider").String(), "ann"))).LeadsTo("/")
	if text := ann.Get("/account").Text(); !strings.Contains(text, "It is your only way to sign in.") {
		t.Errorf("the account says nothing of its only way in: %s", text)
	}
	ann.Post("/account/provider/end", nil).Is(http.StatusUnprocessableEntity).Says("tie-error", "Without the provider you could no longer sign in. Choose a password first.")
}
