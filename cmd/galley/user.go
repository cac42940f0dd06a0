package main

import (
	"context"
	"errors"

	"galley/engine/vocabulary"
	"galley/fault"
	"galley/models"
	"galley/newsroom"
)

type userCommand struct {
	Add      userAddCommand      `cmd:"" help:"Create an account."`
	Invite   userInviteCommand   `cmd:"" help:"Print a link that creates an account, once."`
	Password userPasswordCommand `cmd:"" help:"Print a link that gives an account a new password, once."`
	List     userListCommand     `cmd:"" help:"List the accounts."`
	Role     userRoleCommand     `cmd:"" help:"Give an account another role."`
	Close    userCloseCommand    `cmd:"" help:"Close an account."`
	Open     userOpenCommand     `cmd:"" help:"Reopen a closed account."`
}

type userAddCommand struct {
	Name string `arg:"" help:"The name to sign in with."`
	Role string `required:"" enum:"administrator,editor,reviewer,reader" help:"One of administrator, editor, reviewer, reader." placeholder:"ROLE"`
}

// Help gives examples.
func (userAddCommand) Help() string {
	return `The password is asked twice at a terminal, without showing it; otherwise it is the first line of standard input.

Examples:

    galley user add meier --role editor
    galley user add chief --role administrator < password.txt`
}

// Run makes the account.
func (u userAddCommand) Run(ctx context.Context, c *console, d database) (err error) {
	password, err := c.askPassword(ctx, u.Name)
	if err != nil {
		return err
	}
	if problem := newsroom.PasswordProblem(password); problem.Format != "" {
		return fault.New(fault.Invalid, "%s", problem)
	}
	hash, err := newsroom.HashPassword(password)
	if err != nil {
		return err
	}
	store, err := d.create(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	user := models.User{Name: u.Name, PasswordHash: hash, Role: vocabulary.PersonRole(u.Role), Active: true}
	if err := store.CreateUser(ctx, &user); err != nil {
		return err
	}
	return c.printf("user %d\n", user.ID)
}
