package account_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"galley/engine/vocabulary"
	"galley/handlers"
	"galley/handlers/account"
	"galley/models"
	"galley/tests/site"
)

// identity is an OpenID Connect provider with people in it. It knows the one client galley and its password,
// takes a code once and only with the other half of its secret, and signs what it says of people.
type identity struct {
	web      *httptest.Server
	callback string
	secret   string // of Galley, as the provider knows it

	mu      sync.Mutex
	people  map[string]map[string]any // what it says of them, by what they sign in with
	asked   map[string]url.Values     // questions, by number
	codes   map[string]grant
	tokens  map[string]grant
	expired bool // codes are no longer good
	forged  bool // answers are signed by somebody else
}

// grant is what a code stands for: the question and who answered it.
type grant struct {
	asked  url.Values
	person string
}

// providerKeys are the one that the provider tells of, and a forger's.
var providerKeys = sync.OnceValue(func() (keys [2]*rsa.PrivateKey) {
	for i := range keys {
		keys[i], _ = rsa.GenerateKey(rand.Reader, 2048) // chance never fails
	}
	return keys
})

// newIdentity is a provider with Ann, who writes and reviews, Bo, who only reads, and Cy, who has no role.
func newIdentity(t *testing.T) (*identity, *site.Site) {
	t.Helper()
	p := &identity{secret: "hush", people: map[string]map[string]any{}, asked: map[string]url.Values{},
		codes: map[string]grant{}, tokens: map[string]grant{}}
	for id, name := range map[string]string{"a1": "Ann", "b2": "Bo", "c3": "Cy"} {
		p.people[strings.ToLower(name)] = map[string]any{"sub": id, "name": name + " Lee"}
	}
	p.setRoles("ann", []string{"review", "desk"})
	p.setRoles("bo", "library")
	p.setRoles("cy", []string{"canteen"})
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.describe)
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /login", p.login)
	mux.HandleFunc("POST /token", p.exchange)
	mux.HandleFunc("GET /userinfo", p.tell)
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		reply(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: providerKeys()[0].Public(), KeyID: "one", Algorithm: "RS256", Use: "sig"}}})
	})
	p.web = httptest.NewServer(mux)
	t.Cleanup(p.web.Close)
	s := site.New(t, func(s *site.Site, o *handlers.Options) { o.Provider = p.options(s) })
	p.callback = s.Address + "/sign-in/callback"
	return p, s
}

func (p *identity) setRoles(person string, roles any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.people[person]["realm_access"] = map[string]any{"roles": roles}
}

func (p *identity) options(s *site.Site) *account.Provider {
	return &account.Provider{Issuer: p.web.URL, ClientID: "galley", ClientSecret: "hush", Name: "Newsroom ID", BaseURL: s.Address, RoleClaim: "realm_access.roles",
		Roles: map[string]vocabulary.PersonRole{"desk": vocabulary.Editor, "review": vocabulary.Reviewer, "library": vocabulary.Reader}}
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // who asked has gone
}

func refuse(w http.ResponseWriter, status int, code string) {
	reply(w, status, map[string]string{"error": code})
}

func (p *identity) describe(w http.ResponseWriter, _ *http.Request) {
	reply(w, http.StatusOK, map[string]any{"issuer": p.web.URL, "authorization_endpoint": p.web.URL + "/authorize", "token_endpoint": p.web.URL + "/token",
		"userinfo_endpoint": p.web.URL + "/userinfo", "jwks_uri": p.web.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
}

// back sends somebody back to Galley with an answer to a question.
func (p *identity) back(w http.ResponseWriter, r *http.Request, asked url.Values, name, value string) {
	answer := url.Values{name: {value}, "state": {asked.Get("state")}}
	http.Redirect(w, r, p.callback+"?"+answer.Encode(), http.StatusFound)
}

// authorize takes a question and shows the number under which it is answered, in place of a page.
func (p *identity) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	scopes := strings.Fields(q.Get("scope"))
	switch {
	case q.Get("client_id") != "galley" || q.Get("redirect_uri") != p.callback:
		http.Error(w, "this client is not known", http.StatusBadRequest)
	case q.Get("response_type") != "code" || !slices.Contains(scopes, "openid") || !slices.Contains(scopes, "profile") || q.Get("code_challenge_method") != "S256":
		p.back(w, r, q, "error", "invalid_request")
	case q.Get("prompt") == "none":
		p.back(w, r, q, "error", "login_required")
	default:
		number := rand.Text()
		p.mu.Lock()
		defer p.mu.Unlock()
		p.asked[number] = q
		reply(w, http.StatusOK, number)
	}
}

// login lets somebody answer a question with their password.
func (p *identity) login(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	asked, person := p.asked[r.FormValue("question")], r.FormValue("name")
	if asked == nil || p.people[person] == nil || r.FormValue("password") != site.Password {
		http.Error(w, "try again", http.StatusForbidden)
		return
	}
	code := rand.Text()
	p.codes[code] = grant{asked: asked, person: person}
	p.back(w, r, asked, "code", code)
}

// exchange gives tokens for a code.
func (p *identity) exchange(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	client, secret, basic := r.BasicAuth()
	if !basic { // it may also stand in the form, where Galley tries it second
		client, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	if client != "galley" || secret != p.secret {
		refuse(w, http.StatusUnauthorized, "invalid_client")
		return
	}
	g, known := p.codes[r.FormValue("code")]
	half := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if !known || p.expired || r.FormValue("grant_type") != "authorization_code" || r.FormValue("redirect_uri") != p.callback ||
		base64.RawURLEncoding.EncodeToString(half[:]) != g.asked.Get("code_challenge") {
		refuse(w, http.StatusBadRequest, "invalid_grant")
		return
	}
	delete(p.codes, r.FormValue("code"))
	signed, err := p.sign(g)
	if err != nil {
		refuse(w, http.StatusInternalServerError, "server_error")
		return
	}
	token := rand.Text()
	p.tokens[token] = g
	reply(w, http.StatusOK, map[string]any{"access_token": token, "token_type": "Bearer", "expires_in": 300, "id_token": signed})
}

// sign is the token that says who signed in; what they may do, Galley has to ask for.
func (p *identity) sign(g grant) (string, error) {
	key := providerKeys()[0]
	if p.forged {
		key = providerKeys()[1]
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: key, KeyID: "one"}}, nil)
	if err != nil {
		return "", err
	}
	now := time.Now()
	return jwt.Signed(signer).Claims(map[string]any{"iss": p.web.URL, "sub": p.people[g.person]["sub"], "aud": "galley",
		"iat": now.Unix(), "exp": now.Add(5 * time.Minute).Unix(), "nonce": g.asked.Get("nonce")}).Serialize()
}

// tell says what is known of whoever a token is of.
func (p *identity) tell(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	g, known := p.tokens[token]
	if !known {
		refuse(w, http.StatusUnauthorized, "invalid_token")
		return
	}
	reply(w, http.StatusOK, p.people[g.person])
}

// consent is what somebody's browser does at the provider: it goes to the address that Galley gives, signs
// in and gives the address back at Galley.
func (p *identity) consent(t *testing.T, address, name string) string {
	t.Helper()
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	page, err := browser.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer page.Body.Close()
	if page.Header.Get("Location") != "" {
		return page.Header.Get("Location") // it is refused at once
	}
	var question string
	if err := json.NewDecoder(page.Body).Decode(&question); err != nil {
		t.Fatalf("the provider answers %s: %v", page.Status, err)
	}
	done, err := browser.PostForm(p.web.URL+"/login", url.Values{"question": {question}, "name": {name}, "password": {site.Password}})
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
func asks(t *testing.T, v *site.Visitor, path string) *url.URL {
	t.Helper()
	a := v.In(t).Get(path)
	address, err := url.Parse(a.Location)
	if a.Status != http.StatusSeeOther || err != nil {
		t.Fatalf("leads to %d %q: %s", a.Status, a.Location, a.Text())
	}
	return address
}

// path is the part of an address that comes to Galley.
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
	identity, s := newIdentity(t)
	s.User(t, "Ann Lee", vocabulary.Reader) // another Ann, with a password
	v := s.Visitor(t)
	button := v.Get("/issues").Location
	if got := site.Attribute(v.Get(button).Is(http.StatusOK).Element("provider"), "href"); got != "/sign-in/provider?next=%2Fissues" {
		t.Errorf("the button leads to %q", got)
	}
	address := asks(t, v, "/sign-in/provider?next=%2Fissues")
	q := address.Query()
	if q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 || len(q.Get("state")) < 26 || len(q.Get("nonce")) < 26 || q.Get("client_secret") != "" {
		t.Errorf("the provider is asked with %s", address)
	}
	v.Get(pathOf(t, identity.consent(t, address.String(), "ann"))).LeadsTo("/issues")
	if text := v.Get("/issues").Is(http.StatusOK).Text(); !strings.Contains(text, "Ann Lee 2") || !strings.Contains(text, "Load the first issue") {
		t.Errorf("Ann is an editor under a free name: %s", text)
	}
	users, err := s.Server.Store.Users(context.Background())
	if err != nil || len(users) != 2 || users[1].Subject != "a1" || users[1].Issuer != identity.web.URL || users[1].Role != vocabulary.Editor {
		t.Fatalf("accounts: %+v %v", users, err)
	}

	identity.setRoles("ann", []string{"review"})
	again := s.Visitor(t)
	again.Get(pathOf(t, identity.consent(t, asks(t, again, "/sign-in/provider").String(), "ann"))).LeadsTo("/")
	if user, err := s.Server.Store.User(context.Background(), users[1].ID); err != nil || user.Role != vocabulary.Reviewer {
		t.Errorf("the role follows the provider: %+v %v", user, err)
	}
	v.Get("/issues").LeadsTo("/sign-in?next=%2Fissues") // a role was lost
	visits, err := s.Server.Store.SignIns(context.Background(), users[1].ID)
	if err != nil || len(visits) != 1 || visits[0].Way != models.ByProvider {
		t.Errorf("visits: %+v %v", visits, err)
	}
	if kinds := s.Kinds(t); !slices.Equal(kinds, []string{"account-made", "signed-in", "role-changed", "signed-in"}) {
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
		foreign   = "The provider's answer does not belong to this sign-in. Please start again."
		late      = "This sign-in took too long, or was started in another browser. Please start again."
		code      = "The provider no longer knows this sign-in: its code has expired or was used. Please start again."
		away      = "The sign-in provider does not answer. Try again in a moment, or sign in with a password."
		untrusted = "The provider's answer cannot be trusted, so you are not signed in. Tell an administrator if it happens again."
		noRole    = "Your account at the provider gives you no role in Galley. Ask an administrator for one."
	)
	type tools struct {
		site     *site.Site
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
		{"an unknown code", "ann", nil, func(_ tools, a string) string { return with(a, "code", "none") }, code},
		{"an expired code", "ann", nil, func(x tools, a string) string { x.identity.expired = true; return a }, code},
		{"somebody who comes too late", "ann", nil, func(x tools, a string) string {
			x.site.Now = x.site.Now.Add(15*time.Minute + time.Second)
			return a
		}, late},
		{"a provider that refuses", "ann", func(_ tools, a string) string { return with(a, "prompt", "none") }, nil,
			"The provider did not let you sign in. Ask the people who manage your account there."},
		{"somebody without a role", "cy", nil, nil, noRole},
		{"a Galley that the provider does not know", "ann", nil, func(x tools, a string) string {
			x.identity.secret = "other"
			return a
		}, "The provider rejected Galley itself. Tell an administrator: the client ID or secret may be wrong."},
		{"a provider that has gone meanwhile", "ann", nil, func(x tools, a string) string { x.identity.web.Close(); return a }, away},
		{"an answer that somebody else signed", "ann", nil, func(x tools, a string) string { x.identity.forged = true; return a }, untrusted},
		{"an account that was closed", "bo", nil, func(x tools, a string) string {
			user, err := x.site.Server.Store.Admit(context.Background(), models.Newcomer{Issuer: x.identity.web.URL, Subject: "b2", Name: "Bo", Role: vocabulary.Reader})
			if err == nil {
				err = x.site.Server.Store.SetActive(context.Background(), nil, user.ID, false)
			}
			if err != nil {
				t.Fatal(err)
			}
			return a
		}, "Your account in Galley is closed. An administrator can reopen it."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			identity, s := newIdentity(t)
			x := tools{site: s, identity: identity}
			v := s.Visitor(t)
			address := asks(t, v, "/sign-in/provider").String()
			if tt.asked != nil {
				address = tt.asked(x, address)
			}
			answer := x.identity.consent(t, address, tt.person)
			if tt.sent != nil {
				answer = tt.sent(x, answer)
			}
			v.Get(pathOf(t, answer)).Is(http.StatusUnprocessableEntity).Says("form-error", tt.says)
			v.Get("/issues").LeadsTo("/sign-in?next=%2Fissues")
			v.Get(pathOf(t, answer)).Is(http.StatusUnprocessableEntity).Says("form-error", late) // nothing is left to try
			if kinds := s.Kinds(t); !slices.Contains(kinds, "sign-in-failed") || slices.Contains(kinds, "signed-in") {
				t.Errorf("record: %v", kinds)
			}
		})
	}
	t.Run("an answer in another browser", func(t *testing.T) {
		identity, s := newIdentity(t)
		answer := identity.consent(t, asks(t, s.Visitor(t), "/sign-in/provider").String(), "ann")
		s.Visitor(t).Get(pathOf(t, answer)).Is(http.StatusUnprocessableEntity).Says("form-error", late)
	})
	t.Run("a code that is used twice", func(t *testing.T) {
		identity, s := newIdentity(t)
		one, other := s.Visitor(t), s.Visitor(t)
		answer, err := url.Parse(identity.consent(t, asks(t, one, "/sign-in/provider").String(), "ann"))
		if err != nil {
			t.Fatal(err)
		}
		one.Get(answer.RequestURI()).LeadsTo("/")
		stolen := with(answer.String(), "state", asks(t, other, "/sign-in/provider").Query().Get("state"))
		other.Get(pathOf(t, stolen)).Is(http.StatusUnprocessableEntity).Says("form-error", code)
	})
	t.Run("a provider that is away", func(t *testing.T) {
		identity, s := newIdentity(t)
		identity.web.Close()
		s.Visitor(t).Get("/sign-in/provider").Is(http.StatusUnprocessableEntity).Says("form-error", away)
	})
	t.Run("no provider", func(t *testing.T) {
		v := site.New(t).Visitor(t)
		v.Get("/sign-in/provider").Is(http.StatusNotFound)
		v.Get("/sign-in/callback").Is(http.StatusNotFound)
		if v.Get("/sign-in").Is(http.StatusOK).Element("provider") != nil {
			t.Error("a provider is offered")
		}
	})
}
