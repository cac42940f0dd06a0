package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// The program's exit statuses.
const (
	done     = 0
	failed   = 1 // the command was understood and could not be done
	misspelt = 2 // the command was not understood
)

// run is the whole program except for the process around it. It gives the exit
// status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &console{in: stdin, out: stdout, err: stderr}
	var line commandLine
	helped := false
	parser, err := kong.New(&line,
		kong.Name("galley"),
		kong.Description("Galley is a workbench for newspaper editors: it turns the text of an issue into articles."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(c),
	)
	if err != nil {
		panic(err) // the grammar of the commands is wrong: a programming error
	}
	command, err := parser.Parse(args)
	switch {
	case helped:
		return done
	case err != nil:
		c.complain(usage(err))
		return misspelt
	}
	if err := command.Run(database(line.Database)); err != nil {
		c.complain(sentence(err))
		return failed
	}
	return done
}

// commandLine is the grammar of the command line.
type commandLine struct {
	Database string `help:"SQLite file, or a postgres:// address (default: ${default})." default:"data/galley.db" env:"GALLEY_DATABASE" placeholder:"FILE"`

	Serve   serveCommand   `cmd:"" help:"Serve the workbench."`
	Load    loadCommand    `cmd:"" help:"Load text files as the pages of one issue."`
	Mark    markCommand    `cmd:"" help:"Import marks from files into an issue."`
	Export  exportCommand  `cmd:"" help:"Write an issue with its marks as JSON or XML."`
	Check   checkCommand   `cmd:"" help:"Verify exported files."`
	List    listCommand    `cmd:"" help:"List the issues."`
	User    userCommand    `cmd:"" help:"Accounts."`
	Version versionCommand `cmd:"" help:"Print the program's version."`
}
