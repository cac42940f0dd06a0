package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/vocabulary"
	"galley/handlers/account"
)

func TestTheProviderOfSignIns(t *testing.T) {
	whole := func(change func(*providerFlags)) providerFlags {
		f := providerFlags{OIDCIssuer: "https://id.example/realm", OIDCClient: "galley", OIDCSecret: "hush", OIDCRoleClaim: "groups", OIDCRoles: map[string]string{"desk": "editor"}}
		if change != nil {
			change(&f)
		}
		return f
	}
	got, err := whole(nil).provider("https://galley.example/")
	want := &account.Provider{Issuer: "https://id.example/realm", ClientID: "galley", ClientSecret: "hush", Name: "id.example",
		BaseURL: "https://galley.example", RoleClaim: "groups", Roles: map[string]vocabulary.PersonRole{"desk": vocabulary.Editor}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("(-want +got)\n%s%v", diff, err)
	}
	if got, err := (providerFlags{OIDCRoleClaim: "roles"}).provider(""); got != nil || err != nil {
		t.Errorf("without flags: %v %v", got, err)
	}
	tests := []struct {
		name  string
		flags providerFlags
		base  string
		says  string
	}{
		{"a base that is no address", providerFlags{}, "galley.example", "--base-url"},
		{"a base with a path", providerFlags{}, "https://galley.example/desk", "--base-url"},
		{"a client without a provider", providerFlags{OIDCClient: "galley"}, "", "Give --oidc-issuer"},
		{"a provider in the clear", whole(func(f *providerFlags) { f.OIDCIssuer = "http://id.example" }), "https://galley.example", "must begin with https://"},
		{"no client", whole(func(f *providerFlags) { f.OIDCClient = "" }), "https://galley.example", "Give --oidc-client"},
		{"no base", whole(nil), "", "Give --base-url"},
		{"no roles", whole(func(f *providerFlags) { f.OIDCRoles = nil }), "https://galley.example", "Give --oidc-role"},
		{"an unknown role", whole(func(f *providerFlags) { f.OIDCRoles = map[string]string{"desk": "boss"} }), "https://galley.example", "does not name a role"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.flags.provider(tt.base)
			if got != nil || err == nil || !strings.Contains(sentence(err), tt.says) {
				t.Errorf("got %v, %v, want a sentence with %q", got, err, tt.says)
			}
		})
	}
	t.Run("the command line", func(t *testing.T) {
		refused(t, newDesktop(t).run("", strings.Fields("serve --addr 127.0.0.1:0 --oidc-issuer https://id.example --oidc-client g --base-url https://g.example --oidc-role a=editor --oidc-role b=boss")...), failed, "b=boss")
	})
}
