package main

import (
	"context"

	"galley/engine/formats"
)

type checkCommand struct {
	Files []string `arg:"" name:"file" help:"Files that Galley exported." placeholder:"FILE"`
}

// Help gives examples.
func (checkCommand) Help() string {
	return `Reads each file strictly, JSON against its schema, and verifies every hash, quote and reference. Prints one line a file; the first that does not fit ends the check.

Examples:

    galley check issue.galley.json
    galley check exports/*.xml`
}

// Run checks the files one after another.
func (k checkCommand) Run(_ context.Context, c *console) error {
	for _, name := range k.Files {
		if err := checkFile(c, name); err != nil {
			return err
		}
	}
	return nil
}

func checkFile(c *console, name string) error {
	file, err := openFile(name)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // nothing was written, so closing loses nothing
	report, err := formats.Check(file, name)
	if err != nil {
		return err
	}
	return c.printf("%s\n", report)
}
