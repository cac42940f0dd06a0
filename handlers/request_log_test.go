package handlers

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

	"galley/fault"
	"galley/models"
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
	line := logLine{r.Level, r.Message, map[string]string{}}
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
func logs(t *testing.T) (*site, logLines) {
	t.Helper()
	site, lines := newSite(t), make(logLines, 1000)
	site.server.Log = slog.New(lines)
	routes := site.server.Routes()
	routes.GET("/error", func(echo.Context) error { return fmt.Errorf("read page 3: %w", errors.New("disk on fire")) }, site.server.Paged()...)
	routes.GET("/panic", func(echo.Context) error { panic("no such plate") }, site.server.Paged()...)
	routes.GET("/half", func(c echo.Context) error {
		return errors.Join(c.String(http.StatusOK, "half a page"), errors.New("the other half is gone"))
	})
	routes.GET("/session", func(c echo.Context) error {
		site.server.Sessions.ErrorFunc(c.Response(), c.Request(), errors.New("no table"))
		return nil
	})
	routes.GET("/typed", func(c echo.Context) error {
		return fault.New(fault.Forbidden, "%s", fault.Say("Nobody may see %s.", c.QueryParam("q")))
	})
	site.serve(t, routes)
	return site, lines
}

func TestEachRequestLeavesALine(t *testing.T) {
	t.Parallel()
	site, lines := logs(t)
	li, wei := site.user(t, "li", models.Editor), site.user(t, "wei", models.Reader)
	editor, reader, stranger := site.signIn(t, li), site.signIn(t, wei), site.visitor(t)
	signIn := func(name, password string) url.Values { return url.Values{"name": {name}, "password": {password}} }
	id := func(user models.User) string { return fmt.Sprint(user.ID) }
	elsewhere := func() *answer {
		r := editor.request(http.MethodPost, "/sign-out", nil)
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		return editor.send(r)
	}
	const unfit = "Name and password do not fit together. Check both; an administrator can give you a new password."
	tests := []struct {
		name  string
		do    func() *answer
		level slog.Level
		told  map[string]string
	}{
		{"a page", func() *answer { return editor.get("/issues?q=1") }, slog.LevelInfo,
			map[string]string{"method": "GET", "route": "/issues", "status": "200", "who": "li", "account": id(li)}},
		{"a page of a number", func() *answer { return editor.get("/issues/77") }, slog.LevelInfo,
			map[string]string{"method": "GET", "route": "/issues/:id", "status": "404", "who": "li", "account": id(li), "why": "There is no issue %d. See the list of issues for those that are there."}},
		{"a stranger", func() *answer { return stranger.get("/issues") }, slog.LevelInfo,
			map[string]string{"method": "GET", "route": "/issues", "status": "303", "why": "Please sign in first."}},
		{"a route that is none", func() *answer { return editor.get("/wp-login.php") }, slog.LevelInfo,
			map[string]string{"method": "GET", "route": "unmatched", "status": "404", "who": "li", "account": id(li), "why": "There is no page at this address. Go on from the list of issues."}},
		{"a file of a page", func() *answer { return stranger.get("/static/no.css") }, slog.LevelDebug,
			map[string]string{"method": "GET", "route": "/static/*", "status": "404", "why": "There is no page at this address. Go on from the list of issues."}},
		{"whether Galley lives", func() *answer { return stranger.get("/healthz") }, slog.LevelDebug,
			map[string]string{"method": "GET", "route": "/healthz", "status": "200"}},
		{"a refused role", func() *answer { return reader.get("/people") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/people", "status": "403", "who": "wei", "account": id(wei), "why": "Only administrators see and change this. Ask one of them."}},
		{"a refused token", func() *answer { return site.program(t, "GET", "/issues", "galley_none", "") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/issues", "status": "401", "why": "There is no such token. Make one on your account page."}},
		{"another site", elsewhere, slog.LevelWarn,
			map[string]string{"method": "POST", "route": "/sign-out", "status": "403", "why": "Another site sent this request, so Galley did not follow it. Open Galley itself and try again."}},
		{"a name of nobody", func() *answer { return stranger.post("/sign-in", signIn("hunter2", "x")) }, slog.LevelWarn,
			map[string]string{"method": "POST", "route": "/sign-in", "status": "422", "why": unfit}},
		{"a wrong password", func() *answer { return stranger.post("/sign-in", signIn("li", "x")) }, slog.LevelWarn,
			map[string]string{"method": "POST", "route": "/sign-in", "status": "422", "about": id(li), "why": unfit}},
		{"a right password", func() *answer { return stranger.post("/sign-in", signIn("li", goodPassword)) }, slog.LevelInfo,
			map[string]string{"method": "POST", "route": "/sign-in", "status": "303", "who": "li", "account": id(li)}},
		{"a wrong password of one's own", func() *answer { return editor.post("/account", url.Values{"current": {"x"}}) }, slog.LevelWarn,
			map[string]string{"method": "POST", "route": "/account", "status": "422", "who": "li", "account": id(li), "why": "This is not your password."}},
		{"a one-time link that is none", func() *answer { return stranger.get("/welcome/abc") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/welcome/:token", "status": "404"}},
		{"a link that is none", func() *answer { return stranger.get("/join/abc") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/join/:token", "status": "404", "why": "There is no such link. See that you have copied all of it."}},
		{"a sentence filled with what was typed", func() *answer { return stranger.get("/typed?q=plans") }, slog.LevelWarn,
			map[string]string{"method": "GET", "route": "/typed", "status": "403", "why": "Nobody may see %s."}},
	}
	for _, tt := range tests {
		a := tt.do()
		line := lines.next(t)
		if id := line.told["request"]; id == "" || id != a.header.Get("X-Request-Id") || line.told["ms"] == "" || line.told["from"] != "127.0.0.1" {
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
	site, lines := logs(t)
	li := site.user(t, "li", models.Editor)
	v := site.visitor(t)
	var last logLine
	for range 5 {
		v.post("/sign-in", url.Values{"name": {"li"}, "password": {"wrong"}})
		last = lines.next(t)
	}
	if last.level != slog.LevelWarn || last.told["status"] != "429" || last.told["about"] != fmt.Sprint(li.ID) {
		t.Errorf("who guesses too often is logged as %+v", last)
	}
}

// What people type, read or keep secret stands in no line, whatever its level.
func TestNothingPrivateIsLogged(t *testing.T) {
	t.Parallel()
	site, lines := logs(t)
	site.user(t, "li", models.Editor)
	li := site.as(t, "li")
	set, blocks := site.newSet(t)
	token := li.post("/account/tokens", url.Values{"name": {"private token name"}, "days": {"3"}, "scope-read": {"yes"}}).secret()
	visitor := site.visitor(t)
	visitor.get("/sign-in?next=private-query&password=private-query")
	visitor.get("/join/private-link")
	visitor.get("/welcome/private-link")
	visitor.get("/private-path")
	visitor.get("/sign-in/callback?error=private-query&code=private-query&state=private-query")
	visitor.post("/sign-in", url.Values{"name": {"private name"}, "password": {"private password"}})
	visitor.post("/sign-in", url.Values{"name": {"li"}, "password": {"private password"}})
	visitor.post("/sign-in", url.Values{"name": {"private name"}, "next": {"/private-path"}})
	li.post("/account", url.Values{"current": {"private password"}, "password": {"private password"}, "again": {"private password"}})
	li.get("/search?q=private-query").is(http.StatusOK)
	li.get("/issues?q=private-query&publication=private-query")
	li.load(map[string]string{"publication": "private name", "text": "private text\n\nprivate text"}, file{"private-file.txt", "private text"})
	li.sendStep(set, `{"id":"private step","base":0,"act":{"kind":"private act"}}`)
	li.step(set, "abcdefghijklmnopqrstuvwxyz", 0, roleAct(blocks[0], "private role"))
	li.sendStep(set, `private text`)
	li.say(set, "", `{"text":"private text"}`)
	site.program(t, "GET", "/issues", token, "").is(http.StatusOK)
	site.program(t, "POST", fmt.Sprintf("/sets/%d/steps", set), token, "private text").is(http.StatusForbidden)
	site.program(t, "GET", "/issues", "galley_private", "").is(http.StatusUnauthorized)
	r := visitor.request("GET", "/issues", nil)
	r.Header.Set("User-Agent", "private browser")
	r.Header.Set("Referer", "https://private.example")
	r.Header.Set("Cookie", "galley=private-session")
	visitor.send(r)

	cookie := li.client.Jar.Cookies(r.URL)[0].Value
	for range len(lines) {
		line := lines.next(t)
		whole, err := json.Marshal(line.told)
		if err != nil {
			t.Fatal(err)
		}
		for _, private := range []string{"private", token, cookie, goodPassword, "铅字"} {
			if strings.Contains(line.what+string(whole), private) {
				t.Errorf("%q stands in the log: %s %s", private, line.what, whole)
			}
		}
	}
}

func TestAFailureStandsInTheLogOnce(t *testing.T) {
	t.Parallel()
	site, lines := logs(t)
	v := site.visitor(t)
	tests := []struct{ path, status, says, stack string }{
		{"/error", "500", "read page 3: disk on fire", ""},
		{"/panic", "500", "panic: no such plate", "request_log_test.go"},
		{"/half", "200", "the other half is gone", ""},
		{"/session", "500", "session: no table", ""},
	}
	for _, tt := range tests {
		a := v.get(tt.path)
		line := lines.next(t)
		if line.level != slog.LevelError || line.told["status"] != tt.status || line.told["route"] != tt.path || line.told["error"] != tt.says {
			t.Errorf("%s is logged as %+v", tt.path, line)
		}
		if stack := line.told["stack"]; !strings.Contains(stack, tt.stack) || (stack == "") != (tt.stack == "") {
			t.Errorf("%s has the stack %q", tt.path, stack)
		}
		if line.told["request"] != a.header.Get("X-Request-Id") {
			t.Errorf("%s has the number %q", tt.path, line.told["request"])
		}
		lines.quiet(t)
	}
}

func TestWhoWentAwayIsNoError(t *testing.T) {
	t.Parallel()
	site, lines := newSite(t), make(logLines, 1000)
	site.server.Log = slog.New(lines)
	routes, came := site.server.Routes(), make(chan bool, 1)
	waits := func(c echo.Context) error {
		came <- true
		<-c.Request().Context().Done()
		return nil
	}
	routes.GET("/waits", func(c echo.Context) error {
		return errors.Join(waits(c), fmt.Errorf("read page 3: %w", c.Request().Context().Err()))
	}, site.server.Paged()...)
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
	site.serve(t, routes)
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
		connection, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(site.address, "http://"))
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
	site, lines := logs(t)
	v := site.signIn(t, site.user(t, "li", models.Editor))
	set, _ := site.newSet(t)
	s := v.events(set, 0)
	if e := s.next(); e.name != "hello" {
		t.Fatalf("begins with %+v", e)
	}
	lines.quiet(t)
	s.leave()
	line := lines.next(t)
	if line.level != slog.LevelDebug || line.what != "stream" || line.told["route"] != "/sets/:id/events" || line.told["status"] != "200" || line.told["who"] != "li" {
		t.Errorf("the stream is logged as %+v", line)
	}
}
