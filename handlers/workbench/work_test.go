package workbench_test

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
	"galley/engine/vocabulary"
	"galley/handlers/core"
	"galley/tests/site"
)

// today is the time of the store's clock, which is not that of the test.
var today = regexp.MustCompile(`\d+ \w+ 20\d\d`)

// crew is a set of two pages with everybody who works on it.
type crew struct {
	*site.Site
	set         int64
	blocks      []text.Span
	li, wu, wei *site.Visitor
	liID, wuID  int64
	gu          *site.Visitor // a reader
	reviewerID  int64
	work        string
}

func newCrew(t *testing.T) *crew {
	t.Helper()
	c := &crew{Site: site.New(t)}
	li, wu, wei := c.User(t, "li", vocabulary.Editor), c.User(t, "wu", vocabulary.Editor), c.User(t, "wei", vocabulary.Reviewer)
	c.li, c.wu, c.wei, c.liID, c.wuID, c.reviewerID = c.SignIn(t, li), c.SignIn(t, wu), c.SignIn(t, wei), li.ID, wu.ID, wei.ID
	c.gu = c.SignIn(t, c.User(t, "gu", vocabulary.Reader))
	c.set, c.blocks = c.NewSet(t)
	c.work = fmt.Sprintf("/sets/%d/work", c.set)
	return c
}

// give gives what stands in a form.
func (c *crew) give(v *site.Visitor, to int64, task, due string, what ...string) *site.Answer {
	v.T.Helper()
	return v.Post(c.work, url.Values{"what": what, "to": {strconv.FormatInt(to, 10)}, "task": {task}, "due-utc": {due}})
}

func TestWorkIsGivenClaimedAndHandedOver(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	c.give(c.wei, c.liID, "mark", "2031-05-10T11:00:00Z", "page:1").LeadsTo(c.work)
	page := c.wei.Get(c.work).Is(http.StatusOK)
	page.Says("flash", "Given to li.")
	if got := site.TextOf(page.Element("work-1")); !strings.HasPrefix(got, "A1版 Draft li in 2 h ⋯ Take back Hand over to wu Hand over Claim") {
		t.Errorf("page 1: %q", got)
	}
	c.Now = c.Now.Add(2*time.Hour + 40*time.Minute)
	if got := site.TextOf(c.gu.Get(c.work).Element("work-1")); got != "A1版 Draft li 40 min late –" {
		t.Errorf("page 1, for a reader: %q", got)
	}
	if bell := c.li.Bell(); bell != "Notices, 1 new" {
		t.Errorf("the bell of li says %q", bell)
	}
	told := c.li.Get("/notices")
	if !strings.Contains(told.Text(), "wei gave you work 株洲日报 2022-11-10 Due 11:00") || !strings.Contains(told.Text(), "A1") {
		t.Errorf("li is told %q", told.Text())
	}

	// What somebody has is not claimed, but handed over, by its holder.
	c.wu.Post(c.work+"/claim", url.Values{"what": {"page:1"}}).Is(http.StatusConflict)
	c.wu.Post(c.work+"/1/hand-over", url.Values{"to": {fmt.Sprint(c.wuID)}}).Is(http.StatusForbidden)
	c.wu.Post(c.work+"/1/release", nil).Is(http.StatusForbidden)
	c.li.Post(c.work+"/1/hand-over", url.Values{"to": {fmt.Sprint(c.wuID)}}).LeadsTo(c.work)
	if bell := c.wu.Bell(); bell != "Notices, 1 new" {
		t.Errorf("the bell of wu says %q", bell)
	}
	c.li.Post(c.work+"/1/release", nil).Is(http.StatusConflict)
	c.wu.Post(c.work+"/2/release", url.Values{"back": {"/issues"}}).LeadsTo("/issues")
	c.li.Post(c.work+"/claim", url.Values{"what": {"all"}, "back": {"https://example.org/"}}).LeadsTo("/")
	page = c.li.Get(c.work)
	if got := site.TextOf(page.Element("work-all")); got != "The whole issue Draft li ⋯ Release Hand over to wu Hand over –" {
		t.Errorf("the whole: %q", got)
	}
	if got := today.ReplaceAllString(site.TextOf(page.Element("past")), "today"); got != "Earlier assignments A1版 to mark : wu given by li, today · released, today A1版 to mark : li given by wei, today · handed over by li, today" {
		t.Errorf("before: %q", got)
	}
}

func TestWhoMayGiveWhat(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	c.give(c.li, c.wuID, "mark", "", "page:1").Is(http.StatusForbidden)
	c.give(c.gu, c.liID, "mark", "", "page:1").Is(http.StatusForbidden)
	c.gu.Post(c.work+"/claim", url.Values{"what": {"page:1"}}).Is(http.StatusForbidden)
	c.li.Post(c.work+"/claim", url.Values{"what": {"page:1"}, "task": {"review"}}).Is(http.StatusForbidden)
	for _, tt := range []struct {
		name, task, due, want string
		to                    int64
		what                  []string
	}{
		{"a reviewer marks no drafts", "mark", "", "Only editors can mark a draft; your role here is reviewer.", c.reviewerID, []string{"page:1"}},
		{"an editor reviews nothing", "review", "", "li cannot be given this, because their role does not allow it.", c.liID, []string{"page:1"}},
		{"nobody", "mark", "", "Choose who gets it.", 4711, []string{"page:1"}},
		{"nothing", "mark", "", "Choose at least one page or article.", c.liID, nil},
		{"no such page", "mark", "", "What you chose is no longer there. Reload this page and choose again.", c.liID, []string{"page:1", "page:9"}},
		{"no such article", "mark", "", "What you chose is no longer there. Reload this page and choose again.", c.liID, []string{"article:none"}},
	} {
		a := c.give(c.wei, tt.to, tt.task, tt.due, tt.what...)
		if !strings.Contains(a.Text(), tt.want) || a.Status < 400 {
			t.Errorf("%s: %d %s", tt.name, a.Status, a.Text())
		}
	}
	a := c.wei.Post(c.work, url.Values{"what": {"page:1"}, "to": {fmt.Sprint(c.wuID)}, "due": {"tomorrow"}}).Is(http.StatusUnprocessableEntity)
	a.Says("form-error", "\"tomorrow\" is not a valid time. Write it as 2031-05-10T18:00, or leave it empty.")
	if !strings.Contains(a.Body, `value="page:1" checked`) || !strings.Contains(a.Body, fmt.Sprintf(`<option value="%d" selected`, c.wuID)) {
		t.Error("what was chosen is forgotten")
	}
	if bell := c.li.Bell(); bell != "Notices" {
		t.Errorf("somebody was told: %q", bell)
	}
	c.wei.Post(c.work, url.Values{"what": {"page:1"}, "to": {fmt.Sprint(c.liID)}, "due": {"2031-05-10T11:30"}}).LeadsTo(c.work)
	if got := site.TextOf(c.li.Get(c.work).Element("work-1")); !strings.Contains(got, "li in 2 h") {
		t.Errorf("a time without a script: %q", got)
	}
}

// TestWorkIsDoneWhenItIsSubmitted submits a page that was given, and the set, and returns them.
func TestWorkIsDoneWhenItIsSubmitted(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	heard := c.wu.Events(c.set, 0)
	heard.Next() // hello
	c.li.Step(c.set, text.NewID(), 0, site.RoleAct(c.blocks[0], "headline")).Is(http.StatusOK)
	c.give(c.wei, c.liID, "mark", "", "page:1").LeadsTo(c.work)
	c.give(c.wei, c.reviewerID, "review", "", "page:1").LeadsTo(c.work)
	state := func(v *site.Visitor, body string) {
		t.Helper()
		v.Step(c.set, text.NewID(), 1000, body).Is(http.StatusOK)
	}
	says := func(want string) {
		t.Helper()
		if got := site.TextOf(c.gu.Get(c.work).Element("work-1")); got != want {
			t.Errorf("page 1: %q, want %q", got, want)
		}
	}
	for _, want := range []string{"step", "work", "work"} {
		if e := heard.Next(); e.Name != want {
			t.Errorf("heard %s, want %s", e.Name, want)
		}
	}
	state(c.li, `{"kind":"state","state":"submitted","page":1}`)
	says("A1版 Submitted li done wei")
	if first, second := heard.Next(), heard.Next(); first.Name != "step" || second.Name != "work" {
		t.Errorf("heard %s and %s, want step and work", first.Name, second.Name)
	}
	c.give(c.wei, c.wuID, "mark", "", "page:1").Is(http.StatusUnprocessableEntity).
		Says("form-error", "What you chose is already submitted or accepted (A1版). Return it or reopen it first.")
	state(c.wei, `{"kind":"state","state":"returned","page":1,"reason":"?"}`)
	says("A1版 Returned li wei done")
	state(c.li, `{"kind":"state","state":"submitted","page":1}`)
	state(c.wei, `{"kind":"state","state":"accepted","page":1,"reason":"?"}`)
	says("A1版 Accepted li done wei done")
}

// TestAnArticleThatIsGone gives an article that is merged into another, and one that is undecided.
func TestAnArticleThatIsGone(t *testing.T) {
	t.Parallel()
	c := newCrew(t)
	c.li.Step(c.set, text.NewID(), 0, site.RoleAct(c.blocks[0], "headline")).Is(http.StatusOK)
	c.li.Step(c.set, text.NewID(), 1, fmt.Sprintf(`{"kind":"start","block":{"page":1,"start":%d,"end":%d}}`, c.blocks[3].Start, c.blocks[3].End)).Is(http.StatusOK)
	view, err := c.Server.Desk.View(t.Context(), c.set)
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
	c.give(c.wei, c.wuID, "mark", "", "article:"+ids[1]).LeadsTo(c.work)
	row := "work-" + ids[1]
	before := site.TextOf(c.wu.Get(c.work).Element(row))
	c.li.Step(c.set, text.NewID(), 1000, fmt.Sprintf(`{"kind":"merge","block":{"page":1,"start":%d,"end":%d}}`, c.blocks[3].Start, c.blocks[3].End)).Is(http.StatusOK)
	if got := site.TextOf(c.wu.Get(c.work).Element(row)); !strings.Contains(got, "is now part of “"+strings.TrimSpace(titleNow(t, c, ids[0]))+"”") {
		t.Errorf("merged: %q, before %q", got, before)
	}
	var news struct{ Work []struct{ Article string } }
	r := c.wu.Request(http.MethodGet, c.work, nil)
	r.Header.Set("Accept", "application/json")
	if err := json.Unmarshal([]byte(c.wu.Send(r).Body), &news); err != nil || len(news.Work) != 1 || news.Work[0].Article != ids[0] {
		t.Errorf("the workbench reads %+v (%v), want the article that it was merged into", news.Work, err)
	}
	c.li.Step(c.set, text.NewID(), 1000, fmt.Sprintf(`{"kind":"undecide","article":%q}`, ids[0])).Is(http.StatusOK)
	page := c.wu.Get(c.work)
	if got := site.TextOf(page.Element(row)); !strings.Contains(got, "This article no longer exists.") {
		t.Errorf("gone: %q", got)
	}
	c.wu.Post(c.work+"/1/hand-over", url.Values{"to": {fmt.Sprint(c.liID)}}).Is(http.StatusUnprocessableEntity)
	c.wu.Post(c.work+"/1/release", nil).LeadsTo(c.work)
	if c.wu.Get(c.work).Element(row) != nil {
		t.Error("what was released is still listed")
	}
}

func titleNow(t *testing.T, c *crew, id string) string {
	t.Helper()
	view, err := c.Server.Desk.View(t.Context(), c.set)
	if err != nil {
		t.Fatal(err)
	}
	title, _ := core.TitleOf(view.Set, id)
	return title
}
