package handlers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"galley/engine/text"
	"galley/handlers/core"
	"galley/handlers/workbench"
	"galley/models"
)

// today is how the clock of the store is told, which is not that of the test.
var today = regexp.MustCompile(`\d+ \w+ 20\d\d`)

// crew is a set of two pages with everybody who works on it.
type crew struct {
	*site
	set         int64
	blocks      []text.Span
	li, wu, wei *visitor
	liID, wuID  int64
	gu          *visitor // a reader
	reviewerID  int64
	work        string
}

func newCrew(t *testing.T) *crew {
	t.Helper()
	c := &crew{site: newSite(t)}
	li, wu, wei := c.user(t, "li", models.Editor), c.user(t, "wu", models.Editor), c.user(t, "wei", models.Reviewer)
	c.li, c.wu, c.wei, c.liID, c.wuID, c.reviewerID = c.signIn(t, li), c.signIn(t, wu), c.signIn(t, wei), li.ID, wu.ID, wei.ID
	c.gu = c.signIn(t, c.user(t, "gu", models.Reader))
	c.set, c.blocks = c.newSet(t)
	c.work = fmt.Sprintf("/sets/%d/work", c.set)
	return c
}

// give gives what stands in a form.
func (c *crew) give(v *visitor, to int64, task, due string, what ...string) *answer {
	v.t.Helper()
	return v.post(c.work, url.Values{"what": what, "to": {strconv.FormatInt(to, 10)}, "task": {task}, "due-utc": {due}})
}

func TestWorkIsGivenClaimedAndHandedOver(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	c.give(c.wei, c.liID, "mark", "2031-05-10T11:00:00Z", "page:1").leadsTo(c.work)
	page := c.wei.get(c.work).is(http.StatusOK)
	page.says("flash", "Given to li.")
	if got := textOf(page.element("work-1")); !strings.HasPrefix(got, "A1 Draft li in 2 h ⋯ Take back Hand over to wu Hand over Claim") {
		t.Errorf("page 1: %q", got)
	}
	c.now = c.now.Add(2*time.Hour + 40*time.Minute)
	if got := textOf(c.gu.get(c.work).element("work-1")); got != "A1 Draft li 40 min late –" {
		t.Errorf("page 1, for a reader: %q", got)
	}
	if bell := c.li.bell(); bell != "Notices, 1 new" {
		t.Errorf("the bell of li says %q", bell)
	}
	told := c.li.get("/notices")
	if !strings.Contains(told.text(), "wei gave you work 株洲日报 2022-11-10 Due 11:00") || !strings.Contains(told.text(), "A1") {
		t.Errorf("li is told %q", told.text())
	}

	// What somebody has is not claimed, but handed over, by who has it.
	c.wu.post(c.work+"/claim", url.Values{"what": {"page:1"}}).is(http.StatusConflict)
	c.wu.post(c.work+"/1/hand-over", url.Values{"to": {fmt.Sprint(c.wuID)}}).is(http.StatusForbidden)
	c.wu.post(c.work+"/1/release", nil).is(http.StatusForbidden)
	c.li.post(c.work+"/1/hand-over", url.Values{"to": {fmt.Sprint(c.wuID)}}).leadsTo(c.work)
	if bell := c.wu.bell(); bell != "Notices, 1 new" {
		t.Errorf("the bell of wu says %q", bell)
	}
	c.li.post(c.work+"/1/release", nil).is(http.StatusConflict)
	c.wu.post(c.work+"/2/release", url.Values{"back": {"/issues"}}).leadsTo("/issues")
	c.li.post(c.work+"/claim", url.Values{"what": {"all"}, "back": {"https://example.org/"}}).leadsTo("/")
	page = c.li.get(c.work)
	if got := textOf(page.element("work-all")); got != "The whole issue Draft li ⋯ Release Hand over to wu Hand over –" {
		t.Errorf("the whole: %q", got)
	}
	if got := today.ReplaceAllString(textOf(page.element("past")), "today"); got != "Who had what before A1 to mark : wu given by li, today · released, today A1 to mark : li given by wei, today · handed over by li, today" {
		t.Errorf("before: %q", got)
	}
}

func TestWhoMayGiveWhat(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	c.give(c.li, c.wuID, "mark", "", "page:1").is(http.StatusForbidden)
	c.give(c.gu, c.liID, "mark", "", "page:1").is(http.StatusForbidden)
	c.gu.post(c.work+"/claim", url.Values{"what": {"page:1"}}).is(http.StatusForbidden)
	c.li.post(c.work+"/claim", url.Values{"what": {"page:1"}, "task": {"review"}}).is(http.StatusForbidden)
	for _, tt := range []struct {
		name, task, due, want string
		to                    int64
		what                  []string
	}{
		{"a reviewer marks no drafts", "mark", "", "Only editors mark a draft; your role here is reviewer.", c.reviewerID, []string{"page:1"}},
		{"an editor reviews nothing", "review", "", "li cannot be given this: it is not among what their role does here.", c.liID, []string{"page:1"}},
		{"nobody", "mark", "", "Choose who is to have it.", 4711, []string{"page:1"}},
		{"nothing", "mark", "", "Choose at least one page or article.", c.liID, nil},
		{"no such page", "mark", "", "What you chose is no longer there. Load this page again and choose anew.", c.liID, []string{"page:1", "page:9"}},
		{"no such article", "mark", "", "What you chose is no longer there. Load this page again and choose anew.", c.liID, []string{"article:none"}},
	} {
		a := c.give(c.wei, tt.to, tt.task, tt.due, tt.what...)
		if !strings.Contains(a.text(), tt.want) || a.status < 400 {
			t.Errorf("%s: %d %s", tt.name, a.status, a.text())
		}
	}
	a := c.wei.post(c.work, url.Values{"what": {"page:1"}, "to": {fmt.Sprint(c.wuID)}, "due": {"tomorrow"}}).is(http.StatusUnprocessableEntity)
	a.says("form-error", "The time \"tomorrow\" cannot be read. Write it as 2031-05-10T18:00, or leave it empty.")
	if !strings.Contains(a.body, `value="page:1" checked`) || !strings.Contains(a.body, fmt.Sprintf(`<option value="%d" selected`, c.wuID)) {
		t.Error("what was chosen is forgotten")
	}
	if bell := c.li.bell(); bell != "Notices" {
		t.Errorf("somebody was told: %q", bell)
	}
	c.wei.post(c.work, url.Values{"what": {"page:1"}, "to": {fmt.Sprint(c.liID)}, "due": {"2031-05-10T11:30"}}).leadsTo(c.work)
	if got := textOf(c.li.get(c.work).element("work-1")); !strings.Contains(got, "li in 2 h") {
		t.Errorf("a time without a script: %q", got)
	}
}

// TestWorkIsDoneWhenItIsSubmitted submits a page that was given, and the set, and returns them.
func TestWorkIsDoneWhenItIsSubmitted(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	heard := c.wu.events(c.set, 0)
	heard.next() // hello
	c.li.step(c.set, text.NewID(), 0, roleAct(c.blocks[0], "headline")).is(http.StatusOK)
	c.give(c.wei, c.liID, "mark", "", "page:1").leadsTo(c.work)
	c.give(c.wei, c.reviewerID, "review", "", "page:1").leadsTo(c.work)
	state := func(v *visitor, body string) {
		t.Helper()
		v.step(c.set, text.NewID(), 1000, body).is(http.StatusOK)
	}
	says := func(want string) {
		t.Helper()
		if got := textOf(c.gu.get(c.work).element("work-1")); got != want {
			t.Errorf("page 1: %q, want %q", got, want)
		}
	}
	for _, want := range []string{"step", "work", "work"} {
		if e := heard.next(); e.name != want {
			t.Errorf("heard %s, want %s", e.name, want)
		}
	}
	state(c.li, `{"kind":"state","state":"submitted","page":1}`)
	says("A1 Submitted li done wei")
	if first, second := heard.next(), heard.next(); first.name != "step" || second.name != "work" {
		t.Errorf("heard %s and %s, want step and work", first.name, second.name)
	}
	c.give(c.wei, c.wuID, "mark", "", "page:1").is(http.StatusUnprocessableEntity).
		says("form-error", "What you chose is submitted or accepted already (A1). Return it or reopen it first.")
	state(c.wei, `{"kind":"state","state":"returned","page":1,"reason":"?"}`)
	says("A1 Returned li wei done")
	state(c.li, `{"kind":"state","state":"submitted","page":1}`)
	state(c.wei, `{"kind":"state","state":"accepted","page":1,"reason":"?"}`)
	says("A1 Accepted li done wei done")
}

// TestAnArticleThatIsGone gives an article that is merged into another, and one that is undecided.
func TestAnArticleThatIsGone(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	c.li.step(c.set, text.NewID(), 0, roleAct(c.blocks[0], "headline")).is(http.StatusOK)
	c.li.step(c.set, text.NewID(), 1, fmt.Sprintf(`{"kind":"start","block":{"page":1,"start":%d,"end":%d}}`, c.blocks[3].Start, c.blocks[3].End)).is(http.StatusOK)
	view, err := c.server.Desk.View(t.Context(), c.set)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for id := range view.Articles() {
		ids = append(ids, id)
	}
	if len(ids) != 2 {
		t.Fatalf("%d articles", len(ids))
	}
	c.give(c.wei, c.wuID, "mark", "", "article:"+ids[1]).leadsTo(c.work)
	row := "work-" + ids[1]
	before := textOf(c.wu.get(c.work).element(row))
	c.li.step(c.set, text.NewID(), 1000, fmt.Sprintf(`{"kind":"merge","block":{"page":1,"start":%d,"end":%d}}`, c.blocks[3].Start, c.blocks[3].End)).is(http.StatusOK)
	if got := textOf(c.wu.get(c.work).element(row)); !strings.Contains(got, "is now part of “"+strings.TrimSpace(titleNow(t, c, ids[0]))+"”") {
		t.Errorf("merged: %q, before %q", got, before)
	}
	var news workbench.WorkNews
	r := c.wu.request(http.MethodGet, c.work, nil)
	r.Header.Set("Accept", "application/json")
	if err := json.Unmarshal([]byte(c.wu.send(r).body), &news); err != nil || len(news.Work) != 1 || news.Work[0].Article != ids[0] {
		t.Errorf("the workbench reads %+v (%v), want the article that it was merged into", news.Work, err)
	}
	c.li.step(c.set, text.NewID(), 1000, fmt.Sprintf(`{"kind":"undecide","article":%q}`, ids[0])).is(http.StatusOK)
	page := c.wu.get(c.work)
	if got := textOf(page.element(row)); !strings.Contains(got, "This article is no longer there.") {
		t.Errorf("gone: %q", got)
	}
	c.wu.post(c.work+"/1/hand-over", url.Values{"to": {fmt.Sprint(c.liID)}}).is(http.StatusUnprocessableEntity)
	c.wu.post(c.work+"/1/release", nil).leadsTo(c.work)
	if c.wu.get(c.work).element(row) != nil {
		t.Error("what was released is still listed")
	}
}

func titleNow(t *testing.T, c *crew, id string) string {
	t.Helper()
	view, err := c.server.Desk.View(t.Context(), c.set)
	if err != nil {
		t.Fatal(err)
	}
	title, _ := core.TitleOf(view.Set, id)
	return title
}

// TestWorkInAHiddenSetLeaksNothing gives the owner of a hidden set a time for it, and looks everywhere as
// somebody who must not know.
func TestWorkInAHiddenSetLeaksNothing(t *testing.T) {
	t.Parallel()
	a := newApart(t)
	lists := append([]string{fmt.Sprintf("/sets/%d/work", a.team)}, listings...)
	see := func(v *visitor) (all string) {
		for _, path := range lists {
			all += nothing.ReplaceAllString(v.get(path).is(http.StatusOK).body, "")
		}
		return all
	}
	before := map[string]string{}
	for name, v := range a.others {
		before[name] = see(v)
	}
	hidden := fmt.Sprintf("/sets/%d/work", a.first)
	a.others["he"].post(hidden, url.Values{"what": {"all"}, "to": {"1"}, "task": {"mark"}}).is(http.StatusNotFound)
	a.admin.post(hidden, url.Values{"what": {"page:1"}, "to": {"2"}, "task": {"mark"}}).is(http.StatusUnprocessableEntity)
	a.admin.post(hidden, url.Values{"what": {"page:1"}, "to": {"1"}, "task": {"mark"}, "due-utc": {"2031-05-10T11:00:00Z"}}).leadsTo(hidden)
	for name, v := range a.others {
		if see(v) != before[name] {
			t.Errorf("%s sees that somebody was given something in a hidden set", name)
		}
	}
}
