package main

import (
	"context"
	"errors"
	"time"

	"galley/engine/vocabulary"
	"galley/fault"
	"galley/models"
	"galley/newsroom"
)

// Commands about people. They do what the page of people does, beside a server that runs or without one.

const day = 24 * time.Hour

type userInviteCommand struct {
	Role string `required:"" enum:"administrator,editor,reviewer,reader" help:"One of administrator, editor, reviewer, reader." placeholder:"ROLE"`
	Note string `help:"Who the link is for, to recognize it later." placeholder:"WORDS"`
	Days int    `default:"7" help:"How many days the link is valid, 1 to 90 (default: ${default})."`
	Base string `name:"base-url" env:"GALLEY_BASE_URL" default:"http://127.0.0.1:8080" help:"Address at which people reach Galley." placeholder:"URL"`
}

// Help gives examples.
func (userInviteCommand) Help() string {
	return `The link is printed once and stored nowhere. Whoever opens it chooses a name and a password.

Examples:

    galley user invite --role editor --note "Li, for the evening desk"
    galley user invite --role reader --days 1 --base-url https://galley.example`
}

// Run prints an invitation.
func (u userInviteCommand) Run(ctx context.Context, c *console, d database) error {
	return d.with(ctx, func(store *models.Store) error {
		token, err := store.Invite(ctx, nil, vocabulary.PersonRole(u.Role), u.Note, time.Duration(min(u.Days, 1000))*day)
		if err != nil {
			return err
		}
		return c.printf("%s\n", newsroom.LinkAddress(u.Base, token))
	})
}

type userPasswordCommand struct {
	Name string `arg:"" help:"Whose password it is."`
	Days int    `default:"3" help:"How many days the link is valid, 1 to 90 (default: ${default})."`
	Base string `name:"base-url" env:"GALLEY_BASE_URL" default:"http://127.0.0.1:8080" help:"Address at which people reach Galley." placeholder:"URL"`
}

// Help gives examples.
func (userPasswordCommand) Help() string {
	return `The link is printed once and stored nowhere. Whoever opens it chooses a new password for the account.

Examples:

    galley user password meier
    galley user password meier --days 1 --base-url https://galley.example`
}

// Run prints a link for a new password.
func (u userPasswordCommand) Run(ctx context.Context, c *console, d database) error {
	return d.withUser(ctx, u.Name, func(store *models.Store, user models.User) error {
		token, err := store.LinkPassword(ctx, nil, user.ID, time.Duration(min(u.Days, 1000))*day)
		if err != nil {
			return err
		}
		return c.printf("%s\n", newsroom.LinkAddress(u.Base, token))
	})
}

type userListCommand struct{}

// Help gives examples.
func (userListCommand) Help() string {
	return `One account a line: name, role, and whether it is closed.

Examples:

    galley user list
    galley user list --database archive.db`
}

// Run prints all accounts.
func (userListCommand) Run(ctx context.Context, c *console, d database) error {
	return d.with(ctx, func(store *models.Store) error {
		users, err := store.Users(ctx)
		if err != nil {
			return err
		}
		for _, u := range users {
			state := ""
			if !u.Active {
				state = "\tclosed"
			}
			if err := c.printf("%s\t%s%s\n", u.Name, u.Role, state); err != nil {
				return err
			}
		}
		return nil
	})
}

type userRoleCommand struct {
	Name string `arg:"" help:"Whose role it is."`
	Role string `arg:"" enum:"administrator,editor,reviewer,reader" help:"One of administrator, editor, reviewer, reader."`
}

// Help gives examples.
func (userRoleCommand) Help() string {
	return `A role that may do less signs the person out. The last administrator stays one.

Examples:

    galley user role meier reviewer
    galley user role chief administrator`
}

// Run gives somebody another role.
func (u userRoleCommand) Run(ctx context.Context, _ *console, d database) error {
	return d.withUser(ctx, u.Name, func(store *models.Store, user models.User) error {
		return store.ChangeRole(ctx, nil, user.ID, vocabulary.PersonRole(u.Role))
	})
}

type userCloseCommand struct {
	Name string `arg:"" help:"Whose account it is."`
}

// Help gives examples.
func (userCloseCommand) Help() string {
	return `The person is signed out and can no longer sign in; their marks stay theirs.

Examples:

    galley user close meier`
}

// Run closes an account.
func (u userCloseCommand) Run(ctx context.Context, _ *console, d database) error {
	return d.withUser(ctx, u.Name, func(store *models.Store, user models.User) error {
		return store.SetActive(ctx, nil, user.ID, false)
	})
}

type userOpenCommand struct {
	Name string `arg:"" help:"Whose account it is."`
}

// Help gives examples.
func (userOpenCommand) Help() string {
	return `The account has its password and role as before.

Examples:

    galley user open meier`
}

// Run opens a closed account again.
func (u userOpenCommand) Run(ctx context.Context, _ *console, d database) error {
	return d.withUser(ctx, u.Name, func(store *models.Store, user models.User) error {
		return store.SetActive(ctx, nil, user.ID, true)
	})
}

// with does something with the store of a database that is there.
func (d database) with(ctx context.Context, do func(*models.Store) error) (err error) {
	store, err := d.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return do(store)
}

// withUser does something with an account.
func (d database) withUser(ctx context.Context, name string, do func(*models.Store, models.User) error) error {
	return d.with(ctx, func(store *models.Store) error {
		user, err := store.UserByName(ctx, name)
		if fault.CodeOf(err) == fault.NotFound {
			return fault.New(fault.NotFound, "There is no user %s. See galley user list.", name)
		}
		if err != nil {
			return err
		}
		return do(store, user)
	})
}
