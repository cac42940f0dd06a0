package main

import (
	"context"
	"errors"
	"io"

	"galley/desk"
	"galley/engine/document"
	"galley/engine/formats"
	"galley/engine/markup"
	"galley/fault"
	"galley/models"
	"galley/newsroom"
)

type exportCommand struct {
	Issue    int64  `arg:"" help:"Number of the issue, as list prints it."`
	Set      int64  `help:"Number of the set (default: the one that is the issue)." placeholder:"ID"`
	By       string `help:"Account that exports; needed if a set is hidden from others." placeholder:"NAME"`
	Format   string `enum:"json,xml" default:"json" help:"json or xml (default: ${default})."`
	Accepted bool   `help:"Only accepted articles; the others are listed but left out."`
	Since    *int64 `help:"Only what changed since this version of the set." placeholder:"VERSION"`
	Output   string `short:"o" help:"File to write (default: standard output)." placeholder:"FILE"`
}

// Help gives examples.
func (exportCommand) Help() string {
	return `A file that is there already is replaced once the new one is whole.

Examples:

    galley export 1 > issue.json
    galley export 1 --format xml --output issue.xml
    galley export 1 --accepted --since 120 --output changes.json`
}

// Run writes the set of an issue to a file.
func (e exportCommand) Run(ctx context.Context, c *console, d database) (err error) {
	store, err := d.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	format, _ := formats.ByKey(e.Format) // the grammar lets only known ones pass
	document, record, err := e.document(ctx, store, format)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return format.Write(w, document) }
	if e.Output == "" {
		err = write(c.out)
	} else {
		err = replaceFile(e.Output, write)
	}
	if err != nil {
		return err
	}
	return store.SaveExport(ctx, record)
}

// document returns the document to export, and the record of it.
func (e exportCommand) document(ctx context.Context, store *models.Store, format formats.Format) (*document.Document, models.Export, error) {
	set, err := setOf(ctx, store, e.Issue, e.Set)
	if err != nil {
		return nil, models.Export{}, err
	}
	user, err := mayRead(ctx, store, e.By, set)
	if err != nil {
		return nil, models.Export{}, err
	}
	open := desk.New(store, nil)
	defer open.Close()
	view, err := open.View(ctx, set.ID)
	if err != nil {
		return nil, models.Export{}, err
	}
	ask := newsroom.Export{Accepted: e.Accepted, Since: e.Since, Program: release}
	document, err := newsroom.DocumentOf(ctx, open, store, view, ask)
	return document, ask.Record(view, format, user), err
}

// setOf is the set with a number, of an issue; the one that is the issue if the number is 0.
func setOf(ctx context.Context, store *models.Store, issue, set int64) (models.AnnotationSet, error) {
	if _, err := store.Issue(ctx, issue); err != nil {
		return models.AnnotationSet{}, err
	}
	if set == 0 {
		return store.IssueSet(ctx, issue)
	}
	found, err := store.Set(ctx, set)
	if err == nil && found.IssueID != issue {
		err = fault.New(fault.NotFound, "Set %d belongs to issue %d, not to issue %d.", set, found.IssueID, issue)
	}
	return found, err
}

// mayRead refuses a set that is hidden from an account, and from nobody in particular where name is "":
// independent sets stay so on the command line too. It gives the account's number, nil for nobody's.
func mayRead(ctx context.Context, store *models.Store, name string, set models.AnnotationSet) (*int64, error) {
	var actor markup.Actor
	var number *int64
	if name != "" {
		user, err := store.UserByName(ctx, name)
		if err != nil {
			return nil, err
		}
		actor, number = markup.Actor{ID: user.ID, Name: user.Name, Role: user.Role}, &user.ID
	}
	return number, markup.MayRead(actor, desk.StandingOf(set))
}
