package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
)

type listCommand struct{}

// Help gives examples.
func (listCommand) Help() string {
	return `One line an issue: its number here, date, pages, state, decided blocks of all, and what paper it is.

Examples:

    galley list
    galley list --database archive.db`
}

// Run prints the issues. The publication comes last, since wide characters
// would put columns behind it out of line.
func (listCommand) Run(ctx context.Context, c *console, d database) (err error) {
	store, err := d.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	issues, err := store.IssueList(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "ISSUE\tDATE\tPAGES\tSTATE\tDECIDED\tPAPER") // Flush tells
	for _, i := range issues {
		paper := strings.Join(strings.Fields(i.Publication+" "+i.Number+" "+i.Edition), " ")
		_, _ = fmt.Fprintf(table, "%d\t%s\t%d\t%s\t%d/%d\t%s\n", i.ID, i.Date, i.Pages, i.Set.State, i.Set.Decided, i.Set.Blocks, paper)
	}
	return table.Flush()
}
