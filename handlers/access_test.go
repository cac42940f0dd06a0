package handlers

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/handlers/core"
	"galley/models"
)

// stranger is a role that nobody has.
const stranger = models.Role("stranger")

// methods are what browsers and programs send.
var methods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// routesOf are the routes of the router that answer requests, and not the lack of a route.
func routesOf(e *echo.Echo) []*echo.Route {
	return slices.DeleteFunc(e.Routes(), func(r *echo.Route) bool { return !slices.Contains(methods, r.Method) })
}

// TestEveryRouteIsInTheTable finds a route that goes past the table, and one that stands there twice.
func TestEveryRouteIsInTheTable(t *testing.T) {
	t.Parallel()
	server := newSite(t).server
	var got, want []string
	for _, route := range routesOf(server.Routes()) {
		got = append(got, route.Method+" "+route.Path)
	}
	for _, route := range server.table() {
		want = append(want, route.method+" "+route.address)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("routes (-table +router)\n%s", diff)
	}
}

// asked is one who asks: a person of a role, or a stranger.
type asked struct {
	role models.Role
	user models.User
}

// signIn is a visitor with a session, without the price of a password.
func (s *site) signIn(t *testing.T, user models.User) *visitor {
	t.Helper()
	v := s.visitor(t)
	ctx, err := s.server.Sessions.Load(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	c := echo.New().NewContext(httptest.NewRequest(http.MethodPost, "/sign-in", nil).WithContext(ctx), httptest.NewRecorder())
	if err := s.server.OpenSession(c, user, models.ByPassword); err != nil {
		t.Fatal(err)
	}
	token, _, err := s.server.Sessions.Commit(ctx)
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse(s.address)
	if err != nil {
		t.Fatal(err)
	}
	v.client.Jar.SetCookies(address, []*http.Cookie{{Name: s.server.Sessions.Cookie.Name, Value: token, Path: "/"}})
	return v
}

var param = regexp.MustCompile(`:\w+`)

// TestEveryRoleOnEveryRoute tries each route as everybody.
func TestEveryRoleOnEveryRoute(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	people := []asked{{role: stranger}}
	for _, role := range models.Roles() {
		people = append(people, asked{role, site.user(t, string(role), role)})
	}
	for _, route := range site.server.table() {
		for _, who := range people {
			t.Run(route.method+" "+route.address+" as "+string(who.role), func(t *testing.T) {
				v := site.visitor(t)
				if who.role != stranger {
					v = site.signIn(t, who.user)
				}
				path := strings.ReplaceAll(param.ReplaceAllString(route.address, "1"), "*", "x")
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				a := v.send(v.request(route.method, path, nil).WithContext(ctx))
				checkAccess(t, route.may, who.role, path, a)
			})
		}
	}
}

// checkAccess checks that an answer is what the rule says of a role: a stranger is sent to the sign-in, or
// told so as JSON; another role is refused in one sentence; who may pass is not refused by the table.
func checkAccess(t *testing.T, r core.Rule, role models.Role, path string, a *answer) {
	t.Helper()
	sentAway := a.status == http.StatusUnauthorized || a.status == http.StatusSeeOther && strings.HasPrefix(a.location, "/sign-in?")
	switch {
	case r.Lets(role):
		if sentAway || a.status == http.StatusForbidden || a.status == http.StatusMethodNotAllowed || a.status >= http.StatusInternalServerError {
			t.Errorf("is refused: %d %q %s", a.status, a.location, a.text())
		}
	case role != stranger:
		a.is(http.StatusForbidden)
		if says := r.Refusal.String(); says == "" || !strings.Contains(a.text(), says) && !strings.Contains(a.body, says) {
			t.Errorf("is refused with %q, want %q", a.text(), says)
		}
	case a.status == http.StatusUnauthorized:
		if code := errorCode(t, a); code != string(fault.SignIn) {
			t.Errorf("the error's code is %q, want %s", code, fault.SignIn)
		}
	case a.location != "/sign-in":
		a.leadsTo("/sign-in?next=" + url.QueryEscape(path))
	}
}

func TestWhatIsNotThereIsNotThere(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	chief := site.signIn(t, site.user(t, "wei", models.Administrator))
	const path = "/no/such/page"
	site.visitor(t).get(path).leadsTo("/sign-in?next=" + url.QueryEscape(path))
	chief.get(path).is(http.StatusNotFound)
}

// TestWhoMaySendWhat writes out the parts of the table in which a slip would do harm.
func TestWhoMaySendWhat(t *testing.T) {
	t.Parallel()
	var strangers, readers []string
	for _, route := range newSite(t).server.table() {
		name, r := route.method+" "+route.address, route.may
		switch {
		case r.Lets(stranger):
			strangers = append(strangers, name)
		case r.Lets(models.Reader) && !strings.HasPrefix(name, "GET "):
			readers = append(readers, name)
		}
		if !r.Lets(models.Administrator) {
			t.Errorf("%s is closed to administrators", name)
		}
	}
	slices.Sort(strangers)
	slices.Sort(readers)
	wantStrangers := []string{
		"GET /healthz", "GET /join/:token", "GET /schemas/galley-issue-1.rng", "GET /schemas/galley-issue-1.schema.json", "GET /sign-in", "GET /sign-in/callback", "GET /sign-in/provider", "GET /static/*",
		"GET /welcome", "GET /welcome/:token", "POST /join/:token", "POST /sign-in", "POST /sign-out", "POST /welcome", "POST /welcome/:token",
	}
	if diff := cmp.Diff(wantStrangers, strangers); diff != "" {
		t.Errorf("what strangers may do (-want +got)\n%s", diff)
	}
	// What is sent to a set is asked of markup.May besides.
	readers = slices.DeleteFunc(readers, func(name string) bool { return strings.HasPrefix(name, "POST /sets/") })
	wantReaders := []string{
		"POST /account", "POST /account/keys", "POST /account/language", "POST /account/notices", "POST /account/provider", "POST /account/provider/end", "POST /account/tokens", "POST /account/tokens/:token/revoke",
		"POST /account/visits/:visit/end", "POST /account/visits/end-others", "POST /notices/read",
	}
	if diff := cmp.Diff(wantReaders, readers); diff != "" {
		t.Errorf("what readers may send (-want +got)\n%s", diff)
	}
}

func TestOnlyWhatIsAllowedIsOffered(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for role, may := range map[models.Role]bool{models.Administrator: true, models.Editor: true, models.Reviewer: false, models.Reader: false} {
		t.Run(string(role), func(t *testing.T) {
			v := site.signIn(t, site.user(t, string(role), role))
			if offered := strings.Contains(v.get("/issues").is(http.StatusOK).text(), "Load an issue"); offered != may {
				t.Errorf("loading is offered: %t, want %t", offered, may)
			}
		})
	}
}
