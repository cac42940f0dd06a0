package site

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"

	"galley/engine/vocabulary"
	"galley/handlers"
	"galley/handlers/core"
	"galley/models"
	"galley/models/databasetest"
)

// Site is the real program over a fresh database.
type Site struct {
	Server  *handlers.Server
	Address string    // without a slash at its end
	Log     *Journal  // what the server logs
	Now     time.Time // of the server's clock; the store has its own
	made    int       // accounts
}

// Journal is a log that requests write to while a test reads it.
type Journal struct {
	mu  sync.Mutex
	all bytes.Buffer
}

// Write is part of io.Writer.
func (j *Journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.Write(p)
}

// String is what was logged.
func (j *Journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.String()
}

// New is a site that is there until the test ends. The changes are made to what its program decides, and know
// its address.
func New(t testing.TB, changes ...func(s *Site, o *handlers.Options)) *Site {
	t.Helper()
	store, err := models.Open(context.Background(), databasetest.File(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	web := httptest.NewUnstartedServer(nil)
	s := &Site{Address: "http://" + web.Listener.Addr().String(), Log: &Journal{}, Now: time.Date(2031, 5, 10, 9, 0, 0, 0, time.UTC)}
	o := handlers.Options{Options: core.Options{Store: store, Log: slog.New(slog.NewTextHandler(s.Log, nil)), Version: "test",
		Clock: func() time.Time { return s.Now }}}
	for _, change := range changes {
		change(s, &o)
	}
	s.Server = handlers.New(o)
	t.Cleanup(s.Server.Close)
	web.Config.Handler = s.Server.Routes()
	web.Start()
	t.Cleanup(web.Close)
	return s
}

// Serve puts a handler at a new address of the site.
func (s *Site) Serve(t *testing.T, h http.Handler) {
	web := httptest.NewServer(h)
	t.Cleanup(web.Close)
	s.Address = web.URL
}

// Password is that of everybody whom User makes.
const Password = "a good password"

// hash is of Password, at the least cost there is.
const hash = "$argon2id$v=19$m=8,t=1,p=1$VlRlJee2BeKKMUFWDQdbIA$/VMLgKlvjuCvKIfBBgfP4ZvRi7u/0dH7yEqDux5UTX0"

// User makes an account with Password.
func (s *Site) User(t testing.TB, name string, role vocabulary.PersonRole) models.User {
	t.Helper()
	user := models.User{Name: name, PasswordHash: hash, Role: role, Active: true}
	if err := s.Server.Store.CreateUser(context.Background(), &user); err != nil {
		t.Fatal(err)
	}
	s.made++
	return user
}

// Visitor is a browser in which nobody has signed in.
func (s *Site) Visitor(t *testing.T) *Visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &Visitor{t, s, client}
}

// As is a visitor who has signed in with Password.
func (s *Site) As(t *testing.T, name string) *Visitor {
	t.Helper()
	v := s.Visitor(t)
	v.Post("/sign-in", url.Values{"name": {name}, "password": {Password}}).LeadsTo("/")
	return v
}

// SignIn is a visitor who has signed in as a user whom User made.
func (s *Site) SignIn(t *testing.T, user models.User) *Visitor {
	t.Helper()
	return s.As(t, user.Name)
}

// Kinds are the kinds of the record's entries, the oldest first, without accounts that User made.
func (s *Site) Kinds(t *testing.T) []string {
	t.Helper()
	page, err := s.Server.Store.Audit(context.Background(), models.AuditQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, e := range page.Entries {
		kinds = append([]string{e.Kind}, kinds...)
	}
	for range s.made {
		i := slices.Index(kinds, models.AccountMade)
		kinds = slices.Delete(kinds, i, i+1)
	}
	return kinds
}
