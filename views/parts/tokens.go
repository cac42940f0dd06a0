package parts

import (
	"context"
	"fmt"
	"strings"
	"time"

	"galley/locale"
	"galley/models"
)

// BrowserWords tell a browser by what it says of itself.
func BrowserWords(ctx context.Context, says string) string {
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

// DayChoices are numbers of days as options.
func DayChoices(ctx context.Context, days ...int) []Choice {
	var choices []Choice
	for _, n := range days {
		choices = append(choices, Choice{Value: fmt.Sprint(n), Label: locale.N(ctx, n, "%d day", "%d days")})
	}
	return choices
}

// expiry is when something expires, or that it has.
func expiry(ctx context.Context, at, now time.Time) string {
	if !at.After(now) {
		return locale.T(ctx, "expired")
	}
	return ShortTime(ctx, at, now)
}

// lastUsed is when a token was used last.
func lastUsed(ctx context.Context, t models.Token, now time.Time) string {
	if t.UsedAt == nil {
		return locale.T(ctx, "never")
	}
	return ShortTime(ctx, *t.UsedAt, now)
}

// scopeHelp is what a scope opens.
func scopeHelp(ctx context.Context, scope string) string {
	switch scope {
	case models.ScopeExport:
		return locale.T(ctx, "Download sets as JSON or XML.")
	case models.ScopeMark:
		return locale.T(ctx, "Mark, ask and answer queries, as far as your role allows.")
	}
	return locale.T(ctx, "Lists, search, pages and the state of sets.")
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

// scopeWords are all scopes of a token.
func scopeWords(ctx context.Context, scopes string) string {
	var words []string
	for _, scope := range strings.Fields(scopes) {
		words = append(words, scopeWord(ctx, scope))
	}
	return strings.Join(words, " · ")
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
