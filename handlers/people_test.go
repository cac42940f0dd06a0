package handlers

import (
	"bufio"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/models"
)

// secret is the path of the link, or the token, that a page shows once.
func (a *answer) secret() string {
	a.t.Helper()
	secret := a.is(http.StatusOK).value("secret")
	if a.header.Get("Cache-Control") != "no-store" {
		a.t.Errorf("a page with a secret may be kept: %q", a.header.Get("Cache-Control"))
	}
	if address, err := url.Parse(secret); err == nil {
		return address.Path
	}
	return secret
}

// kinds are the kinds of the record's entries, the oldest first, without accounts that the test made.
func (s *site) kinds(t *testing.T) []string {
	t.Helper()
	page, err := s.server.Store.Audit(context.Background(), models.AuditQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, e := range page.Entries {
		kinds = append([]string{e.Kind}, kinds...)
	}
	for range s.made { // which the test made, and are nothing to it
		i := slices.Index(kinds, models.AccountMade)
		kinds = slices.Delete(kinds, i, i+1)
	}
	return kinds
}

func TestInvitation(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Administrator)
	chief := site.as(t, "wei")
	chief.post("/people/invitations", url.Values{"role": {"boss"}, "days": {"0"}}).is(http.StatusUnprocessableEntity).
		says("role-error", "The role must be administrator, editor, reviewer or reader.").says("days-error", "A link is good for 1 to 90 days.")
	a := chief.post("/people/invitations", url.Values{"role": {"reviewer"}, "note": {"Li"}, "days": {"3"}})
	link := a.secret()
	if strings.Contains(chief.get("/people").is(http.StatusOK).body, link) {
		t.Error("the page of people shows the link again")
	}
	if !strings.Contains(chief.get("/people").text(), "Invitation: Reviewer Li wei") {
		t.Error("the page of people does not name the link that waits")
	}

	guest := site.visitor(t)
	for range 3 {
		guest.get(link).is(http.StatusOK) // as a mail program does ahead of its reader
	}
	guest.post(link, url.Values{"name": {"wei"}, "password": {"short"}}).is(http.StatusUnprocessableEntity).says("password-error", "Choose a password of at least 10 characters.")
	guest.post(link, url.Values{"name": {"wei"}, "password": {goodPassword}}).is(http.StatusUnprocessableEntity).says("name-error", "There is a user wei already. Choose another name.")
	guest.post(link, url.Values{"name": {"li"}, "password": {goodPassword}}).leadsTo("/issues")
	guest.get("/issues").is(http.StatusOK).says("flash", "Welcome, li.")
	guest.get("/issues/new").is(http.StatusForbidden)
	site.as(t, "li")

	for _, again := range []*answer{site.visitor(t).get(link), site.visitor(t).post(link, url.Values{"name": {"eve"}, "password": {goodPassword}})} {
		again.is(http.StatusNotFound).says("trouble", "This link was used already; it works once. Ask an administrator for a new one.")
	}
	site.visitor(t).get("/join/none").is(http.StatusNotFound).says("trouble", "There is no such link. See that you have copied all of it.")

	link = chief.post("/people/invitations", url.Values{"role": {"reader"}, "days": {"1"}}).secret()
	chief.post("/people/links/2/revoke", nil).leadsTo("/people")
	site.visitor(t).get(link).is(http.StatusNotFound).says("trouble", "This link was taken back. Ask an administrator for a new one.")
	if strings.Contains(site.log.String(), strings.TrimPrefix(link, "/join/")) {
		t.Error("the log holds the link")
	}
}

func TestPasswordLink(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Administrator)
	site.user(t, "li", models.Editor)
	chief, li := site.as(t, "wei"), site.as(t, "li")
	link := chief.post("/people/2/password-link", nil).secret()
	li.get("/issues").is(http.StatusOK)
	v := site.visitor(t)
	v.get(link).is(http.StatusOK)
	v.post(link, url.Values{"password": {"short"}}).is(http.StatusUnprocessableEntity).says("password-error", "Choose a password of at least 10 characters.")
	v.post(link, url.Values{"password": {"another password"}}).leadsTo("/issues")
	v.get("/issues").is(http.StatusOK)
	li.get("/issues").leadsTo("/sign-in?next=%2Fissues")
	v.post(link, url.Values{"password": {"a third password"}}).is(http.StatusNotFound)
	site.visitor(t).post("/sign-in", url.Values{"name": {"li"}, "password": {"another password"}}).leadsTo("/")
}

func TestClosingAnAccount(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Administrator)
	site.user(t, "li", models.Editor)
	chief, li := site.as(t, "wei"), site.as(t, "li")
	chief.post("/people/1/close", nil).is(http.StatusConflict).
		says("form-error", "wei is the last administrator who can sign in. Make somebody else an administrator first.")
	chief.post("/people/1/role", url.Values{"role": {"reader"}}).is(http.StatusConflict)
	chief.get("/people/99").is(http.StatusNotFound)

	chief.post("/people/2/close", nil).leadsTo("/people/2")
	a := chief.get("/people/2").is(http.StatusOK)
	if a.element("undo") == nil || a.element("reopen") == nil || a.element("close") != nil {
		t.Errorf("the page of a closed account: %s", a.text())
	}
	li.get("/issues").leadsTo("/sign-in?next=%2Fissues")
	site.visitor(t).post("/sign-in", url.Values{"name": {"li"}, "password": {goodPassword}}).is(http.StatusUnprocessableEntity)
	chief.post("/people/2/reopen", nil).leadsTo("/people/2")
	site.as(t, "li")
	li.get("/issues").leadsTo("/sign-in?next=%2Fissues") // what ended stays ended
}

// TestAStreamEndsAtOnce opens a stream of events and takes its reader's account, role, sign-in or password.
func TestAStreamEndsAtOnce(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		do   func(chief, li, elsewhere *visitor)
	}{
		{"an account is closed", func(chief, _, _ *visitor) { chief.post("/people/2/close", nil).leadsTo("/people/2") }},
		{"a role is lost", func(chief, _, _ *visitor) {
			chief.post("/people/2/role", url.Values{"role": {"reader"}}).leadsTo("/people/2")
		}},
		{"an administrator signs somebody out", func(chief, _, _ *visitor) { chief.post("/people/2/end-visits", nil).leadsTo("/people/2") }},
		{"one signs out", func(_, li, _ *visitor) { li.post("/sign-out", nil).leadsTo("/sign-in") }},
		{"one signs out everywhere else", func(_, _, elsewhere *visitor) { elsewhere.post("/account/visits/end-others", nil).leadsTo("/account") }},
		{"the password changes elsewhere", func(_, _, elsewhere *visitor) {
			elsewhere.post("/account", url.Values{"current": {goodPassword}, "password": {"another password"}, "again": {"another password"}}).leadsTo("/account")
		}},
		{"a password link is used", func(chief, _, _ *visitor) {
			link := chief.post("/people/2/password-link", nil).secret()
			chief.site.visitor(chief.t).post(link, url.Values{"password": {"another password"}}).leadsTo("/issues")
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			site := newSite(t)
			site.user(t, "wei", models.Administrator)
			li := site.user(t, "li", models.Editor)
			site.newSet(t)
			chief, here, elsewhere := site.as(t, "wei"), site.signIn(t, li), site.signIn(t, li)
			ctx, cancel := context.WithTimeout(t.Context(), 8*time.Second) // the heartbeat comes later
			defer cancel()
			response, err := here.client.Do(here.request(http.MethodGet, "/sets/1/events?from=0", nil).WithContext(ctx))
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
	site := newSite(t)
	user := site.user(t, "li", models.Editor)
	site.user(t, "wu", models.Editor)
	agents := []string{"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"}
	var browsers []*visitor
	for _, agent := range agents {
		v := site.visitor(t)
		r := v.request(http.MethodPost, "/sign-in", strings.NewReader(url.Values{"name": {"li"}, "password": {goodPassword}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("User-Agent", agent)
		v.send(r).leadsTo("/")
		browsers = append(browsers, v)
	}
	here, other := browsers[0], browsers[1]
	a := here.get("/account").is(http.StatusOK)
	for _, words := range []string{"Firefox on Linux", "Chrome on Windows", "127.0.0.1", "this browser"} {
		if !strings.Contains(a.text(), words) {
			t.Errorf("the account page lacks %q: %s", words, a.text())
		}
	}
	visits, err := site.server.Store.SignIns(context.Background(), user.ID)
	if err != nil || len(visits) != 2 {
		t.Fatalf("visits: %v %v", visits, err)
	}
	for _, visit := range visits {
		site.as(t, "wu").post("/account/visits/"+visit.ID+"/end", nil).is(http.StatusNotFound)
		if strings.Contains(visit.Browser, "Chrome") {
			here.post("/account/visits/"+visit.ID+"/end", nil).leadsTo("/account")
		}
	}
	other.get("/account").leadsTo("/sign-in?next=%2Faccount")
	here.get("/account").is(http.StatusOK).says("flash", "That browser is signed out.")
}

// TestTheSessionIsRenewed checks that no session from before a sign-in is one after it, and that signing
// in as somebody else ends the sign-in before.
func TestTheSessionIsRenewed(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Administrator)
	li := site.user(t, "li", models.Editor)
	v := site.as(t, "wei")
	cookie := func() string {
		return v.client.Jar.Cookies(v.request(http.MethodGet, "/", nil).URL)[0].Value
	}
	with := func(token string) *answer {
		r := site.visitor(t).request(http.MethodGet, "/account", nil)
		r.AddCookie(&http.Cookie{Name: site.server.Sessions.Cookie.Name, Value: token})
		return site.visitor(t).send(r)
	}
	before := cookie()
	with(before).is(http.StatusOK)
	v.post("/sign-in", url.Values{"name": {"li"}, "password": {goodPassword}}).leadsTo("/")
	after := cookie()
	if before == after {
		t.Error("the token stayed the same through a sign-in")
	}
	with(before).leadsTo("/sign-in?next=%2Faccount")
	with(after).is(http.StatusOK)
	v.post("/account", url.Values{"current": {goodPassword}, "password": {"another password"}, "again": {"another password"}}).leadsTo("/account")
	with(after).leadsTo("/sign-in?next=%2Faccount")
	with(cookie()).is(http.StatusOK)
	last := cookie()
	v.post("/sign-out", nil).leadsTo("/sign-in")
	with(last).leadsTo("/sign-in?next=%2Faccount")
	if visits, err := site.server.Store.SignIns(context.Background(), li.ID); err != nil || len(visits) != 0 {
		t.Errorf("after signing out: %v %v", visits, err)
	}
	want := []string{"signed-in", "signed-in", "password-changed", "signed-in", "signed-out"}
	if diff := cmp.Diff(want, site.kinds(t)); diff != "" {
		t.Errorf("record (-want +got)\n%s", diff)
	}
}

func TestRecord(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "wei", models.Administrator)
	site.user(t, "li", models.Editor)
	guest := site.visitor(t)
	guest.post("/sign-in", url.Values{"name": {"li"}, "password": {"wrong"}}).is(http.StatusUnprocessableEntity)
	guest.post("/sign-in", url.Values{"name": {"my secret password"}, "password": {"wrong"}}).is(http.StatusUnprocessableEntity)
	for range 8 {
		guest.post("/sign-in", url.Values{"name": {"li"}, "password": {"wrong"}})
	}
	chief := site.as(t, "wei")
	chief.post("/people/2/role", url.Values{"role": {"reviewer"}}).leadsTo("/people/2")
	want := []string{"sign-in-failed", "sign-in-failed", "sign-in-failed", "sign-in-failed", "sign-in-failed", "sign-in-slowed", "signed-in", "role-changed"}
	if diff := cmp.Diff(want, site.kinds(t)); diff != "" {
		t.Errorf("kinds (-want +got)\n%s", diff)
	}
	a := chief.get("/record").is(http.StatusOK)
	for _, words := range []string{"Role changed Editor → Reviewer wei li 127.0.0.1", "Sign-in failed by password li 127.0.0.1", "Too many attempts"} {
		if !strings.Contains(a.text(), words) {
			t.Errorf("the record lacks %q: %s", words, a.text())
		}
	}
	if strings.Contains(a.body, "my secret password") {
		t.Error("the record holds a name that stands for nobody")
	}
	filtered := chief.get("/record?person=1&kind=signed-in").is(http.StatusOK)
	if n := strings.Count(filtered.body, "data-kind="); n != 1 || !strings.Contains(filtered.body, `data-kind="signed-in"`) {
		t.Errorf("of one person and kind there are %d entries", n)
	}
	chief.get("/record?person=2&kind=token-made").is(http.StatusOK)
}
