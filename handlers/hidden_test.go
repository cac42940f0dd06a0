package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/tests/site"
)

// nothing are numbers that differ from request to request, and those of sets.
var nothing = regexp.MustCompile(`/sets/\d+|[0-9]{1,2}:[0-9]{2}`)

// requestsFor are all that the router knows to ask of a set, by name.
func requestsFor(a *site.Apart, set int64) map[string]func(v *site.Visitor) *http.Request {
	all := map[string]func(v *site.Visitor) *http.Request{}
	id := fmt.Sprint(set)
	for _, route := range routesOf(a.Server.Routes()) {
		path := route.Path
		switch {
		case strings.HasPrefix(path, "/sets/:id"):
			path = strings.NewReplacer("/sets/:id", "/sets/"+id, ":page", "1", ":format", "json", ":article", "a1", ":key", text.NewID(), ":comment", text.NewID()).Replace(path)
		case strings.HasPrefix(path, "/compare") && route.Method == http.MethodGet:
			path += "?sets=" + fmt.Sprint(a.Team) + "," + id
		default:
			continue
		}
		body := ""
		if route.Method == http.MethodPost {
			body = fmt.Sprintf(`{"id":%q,"key":%q,"base":0,"act":%s,"anchor":"block","page":1,"start":0,"end":3,"text":"?"}`, text.NewID(), text.NewID(), site.RoleAct(a.Blocks[0], "body"))
		}
		all[route.Method+" "+route.Path] = func(v *site.Visitor) *http.Request {
			r := v.Request(route.Method, path, strings.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			return r
		}
	}
	return all
}

// TestAHiddenSetIsNoSet asks for a hidden set by every route there is, as everybody but its owner and
// administrators: the answer is that for a set that does not exist.
func TestAHiddenSetIsNoSet(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	a.Li.Step(a.First, text.NewID(), 0, site.RoleAct(a.Blocks[0], "furniture")).Is(http.StatusOK)
	a.Others["wu"] = a.Wu
	missing := requestsFor(a, 4711)
	for name, request := range requestsFor(a, a.First) {
		for who, v := range a.Others {
			t.Run(name+" as "+who, func(t *testing.T) {
				v := v.In(t)
				got, want := v.Send(request(v)), v.Send(missing[name](v))
				if got.Status != want.Status || nothing.ReplaceAllString(got.Text(), "") != nothing.ReplaceAllString(want.Text(), "") {
					t.Errorf("got %d %s\nwant %d %s", got.Status, got.Text(), want.Status, want.Text())
				}
				refused := strings.HasPrefix(name, "POST /compare") && v != a.Others["he"]
				if !refused && got.Status != http.StatusNotFound {
					t.Errorf("got %d, want 404: %s", got.Status, got.Text())
				}
			})
		}
	}
	for _, path := range []string{"/sets/%d/pages/1", "/sets/%d/export/json", "/sets/%d/proof", "/sets/%d/queries"} {
		a.Admin.Get(fmt.Sprintf(path, a.First)).Is(http.StatusOK)
		a.Li.Get(fmt.Sprintf(path, a.First)).Is(http.StatusOK)
	}
	got, err := a.Server.Store.Set(context.Background(), a.First)
	if err != nil || got.Version != 1 {
		t.Errorf("the set is at version %d, want 1: nobody else may write (%v)", got.Version, err)
	}
}

// listings are the pages that tell of issues.
var listings = []string{"/issues", "/issues/1/sets", "/issues/1/edit", "/search?q=%E9%93%85%E5%AD%97", "/publications/1", "/publications/1/calendar", "/bin",
	"/publications/1/progress?period=30", "/publications/1/progress/states.csv?period=30", "/publications/1/progress/blocks.csv?period=30"}

// TestMarksInAHiddenSetChangeNothingElsewhere compares all lists, counts and searches before and after
// somebody marked, asked and submitted in a hidden set.
func TestMarksInAHiddenSetChangeNothingElsewhere(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	a.Others["wu"] = a.Wu
	delete(a.Others, "he") // asked for the sets, and learns when one is submitted
	see := func() map[string]string {
		seen := map[string]string{}
		for who, v := range a.Others {
			for _, path := range append(listings, fmt.Sprintf("/sets/%d/pages/1", a.Team), fmt.Sprintf("/sets/%d/export/json", a.Team), fmt.Sprintf("/sets/%d/points", a.Team)) {
				seen[who+" "+path] = nothing.ReplaceAllString(v.Get(path).Is(http.StatusOK).Body, "")
			}
		}
		return seen
	}
	before := see()
	heard := a.Others["zhao"].Events(a.Team, 0)
	heard.Next() // hello
	a.Li.Events(a.First, 0)
	for n := range 3 {
		a.Li.Step(a.First, text.NewID(), int64(n), site.RoleAct(a.Blocks[n], "headline")).Is(http.StatusOK)
	}
	a.Li.Send(requestsFor(a, a.First)["POST /sets/:id/queries"](a.Li)).Is(http.StatusOK)
	a.Li.Send(requestsFor(a, a.First)["POST /sets/:id/focus"](a.Li))
	a.Li.Submit(a.First, 6).Is(http.StatusOK)
	if err := a.Server.Desk.CountStale(context.Background()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, see()); diff != "" {
		t.Errorf("pages tell of the hidden set (-before +after):\n%s", diff)
	}
	// The next that a colleague hears is a step in the set that they listen to.
	a.Admin.Step(a.Team, text.NewID(), 0, site.RoleAct(a.Blocks[5], "furniture")).Is(http.StatusOK)
	if got := heard.Next(); got.Name != "step" || !strings.Contains(got.Data, fmt.Sprintf(`"block/1/%d"`, a.Blocks[5].Start)) {
		t.Errorf("heard %+v, want the step in the team's set", got)
	}
}

// TestSetsAreShownWhenAllAreSubmitted submits one set and then the other, takes one back, and asks as a
// reviewer what can be seen.
func TestSetsAreShownWhenAllAreSubmitted(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	he, zhao := a.Others["he"], a.Others["zhao"]
	page := func(set int64) string { return fmt.Sprintf("/sets/%d/pages/1", set) }
	a.Li.Step(a.First, text.NewID(), 0, site.RoleAct(a.Blocks[0], "furniture")).Is(http.StatusOK)
	a.Li.Submit(a.First, 1).Is(http.StatusOK)
	zhao.Get(page(a.First)).Is(http.StatusNotFound)
	a.Wu.Get(page(a.First)).Is(http.StatusNotFound)
	row := he.Get("/issues/1/sets").Is(http.StatusOK)
	for set, want := range map[int64]string{a.First: "li’s own Submitted; hidden until everybody who was asked has submitted. he, ",
		a.Second: "wu’s own Not submitted yet; hidden until everybody who was asked has submitted. he, "} {
		if got := site.TextOf(row.Element(fmt.Sprintf("set-%d", set))); !strings.HasPrefix(got, want) {
			t.Errorf("set %d: %q, want %q", set, got, want)
		}
	}
	a.Wu.Submit(a.Second, 0).Is(http.StatusOK)
	for _, v := range []*site.Visitor{he, zhao, a.Wu, a.Others["gu"]} {
		v.Get(page(a.First)).Is(http.StatusOK)
		v.Get(page(a.Second)).Is(http.StatusOK)
	}
	// What is shown stays shown.
	a.Li.Step(a.First, text.NewID(), 2, `{"kind":"state","state":"draft"}`).Is(http.StatusOK)
	zhao.Get(page(a.First)).Is(http.StatusOK)
	// What somebody was asked for alone stays theirs.
	zhao.Step(a.First, text.NewID(), 3, site.RoleAct(a.Blocks[1], "furniture")).Is(http.StatusForbidden)
	he.Step(a.Second, text.NewID(), 1, site.RoleAct(a.Blocks[1], "furniture")).Is(http.StatusForbidden)
}

func TestAskingAndWithdrawing(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	he := a.Others["he"]
	zhao, err := a.Server.Store.UserByName(context.Background(), "zhao")
	if err != nil {
		t.Fatal(err)
	}
	he.Post("/issues/1/sets", url.Values{}).Is(http.StatusUnprocessableEntity).Says("form-error", "Choose at least two editors: sets are compared with each other.")
	he.Post("/issues/1/sets", url.Values{"editor": {fmt.Sprint(zhao.ID), "4711"}}).Is(http.StatusUnprocessableEntity).Says("form-error", "Only active editors can be asked for a set of their own.")
	a.Li.Post("/issues/1/sets", url.Values{"editor": {fmt.Sprint(zhao.ID)}}).Is(http.StatusForbidden)
	he.Post("/issues/1/sets", url.Values{"editor": {fmt.Sprint(zhao.ID)}}).LeadsTo("/issues/1/sets")
	a.Li.Get("/issues").Says(fmt.Sprint("own-set-", a.First), "株洲日报 2022-11-10 your own set · Draft · 20 undecided")

	a.Li.Submit(a.First, 0).Is(http.StatusOK)
	a.Wu.Submit(a.Second, 0).Is(http.StatusOK)
	a.Wu.Get(fmt.Sprintf("/sets/%d/pages/1", a.First)).Is(http.StatusNotFound)
	he.Post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.First), nil).Is(http.StatusConflict)
	he.Post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.Team), nil).Is(http.StatusNotFound)
	// Who has not begun is withdrawn, and the others' sets are shown, for all of them are submitted.
	he.Post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.Second+1), nil).LeadsTo("/issues/1/sets")
	a.Wu.Get(fmt.Sprintf("/sets/%d/pages/1", a.First)).Is(http.StatusOK)
	a.Others["zhao"].Get(fmt.Sprintf("/sets/%d/pages/1", a.Second+1)).Is(http.StatusNotFound)
	if own := a.Others["zhao"].Get("/issues").Element(fmt.Sprint("own-set-", a.Second+1)); own != nil {
		t.Errorf("a set that was withdrawn is still listed: %s", site.TextOf(own))
	}
}

// TestWorkInAHiddenSetLeaksNothing gives the owner of a hidden set a time for it, and looks everywhere as
// somebody who must not know.
func TestWorkInAHiddenSetLeaksNothing(t *testing.T) {
	t.Parallel()
	a := site.NewApart(t)
	lists := append([]string{fmt.Sprintf("/sets/%d/work", a.Team)}, listings...)
	see := func(v *site.Visitor) (all string) {
		for _, path := range lists {
			all += nothing.ReplaceAllString(v.Get(path).Is(http.StatusOK).Body, "")
		}
		return all
	}
	before := map[string]string{}
	for name, v := range a.Others {
		before[name] = see(v)
	}
	hidden := fmt.Sprintf("/sets/%d/work", a.First)
	a.Others["he"].Post(hidden, url.Values{"what": {"all"}, "to": {"1"}, "task": {"mark"}}).Is(http.StatusNotFound)
	a.Admin.Post(hidden, url.Values{"what": {"page:1"}, "to": {"2"}, "task": {"mark"}}).Is(http.StatusUnprocessableEntity)
	a.Admin.Post(hidden, url.Values{"what": {"page:1"}, "to": {"1"}, "task": {"mark"}, "due-utc": {"2031-05-10T11:00:00Z"}}).LeadsTo(hidden)
	for name, v := range a.Others {
		if see(v) != before[name] {
			t.Errorf("%s sees that somebody was given something in a hidden set", name)
		}
	}
}
