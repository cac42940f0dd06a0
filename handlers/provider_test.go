package handlers

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"galley/models"
)

// identity is a real OpenID Connect provider with people in it.
type identity struct {
	web     *httptest.Server
	storage *people
}

// people are what the provider stores: its own storage, with the roles of people.
type people struct {
	*storage.Storage
	roles   map[string]any // by the person's id
	expired atomic.Bool    // codes are no longer good
	forged  atomic.Bool    // answers are signed by somebody else
}

// forger signs with a key that the provider does not tell of.
type forger struct {
	op.SigningKey
	key *rsa.PrivateKey
}

func (f forger) Key() any { return f.key }

func (p *people) SigningKey(ctx context.Context) (op.SigningKey, error) {
	key, err := p.Storage.SigningKey(ctx)
	if err != nil || !p.forged.Load() {
		return key, err
	}
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	return forger{key, other}, err
}

func (p *people) AuthRequestByCode(ctx context.Context, code string) (op.AuthRequest, error) {
	if p.expired.Load() {
		return nil, errors.New("code expired")
	}
	return p.Storage.AuthRequestByCode(ctx, code)
}

func (p *people) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, tokenID, subject, origin string) error {
	if err := p.Storage.SetUserinfoFromToken(ctx, info, tokenID, subject, origin); err != nil {
		return err
	}
	if roles := p.roles[subject]; roles != nil {
		info.AppendClaims("realm_access", map[string]any{"roles": roles})
	}
	return nil
}

// directory is who the provider knows.
type directory map[string]*storage.User

func (d directory) GetUserByID(id string) *storage.User { return d[id] }
func (d directory) ExampleClientID() string             { return "service" }
func (d directory) GetUserByUsername(name string) *storage.User {
	for _, user := range d {
		if user.Username == name {
			return user
		}
	}
	return nil
}

// newIdentity is a provider with Ann, who writes and reviews, Bo, who only reads, and Cy, who has no role.
func newIdentity(t *testing.T, site *site) *identity {
	t.Helper()
	d := directory{}
	for id, name := range map[string]string{"a1": "Ann", "b2": "Bo", "c3": "Cy"} {
		d[id] = &storage.User{ID: id, Username: strings.ToLower(name), Password: goodPassword, FirstName: name, LastName: "Lee"}
	}
	p := &identity{storage: &people{roles: map[string]any{"a1": []string{"review", "desk"}, "b2": "library", "c3": []string{"canteen"}}}}
	var handler http.Handler
	p.web = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(p.web.Close)
	callback := site.address + "/sign-in/callback"
	p.storage.Storage = storage.NewStorageWithClients(d, map[string]*storage.Client{"galley": storage.WebClient("galley", "hush", callback)})
	handler = exampleop.SetupServer(p.web.URL, p.storage, slog.New(slog.DiscardHandler), false)
	site.server.provider = newProvider(p.options(site))
	return p
}

func (p *identity) options(site *site) *Provider {
	return &Provider{Issuer: p.web.URL, ClientID: "galley", ClientSecret: "hush", Name: "Newsroom ID", BaseURL: site.address, RoleClaim: "realm_access.roles",
		Roles: map[string]models.Role{"desk": models.Editor, "review": models.Reviewer, "library": models.Reader}}
}

// consent is what somebody's browser does at the provider: it goes to the address that Galley gives, signs
// in and gives the address back at Galley.
func (p *identity) consent(t *testing.T, address, name string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.Contains(r.URL.Path, "/sign-in/callback") {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	page, err := browser.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	_ = page.Body.Close()
	if page.Header.Get("Location") != "" {
		return page.Header.Get("Location") // it is refused at once
	}
	id := page.Request.URL.Query().Get("authRequestID")
	if id == "" {
		t.Fatalf("the provider's sign-in page is %s (%d)", page.Request.URL, page.StatusCode)
	}
	done, err := browser.PostForm(p.web.URL+"/login/username", url.Values{"id": {id}, "username": {name}, "password": {goodPassword}})
	if err != nil {
		t.Fatal(err)
	}
	_ = done.Body.Close()
	if done.Header.Get("Location") == "" {
		t.Fatalf("the provider sent nobody back: %s", done.Status)
	}
	return done.Header.Get("Location")
}

// asks is where Galley sends somebody who wants to sign in.
func (v *visitor) asks(t *testing.T, path string) *url.URL {
	t.Helper()
	a := v.in(t).get(path)
	address, err := url.Parse(a.location)
	if a.status != http.StatusSeeOther || err != nil {
		t.Fatalf("leads to %d %q: %s", a.status, a.location, a.text())
	}
	return address
}

// path is what of an address comes to Galley.
func pathOf(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.RequestURI()
}

func TestSignInThroughAProvider(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "Ann Lee", models.Reader) // another Ann, with a password
	identity := newIdentity(t, site)
	v := site.visitor(t)
	button := v.get("/issues").location
	if got := attribute(v.get(button).is(http.StatusOK).element("provider"), "href"); got != "/sign-in/provider?next=%2Fissues" {
		t.Errorf("the button leads to %q", got)
	}
	address := v.asks(t, "/sign-in/provider?next=%2Fissues")
	q := address.Query()
	if q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || len(q.Get("state")) < 26 || len(q.Get("nonce")) < 26 || q.Get("client_secret") != "" {
		t.Errorf("the provider is asked with %s", address)
	}
	v.get(pathOf(t, identity.consent(t, address.String(), "ann"))).leadsTo("/issues")
	if text := v.get("/issues").is(http.StatusOK).text(); !strings.Contains(text, "Ann Lee 2") || !strings.Contains(text, "Load an issue") {
		t.Errorf("Ann is an editor under a free name: %s", text)
	}
	users, err := site.server.Store.Users(context.Background())
	if err != nil || len(users) != 2 || users[1].Subject != "a1" || users[1].Issuer != identity.web.URL || users[1].Role != models.Editor {
		t.Fatalf("accounts: %+v %v", users, err)
	}

	identity.storage.roles["a1"] = []string{"review"}
	again := site.visitor(t)
	again.get(pathOf(t, identity.consent(t, again.asks(t, "/sign-in/provider").String(), "ann"))).leadsTo("/")
	if user, err := site.server.Store.User(context.Background(), users[1].ID); err != nil || user.Role != models.Reviewer {
		t.Errorf("the role follows the provider: %+v %v", user, err)
	}
	v.get("/issues").leadsTo("/sign-in?next=%2Fissues") // a role was lost
	visits, err := site.server.Store.Visits(context.Background(), users[1].ID)
	if err != nil || len(visits) != 1 || visits[0].Way != models.ByProvider {
		t.Errorf("visits: %+v %v", visits, err)
	}
	if kinds := site.kinds(t); !slices.Equal(kinds, []string{"account-made", "signed-in", "role-changed", "signed-in"}) {
		t.Errorf("record: %v", kinds)
	}
}

func TestSignInThroughAProviderRefused(t *testing.T) {
	t.Parallel()
	with := func(address, name, value string) string {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		q.Set(name, value)
		u.RawQuery = q.Encode()
		return u.String()
	}
	const (
		foreign   = "The provider's answer does not belong to this sign-in. Please begin again."
		late      = "This sign-in took too long, or was begun in another browser. Please begin again."
		code      = "The provider does not know this sign-in any more: its code has expired or was used. Please begin again."
		away      = "The provider of sign-ins does not answer. Try again in a moment, or sign in with a password."
		untrusted = "The provider's answer can not be trusted, so you are not signed in. Tell an administrator if it happens again."
		noRole    = "Your account at the provider gives you no role in Galley. Ask an administrator for one."
	)
	type tools struct {
		site     *site
		identity *identity
	}
	tests := []struct {
		name   string
		person string
		asked  func(x tools, address string) string // what becomes of the question on its way
		sent   func(x tools, answer string) string  // and of the answer
		says   string
	}{
		{"a wrong state", "ann", nil, func(_ tools, a string) string { return with(a, "state", "other") }, foreign},
		{"no state", "ann", nil, func(_ tools, a string) string { return with(a, "state", "") }, foreign},
		{"another provider", "ann", nil, func(_ tools, a string) string { return with(a, "iss", "https://evil.example") }, foreign},
		{"a wrong nonce", "ann", func(_ tools, a string) string { return with(a, "nonce", "other") }, nil, foreign},
		{"another half of the secret", "ann", func(_ tools, a string) string { return with(a, "code_challenge", strings.Repeat("x", 43)) }, nil, code},
		{"a code that is none", "ann", nil, func(_ tools, a string) string { return with(a, "code", "none") }, code},
		{"an expired code", "ann", nil, func(x tools, a string) string { x.identity.storage.expired.Store(true); return a }, code},
		{"somebody who comes too late", "ann", nil, func(x tools, a string) string {
			x.site.now = x.site.now.Add(comeBackTime + time.Second)
			return a
		}, late},
		{"a provider that refuses", "ann", func(_ tools, a string) string { return with(a, "prompt", "none") }, nil,
			"The provider did not let you in. Ask whoever looks after your account there."},
		{"somebody without a role", "cy", nil, nil, noRole},
		{"a Galley that the provider does not know", "ann", nil, func(x tools, a string) string {
			x.site.server.provider.ClientSecret = "other"
			return a
		}, "The provider refuses Galley itself. Tell an administrator: client and secret may be wrong."},
		{"a provider that has gone meanwhile", "ann", nil, func(x tools, a string) string { x.identity.web.Close(); return a }, away},
		{"an answer that somebody else signed", "ann", nil, func(x tools, a string) string { x.identity.storage.forged.Store(true); return a }, untrusted},
		{"an account that was closed", "bo", nil, func(x tools, a string) string {
			user, err := x.site.server.Store.Admit(context.Background(), models.Newcomer{Issuer: x.identity.web.URL, Subject: "b2", Name: "Bo", Role: models.Reader})
			if err == nil {
				err = x.site.server.Store.SetActive(context.Background(), nil, user.ID, false)
			}
			if err != nil {
				t.Fatal(err)
			}
			return a
		}, "Your account in Galley is closed. An administrator can open it again."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			site := newSite(t)
			x := tools{site, newIdentity(t, site)}
			v := site.visitor(t)
			address := v.asks(t, "/sign-in/provider").String()
			if tt.asked != nil {
				address = tt.asked(x, address)
			}
			answer := x.identity.consent(t, address, tt.person)
			if tt.sent != nil {
				answer = tt.sent(x, answer)
			}
			v.get(pathOf(t, answer)).is(http.StatusUnprocessableEntity).says("form-error", tt.says)
			v.get("/issues").leadsTo("/sign-in?next=%2Fissues")
			v.get(pathOf(t, answer)).is(http.StatusUnprocessableEntity).says("form-error", late) // nothing is left to try
			if kinds := site.kinds(t); !slices.Contains(kinds, "sign-in-failed") || slices.Contains(kinds, "signed-in") {
				t.Errorf("record: %v", kinds)
			}
		})
	}
	t.Run("an answer in another browser", func(t *testing.T) {
		site := newSite(t)
		identity := newIdentity(t, site)
		answer := identity.consent(t, site.visitor(t).asks(t, "/sign-in/provider").String(), "ann")
		site.visitor(t).get(pathOf(t, answer)).is(http.StatusUnprocessableEntity).says("form-error", late)
	})
	t.Run("a code that is used twice", func(t *testing.T) {
		site := newSite(t)
		identity := newIdentity(t, site)
		one, other := site.visitor(t), site.visitor(t)
		answer, err := url.Parse(identity.consent(t, one.asks(t, "/sign-in/provider").String(), "ann"))
		if err != nil {
			t.Fatal(err)
		}
		one.get(answer.RequestURI()).leadsTo("/")
		stolen := with(answer.String(), "state", other.asks(t, "/sign-in/provider").Query().Get("state"))
		other.get(pathOf(t, stolen)).is(http.StatusUnprocessableEntity).says("form-error", code)
	})
	t.Run("a provider that is away", func(t *testing.T) {
		site := newSite(t)
		identity := newIdentity(t, site)
		identity.web.Close()
		site.visitor(t).get("/sign-in/provider").is(http.StatusUnprocessableEntity).says("form-error", away)
	})
	t.Run("no provider", func(t *testing.T) {
		v := newSite(t).visitor(t)
		v.get("/sign-in/provider").is(http.StatusNotFound)
		v.get("/sign-in/callback").is(http.StatusNotFound)
		if v.get("/sign-in").is(http.StatusOK).element("provider") != nil {
			t.Error("a provider is offered")
		}
	})
}
