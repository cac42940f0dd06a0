package handlers_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"galley/engine/vocabulary"
	"galley/fault"
	"galley/handlers/core"
	"galley/models"
	"galley/tests/site"
)

// logLine is a line of the log.
type logLine struct {
	level slog.Level
	what  string
	told  map[string]string
}

// logLines is a slog.Handler that keeps lines of every level.
type logLines chan logLine

// Enabled is part of slog.Handler.
func (logLines) Enabled(context.Context, slog.Level) bool { return true }

// WithAttrs is part of slog.Handler; nobody here uses it.
func (l logLines) WithAttrs([]slog.Attr) slog.Handler { return l }

// WithGroup is part of slog.Handler; nobody here uses it.
func (l logLines) WithGroup(string) slog.Handler { return l }

// Handle is part of slog.Handler.
func (l logLines) Handle(_ context.Context, r slog.Record) error {
	line := logLine{level: r.Level, what: r.Message, told: map[string]string{}}
	r.Attrs(func(a slog.Attr) bool {
		line.told[a.Key] = a.Value.String()
		return true
	})
	l <- line
	return nil
}

// next waits for the next line.
func (l logLines) next(t *testing.T) logLine {
	t.Helper()
	select {
	case line := <-l:
		return line
	case <-time.After(20 * time.Second):
		t.Fatal("no line was logged")
	}
	return logLine{}
}

// quiet fails when there is one more line.
func (l logLines) quiet(t *testing.T) {
	t.Helper()
	select {
	case line := <-l:
		t.Errorf("one line more: %+v", line)
	default:
	}
}

// logs makes a site whose lines are kept, with some routes that go wrong.
func logs(t *testing.T) (*site.Site, logLines) {
	t.Helper()
	s, lines := site.New(t), make(logLines, 1000)
	s.Server.Log = slog.New(lines)
	routes := s.Server.Routes()
	routes.GET("/error", func(echo.Context) error { return fmt.Errorf("read page 3: %w", errors.New("disk on fire")) }, s.Server.Around(core.Page, core.Everybody)...)
	routes.GET("/panic", func(echo.Context) error { panic("no such plate") }, s.Server.Around(core.Page, core.Everybody)...)
	routes.GET("/half", func(c echo.Context) error {
		return errors.Join(c.String(http.StatusOK, "half a page"), errors.New("the other half is gone"))
	})
	routes.GET("/session", func(c echo.Context) error {
		s.Server.Sessions.ErrorFunc(c.Response(), c.Request(), errors.New("no table"))
		return nil
	})
	routes.GET("/typed", func(c echo.Context) error {
		return fault.New(fault.Forbidden, "%s", fault.Say("Nobody may see %s.", c.QueryParam("q")))
	})
	s.Serve(t, routes)
	return s, lines
}

func TestEachRequestLeavesALine(t *testing.T) {
	t.Parallel()
	s, lines := logs(t)
	li, wei := s.User(t, "li", vocabulary.Editor), s.User(t, "wei", vocabulary.Reader)
	editor, reader, stranger := s.SignIn(t, li), s.SignIn(t, wei), s.Visitor(t)
	lines.next(t) // each has signed in
	lines.next(t)
	signIn := func(name, password string) url.Values { return url.Values{"name": {name}, "password": {password}} }
	id := func(user models.User) string { return fmt.Sprint(user.ID) }
	elsewhere := func() *site.Answer {
		r := editor.Request(http.MethodPost, "/sign-out", nil)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		return editor.Send(r)
	}
	const unfit = "The name or the password is wrong. Check both; an administrator can give you a new password."
	tests := []struct {
		name  string
		do    func() *site.Answer
		level slog.Level
		told  map[string]string
	}{
		{"a page", func() *site.Answer { return editor.Get("/issues?q=1") }, slog.LevelInfo,
			map[string]string{"method": "GET", "route": "/issues", "status": "200", "who": "li", "account": id(li)}},
		{"a page of a number", func() *site.Answer { return editor.Get("/issues/77") }, slog.LevelInfo,
			map[string]string{"method": "GET", "route": "/issues/:id", "status": "404", "who": "li", "account": id(li), "why": "There is no issue %d. See the list of issues."}},
		{"a stranger", func() *site.Answer { return stranger.Get("/issues") }, slog.LevelInfo,
			map[string]string{"method": "GET", "route": "/issues", "status": "303", "why": "Please sign in first."}},
		{"an unknown route", func() *site.Answer { return editor.Get("/wp-login.php") }, slog.LevelInfo,
			map[string]string{"method": "GET", "route": "unmatched", "status": "404", "who": "li", "account": id(li), "why": "There is no page at this address. Continue from the list of issues."}},
		{"a file of a page", func() *site.Answer { return stranger.Get("/static/no.css") }, slog.LevelDebug,
			map[string]string{"method": "GET", "route": "/static/*", "status": "404", "why": "There is no page at this address. Continue from the list of issues."}},
		{"whether Galley lives", func() *site.Answer { return stranger.Get("/healthz") }, slog.LevelDebug,
			map[string]string{"method": "GET", "route": "/healthz", "status": "200"}},
		{"a refused role", func() *site.Answer { return reader.Get("/people") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/people", "status": "403", "who": "wei", "account": id(wei), "why": "Only administrators can see and change this. Ask one of them."}},
		{"a refused token", func() *site.Answer { return s.Program(t, "GET", "/issues", "galley_none", "") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/issues", "status": "401", "why": "There is no such token. Create one on your account page."}},
		{"another site", elsewhere, slog.LevelWarn,
			map[string]string{"method": "POST", "route": "/sign-out", "status": "403", "why": "Another site sent this request, so Galley did not follow it. Open Galley itself and try again."}},
		{"a name of nobody", func() *site.Answer { return stranger.Post("/sign-in", signIn("hunter2", "x")) }, slog.LevelWarn,
			map[string]string{"method": "POST", "route": "/sign-in", "status": "422", "why": unfit}},
		{"a wrong password", func() *site.Answer { return stranger.Post("/sign-in", signIn("li", "x")) }, slog.LevelWarn,
			map[string]string{"method": "POST", "route": "/sign-in", "status": "422", "about": id(li), "why": unfit}},
		{"a right password", func() *site.Answer { return stranger.Post("/sign-in", signIn("li", site.Password)) }, slog.LevelInfo,
			map[string]string{"method": "POST", "route": "/sign-in", "status": "303", "who": "li", "account": id(li)}},
		{"a wrong password of one's own", func() *site.Answer { return editor.Post("/account", url.Values{"current": {"x"}}) }, slog.LevelWarn,
			map[string]string{"method": "POST", "route": "/account", "status": "422", "who": "li", "account": id(li), "why": "This is not your password."}},
		{"an unknown one-time link", func() *site.Answer { return stranger.Get("/welcome/abc") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/welcome/:token", "status": "404"}},
		{"an unknown link", func() *site.Answer { return stranger.Get("/join/abc") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/join/:token", "status": "404", "why": "There is no such link. Check that you have copied all of it."}},
		{"a sentence filled with what was typed", func() *site.Answer { return stranger.Get("/typed?q=plans") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/typed", "status": "403", "why": "Nobody may see %s."}},
	}
	for _, tt := range tests {
		a := tt.do()
		line := lines.next(t)
		if id := line.told["request"]; id == "" || id != a.Header.Get("X-Request-Id") || line.told["ms"] == "" || line.told["from"] != "127.0.0.1" {
			t.Errorf("%s: request %q took %q from %q", tt.name, id, line.told["ms"], line.told["from"])
		}
		for _, changes := range []string{"request", "ms", "from"} {
			delete(line.told, changes)
		}
		if diff := cmp.Diff(tt.told, line.told); diff != "" || line.level != tt.level || line.what != "request" {
			t.Errorf("%s: %s %q, want %s (-want +got)\n%s", tt.name, line.level, line.what, tt.level, diff)
		}
		lines.quiet(t)
	}
}

func TestGuessesLeaveALine(t *testing.T) {
	t.Parallel()
	s, lines := logs(t)
	li := s.User(t, "li", vocabulary.Editor)
	v := s.Visitor(t)
	var last logLine
	for range 5 {
		v.Post("/sign-in", url.Values{"name": {"li"}, "password": {"wrong"}})
		last = lines.next(t)
	}
	if last.level != slog.LevelWarn || last.told["status"] != "429" || last.told["about"] != fmt.Sprint(li.ID) {
		t.Errorf("who guesses too often is logged as %+v", last)
	}
}

// What people type, read or keep secret stands in no line, whatever its level.
func TestNothingPrivateIsLogged(t *testing.T) {
	t.Parallel()
	s, lines := logs(t)
	s.User(t, "li", vocabulary.Editor)
	li := s.As(t, "li")
	set, blocks := s.NewSet(t)
	token := li.Post("/account/tokens", url.Values{"name": {"private token name"}, "days": {"3"}, "scope-read": {"yes"}}).Secret()
	visitor := s.Visitor(t)
	visitor.Get("/sign-in?next=private-query&password=private-query")
	visitor.Get("/join/private-link")
	visitor.Get("/welcome/private-link")
	visitor.Get("/private-path")
	visitor.Get("/sign-in/callback?error=private-query&code=private-query&state=private-query")
	visitor.Post("/sign-in", url.Values{"name": {"private name"}, "password": {"private password"}})
	visitor.Post("/sign-in", url.Values{"name": {"li"}, "password": {"private password"}})
	visitor.Post("/sign-in", url.Values{"name": {"private name"}, "next": {"/private-path"}})
	li.Post("/account", url.Values{"current": {"private password"}, "password": {"private password"}, "again": {"private password"}})
	li.Get("/search?q=private-query").Is(http.StatusOK)
	li.Get("/issues?q=private-query&publication=private-query")
	li.Load(map[string]string{"publication": "private name", "text": "private text\n\nprivate text"}, site.File{Name: "private-file.txt", Text: "private text"})
	li.SendStep(set, `{"id":"private step","base":0,"act":{"kind":"private act"}}`)
	li.Step(set, "abcdefghijklmnopqrstuvwxyz", 0, site.RoleAct(blocks[0], "private role"))
	li.SendStep(set, `private text`)
	li.Say(set, "", `{"text":"private text"}`)
	s.Program(t, "GET", "/issues", token, "").Is(http.StatusOK)
	s.Program(t, "POST", fmt.Sprintf("/sets/%d/steps", set), token, "private text").Is(http.StatusForbidden)
	s.Program(t, "GET", "/issues", "galley_private", "").Is(http.StatusUnauthorized)
	r := visitor.Request("GET", "/issues", nil)
	r.Header.Set("User-Agent", "private browser")
	r.Header.Set("Referer", "https://private.example")
	r.Header.Set("Cookie", "galley=private-session")
	visitor.Send(r)

	cookie := li.Client.Jar.Cookies(r.URL)[0].Value
	for range len(lines) {
		line := lines.next(t)
		whole, err := json.Marshal(line.told)
		if err != nil {
			t.Fatal(err)
		}
		for _, private := range []string{"private", token, cookie, site.Password, "铅字"} {
			if strings.Contains(line.what+string(whole), private) {
				t.Errorf("%q stands in the log: %s %s", private, line.what, whole)
			}
		}
	}
}

func TestAFailureStandsInTheLogOnce(t *testing.T) {
	t.Parallel()
	s, lines := logs(t)
	v := s.Visitor(t)
	tests := []struct{ path, status, says, stack string }{
		{"/error", "500", "read page 3: disk on fire", ""},
		{"/panic", "500", "panic: no such plate", "request_log_test.go"},
		{"/half", "200", "the other half is gone", ""},
		{"/session", "500", "session: no table", ""},
	}
	for _, tt := range tests {
		a := v.Get(tt.path)
		line := lines.next(t)
		if line.level != slog.LevelError || line.told["status"] != tt.status || line.told["route"] != tt.path || line.told["error"] != tt.says {
			t.Errorf("%s is logged as %+v", tt.path, line)
		}
		if stack := line.told["stack"]; !strings.Contains(stack, tt.stack) || (stack == "") != (tt.stack == "") {
			t.Errorf("%s has the stack %q", tt.path, stack)
		}
		if line.told["request"] != a.Header.Get("X-Request-Id") {
			t.Errorf("%s has the number %q", tt.path, line.told["request"])
		}
		lines.quiet(t)
	}
}

func TestWhoWentAwayIsNoError(t *testing.T) {
	t.Parallel()
	s, lines := site.New(t), make(logLines, 1000)
	s.Server.Log = slog.New(lines)
	routes, came := s.Server.Routes(), make(chan bool, 1)
	waits := func(c echo.Context) error {
		came <- true
		<-c.Request().Context().Done()
		return nil
	}
	routes.GET("/waits", func(c echo.Context) error {
		return errors.Join(waits(c), fmt.Errorf("read page 3: %w", c.Request().Context().Err()))
	}, s.Server.Around(core.Page, core.Everybody)...)
	routes.GET("/writes", func(c echo.Context) error {
		c.Response().WriteHeader(http.StatusOK)
		c.Response().Flush()
		return errors.Join(waits(c), &net.OpError{Op: "write", Err: errors.New("broken pipe")})
	})
	routes.GET("/fails", func(c echo.Context) error {
		return errors.Join(waits(c), errors.New("disk on fire"))
	})
	routes.POST("/reads", func(c echo.Context) error {
		came <- true
		_, err := io.ReadAll(c.Request().Body)
		return err
	})
	s.Serve(t, routes)
	tests := []struct {
		name, request, status string
		level                 slog.Level
	}{
		{"who waits for an answer", "GET /waits HTTP/1.1\r\nHost: galley\r\n\r\n", "499", slog.LevelDebug},
		{"who reads it", "GET /writes HTTP/1.1\r\nHost: galley\r\n\r\n", "499", slog.LevelDebug},
		{"who sends a file", "POST /reads HTTP/1.1\r\nHost: galley\r\nContent-Length: 100\r\n\r\nhalf", "499", slog.LevelDebug},
		{"who meets a failure of Galley's", "GET /fails HTTP/1.1\r\nHost: galley\r\n\r\n", "500", slog.LevelError},
	}
	for _, tt := range tests {
		connection, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(s.Address, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(connection, tt.request); err != nil {
			t.Fatal(err)
		}
		<-came
		if err := connection.Close(); err != nil {
			t.Fatal(err)
		}
		if line := lines.next(t); line.told["status"] != tt.status || line.level != tt.level {
			t.Errorf("%s leaves %+v", tt.name, line)
		}
	}
	lines.quiet(t)
}

func TestAStreamIsLoggedWhenItEnds(t *testing.T) {
	t.Parallel()
	galley, lines := logs(t)
	v := galley.SignIn(t, galley.User(t, "li", vocabulary.Editor))
	lines.next(t) // that li has signed in
	set, _ := galley.NewSet(t)
	s := v.Events(set, 0)
	if e := s.Next(); e.Name != "hello" {
		t.Fatalf("begins with %+v", e)
	}
	lines.quiet(t)
	s.Leave()
	line := lines.next(t)
	if line.level != slog.LevelDebug || line.what != "stream" || line.told["route"] != "/sets/:id/events" || line.told["status"] != "200" || line.told["who"] != "li" {
		t.Errorf("the stream is logged as %+v", line)
	}
}
