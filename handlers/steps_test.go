package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/handlers/core"
	"galley/handlers/workbench"
	"galley/models"
)

// newSet stores an issue of one page with twenty blocks and gives its team's set and the blocks.
func (s *site) newSet(t *testing.T) (int64, []text.Span) {
	t.Helper()
	var page strings.Builder
	for i := range 20 {
		fmt.Fprintf(&page, "第%d段，铅字排在版上。\n\n", i)
	}
	issue, err := s.server.Store.CreateIssue(context.Background(), models.NewIssue{Publication: "株洲日报", Language: "zh-Hans",
		Date: "2022-11-10", Pages: []models.NewPage{{Label: "A1", Text: page.String()}}})
	if err != nil {
		t.Fatal(err)
	}
	return issue.Set.ID, markup.NewPage(1, page.String()).Blocks
}

// roleAct is the act that gives a block of the first page a role.
func roleAct(block text.Span, role string) string {
	return fmt.Sprintf(`{"kind":"role","blocks":[{"page":1,"start":%d,"end":%d}],"role":%q}`, block.Start, block.End, role)
}

// step sends an act on a set.
func (v *visitor) step(set int64, id text.ID, base int64, act string) *answer {
	v.t.Helper()
	return v.sendStep(set, fmt.Sprintf(`{"id":%q,"base":%d,"act":%s}`, id, base, act))
}

func (v *visitor) sendStep(set int64, body string) *answer {
	v.t.Helper()
	r := v.request(http.MethodPost, fmt.Sprintf("/sets/%d/steps", set), strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return v.send(r)
}

// told is the answer to a step.
type told struct {
	Version  int64
	Cells    map[string]any
	Focus    *struct{ Page, Start int }
	Kind     string
	Steps    []string
	Error    struct{ Code, Message string }
	Problems map[string]any
}

// told reads an answer as JSON, strictly as to its type.
func (a *answer) told() told {
	a.t.Helper()
	var read told
	if err := json.Unmarshal([]byte(a.body), &read); err != nil || !strings.HasPrefix(a.header.Get("Content-Type"), "application/json") {
		a.t.Fatalf("%s: %v\n%s", a.header.Get("Content-Type"), err, a.body)
	}
	return read
}

func TestAStepIsAnsweredWithTheChangedCells(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	li := site.as(t, "li")
	set, blocks := site.newSet(t)
	id := text.NewID()
	first := li.step(set, id, 0, roleAct(blocks[0], "furniture")).is(http.StatusOK).told()
	want := told{Version: 1, Kind: "role", Steps: []string{id}, Cells: map[string]any{"block/1/0": first.Cells["block/1/0"]},
		Focus: &struct{ Page, Start int }{1, blocks[1].Start}}
	if diff := cmp.Diff(want, first); diff != "" || first.Cells["block/1/0"] == nil {
		t.Errorf("answer (-want +got)\n%s", diff)
	}
	page := li.get(fmt.Sprintf("/sets/%d/pages/1/cells", set)).is(http.StatusOK).told()
	if diff := cmp.Diff(first.Cells, page.Cells); diff != "" || page.Version != 1 {
		t.Errorf("the page has version %d and cells (-answer +page)\n%s", page.Version, diff)
	}
	again := li.step(set, id, 0, roleAct(blocks[0], "furniture")).is(http.StatusOK).told()
	if diff := cmp.Diff(first.Cells, again.Cells); diff != "" || again.Version != 1 {
		t.Errorf("sent again it has version %d and cells (-first +again)\n%s", again.Version, diff)
	}
}

func TestARefusedStepGivesThePresentCells(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	site.user(t, "wu", models.Editor)
	set, blocks := site.newSet(t)
	now := site.as(t, "wu").step(set, text.NewID(), 0, roleAct(blocks[3], "masthead")).is(http.StatusOK).told()
	got := site.as(t, "li").step(set, text.NewID(), 0, roleAct(blocks[3], "furniture")).is(http.StatusConflict).told()
	want := told{Version: 1, Cells: now.Cells}
	want.Error.Code, want.Error.Message = "conflict", "wu changed this meanwhile; here is how it stands now."
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("refusal (-want +got)\n%s", diff)
	}
}

func TestStepsThatCannotBeReadOrMayNotBeAreRefused(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for name, role := range map[string]models.Role{"li": models.Editor, "gu": models.Reader} {
		site.user(t, name, role)
	}
	set, blocks := site.newSet(t)
	act := roleAct(blocks[0], "furniture")
	whole := fmt.Sprintf(`{"id":%q,"base":0,"act":%s}`, text.NewID(), act)
	tests := []struct {
		name, who string
		set       int64
		body      string
		status    int
		code      string
		message   string
	}{
		{"a reader", "gu", set, whole, 403, "forbidden", "Only editors mark a draft; your role here is reader."},
		{"a stranger", "", set, whole, 401, "sign-in", "Please sign in first."},
		{"a set that is none", "li", 4711, whole, 404, "not-found", "There is no such set."},
		{"no JSON", "li", set, "act", 422, "invalid", "The step cannot be read; it is an object with id, base and act."},
		{"nothing", "li", set, "", 422, "invalid", "The step cannot be read; it is an object with id, base and act."},
		{"no act", "li", set, `{"id":"` + text.NewID() + `","base":0}`, 422, "invalid", "The act cannot be read."},
		{"no id", "li", set, `{"act":` + act + `}`, 422, "invalid", `The step's id "" is not one that Galley makes.`},
		{"an act that is none", "li", set, `{"id":"x","act":{"kind":"burn"}}`, 422, "invalid", `This program knows no act "burn"; please reload the page.`},
		{"a field that is none", "li", set, `{"id":"x","act":{"kind":"undo","all":true}}`, 422, "invalid",
			"The act cannot be read: something in it is not what this program expects."},
		{"more than a form may send", "li", set, `{"id":"` + strings.Repeat("x", core.FormLimit) + `"}`, 413, "invalid",
			"What was sent is larger than 4 MB. Send it in smaller parts."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := site.visitor(t)
			if tt.who != "" {
				v = site.as(t, tt.who)
			}
			got := v.sendStep(tt.set, tt.body).is(tt.status).told()
			if got.Error.Code != tt.code || got.Error.Message != tt.message {
				t.Errorf("%s %q, want %s %q", got.Error.Code, got.Error.Message, tt.code, tt.message)
			}
		})
	}
	if got := site.as(t, "li").get(fmt.Sprintf("/sets/%d/pages/1/cells", set)).told(); got.Version != 0 {
		t.Errorf("the set has version %d, want 0", got.Version)
	}
}

func TestAnotherSiteCanNotSendSteps(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	li := site.as(t, "li")
	set, blocks := site.newSet(t)
	r := li.request(http.MethodPost, fmt.Sprintf("/sets/%d/steps", set),
		strings.NewReader(fmt.Sprintf(`{"id":%q,"act":%s}`, text.NewID(), roleAct(blocks[0], "furniture"))))
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	li.send(r).is(http.StatusForbidden)
}

func TestAStreamOfStepsEndsWithTheSession(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		end  func(t *testing.T, site *site, li *visitor, user models.User)
	}{
		{"at signing out", func(_ *testing.T, _ *site, li *visitor, _ models.User) {
			li.post("/sign-out", nil).is(http.StatusSeeOther)
		}},
		{"at a new password elsewhere", func(t *testing.T, site *site, _ *visitor, _ models.User) {
			const next = "another good password"
			site.as(t, "li").post("/account", map[string][]string{"current": {goodPassword}, "password": {next}, "again": {next}}).is(http.StatusSeeOther)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			site := newSite(t)
			user := site.user(t, "li", models.Editor)
			li := site.as(t, "li")
			set, blocks := site.newSet(t)
			// The cookie is sent again by hand, as a browser that has not heard of it would.
			r := li.request(http.MethodGet, "/", nil)
			cookies := li.client.Jar.Cookies(r.URL)
			li.step(set, text.NewID(), 0, roleAct(blocks[0], "furniture")).is(http.StatusOK)
			tt.end(t, site, li, user)
			late := li.request(http.MethodPost, fmt.Sprintf("/sets/%d/steps", set),
				strings.NewReader(fmt.Sprintf(`{"id":%q,"act":%s}`, text.NewID(), roleAct(blocks[1], "furniture"))))
			li.client.Jar = nil
			for _, cookie := range cookies {
				late.AddCookie(cookie)
			}
			li.send(late).is(http.StatusUnauthorized)
		})
	}
}

// results are the answers to kept steps.
func (a *answer) results() []told {
	a.t.Helper()
	var read struct{ Results []told }
	if err := json.Unmarshal([]byte(a.body), &read); err != nil {
		a.t.Fatalf("%v\n%s", err, a.body)
	}
	return read.Results
}

func (v *visitor) kept(set int64, body string) *answer {
	v.t.Helper()
	r := v.request(http.MethodPost, fmt.Sprintf("/sets/%d/kept", set), strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return v.send(r)
}

func TestKeptStepsAreAppliedInOrderAndOnce(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	user := site.user(t, "li", models.Editor)
	li := site.as(t, "li")
	set, blocks := site.newSet(t)
	step := func(id text.ID, block int, role string) string {
		return fmt.Sprintf(`{"id":%q,"base":0,"act":%s}`, id, roleAct(blocks[block], role))
	}
	ids := []text.ID{text.NewID(), text.NewID(), text.NewID()}
	steps := []string{step(ids[0], 0, "masthead"), step(ids[1], 1, "no-such-role"), step(ids[2], 0, "furniture")}
	body := fmt.Sprintf(`{"user":%d,"steps":[%s]}`, user.ID, strings.Join(steps, ","))
	for range 2 {
		got := li.kept(set, body).is(http.StatusOK).results()
		if len(got) != 3 || got[0].Steps[0] != ids[0] || got[1].Error.Code != "invalid" || got[2].Steps[0] != ids[2] {
			t.Fatalf("results %+v", got)
		}
		page := li.get(fmt.Sprintf("/sets/%d/pages/1/cells", set)).is(http.StatusOK).told()
		if page.Version != 2 || fmt.Sprint(page.Cells["block/1/0"]) != "map[decided:true role:furniture]" {
			t.Errorf("the page has version %d and %v", page.Version, page.Cells)
		}
	}
}

func TestKeptStepsOfSomebodyElseAreNotTaken(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	wu := site.user(t, "wu", models.Editor)
	set, blocks := site.newSet(t)
	one := fmt.Sprintf(`{"id":%q,"base":0,"act":%s}`, text.NewID(), roleAct(blocks[0], "masthead"))
	li := site.as(t, "li")
	li.kept(set, fmt.Sprintf(`{"user":%d,"steps":[%s]}`, wu.ID, one)).is(http.StatusUnauthorized)
	many := strings.TrimSuffix(strings.Repeat(one+",", workbench.MostKept+1), ",")
	site.as(t, "wu").kept(set, fmt.Sprintf(`{"user":%d,"steps":[%s]}`, wu.ID, many)).is(http.StatusUnprocessableEntity)
	if got := li.get(fmt.Sprintf("/sets/%d/pages/1/cells", set)).told(); got.Version != 0 {
		t.Errorf("the set has version %d, want 0", got.Version)
	}
}
