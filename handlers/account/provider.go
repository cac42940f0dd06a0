package account

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"

	"galley/address"
	"galley/engine/vocabulary"
	"galley/fault"
)

// Provider is an OpenID Connect provider through whom people sign in besides by password.
type Provider struct {
	Issuer       string // its address, as it names itself
	ClientID     string // ours, as it knows us
	ClientSecret string // may be "" for a public client
	Name         string // as people know it, for the button
	BaseURL      string // Galley's own address, such as https://galley.example, to which it sends people back
	// RoleClaim is the claim that holds what gives a role: a text or a list of texts. Dots lead into
	// objects, as in realm_access.roles.
	RoleClaim string
	// Roles are the roles by a value of the claim. Of several the one that may do most holds.
	Roles map[string]vocabulary.PersonRole
}

// How long the provider may take to answer, and a person to come back from it.
const (
	providerTime = 10 * time.Second
	comeBackTime = 15 * time.Minute
)

// The sentences for what goes wrong between the provider and us.
var (
	sayAway      = fault.Say("The sign-in provider does not answer. Try again in a moment, or sign in with a password.")
	sayForeign   = fault.Say("The provider's answer does not belong to this sign-in. Please start again.")
	sayLate      = fault.Say("This sign-in took too long, or was started in another browser. Please start again.")
	sayCode      = fault.Say("The provider no longer knows this sign-in: its code has expired or was used. Please start again.")
	sayUnknown   = fault.Say("The provider rejected Galley itself. Tell an administrator: the client ID or secret may be wrong.")
	sayDenied    = fault.Say("The provider did not let you sign in. Ask the people who manage your account there.")
	sayUntrusted = fault.Say("The provider's answer cannot be trusted, so you are not signed in. Tell an administrator if it happens again.")
)

// provider is a Provider with what it published of itself, which is asked for at the first sign-in.
type provider struct {
	Provider
	client *http.Client
	asking singleflight.Group
	known  atomic.Pointer[oidc.Provider]
}

// newProvider is a provider that has not been asked for anything yet, or nil without one.
func newProvider(p *Provider) *provider {
	if p == nil {
		return nil
	}
	return &provider{Provider: *p, client: &http.Client{Timeout: providerTime}}
}

// meet asks the provider of what it can do, once.
func (p *provider) meet() (*oidc.Provider, error) {
	if known := p.known.Load(); known != nil {
		return known, nil
	}
	// The context lives on in what is found, for its keys; the client's timeout ends each question.
	found, err, _ := p.asking.Do("", func() (any, error) {
		return oidc.NewProvider(oidc.ClientContext(context.Background(), p.client), p.Issuer)
	})
	if err != nil {
		return nil, providerFault(err, sayAway)
	}
	p.known.Store(found.(*oidc.Provider))
	return p.known.Load(), nil
}

// providerFault is what people read of an error between the provider and us; its cause goes into the log.
func providerFault(cause error, says fault.Phrase) error {
	return fault.Wrap(fault.SignIn, cause, "%s", says)
}

// config is how we talk to the provider.
func (p *provider) config(known *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.ClientID, ClientSecret: p.ClientSecret, Endpoint: known.Endpoint(),
		RedirectURL: strings.TrimSuffix(p.BaseURL, "/") + address.Callback,
		Scopes:      []string{oidc.ScopeOpenID, "profile"},
	}
}

// claims are what the provider says of somebody: the token of the sign-in, and if that does not hold the
// role, what it answers when asked.
type claims map[string]any

// at finds a value by a path of names parted by dots; a name may hold dots itself.
func (c claims) at(path string) any {
	if value, found := c[path]; found {
		return value
	}
	name, rest, deeper := strings.Cut(path, ".")
	inner, is := c[name].(map[string]any)
	if !deeper || !is {
		return nil
	}
	return claims(inner).at(rest)
}

// texts are the texts of a value: itself, or those of a list.
func texts(value any) []string {
	switch value := value.(type) {
	case string:
		return []string{value}
	case []any:
		var all []string
		for _, v := range value {
			if text, is := v.(string); is {
				all = append(all, text)
			}
		}
		return all
	}
	return nil
}

// role is the role that the claims give, the one that may do most; "" for none.
func (p *provider) role(c claims) vocabulary.PersonRole {
	given := texts(c.at(p.RoleClaim))
	for _, role := range vocabulary.PersonRoles() {
		for value, gives := range p.Roles {
			if gives == role && slices.Contains(given, value) {
				return role
			}
		}
	}
	return ""
}

// name is what somebody is called.
func (c claims) name() string {
	for _, claim := range []string{"name", "preferred_username", "email", "sub"} {
		if name, is := c[claim].(string); is && strings.TrimSpace(name) != "" {
			return name
		}
	}
	return ""
}

// pending is a sign-in that was sent to the provider, as the session keeps it.
type pending struct {
	State    string    `json:"state"`
	Nonce    string    `json:"nonce"`
	Verifier string    `json:"verifier"` // of PKCE
	Next     string    `json:"next"`
	Tie      int64     `json:"tie,omitempty"` // the account that will sign in through the provider, 0 to sign in
	At       time.Time `json:"at"`
}

// store is a pending sign-in as text.
func (p pending) store() (string, error) {
	body, err := json.Marshal(p)
	return string(body), err
}
