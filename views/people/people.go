package people

import (
	"context"
	"time"

	"galley/engine/vocabulary"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// View is the list of everybody with an account, and of the links that wait.
type View struct {
	People []models.User
	Seen   map[int64]time.Time // of those who are signed in somewhere
	Links  []models.LinkLine
	Invite InviteForm
	Now    time.Time
}

// InviteForm makes an invitation.
type InviteForm struct {
	Role   vocabulary.PersonRole
	Note   string
	Days   int
	Errors map[string]string // by field
}

// PersonView is one account, as administrators see it.
type PersonView struct {
	Person  models.User
	SignIns []models.SignIn
	Tokens  []models.Token
	Now     time.Time
	Wrong   string // one sentence, or ""
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
func roleChoices(ctx context.Context) []parts.Choice {
	var choices []parts.Choice
	for _, role := range vocabulary.PersonRoles() {
		choices = append(choices, parts.Choice{Value: string(role), Label: parts.RoleWord(ctx, role)})
	}
	return choices
}

// linkWords say what a waiting link is.
func linkWords(ctx context.Context, l models.LinkLine) string {
	if l.Kind == models.PasswordLink {
		return locale.T(ctx, "New password for %s", l.User)
	}
	return locale.T(ctx, "Invitation: %s", parts.RoleWord(ctx, l.Role))
}

// maker is who did something; the command line if it was nobody with an account.
func maker(ctx context.Context, name string) string {
	if name == "" {
		return locale.T(ctx, "command line")
	}
	return name
}
