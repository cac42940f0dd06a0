package handlers

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"galley/models"
)

// leaves is where the provider would be asked, after somebody has asked to tie their account to it.
func (v *visitor) leaves(t *testing.T) string {
	t.Helper()
	a := v.in(t).post("/account/provider", url.Values{"confirm": {goodPassword}})
	if a.status != http.StatusSeeOther || !strings.Contains(a.location, "code_challenge=") {
		t.Fatalf("leads to %d %q: %s", a.status, a.location, a.text())
	}
	return a.location
}

func TestAnAccountIsTiedToAProvider(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	identity := newIdentity(t, site)
	lin := site.signIn(t, site.user(t, "林晓", models.Editor))
	if text := lin.get("/account").is(http.StatusOK).text(); !strings.Contains(text, "Go to Newsroom ID") {
		t.Errorf("tying is not offered: %s", text)
	}
	lin.post("/account/provider", url.Values{"confirm": {"not my password"}}).is(http.StatusUnprocessableEntity).says("confirm-error", "This is not your password.")
	lin.get(pathOf(t, identity.consent(t, lin.leaves(t), "ann"))).leadsTo("/account")
	if text := lin.get("/account").text(); !strings.Contains(text, "You can sign in through Newsroom ID from now on.") || !strings.Contains(text, "Take Newsroom ID off") {
		t.Errorf("after tying: %s", text)
	}

	// Signing in through the provider leads to that account, and makes no other.
	again := site.visitor(t)
	again.get(pathOf(t, identity.consent(t, again.asks(t, "/sign-in/provider").String(), "ann"))).leadsTo("/")
	users, err := site.server.Store.Users(context.Background())
	if err != nil || len(users) != 1 || users[0].Name != "林晓" || users[0].Subject != "a1" {
		t.Fatalf("accounts: %+v %v", users, err)
	}

	// The identity is somebody's: nobody else can take it.
	wu := site.signIn(t, site.user(t, "吴敏", models.Editor))
	wu.get(pathOf(t, identity.consent(t, wu.leaves(t), "ann"))).is(http.StatusUnprocessableEntity).
		says("tie-error", "Whoever you are at the provider already has an account here: 林晓. Sign in to that one, give it a password and take the provider off there first.")
	wu.get(pathOf(t, identity.consent(t, wu.leaves(t), "cy"))).is(http.StatusUnprocessableEntity).
		says("tie-error", "Your account at the provider gives you no role in Galley. Ask an administrator for one.")

	lin.post("/account/provider/end", url.Values{"confirm": {"wrong as can be"}}).is(http.StatusUnprocessableEntity).says("confirm-error", "This is not your password.")
	lin.post("/account/provider/end", url.Values{"confirm": {goodPassword}}).leadsTo("/account")
	if user, err := site.server.Store.User(context.Background(), users[0].ID); err != nil || user.Subject != "" || user.Issuer != "" {
		t.Errorf("after taking it off: %+v %v", user, err)
	}
	wu.get(pathOf(t, identity.consent(t, wu.leaves(t), "ann"))).leadsTo("/account")
	kinds := site.kinds(t)
	if n := slices.Index(kinds, "tied"); n < 0 || !slices.Contains(kinds[n:], "untied") {
		t.Errorf("record: %v", kinds)
	}
}

func TestTyingIsOfWhoLeft(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	identity := newIdentity(t, site)
	lin := site.signIn(t, site.user(t, "林晓", models.Editor))
	answer := pathOf(t, identity.consent(t, lin.leaves(t), "ann"))
	lin.post("/sign-out", nil)
	lin.get(answer).is(http.StatusUnprocessableEntity)
	if user, err := site.server.Store.UserByName(context.Background(), "林晓"); err != nil || user.Subject != "" {
		t.Errorf("a stranger tied the account: %+v %v", user, err)
	}
	site.server.account.Provider = nil
	wu := site.signIn(t, site.user(t, "吴敏", models.Editor))
	wu.post("/account/provider", url.Values{"confirm": {goodPassword}}).is(http.StatusNotFound)
	if strings.Contains(wu.get("/account").text(), "Sign in through") {
		t.Error("tying is offered without a provider")
	}
}

func TestTheOnlyWayInStays(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	identity := newIdentity(t, site)
	ann := site.visitor(t)
	ann.get(pathOf(t, identity.consent(t, ann.asks(t, "/sign-in/provider").String(), "ann"))).leadsTo("/")
	if text := ann.get("/account").text(); !strings.Contains(text, "It is your only way in.") {
		t.Errorf("the account says nothing of its only way in: %s", text)
	}
	ann.post("/account/provider/end", nil).is(http.StatusUnprocessableEntity).says("tie-error", "Without the provider you could not sign in any more. Choose a password first.")
}
