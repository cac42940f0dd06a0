package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"galley/fault"
)

// console is where a command reads and writes.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// printf writes to standard output.
func (c *console) printf(format string, words ...any) error {
	_, err := fmt.Fprintf(c.out, format, words...)
	return err
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// complain writes a sentence to standard error.
func (c *console) complain(sentence string) {
	_, _ = fmt.Fprintln(c.err, "galley:", sentence) // there is nowhere left to say that this failed
}

// terminal is the file behind a stream when somebody sits at it.
func terminal(stream any) (file *os.File, ok bool) {
	file, ok = stream.(*os.File)
	return file, ok && term.IsTerminal(int(file.Fd()))
}

// askPassword asks for a new password twice at a terminal, without showing it;
// from anything else it reads one line.
func (c *console) askPassword(ctx context.Context, name string) (string, error) {
	file, ok := terminal(c.in)
	if !ok {
		line, err := bufio.NewReader(c.in).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("read the password: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	first, err := c.askHidden(ctx, file, "Password for "+name+": ")
	if err != nil {
		return "", err
	}
	second, err := c.askHidden(ctx, file, "The same again: ")
	if err != nil {
		return "", err
	}
	if first != second {
		return "", fault.New(fault.Invalid, "The two passwords differ. Nothing was stored; please try again.")
	}
	return first, nil
}

// askHidden asks one question. An interrupt gives the terminal back as it was.
func (c *console) askHidden(ctx context.Context, file *os.File, question string) (string, error) {
	fd := int(file.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	_, _ = fmt.Fprint(c.err, question) // a question that cannot be shown is still answered
	type answer struct {
		password []byte
		err      error
	}
	answers := make(chan answer, 1)
	go func() {
		password, err := term.ReadPassword(fd)
		answers <- answer{password, err}
	}()
	defer func() { _, _ = fmt.Fprintln(c.err) }()
	select {
	case a := <-answers:
		return string(a.password), a.err
	case <-ctx.Done():
		return "", errors.Join(ctx.Err(), term.Restore(fd, before))
	}
}

// usage is the sentence about a command line that was not understood.
func usage(err error) string {
	help := "galley --help"
	if parse, ok := errors.AsType[*kong.ParseError](err); ok && parse.Context != nil {
		if node := parse.Context.Selected(); node != nil {
			help = "galley " + node.Path() + " --help"
		}
	}
	return fmt.Sprintf("The command was not understood: %s. Try %q.", err, help)
}

// sentence is what is said about a fault. Unlike a page, a terminal shows the
// cause: whoever sits there may be able to mend it.
func sentence(err error) string {
	if errors.Is(err, context.Canceled) {
		return "Stopped before it was finished."
	}
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case !ok:
		return "This could not be done: " + err.Error() + "."
	case e.Code == fault.Internal:
		return e.Error()
	}
	return e.Says.String()
}
