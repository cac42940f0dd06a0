package browser

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/handlers"
	"galley/models"
	"galley/tests/browser/chrome"
	"galley/tests/samples"
	galley "galley/tests/site"
)

const goodPassword = galley.Password

// site is the real program over a fresh database, without its command line.
type site struct {
	real    *galley.Site
	store   *models.Store
	server  *handlers.Server
	address string
}

// clock stands still, so that what is exported is the same at every run.
func clock() time.Time { return time.Date(2031, 5, 10, 9, 0, 0, 0, time.UTC) }

func newSite(t *testing.T) *site {
	t.Helper()
	real := galley.New(t, func(_ *galley.Site, o *handlers.Options) {
		o.Clock = clock
		o.Log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	})
	s := &site{real: real, store: real.Server.Store, server: real.Server}
	s.address = newDoor(t, s.server.Routes()).web.URL
	return s
}

// user makes an account with goodPassword.
func (s *site) user(t *testing.T, name string, role vocabulary.PersonRole) models.User {
	t.Helper()
	return s.real.User(t, name, role)
}

// signIn signs in as a new editor.
func (s *site) signIn(t *testing.T, tab *chrome.Tab) models.User {
	t.Helper()
	return s.signInAs(t, tab, "林晓")
}

// signInAs signs in as a new editor of a name.
func (s *site) signInAs(t *testing.T, tab *chrome.Tab, name string) models.User {
	t.Helper()
	user := s.user(t, name, vocabulary.Editor)
	s.enter(t, tab, user.Name)
	return user
}

// enter signs in as somebody who has an account, without the form, which TestEveryPageIsAccessible and
// TestTheMainJobByKeyboardAlone fill in: the tab gets the cookies of the answer, and has opened no page yet.
func (s *site) enter(t *testing.T, tab *chrome.Tab, name string) {
	t.Helper()
	ask, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.address+"/sign-in",
		strings.NewReader(url.Values{"name": {name}, "password": {goodPassword}}.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	ask.Close = true // the door may be shut meanwhile
	ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := http.DefaultTransport.RoundTrip(ask)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("sign in as %s: %s", name, answer.Status)
	}
	for _, cookie := range answer.Cookies() {
		tab.Take(s.address, cookie)
	}
}

// load stores the sample pages as one issue and gives its team set.
func (s *site) load(t *testing.T, issue models.NewIssue, names ...string) int64 {
	t.Helper()
	for _, name := range names {
		issue.Pages = append(issue.Pages, models.NewPage{Text: samples.Read(t, name+".txt")})
	}
	made, err := s.store.CreateIssue(context.Background(), issue)
	if err != nil {
		t.Fatal(err)
	}
	return made.Set.ID
}

func zhuzhou() models.NewIssue {
	return models.NewIssue{Publication: "株洲日报", Language: "zh-Hans", Serial: "CN 43-0005", Date: "2022-11-10", Number: "23126"}
}

// does lets somebody do an act at the head of a set, where keys are not what is tested.
func (s *site) does(t *testing.T, set int64, who models.User, act markup.Act) {
	t.Helper()
	if err := s.tries(t, set, who, act); err != nil {
		t.Fatal(err)
	}
}

func (s *site) tries(t *testing.T, set int64, who models.User, act markup.Act) error {
	t.Helper()
	view, err := s.server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	kind := "act"
	if _, says := act.(*markup.SetState); says {
		kind = markup.KindState
	}
	_, err = s.server.Desk.Apply(t.Context(), desk.Request{Set: set, ID: text.NewID(), Base: view.Version(), Kind: kind, Act: act, Actor: who.Actor(), At: clock()})
	return err
}
