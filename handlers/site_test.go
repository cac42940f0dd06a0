package handlers

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"galley/handlers/core"
	"galley/models"
	"galley/models/databasetest"
)

// site is the real program over a fresh database.
type site struct {
	server  *Server
	address string
	log     *journal
	now     time.Time
	made    int // accounts
}

// journal is a log that requests write to while a test reads it.
type journal struct {
	mu  sync.Mutex
	all bytes.Buffer
}

// Write is part of io.Writer.
func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.Write(p)
}

// String is what was logged.
func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.String()
}

func newSite(t *testing.T) *site {
	t.Helper()
	site := &site{log: &journal{}, now: time.Date(2031, 5, 10, 9, 0, 0, 0, time.UTC)}
	store, err := models.Open(context.Background(), databasetest.File(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	site.server = New(Options{Options: core.Options{Store: store, Log: slog.New(slog.NewTextHandler(site.log, nil)), Version: "test",
		Clock: func() time.Time { return site.now }}})
	t.Cleanup(site.server.Close)
	site.serve(t, site.server.Routes())
	return site
}

// serve puts a handler at a new address of the site.
func (s *site) serve(t *testing.T, h http.Handler) {
	web := httptest.NewServer(h)
	t.Cleanup(web.Close)
	s.address = web.URL
}

const goodPassword = "a good password"

// goodHash is of goodPassword, at the least cost there is.
const goodHash = "$argon2id$v=19$m=8,t=1,p=1$VlRlJee2BeKKMUFWDQdbIA$/VMLgKlvjuCvKIfBBgfP4ZvRi7u/0dH7yEqDux5UTX0"

// user makes an account with goodPassword.
func (s *site) user(t *testing.T, name string, role models.Role) models.User {
	t.Helper()
	user := models.User{Name: name, PasswordHash: goodHash, Role: role, Active: true}
	if err := s.server.Store.CreateUser(context.Background(), &user); err != nil {
		t.Fatal(err)
	}
	s.made++
	return user
}

// visitor is a browser with its cookies; it follows no redirect.
type visitor struct {
	t      *testing.T
	site   *site
	client *http.Client
}

func (s *site) visitor(t *testing.T) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &visitor{t, s, client}
}

// as is a visitor who has signed in with goodPassword.
func (s *site) as(t *testing.T, name string) *visitor {
	t.Helper()
	v := s.visitor(t)
	v.post("/sign-in", url.Values{"name": {name}, "password": {goodPassword}}).leadsTo("/")
	return v
}

// in is the same visitor within a part of the test.
func (v *visitor) in(t *testing.T) *visitor { return &visitor{t, v.site, v.client} }

// answer is what came back, with the page parsed.
type answer struct {
	t        *testing.T
	status   int
	header   http.Header
	location string
	body     string
	page     *html.Node
}

func (v *visitor) send(r *http.Request) *answer {
	v.t.Helper()
	response, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	page, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		v.t.Fatal(err)
	}
	return &answer{v.t, response.StatusCode, response.Header, response.Header.Get("Location"), string(body), page}
}

func (v *visitor) request(method, path string, body io.Reader) *http.Request {
	v.t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, v.site.address+path, body)
	if err != nil {
		v.t.Fatal(err)
	}
	return r
}

func (v *visitor) get(path string) *answer {
	v.t.Helper()
	return v.send(v.request(http.MethodGet, path, nil))
}

func (v *visitor) post(path string, form url.Values) *answer {
	v.t.Helper()
	r := v.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.send(r)
}

// file is one to be loaded.
type file struct{ name, text string }

// load sends files and fields as the form does.
func (v *visitor) load(fields map[string]string, files ...file) *answer {
	v.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			v.t.Fatal(err)
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile("files", f.name)
		if err != nil {
			v.t.Fatal(err)
		}
		if _, err := io.WriteString(part, f.text); err != nil {
			v.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		v.t.Fatal(err)
	}
	r := v.request(http.MethodPost, "/loads", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return v.send(r)
}

func (a *answer) leadsTo(path string) {
	a.t.Helper()
	if a.status != http.StatusSeeOther || a.location != path {
		a.t.Fatalf("answer: %d %q, want 303 %q\n%s", a.status, a.location, path, a.text())
	}
}

func (a *answer) is(status int) *answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("answer: %d %q, want %d\n%s", a.status, a.location, status, a.text())
	}
	return a
}

// element is the one of an id, or nil if absent.
func (a *answer) element(id string) *html.Node {
	for n := range a.page.Descendants() {
		if attribute(n, "id") == id {
			return n
		}
	}
	return nil
}

// says checks the text of an element, white space folded.
func (a *answer) says(id, want string) *answer {
	a.t.Helper()
	n := a.element(id)
	if n == nil {
		a.t.Errorf("no #%s; the page says: %s", id, a.text())
	} else if got := textOf(n); got != want {
		a.t.Errorf("#%s says %q, want %q", id, got, want)
	}
	return a
}

// value is what stands in a field.
func (a *answer) value(id string) string {
	a.t.Helper()
	n := a.element(id)
	if n == nil {
		a.t.Fatalf("no field #%s", id)
	}
	return attribute(n, "value")
}

func (a *answer) text() string { return textOf(a.page) }

func attribute(n *html.Node, name string) string {
	for _, attribute := range n.Attr {
		if attribute.Key == name {
			return attribute.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.Data != "script" && d.Parent.Data != "title" {
			b.WriteString(d.Data)
			b.WriteString(" ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
