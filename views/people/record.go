package people

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"galley/address"
	"galley/engine/vocabulary"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// RecordView is a page of the record of sign-ins and of what administrators did.
type RecordView struct {
	models.AuditPage
	Query  models.AuditQuery
	People []models.User
	Now    time.Time
}

// olderURL is the next page.
func (v RecordView) olderURL() string {
	values := url.Values{"before": {strconv.FormatInt(v.Older, 10)}}
	if v.Query.User != 0 {
		values.Set("person", strconv.FormatInt(v.Query.User, 10))
	}
	if v.Query.Kind != "" {
		values.Set("kind", v.Query.Kind)
	}
	return address.Record + "?" + values.Encode()
}

// entryWords are the kinds of entries as they are read.
var entryWords = map[string]locale.Key{
	models.SignedIn:         locale.Key("Signed in"),
	models.SignInFailed:     locale.Key("Sign-in failed"),
	models.SignInSlowed:     locale.Key("Too many attempts"),
	models.SignedOut:        locale.Key("Signed out"),
	models.SignInEnded:      locale.Key("Signed out elsewhere"),
	models.PasswordChanged:  locale.Key("Password changed"),
	models.AccountMade:      locale.Key("Account created"),
	models.RoleChanged:      locale.Key("Role changed"),
	models.Deactivated:      locale.Key("Account closed"),
	models.Reactivated:      locale.Key("Account reopened"),
	models.Invited:          locale.Key("Invitation created"),
	models.LinkRevoked:      locale.Key("Link taken back"),
	models.PasswordLinkMade: locale.Key("Password link created"),
	models.Tied:             locale.Key("Provider connected"),
	models.Untied:           locale.Key("Provider disconnected"),
	models.TokenMade:        locale.Key("Token created"),
	models.TokenRevoked:     locale.Key("Token revoked"),
	models.TokenRefused:     locale.Key("Token refused"),
}

// entryWord is what a kind of entry is called.
func entryWord(ctx context.Context, kind string) string {
	if word, known := entryWords[kind]; known {
		return word.In(ctx)
	}
	return kind
}

// kindChoices are the kinds of entries as options.
func kindChoices(ctx context.Context) []parts.Choice {
	choices := []parts.Choice{{Value: "", Label: locale.T(ctx, "Everything")}}
	for _, kind := range models.AuditKinds() {
		choices = append(choices, parts.Choice{Value: kind, Label: entryWord(ctx, kind)})
	}
	return choices
}

// personChoices are the people as options.
func personChoices(ctx context.Context, people []models.User) []parts.Choice {
	choices := []parts.Choice{{Value: "", Label: locale.T(ctx, "Everybody")}}
	for _, u := range people {
		choices = append(choices, parts.Choice{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
	}
	return choices
}

// personChosen is the option of a person.
func personChosen(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

// entryDetail is what an entry says besides its kind.
func entryDetail(ctx context.Context, e models.AuditLine) string {
	switch e.Kind {
	case models.SignedIn, models.SignInFailed, models.SignInSlowed:
		return wayWord(ctx, e.Detail)
	case models.AccountMade, models.Invited, models.LinkRevoked:
		if e.Detail == "" {
			return ""
		}
		return parts.RoleWord(ctx, vocabulary.PersonRole(e.Detail))
	case models.RoleChanged:
		before, after, _ := strings.Cut(e.Detail, " ")
		return locale.T(ctx, "%s → %s", parts.RoleWord(ctx, vocabulary.PersonRole(before)), parts.RoleWord(ctx, vocabulary.PersonRole(after)))
	}
	return e.Detail
}

// wayWord is how somebody signed in.
func wayWord(ctx context.Context, way string) string {
	switch way {
	case models.ByLink:
		return locale.T(ctx, "by link")
	case models.ByProvider:
		return locale.T(ctx, "by provider")
	}
	return locale.T(ctx, "by password")
}

// entryWho is who did it: nobody is known before a sign-in, and without an address it was the command line.
func entryWho(ctx context.Context, e models.AuditLine) string {
	switch {
	case e.Who != "":
		return e.Who
	case e.Kind == models.SignInFailed || e.Kind == models.SignInSlowed:
		return ""
	case e.Address != "":
		return locale.T(ctx, "Galley itself") // a provider of sign-ins told it so
	}
	return locale.T(ctx, "command line")
}
