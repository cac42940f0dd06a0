package main

import (
	"context"
	"errors"
	"io"

	"galley/desk"
	"galley/fault"
	"galley/formats"
	"galley/handlers"
	"galley/markup"
	"galley/models"
)

type exportCommand struct {
	Issue  int64  `arg:"" help:"Number of the issue, as list prints it."`
	Set    int64  `help:"Number of the set; the team's where none is given." placeholder:"ID"`
	By     string `help:"Account on whose behalf; it is asked for where a set is hidden from others." placeholder:"NAME"`
	Format string `enum:"json,xml" default:"json" help:"json or xml; ${default} where none is given."`
	Output string `short:"o" help:"File to write; standard output where none is given." placeholder:"FILE"`
}

// Help gives examples.
func (exportCommand) Help() string {
	return `A file that is there already is replaced once the new one is whole.

Examples:

    galley export 1 > issue.json
    galley export 1 --format xml --output issue.xml`
}

// Run writes the set of an issue to a file.
func (e exportCommand) Run(ctx context.Context, c *console, d database) (err error) {
	store, err := d.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	document, err := e.document(ctx, store)
	if err != nil {
		return err
	}
	format, _ := formats.ByKey(e.Format) // the grammar lets only known ones pass
	write := func(w io.Writer) error { return format.Write(w, document) }
	if e.Output == "" {
		return write(c.out)
	}
	return replaceFile(e.Output, write)
}

func (e exportCommand) document(ctx context.Context, store *models.Store) (*markup.Document, error) {
	set, err := setOf(ctx, store, e.Issue, e.Set)
	if err == nil {
		err = mayRead(ctx, store, e.By, set)
	}
	if err != nil {
		return nil, err
	}
	work := desk.New(store, nil)
	defer work.Close()
	view, err := work.View(ctx, set.ID)
	if err != nil {
		return nil, err
	}
	return handlers.DocumentOf(ctx, store, view, release)
}

// setOf is the set with a number, of an issue; the team's where the number is 0.
func setOf(ctx context.Context, store *models.Store, issue, set int64) (models.AnnotationSet, error) {
	if _, err := store.Issue(ctx, issue); err != nil {
		return models.AnnotationSet{}, err
	}
	if set == 0 {
		return store.TeamSet(ctx, issue)
	}
	found, err := store.Set(ctx, set)
	if err == nil && found.IssueID != issue {
		err = fault.New(fault.NotFound, "Set %d belongs to issue %d, not to issue %d.", set, found.IssueID, issue)
	}
	return found, err
}

// mayRead refuses a set that is hidden from an account, and from nobody in particular where name is "":
// independent sets stay so on the command line too.
func mayRead(ctx context.Context, store *models.Store, name string, set models.AnnotationSet) error {
	var actor markup.Actor
	if name != "" {
		user, err := store.UserByName(ctx, name)
		if err != nil {
			return err
		}
		actor = markup.Actor{ID: user.ID, Name: user.Name, Role: string(user.Role)}
	}
	return markup.MayRead(actor, desk.StandingOf(set))
}
