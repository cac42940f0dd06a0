package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/tests/samples"
)

var (
	zhuzhou   = samples.Path("zhuzhou-2022-11-10-p1")
	linjiang1 = samples.Path("syn-zh-linjiang-2031-05-09-p1")
	linjiang3 = samples.Path("syn-zh-linjiang-2031-05-09-p3")
)

// desktop is a place to run the program in: a database of its own, made when a
// command makes it.
type desktop struct {
	t        *testing.T
	database string
}

func newDesktop(t *testing.T) desktop {
	t.Helper()
	return desktop{t: t, database: filepath.Join(t.TempDir(), "data", "galley.db")}
}

// answer is what became of a command.
type answer struct {
	status   int
	out, err string
}

// run runs the program in this process.
func (d desktop) run(stdin string, args ...string) answer {
	d.t.Helper()
	d.t.Setenv("GALLEY_DATABASE", d.database)
	var out, err bytes.Buffer
	status := run(d.t.Context(), args, strings.NewReader(stdin), &out, &err)
	return answer{status: status, out: out.String(), err: err.String()}
}

// must runs a command that has to succeed, and returns what it printed.
func (d desktop) must(args ...string) string {
	d.t.Helper()
	a := d.run("", args...)
	if a.status != done || a.err != "" {
		d.t.Fatalf("galley %s: status %d, %s", strings.Join(args, " "), a.status, a.err)
	}
	return a.out
}

// load loads the Zhuzhou page and gives its issue's number.
func (d desktop) load(args ...string) string {
	d.t.Helper()
	return lastWord(d.must(append([]string{"load"}, args...)...))
}

func lastWord(text string) string {
	words := strings.Fields(text)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// file makes a file for one test.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// refused checks that a command ended with a status and one sentence.
func refused(t *testing.T, a answer, status int, says string) {
	t.Helper()
	if a.status != status {
		t.Errorf("status %d, want %d", a.status, status)
	}
	if a.out != "" {
		t.Errorf("printed %q beside the error", a.out)
	}
	if !strings.Contains(a.err, says) {
		t.Errorf("said %q, want something with %q", a.err, says)
	}
	if strings.Count(a.err, "\n") != 1 || !strings.HasPrefix(a.err, "galley: ") || strings.Contains(a.err, "goroutine") {
		t.Errorf("said %q, want one line", a.err)
	}
}

func TestCommandLinesThatAreNotUnderstood(t *testing.T) {
	tests := []struct {
		name string
		args string
		says string
	}{
		{"no command", "", "expected one of"},
		{"an unknown command", "lode", `Try "galley --help"`},
		{"an unknown flag", "load --dat 2022-11-10 x.txt", `Try "galley load --help"`},
		{"no file to load", "load", "expected"},
		{"an unknown role", "user add meier --role boss", "--role must be one of"},
		{"a certificate without its key", "serve --tls-cert c.pem", "--tls-key"},
		{"an account without a role", "user add meier", "--role"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refused(t, newDesktop(t).run("", strings.Fields(tt.args)...), misspelt, tt.says)
		})
	}
}

func TestEveryCommandHasHelpWithExamples(t *testing.T) {
	for _, command := range []string{"serve", "load", "mark", "export", "check", "list", "user add", "user invite", "user password", "user list", "user role", "user close", "user open", "version"} {
		t.Run(command, func(t *testing.T) {
			help := newDesktop(t).must(append(strings.Fields(command), "--help")...)
			for _, part := range []string{"Usage: galley " + command, "Examples:", "    galley " + command, "--database"} {
				if !strings.Contains(help, part) {
					t.Errorf("help lacks %q:\n%s", part, help)
				}
			}
		})
	}
}

func TestHelpDoesNothing(t *testing.T) {
	d := newDesktop(t)
	d.must("load", "--help")
	if _, err := os.Stat(d.database); err == nil {
		t.Error("help made a database")
	}
}

func TestVersion(t *testing.T) {
	if out := newDesktop(t).must("version"); !strings.HasPrefix(out, "galley "+release) {
		t.Errorf("printed %q", out)
	}
}

func TestCommandsThatReadWantADatabase(t *testing.T) {
	d := newDesktop(t)
	refused(t, d.run("", "list"), failed, "There is no database at")
	if _, err := os.Stat(filepath.Dir(d.database)); err == nil {
		t.Error("a folder was made for it")
	}
}

func TestUserAdd(t *testing.T) {
	d := newDesktop(t)
	if a := d.run("correct horse battery\n", "user", "add", "meier", "--role", "editor"); a.status != done || a.out != "user 1\n" {
		t.Fatalf("the first account: %+v", a)
	}
	refused(t, d.run("correct horse battery", "user", "add", "meier", "--role", "reader"), failed, "meier")
	refused(t, d.run("short", "user", "add", "huber", "--role", "editor"), failed, "at least 10 characters")
	refused(t, d.run("", "user", "add", "huber", "--role", "editor"), failed, "at least 10 characters")
}

func TestPeopleFromTheCommandLine(t *testing.T) {
	d := newDesktop(t)
	for _, user := range []struct{ name, role string }{{"chief", "administrator"}, {"meier", "editor"}} {
		if a := d.run("correct horse battery", "user", "add", user.name, "--role", user.role); a.status != done {
			t.Fatalf("%+v", a)
		}
	}
	for _, link := range []string{d.must("user", "invite", "--role", "reader", "--base-url", "https://galley.example/"), d.must("user", "password", "meier", "--base-url", "https://galley.example")} {
		if token, is := strings.CutPrefix(link, "https://galley.example/join/"); !is || len(token) != 27 {
			t.Errorf("printed %q", link)
		}
	}
	d.must("user", "role", "meier", "reviewer")
	d.must("user", "close", "meier")
	if out := d.must("user", "list"); out != "chief\tadministrator\nmeier\treviewer\tclosed\n" {
		t.Errorf("printed %q", out)
	}
	refused(t, d.run("", "user", "password", "meier"), failed, "The account of meier is closed")
	d.must("user", "open", "meier")
	refused(t, d.run("", "user", "close", "chief"), failed, "chief is the last administrator who can sign in")
	refused(t, d.run("", "user", "role", "nobody", "reader"), failed, "There is no user nobody")
	refused(t, d.run("", "user", "invite", "--role", "reader", "--days", "0"), failed, "1 to 90 days")
}
