package main

import (
	"cmp"
	"context"
	"errors"

	"galley/engine/formats"
	"galley/fault"
	"galley/models"
	"galley/newsroom"
)

type loadCommand struct {
	Files       []string `arg:"" name:"file" help:"Text files, or folders of .txt files; each file is a page." placeholder:"FILE|DIR"`
	Publication string   `help:"Name of the paper." placeholder:"NAME"`
	Date        string   `help:"Date of the issue." placeholder:"YYYY-MM-DD"`
	Number      string   `help:"Number of the issue." placeholder:"TEXT"`
	Edition     string   `help:"Edition, such as morning." placeholder:"TEXT"`
	Language    string   `help:"Language, such as en or zh-Hans." placeholder:"TAG"`
	Replace     bool     `help:"Replace each control character by U+FFFD."`
	Again       bool     `help:"Load pages even if their text is already stored."`
}

// Help gives examples.
func (loadCommand) Help() string {
	return `The files are the pages of one issue, in natural order of their names; a form feed in a file starts another page. What you do not give is read from the masthead. The last line printed is "issue" and its number.

Examples:

    galley load --publication 临江日报 --date 2031-05-09 page1.txt page2.txt
    galley load --language en scans/1824-02-17/
    galley load --again --publication 临江日报 --date 2031-05-09 page1.txt`
}

// Run loads the files as one issue: all of them or none.
func (l loadCommand) Run(ctx context.Context, c *console, d database) (err error) {
	files, err := textFiles(l.Files)
	if err != nil {
		return err
	}
	bar := c.progress(files)
	texts, err := formats.ReadText(bar.watch(ctx, files), formats.TextOptions{Replace: l.Replace})
	bar.finish()
	if err != nil {
		return err
	}
	issue, err := l.issue(texts)
	if err != nil {
		return err
	}
	store, err := d.create(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	stored, err := store.CreateIssue(ctx, issue)
	if errors.Is(err, models.ErrStored) {
		return fault.Wrap(fault.Conflict, err, "%s Open that issue, or load it on purpose with --again.", fault.PhraseOf(err))
	}
	if err != nil {
		return err
	}
	if err := store.FillSearch(ctx); err != nil {
		return err
	}
	return c.printf("%s %s: %s\nissue %d\n", stored.Publication, stored.Date, count(len(issue.Pages), "page"), stored.ID)
}

// issue is what the flags say, completed from the text.
func (l loadCommand) issue(texts []formats.TextPage) (models.NewIssue, error) {
	issue, _ := newsroom.ProposeIssue(newsroom.ProposePages(texts))
	issue.Publication = cmp.Or(l.Publication, issue.Publication)
	issue.Date = cmp.Or(l.Date, issue.Date)
	issue.Number = cmp.Or(l.Number, issue.Number)
	issue.Language = cmp.Or(l.Language, issue.Language)
	issue.Edition, issue.Again = l.Edition, l.Again
	switch {
	case issue.Publication == "":
		return issue, fault.New(fault.Invalid, "The text does not say which paper this is. Give --publication NAME.")
	case issue.Date == "":
		return issue, fault.New(fault.Invalid, "The text does not say which day this is. Give --date YYYY-MM-DD.")
	}
	return issue, nil
}
