package address

import "net/url"

// Signing in and out, and one's own account.
const (
	Home     = "/"
	SignIn   = "/sign-in"
	Provider = "/sign-in/provider" // leads to the provider of sign-ins
	Callback = "/sign-in/callback" // where the provider sends people back to
	SignOut  = "/sign-out"
	SetUp    = "/welcome" // where the first administrator gives name and password

	Account         = "/account"
	Tie             = "/account/provider"     // signing in through the provider, too
	Untie           = "/account/provider/end" // no longer
	Keys            = "/account/keys"
	Language        = "/account/language"
	EndOtherSignIns = "/account/visits/end-others"
	Tokens          = "/account/tokens"
	NoticeChoice    = "/account/notices" // which notices a person wants

	Notices     = "/notices"
	ReadNotices = "/notices/read"
	Bell        = "/notices/bell" // the bell alone, as it stands now

	Welcome     One[string] = "/welcome/:token" // the one-time link of a token
	Join        One[string] = "/join/:token"    // an invitation, or a new password
	Notice      One[int64]  = "/notices/:id"    // leads to the place of a notice, and marks it as read
	EndSignIn   One[string] = "/account/visits/:visit/end"
	RevokeToken One[int64]  = "/account/tokens/:token/revoke"
)

// SignInFor is the sign-in page that leads on to a local address.
func SignInFor(next string) string { return leadsOn(SignIn, next) }

// ProviderFor leads to the provider of sign-ins, and then on to a local address.
func ProviderFor(next string) string { return leadsOn(Provider, next) }

func leadsOn(address, next string) string {
	if next == "" || next == Home {
		return address
	}
	return with(address, url.Values{"next": {next}})
}

// KeysAt is the page of keys at a command; "" for its top.
func KeysAt(command string) string {
	if command == "" {
		return Keys
	}
	return with(Keys, url.Values{"at": {command}}) + "#key-" + url.PathEscape(command)
}
