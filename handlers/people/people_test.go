package people_test

import (
	"bufio"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/vocabulary"
	"galley/tests/site"
)

func TestInvitation(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Administrator)
	chief := s.As(t, "wei")
	chief.Post("/people/invitations", url.Values{"role": {"boss"}, "days": {"0"}}).Is(http.StatusUnprocessableEntity).
		Says("role-error", "The role must be administrator, editor, reviewer or reader.").Says("days-error", "A link can be valid for 1 to 90 days.")
	a := chief.Post("/people/invitations", url.Values{"role": {"reviewer"}, "note": {"Li"}, "days": {"3"}})
	link := a.Secret()
	if strings.Contains(chief.Get("/people").Is(http.StatusOK).Body, link) {
		t.Error("the page of people shows the link again")
	}
	if !strings.Contains(chief.Get("/people").Text(), "Invitation: Reviewer Li wei") {
		t.Error("the page of people does not name the link that waits")
	}

	guest := s.Visitor(t)
	for range 3 {
		guest.Get(link).Is(http.StatusOK) // as a mail program does ahead of its reader
	}
	guest.Post(link, url.Values{"name": {"wei"}, "password": {"short"}}).Is(http.StatusUnprocessableEntity).Says("password-error", "Choose a password of at least 10 characters.")
	guest.Post(link, url.Values{"name": {"wei"}, "password": {site.Password}}).Is(http.StatusUnprocessableEntity).Says("name-error", "There is already a user wei. Choose another name.")
	guest.Post(link, url.Values{"name": {"li"}, "password": {site.Password}}).LeadsTo("/issues")
	guest.Get("/issues").Is(http.StatusOK).Says("flash", "Welcome, li.")
	guest.Get("/issues/new").Is(http.StatusForbidden)
	s.As(t, "li")

	for _, again := range []*site.Answer{s.Visitor(t).Get(link), s.Visitor(t).Post(link, url.Values{"name": {"eve"}, "password": {site.Password}})} {
		again.Is(http.StatusNotFound).Says("trouble", "This link was already used; it works only once. Ask an administrator for a new one.")
	}
	s.Visitor(t).Get("/join/none").Is(http.StatusNotFound).Says("trouble", "There is no such link. Check that you have copied all of it.")

	link = chief.Post("/people/invitations", url.Values{"role": {"reader"}, "days": {"1"}}).Secret()
	chief.Post("/people/links/2/revoke", nil).LeadsTo("/people")
	s.Visitor(t).Get(link).Is(http.StatusNotFound).Says("trouble", "This link was taken back. Ask an administrator for a new one.")
	if strings.Contains(s.Log.String(), strings.TrimPrefix(link, "/join/")) {
		t.Error("the log holds the link")
	}
}

func TestPasswordLink(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Administrator)
	s.User(t, "li", vocabulary.Editor)
	chief, li := s.As(t, "wei"), s.As(t, "li")
	link := chief.Post("/people/2/password-link", nil).Secret()
	li.Get("/issues").Is(http.StatusOK)
	v := s.Visitor(t)
	v.Get(link).Is(http.StatusOK)
	v.Post(link, url.Values{"password": {"short"}}).Is(http.StatusUnprocessableEntity).Says("password-error", "Choose a password of at least 10 characters.")
	v.Post(link, url.Values{"password": {"another password"}}).LeadsTo("/issues")
	v.Get("/issues").Is(http.StatusOK)
	li.Get("/issues").LeadsTo("/sign-in?next=%2Fissues")
	v.Post(link, url.Values{"password": {"a third password"}}).Is(http.StatusNotFound)
	s.Visitor(t).Post("/sign-in", url.Values{"name": {"li"}, "password": {"another password"}}).LeadsTo("/")
}

func TestClosingAnAccount(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Administrator)
	s.User(t, "li", vocabulary.Editor)
	chief, li := s.As(t, "wei"), s.As(t, "li")
	chief.Post("/people/1/close", nil).Is(http.StatusConflict).
		Says("form-error", "wei is the last administrator who can sign in. Make somebody else an administrator first.")
	chief.Post("/people/1/role", url.Values{"role": {"reader"}}).Is(http.StatusConflict)
	chief.Get("/people/99").Is(http.StatusNotFound)

	chief.Post("/people/2/close", nil).LeadsTo("/people/2")
	a := chief.Get("/people/2").Is(http.StatusOK)
	if a.Element("undo") == nil || a.Element("reopen") == nil || a.Element("close") != nil {
		t.Errorf("the page of a closed account: %s", a.Text())
	}
	li.Get("/issues").LeadsTo("/sign-in?next=%2Fissues")
	s.Visitor(t).Post("/sign-in", url.Values{"name": {"li"}, "password": {site.Password}}).Is(http.StatusUnprocessableEntity)
	chief.Post("/people/2/reopen", nil).LeadsTo("/people/2")
	s.As(t, "li")
	li.Get("/issues").LeadsTo("/sign-in?next=%2Fissues") // what ended stays ended
}

// TestAStreamEndsAtOnce opens a stream of events and takes its reader's account, role, sign-in or password.
func TestAStreamEndsAtOnce(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		do   func(chief, li, elsewhere *site.Visitor)
	}{
		{"an account is closed", func(chief, _, _ *site.Visitor) { chief.Post("/people/2/close", nil).LeadsTo("/people/2") }},
		{"a role is lost", func(chief, _, _ *site.Visitor) {
			chief.Post("/people/2/role", url.Values{"role": {"reader"}}).LeadsTo("/people/2")
		}},
		{"an administrator signs somebody out", func(chief, _, _ *site.Visitor) { chief.Post("/people/2/end-visits", nil).LeadsTo("/people/2") }},
		{"one signs out", func(_, li, _ *site.Visitor) { li.Post("/sign-out", nil).LeadsTo("/sign-in") }},
		{"one signs out everywhere else", func(_, _, elsewhere *site.Visitor) {
			elsewhere.Post("/account/visits/end-others", nil).LeadsTo("/account")
		}},
		{"the password changes elsewhere", func(_, _, elsewhere *site.Visitor) {
			elsewhere.Post("/account", url.Values{"current": {site.Password}, "password": {"another password"}, "again": {"another password"}}).LeadsTo("/account")
		}},
		{"a password link is used", func(chief, _, _ *site.Visitor) {
			link := chief.Post("/people/2/password-link", nil).Secret()
			chief.Site.Visitor(chief.T).Post(link, url.Values{"password": {"another password"}}).LeadsTo("/issues")
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := site.New(t)
			s.User(t, "wei", vocabulary.Administrator)
			li := s.User(t, "li", vocabulary.Editor)
			s.NewSet(t)
			chief, here, elsewhere := s.As(t, "wei"), s.SignIn(t, li), s.SignIn(t, li)
			ctx, cancel := context.WithTimeout(t.Context(), 8*time.Second) // the heartbeat comes later
			defer cancel()
			response, err := here.Client.Do(here.Request(http.MethodGet, "/sets/1/events?from=0", nil).WithContext(ctx))
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close() //nolint:errcheck // read to its end
			lines := bufio.NewScanner(response.Body)
			for lines.Scan() && lines.Text() != "event: hello" { //nolint:revive // waits for the beginning
			}
			tt.do(chief, here, elsewhere)
			var last string
			for lines.Scan() {
				if name, is := strings.CutPrefix(lines.Text(), "event: "); is {
					last = name
				}
			}
			if err := lines.Err(); err != nil || last != "signed-out" {
				t.Errorf("the stream ended with %q (%v), want signed-out", last, err)
			}
		})
	}
}

func TestWhereOneIsSignedIn(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	user := s.User(t, "li", vocabulary.Editor)
	s.User(t, "wu", vocabulary.Editor)
	agents := []string{"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"}
	var browsers []*site.Visitor
	for _, agent := range agents {
		v := s.Visitor(t)
		r := v.Request(http.MethodPost, "/sign-in", strings.NewReader(url.Values{"name": {"li"}, "password": {site.Password}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("User-Agent", agent)
		v.Send(r).LeadsTo("/")
		browsers = append(browsers, v)
	}
	here, other := browsers[0], browsers[1]
	a := here.Get("/account").Is(http.StatusOK)
	for _, words := range []string{"Firefox on Linux", "Chrome on Windows", "127.0.0.1", "this browser"} {
		if !strings.Contains(a.Text(), words) {
			t.Errorf("the account page lacks %q: %s", words, a.Text())
		}
	}
	visits, err := s.Server.Store.SignIns(context.Background(), user.ID)
	if err != nil || len(visits) != 2 {
		t.Fatalf("visits: %v %v", visits, err)
	}
	for _, signIn := range visits {
		s.As(t, "wu").Post("/account/visits/"+signIn.ID+"/end", nil).Is(http.StatusNotFound)
		if strings.Contains(signIn.Browser, "Chrome") {
			here.Post("/account/visits/"+signIn.ID+"/end", nil).LeadsTo("/account")
		}
	}
	other.Get("/account").LeadsTo("/sign-in?next=%2Faccount")
	here.Get("/account").Is(http.StatusOK).Says("flash", "That browser is signed out.")
}

// TestTheSessionIsRenewed checks that no session from before a sign-in is one after it, and that signing
// in as somebody else ends the sign-in before.
func TestTheSessionIsRenewed(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Administrator)
	li := s.User(t, "li", vocabulary.Editor)
	v := s.As(t, "wei")
	cookie := func() string {
		return v.Client.Jar.Cookies(v.Request(http.MethodGet, "/", nil).URL)[0].Value
	}
	with := func(token string) *site.Answer {
		r := s.Visitor(t).Request(http.MethodGet, "/account", nil)
		r.AddCookie(&http.Cookie{Name: s.Server.Sessions.Cookie.Name, Value: token})
		return s.Visitor(t).Send(r)
	}
	before := cookie()
	with(before).Is(http.StatusOK)
	v.Post("/sign-in", url.Values{"name": {"li"}, "password": {site.Password}}).LeadsTo("/")
	after := cookie()
	if before == after {
		t.Error("the token stayed the same through a sign-in")
	}
	with(before).LeadsTo("/sign-in?next=%2Faccount")
	with(after).Is(http.StatusOK)
	v.Post("/account", url.Values{"current": {site.Password}, "password": {"another password"}, "again": {"another password"}}).LeadsTo("/account")
	with(after).LeadsTo("/sign-in?next=%2Faccount")
	with(cookie()).Is(http.StatusOK)
	last := cookie()
	v.Post("/sign-out", nil).LeadsTo("/sign-in")
	with(last).LeadsTo("/sign-in?next=%2Faccount")
	if visits, err := s.Server.Store.SignIns(context.Background(), li.ID); err != nil || len(visits) != 0 {
		t.Errorf("after signing out: %v %v", visits, err)
	}
	want := []string{"signed-in", "signed-in", "password-changed", "signed-in", "signed-out"}
	if diff := cmp.Diff(want, s.Kinds(t)); diff != "" {
		t.Errorf("record (-want +got)\n%s", diff)
	}
}

func TestRecord(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "wei", vocabulary.Administrator)
	s.User(t, "li", vocabulary.Editor)
	guest := s.Visitor(t)
	guest.Post("/sign-in", url.Values{"name": {"li"}, "password": {"wrong"}}).Is(http.StatusUnprocessableEntity)
	guest.Post("/sign-in", url.Values{"name": {"my secret password"}, "password": {"wrong"}}).Is(http.StatusUnprocessableEntity)
	for range 8 {
		guest.Post("/sign-in", url.Values{"name": {"li"}, "password": {"wrong"}})
	}
	chief := s.As(t, "wei")
	chief.Post("/people/2/role", url.Values{"role": {"reviewer"}}).LeadsTo("/people/2")
	want := []string{"sign-in-failed", "sign-in-failed", "sign-in-failed", "sign-in-failed", "sign-in-failed", "sign-in-slowed", "signed-in", "role-changed"}
	if diff := cmp.Diff(want, s.Kinds(t)); diff != "" {
		t.Errorf("kinds (-want +got)\n%s", diff)
	}
	a := chief.Get("/record").Is(http.StatusOK)
	for _, words := range []string{"Role changed Editor → Reviewer wei li 127.0.0.1", "Sign-in failed by password li 127.0.0.1", "Too many attempts"} {
		if !strings.Contains(a.Text(), words) {
			t.Errorf("the record lacks %q: %s", words, a.Text())
		}
	}
	if strings.Contains(a.Body, "my secret password") {
		t.Error("the record holds a name that stands for nobody")
	}
	filtered := chief.Get("/record?person=1&kind=signed-in").Is(http.StatusOK)
	if n := strings.Count(filtered.Body, "data-kind="); n != 1 || !strings.Contains(filtered.Body, `data-kind="signed-in"`) {
		t.Errorf("of one person and kind there are %d entries", n)
	}
	chief.Get("/record?person=2&kind=token-made").Is(http.StatusOK)
}
