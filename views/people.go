package views

import (
	"context"
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
