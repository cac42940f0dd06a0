package views

import (
	"context"
	"fmt"
	"strings"
	"time"

	"galley/locale"
	"galley/models"
)

// PeopleView is the list of everybody with an account, and of the links that wait.
type PeopleView struct {
	People []models.User
	Seen   map[int64]time.Time // of those who are signed in somewhere
	Links  []models.LinkLine
	Invite InviteForm
	Now    time.Time
}

// InviteForm makes an invitation.
type InviteForm struct {
	Role   models.Role
	Note   string
	Days   int
	Errors map[string]string // by field
}

// PersonView is one account, as administrators see it.
type PersonView struct {
	Person models.User
	Visits []models.SignIn
	Tokens []models.Token
	Now    time.Time
	Wrong  string // one sentence, or ""
}

// SecretView shows what is shown once: a link or a token.
type SecretView struct {
	Title  string
	Words  []string // sentences about it
	Label  string
	Secret string
	Back   string // address
	BackTo string // words of the way back
}

// accountState is whether somebody can come in, and how.
func accountState(ctx context.Context, u models.User) string {
	switch {
	case !u.Active:
		return locale.T(ctx, "Closed")
	case u.Subject != "" && u.PasswordHash != "":
		return locale.T(ctx, "Password or provider")
	case u.Subject != "":
		return locale.T(ctx, "Provider")
	case u.PasswordHash != "":
		return locale.T(ctx, "Password")
	}
	return locale.T(ctx, "No password yet")
}

// roleChoices are the roles as options.
func roleChoices(ctx context.Context) []choice {
	var choices []choice
	for _, role := range models.Roles() {
		choices = append(choices, choice{Value: string(role), Label: roleWord(ctx, role)})
	}
	return choices
}

// dayChoices are numbers of days as options.
func dayChoices(ctx context.Context, days ...int) []choice {
	var choices []choice
	for _, n := range days {
		choices = append(choices, choice{Value: fmt.Sprint(n), Label: locale.N(ctx, n, "%d day", "%d days")})
	}
	return choices
}

// linkWords say what a waiting link is.
func linkWords(ctx context.Context, l models.LinkLine) string {
	if l.Kind == models.PasswordLink {
		return locale.T(ctx, "New password for %s", l.User)
	}
	return locale.T(ctx, "Invitation: %s", roleWord(ctx, models.Role(l.Role)))
}

// maker is who did something; the command line where it was nobody with an account.
func maker(ctx context.Context, name string) string {
	if name == "" {
		return locale.T(ctx, "command line")
	}
	return name
}

// scopeWord is what a token is good for.
func scopeWord(ctx context.Context, scope string) string {
	switch scope {
	case models.ScopeExport:
		return locale.T(ctx, "Export")
	case models.ScopeMark:
		return locale.T(ctx, "Mark")
	}
	return locale.T(ctx, "Read")
}

// scopeHelp is what a scope opens.
func scopeHelp(ctx context.Context, scope string) string {
	switch scope {
	case models.ScopeExport:
		return locale.T(ctx, "Download sets as JSON or XML.")
	case models.ScopeMark:
		return locale.T(ctx, "Send acts, ask and answer queries, as far as your role may.")
	}
	return locale.T(ctx, "Lists, search, pages and the state of sets.")
}

// scopeWords are all scopes of a token.
func scopeWords(ctx context.Context, scopes string) string {
	var words []string
	for _, scope := range strings.Fields(scopes) {
		words = append(words, scopeWord(ctx, scope))
	}
	return strings.Join(words, " · ")
}

// lastUsed is when a token was used last.
func lastUsed(ctx context.Context, t models.Token, now time.Time) string {
	if t.UsedAt == nil {
		return locale.T(ctx, "never")
	}
	return shortTime(ctx, *t.UsedAt, now)
}

// expiry is when something expires, or that it has.
func expiry(ctx context.Context, at, now time.Time) string {
	if !at.After(now) {
		return locale.T(ctx, "expired")
	}
	return shortTime(ctx, at, now)
}

// browsers are the names of browsers by what they say of themselves, and systems those of systems; the
// first that fits is it, since all claim to be others, too.
var (
	browsers = []struct{ mark, name string }{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"},
		{"Chrome/", "Chrome"}, {"Safari/", "Safari"}, {"curl/", "curl"}, {"python", "Python"}, {"Go-http-client", "Go"},
	}
	systems = []struct{ mark, name string }{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"},
		{"Mac OS X", "macOS"}, {"Linux", "Linux"},
	}
)

// browserWords tell a browser by what it says of itself.
func browserWords(ctx context.Context, says string) string {
	browser, system := "", ""
	for i := len(browsers) - 1; i >= 0; i-- {
		if strings.Contains(says, browsers[i].mark) {
			browser = browsers[i].name
		}
	}
	for i := len(systems) - 1; i >= 0; i-- {
		if strings.Contains(says, systems[i].mark) {
			system = systems[i].name
		}
	}
	switch {
	case browser == "" && system == "":
		return locale.T(ctx, "Another program")
	case system == "":
		return browser
	case browser == "":
		return system
	}
	return locale.T(ctx, "%s on %s", browser, system)
}
