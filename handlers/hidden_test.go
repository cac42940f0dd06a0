package handlers

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/models"
)

// apart is a site where two editors were asked for sets of their own, with everybody who must see nothing
// of them.
type apart struct {
	*site
	team, first, second int64 // sets
	blocks              []text.Span
	li, wu              *visitor // who were asked
	others              map[string]*visitor
	admin               *visitor
}

func newApart(t *testing.T) *apart {
	t.Helper()
	a := &apart{site: newSite(t), others: map[string]*visitor{}}
	li, wu := a.user(t, "li", models.Editor), a.user(t, "wu", models.Editor)
	a.li, a.wu = a.signIn(t, li), a.signIn(t, wu)
	for name, role := range map[string]models.Role{"zhao": models.Editor, "he": models.Reviewer, "gu": models.Reader} {
		a.others[name] = a.signIn(t, a.user(t, name, role))
	}
	a.admin = a.signIn(t, a.user(t, "chen", models.Administrator))
	a.team, a.blocks = a.newSet(t)
	a.others["he"].post("/issues/1/sets", url.Values{"editor": {strconv.FormatInt(li.ID, 10), strconv.FormatInt(wu.ID, 10)}}).leadsTo("/issues/1/sets")
	sets, err := a.server.Store.Sets(context.Background(), 1)
	if err != nil || len(sets) != 3 {
		t.Fatalf("%d sets, want 3: %v", len(sets), err)
	}
	a.others["he"].get("/issues") // what is to be said once
	a.first, a.second = sets[1].ID, sets[2].ID
	return a
}

// submit submits a set.
func (v *visitor) submit(set, base int64) *answer {
	v.t.Helper()
	return v.step(set, text.NewID(), base, `{"kind":"state","state":"submitted"}`)
}

// nothing are numbers that differ from request to request, and those of sets.
var nothing = regexp.MustCompile(`/sets/\d+|[0-9]{1,2}:[0-9]{2}`)

// requestsFor are all that the router knows to ask of a set, by name.
func (a *apart) requestsFor(set int64) map[string]func(v *visitor) *http.Request {
	all := map[string]func(v *visitor) *http.Request{}
	id := fmt.Sprint(set)
	for _, route := range routesOf(a.server.Routes()) {
		path := route.Path
		switch {
		case strings.HasPrefix(path, "/sets/:id"):
			path = strings.NewReplacer("/sets/:id", "/sets/"+id, ":page", "1", ":format", "json", ":article", "a1", ":key", text.NewID(), ":comment", text.NewID()).Replace(path)
		case strings.HasPrefix(path, "/compare") && route.Method == http.MethodGet:
			path += "?sets=" + fmt.Sprint(a.team) + "," + id
		default:
			continue
		}
		body := ""
		if route.Method == http.MethodPost {
			body = fmt.Sprintf(`{"id":%q,"key":%q,"base":0,"act":%s,"anchor":"block","page":1,"start":0,"end":3,"text":"?"}`, text.NewID(), text.NewID(), roleAct(a.blocks[0], "body"))
		}
		all[route.Method+" "+route.Path] = func(v *visitor) *http.Request {
			r := v.request(route.Method, path, strings.NewReader(body))
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
	a := newApart(t)
	a.li.step(a.first, text.NewID(), 0, roleAct(a.blocks[0], "furniture")).is(http.StatusOK)
	a.others["wu"] = a.wu
	missing := a.requestsFor(4711)
	for name, request := range a.requestsFor(a.first) {
		for who, v := range a.others {
			t.Run(name+" as "+who, func(t *testing.T) {
				v := v.in(t)
				got, want := v.send(request(v)), v.send(missing[name](v))
				if got.status != want.status || nothing.ReplaceAllString(got.text(), "") != nothing.ReplaceAllString(want.text(), "") {
					t.Errorf("got %d %s\nwant %d %s", got.status, got.text(), want.status, want.text())
				}
				refused := strings.HasPrefix(name, "POST /compare") && v != a.others["he"]
				if !refused && got.status != http.StatusNotFound {
					t.Errorf("got %d, want 404: %s", got.status, got.text())
				}
			})
		}
	}
	for _, path := range []string{"/sets/%d/pages/1", "/sets/%d/export/json", "/sets/%d/proof", "/sets/%d/queries"} {
		a.admin.get(fmt.Sprintf(path, a.first)).is(http.StatusOK)
		a.li.get(fmt.Sprintf(path, a.first)).is(http.StatusOK)
	}
	got, err := a.server.Store.Set(context.Background(), a.first)
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
	a := newApart(t)
	a.others["wu"] = a.wu
	delete(a.others, "he") // asked for the sets, and learns when one is submitted
	see := func() map[string]string {
		seen := map[string]string{}
		for who, v := range a.others {
			for _, path := range append(listings, fmt.Sprintf("/sets/%d/pages/1", a.team), fmt.Sprintf("/sets/%d/export/json", a.team), fmt.Sprintf("/sets/%d/points", a.team)) {
				seen[who+" "+path] = nothing.ReplaceAllString(v.get(path).is(http.StatusOK).body, "")
			}
		}
		return seen
	}
	before := see()
	heard := a.others["zhao"].events(a.team, 0)
	heard.next() // hello
	a.li.events(a.first, 0)
	for n := range 3 {
		a.li.step(a.first, text.NewID(), int64(n), roleAct(a.blocks[n], "headline")).is(http.StatusOK)
	}
	a.li.send(a.requestsFor(a.first)["POST /sets/:id/queries"](a.li)).is(http.StatusOK)
	a.li.send(a.requestsFor(a.first)["POST /sets/:id/focus"](a.li))
	a.li.submit(a.first, 6).is(http.StatusOK)
	if err := a.server.Desk.CountStale(context.Background()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, see()); diff != "" {
		t.Errorf("pages tell of the hidden set (-before +after):\n%s", diff)
	}
	// The next that a colleague hears is a step in the set that they listen to.
	a.admin.step(a.team, text.NewID(), 0, roleAct(a.blocks[5], "furniture")).is(http.StatusOK)
	if got := heard.next(); got.name != "step" || !strings.Contains(got.data, fmt.Sprintf(`"block/1/%d"`, a.blocks[5].Start)) {
		t.Errorf("heard %+v, want the step in the team's set", got)
	}
}

// TestSetsAreShownWhenAllAreSubmitted submits one set and then the other, takes one back, and asks as a
// reviewer what can be seen.
func TestSetsAreShownWhenAllAreSubmitted(t *testing.T) {
	t.Parallel()
	a := newApart(t)
	he, zhao := a.others["he"], a.others["zhao"]
	page := func(set int64) string { return fmt.Sprintf("/sets/%d/pages/1", set) }
	a.li.step(a.first, text.NewID(), 0, roleAct(a.blocks[0], "furniture")).is(http.StatusOK)
	a.li.submit(a.first, 1).is(http.StatusOK)
	zhao.get(page(a.first)).is(http.StatusNotFound)
	a.wu.get(page(a.first)).is(http.StatusNotFound)
	row := he.get("/issues/1/sets").is(http.StatusOK)
	for set, want := range map[int64]string{a.first: "li’s own Submitted; hidden until all who were asked have submitted. he, ",
		a.second: "wu’s own Not submitted yet; hidden until all who were asked have submitted. he, "} {
		if got := textOf(row.element(fmt.Sprintf("set-%d", set))); !strings.HasPrefix(got, want) {
			t.Errorf("set %d: %q, want %q", set, got, want)
		}
	}
	a.wu.submit(a.second, 0).is(http.StatusOK)
	for _, v := range []*visitor{he, zhao, a.wu, a.others["gu"]} {
		v.get(page(a.first)).is(http.StatusOK)
		v.get(page(a.second)).is(http.StatusOK)
	}
	// What is shown stays shown.
	a.li.step(a.first, text.NewID(), 2, `{"kind":"state","state":"draft"}`).is(http.StatusOK)
	zhao.get(page(a.first)).is(http.StatusOK)
	// What somebody was asked for alone stays theirs.
	zhao.step(a.first, text.NewID(), 3, roleAct(a.blocks[1], "furniture")).is(http.StatusForbidden)
	he.step(a.second, text.NewID(), 1, roleAct(a.blocks[1], "furniture")).is(http.StatusForbidden)
}

func TestAskingAndWithdrawing(t *testing.T) {
	t.Parallel()
	a := newApart(t)
	he := a.others["he"]
	zhao, err := a.server.Store.UserByName(context.Background(), "zhao")
	if err != nil {
		t.Fatal(err)
	}
	he.post("/issues/1/sets", url.Values{}).is(http.StatusUnprocessableEntity).says("form-error", "Choose at least two editors: sets are compared with each other.")
	he.post("/issues/1/sets", url.Values{"editor": {fmt.Sprint(zhao.ID), "4711"}}).is(http.StatusUnprocessableEntity).says("form-error", "Only active editors can be asked for a set of their own.")
	a.li.post("/issues/1/sets", url.Values{"editor": {fmt.Sprint(zhao.ID)}}).is(http.StatusForbidden)
	he.post("/issues/1/sets", url.Values{"editor": {fmt.Sprint(zhao.ID)}}).leadsTo("/issues/1/sets")
	a.li.get("/issues").says("own-sets", "My sets 株洲日报 2022-11-10 Draft · 20 undecided")

	a.li.submit(a.first, 0).is(http.StatusOK)
	a.wu.submit(a.second, 0).is(http.StatusOK)
	a.wu.get(fmt.Sprintf("/sets/%d/pages/1", a.first)).is(http.StatusNotFound)
	he.post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.first), nil).is(http.StatusConflict)
	he.post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.team), nil).is(http.StatusNotFound)
	// Who has not begun is withdrawn, and the others' sets are shown, for all of them are submitted.
	he.post(fmt.Sprintf("/issues/1/sets/%d/withdraw", a.second+1), nil).leadsTo("/issues/1/sets")
	a.wu.get(fmt.Sprintf("/sets/%d/pages/1", a.first)).is(http.StatusOK)
	a.others["zhao"].get(fmt.Sprintf("/sets/%d/pages/1", a.second+1)).is(http.StatusNotFound)
	if own := a.others["zhao"].get("/issues").element("own-sets"); own != nil {
		t.Errorf("a set that was withdrawn is still listed: %s", textOf(own))
	}
}
