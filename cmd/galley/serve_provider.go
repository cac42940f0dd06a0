package main

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"galley/engine/vocabulary"
	"galley/fault"
	"galley/handlers/account"
)

// providerFlags name the OpenID Connect provider through which people sign in.
type providerFlags struct {
	OIDCIssuer    string            `name:"oidc-issuer" env:"GALLEY_OIDC_ISSUER" help:"The provider's address." placeholder:"URL"`
	OIDCClient    string            `name:"oidc-client" env:"GALLEY_OIDC_CLIENT" help:"Galley's name at the provider (client id)." placeholder:"ID"`
	OIDCSecret    string            `name:"oidc-secret" env:"GALLEY_OIDC_SECRET" help:"Galley's secret at the provider. Give it in GALLEY_OIDC_SECRET: others see the command line." placeholder:"SECRET"`
	OIDCName      string            `name:"oidc-name" env:"GALLEY_OIDC_NAME" help:"What people call the provider (default: its host)." placeholder:"NAME"`
	OIDCRoleClaim string            `name:"oidc-role-claim" env:"GALLEY_OIDC_ROLE_CLAIM" default:"roles" help:"The claim that gives roles, such as groups or realm_access.roles (default: ${default})." placeholder:"CLAIM"`
	OIDCRoles     map[string]string `name:"oidc-role" env:"GALLEY_OIDC_ROLES" help:"A value of the claim and the role that it gives; may be repeated." placeholder:"VALUE=ROLE"`
}

// provider is the provider that the flags name, nil for none. base is Galley's own address. It returns
// Invalid if something is missing.
func (f providerFlags) provider(base string) (*account.Provider, error) {
	if base != "" && !isSite(base) {
		return nil, fault.New(fault.Invalid, "--base-url %q is not an address. Write it as https://galley.example, without a path.", base)
	}
	if f.OIDCIssuer == "" {
		if f.OIDCClient != "" || len(f.OIDCRoles) > 0 {
			return nil, fault.New(fault.Invalid, "Give --oidc-issuer, too: the provider's address.")
		}
		return nil, nil
	}
	issuer, err := url.Parse(f.OIDCIssuer)
	if err != nil || issuer.Host == "" || issuer.Scheme != "https" && (issuer.Scheme != "http" || !isLoopback(issuer.Hostname())) {
		return nil, fault.New(fault.Invalid, "--oidc-issuer %q is not the address of a provider. It must begin with https://.", f.OIDCIssuer)
	}
	switch {
	case f.OIDCClient == "":
		return nil, fault.New(fault.Invalid, "Give --oidc-client, too: Galley's name at the provider.")
	case base == "":
		return nil, fault.New(fault.Invalid, "Give --base-url, too: the provider sends people back to it.")
	case len(f.OIDCRoles) == 0:
		return nil, fault.New(fault.Invalid, "Give --oidc-role, too, such as --oidc-role newsroom=editor: people without a role cannot sign in.")
	}
	p := &account.Provider{Issuer: f.OIDCIssuer, ClientID: f.OIDCClient, ClientSecret: f.OIDCSecret, Name: f.OIDCName,
		BaseURL: strings.TrimSuffix(base, "/"), RoleClaim: f.OIDCRoleClaim, Roles: map[string]vocabulary.PersonRole{}}
	if p.Name == "" {
		p.Name = issuer.Hostname()
	}
	for value, role := range f.OIDCRoles {
		if !slices.Contains(vocabulary.PersonRoles(), vocabulary.PersonRole(role)) {
			return nil, fault.New(fault.Invalid, "--oidc-role %s=%s does not name a role. The roles are administrator, editor, reviewer and reader.", value, role)
		}
		p.Roles[value] = vocabulary.PersonRole(role)
	}
	return p, nil
}

// isSite reports whether an address is that of a site, without a path.
func isSite(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == ""
}

// isLoopback reports whether a host is this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
