package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
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

// stranger is a role that nobody has.
const stranger = vocabulary.PersonRole("stranger")

// methods are what browsers and programs send.
var methods = []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

// routesOf are the routes of the router that answer requests, and not the lack of a route.
func routesOf(e *echo.Echo) []*echo.Route {
	return slices.DeleteFunc(e.Routes(), func(r *echo.Route) bool { return !slices.Contains(methods, r.Method) })
}

// TestEveryRouteIsInTheTable finds a route that goes past the table, and one that stands there twice.
func TestEveryRouteIsInTheTable(t *testing.T) {
	t.Parallel()
	server := site.New(t).Server
	var got, want []string
	for _, route := range routesOf(server.Routes()) {
		got = append(got, route.Method+" "+route.Path)
	}
	for _, route := range server.Table() {
		want = append(want, route.Method+" "+route.Address)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("routes (-table +router)\n%s", diff)
	}
}

// asked is one who asks: a person of a role, or a stranger.
type asked struct {
	role vocabulary.PersonRole
	user models.User
}

var param = regexp.MustCompile(`:\w+`)

// TestEveryRoleOnEveryRoute tries each route as everybody.
func TestEveryRoleOnEveryRoute(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	people := []asked{{role: stranger}}
	for _, role := range vocabulary.PersonRoles() {
		people = append(people, asked{role: role, user: s.User(t, string(role), role)})
	}
	for _, route := range s.Server.Table() {
		for _, who := range people {
			t.Run(route.Method+" "+route.Address+" as "+string(who.role), func(t *testing.T) {
				v := s.Visitor(t)
				if who.role != stranger {
					v = s.SignIn(t, who.user)
				}
				path := strings.ReplaceAll(param.ReplaceAllString(route.Address, "1"), "*", "x")
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				a := v.Send(v.Request(route.Method, path, nil).WithContext(ctx))
				checkAccess(t, route.May, who.role, path, a)
			})
		}
	}
}

// checkAccess checks that an answer is what the rule says of a role: a stranger is sent to the sign-in, or
// told so as JSON; another role is refused in one sentence; who may pass is not refused by the table.
func checkAccess(t *testing.T, r core.Rule, role vocabulary.PersonRole, path string, a *site.Answer) {
	t.Helper()
	sentAway := a.Status == http.StatusUnauthorized || a.Status == http.StatusSeeOther && strings.HasPrefix(a.Location, "/sign-in?")
	switch {
	case r.Lets(role):
		if sentAway || a.Status == http.StatusForbidden || a.Status == http.StatusMethodNotAllowed || a.Status >= http.StatusInternalServerError {
			t.Errorf("is refused: %d %q %s", a.Status, a.Location, a.Text())
		}
	case role != stranger:
		a.Is(http.StatusForbidden)
		if says := r.Refusal.String(); says == "" || !strings.Contains(a.Text(), says) && !strings.Contains(a.Body, says) {
			t.Errorf("is refused with %q, want %q", a.Text(), says)
		}
	case a.Status == http.StatusUnauthorized:
		if code := a.ErrorCode(); code != string(fault.SignIn) {
			t.Errorf("the error's code is %q, want %s", code, fault.SignIn)
		}
	case a.Location != "/sign-in":
		a.LeadsTo("/sign-in?next=" + url.QueryEscape(path))
	}
}

func TestWhatIsNotThereIsNotThere(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	chief := s.SignIn(t, s.User(t, "wei", vocabulary.Administrator))
	const path = "/no/such/page"
	s.Visitor(t).Get(path).LeadsTo("/sign-in?next=" + url.QueryEscape(path))
	chief.Get(path).Is(http.StatusNotFound)
}

// TestWhoMaySendWhat writes out the parts of the table in which a slip would do harm.
func TestWhoMaySendWhat(t *testing.T) {
	t.Parallel()
	var strangers, readers []string
	for _, route := range site.New(t).Server.Table() {
		name, r := route.Method+" "+route.Address, route.May
		switch {
		case r.Lets(stranger):
			strangers = append(strangers, name)
		case r.Lets(vocabulary.Reader) && !strings.HasPrefix(name, "GET "):
			readers = append(readers, name)
		}
		if !r.Lets(vocabulary.Administrator) {
			t.Errorf("%s is closed to administrators", name)
		}
	}
	slices.Sort(strangers)
	slices.Sort(readers)
	wantStrangers := []string{
		"GET /healthz", "GET /join/:token", "GET /schemas/galley-issue-1.rng", "GET /schemas/galley-issue-1.schema.json", "GET /schemas/galley-issue-2.rng", "GET /schemas/galley-issue-2.schema.json", "GET /sign-in", "GET /sign-in/callback", "GET /sign-in/provider", "GET /static/*",
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
	s := site.New(t)
	for role, may := range map[vocabulary.PersonRole]bool{vocabulary.Administrator: true, vocabulary.Editor: true, vocabulary.Reviewer: false, vocabulary.Reader: false} {
		t.Run(string(role), func(t *testing.T) {
			v := s.SignIn(t, s.User(t, string(role), role))
			if offered := strings.Contains(v.Get("/issues").Is(http.StatusOK).Text(), "Load the first issue"); offered != may {
				t.Errorf("loading is offered: %t, want %t", offered, may)
			}
		})
	}
}
