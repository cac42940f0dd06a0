package workbench_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/site"
)

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
func toldBy(a *site.Answer) told {
	a.T.Helper()
	var read told
	if err := json.Unmarshal([]byte(a.Body), &read); err != nil || !strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") {
		a.T.Fatalf("%s: %v\n%s", a.Header.Get("Content-Type"), err, a.Body)
	}
	return read
}

func TestAStepIsAnsweredWithTheChangedCells(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	li := s.As(t, "li")
	set, blocks := s.NewSet(t)
	id := text.NewID()
	first := toldBy(li.Step(set, id, 0, site.RoleAct(blocks[0], "furniture")).Is(http.StatusOK))
	want := told{Version: 1, Kind: "role", Steps: []string{id}, Cells: map[string]any{"block/1/0": first.Cells["block/1/0"]},
		Focus: &struct{ Page, Start int }{1, blocks[1].Start}}
	if diff := cmp.Diff(want, first); diff != "" || first.Cells["block/1/0"] == nil {
		t.Errorf("answer (-want +got)\n%s", diff)
	}
	page := toldBy(li.Get(fmt.Sprintf("/sets/%d/pages/1/cells", set)).Is(http.StatusOK))
	if diff := cmp.Diff(first.Cells, page.Cells); diff != "" || page.Version != 1 {
		t.Errorf("the page has version %d and cells (-answer +page)\n%s", page.Version, diff)
	}
	again := toldBy(li.Step(set, id, 0, site.RoleAct(blocks[0], "furniture")).Is(http.StatusOK))
	if diff := cmp.Diff(first.Cells, again.Cells); diff != "" || again.Version != 1 {
		t.Errorf("sent again it has version %d and cells (-first +again)\n%s", again.Version, diff)
	}
}

func TestARefusedStepGivesThePresentCells(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	s.User(t, "wu", vocabulary.Editor)
	set, blocks := s.NewSet(t)
	now := toldBy(s.As(t, "wu").Step(set, text.NewID(), 0, site.RoleAct(blocks[3], "masthead")).Is(http.StatusOK))
	got := toldBy(s.As(t, "li").Step(set, text.NewID(), 0, site.RoleAct(blocks[3], "furniture")).Is(http.StatusConflict))
	want := told{Version: 1, Cells: now.Cells}
	want.Error.Code, want.Error.Message = "conflict", "wu changed this in the meantime; you now see the current state."
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("refusal (-want +got)\n%s", diff)
	}
}

func TestStepsThatCannotBeReadOrMayNotBeAreRefused(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	for name, role := range map[string]vocabulary.PersonRole{"li": vocabulary.Editor, "gu": vocabulary.Reader} {
		s.User(t, name, role)
	}
	set, blocks := s.NewSet(t)
	act := site.RoleAct(blocks[0], "furniture")
	whole := fmt.Sprintf(`{"id":%q,"base":0,"act":%s}`, text.NewID(), act)
	tests := []struct {
		name, who string
		set       int64
		body      string
		status    int
		code      string
		message   string
	}{
		{"a reader", "gu", set, whole, 403, "forbidden", "Only editors can mark a draft; your role here is reader."},
		{"a stranger", "", set, whole, 401, "sign-in", "Please sign in first."},
		{"an unknown set", "li", 4711, whole, 404, "not-found", "There is no such set."},
		{"no JSON", "li", set, "act", 422, "invalid", "The step is malformed: send an object with id, base and act."},
		{"nothing", "li", set, "", 422, "invalid", "The step is malformed: send an object with id, base and act."},
		{"no act", "li", set, `{"id":"` + text.NewID() + `","base":0}`, 422, "invalid", "The act is malformed."},
		{"no id", "li", set, `{"act":` + act + `}`, 422, "invalid", `The step ID "" does not have the form Galley uses.`},
		{"an unknown act", "li", set, `{"id":"x","act":{"kind":"burn"}}`, 422, "invalid", `This program does not know the act "burn"; please reload the page.`},
		{"an unknown field", "li", set, `{"id":"x","act":{"kind":"undo","all":true}}`, 422, "invalid",
			"The act is malformed: it contains something that this program does not expect."},
		{"more than a form may send", "li", set, `{"id":"` + strings.Repeat("x", 4<<20) + `"}`, 413, "invalid",
			"The request is larger than 4 MB. Send it in smaller parts."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := s.Visitor(t)
			if tt.who != "" {
				v = s.As(t, tt.who)
			}
			got := toldBy(v.SendStep(tt.set, tt.body).Is(tt.status))
			if got.Error.Code != tt.code || got.Error.Message != tt.message {
				t.Errorf("%s %q, want %s %q", got.Error.Code, got.Error.Message, tt.code, tt.message)
			}
		})
	}
	if got := toldBy(s.As(t, "li").Get(fmt.Sprintf("/sets/%d/pages/1/cells", set))); got.Version != 0 {
		t.Errorf("the set has version %d, want 0", got.Version)
	}
}

func TestAnotherSiteCanNotSendSteps(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	li := s.As(t, "li")
	set, blocks := s.NewSet(t)
	r := li.Request(http.MethodPost, fmt.Sprintf("/sets/%d/steps", set),
		strings.NewReader(fmt.Sprintf(`{"id":%q,"act":%s}`, text.NewID(), site.RoleAct(blocks[0], "furniture"))))
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	li.Send(r).Is(http.StatusForbidden)
}

func TestAStreamOfStepsEndsWithTheSession(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		end  func(t *testing.T, s *site.Site, li *site.Visitor, user models.User)
	}{
		{"at signing out", func(_ *testing.T, _ *site.Site, li *site.Visitor, _ models.User) {
			li.Post("/sign-out", nil).Is(http.StatusSeeOther)
		}},
		{"at a new password elsewhere", func(t *testing.T, s *site.Site, _ *site.Visitor, _ models.User) {
			const next = "another good password"
			s.As(t, "li").Post("/account", map[string][]string{"current": {site.Password}, "password": {next}, "again": {next}}).Is(http.StatusSeeOther)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := site.New(t)
			user := s.User(t, "li", vocabulary.Editor)
			li := s.As(t, "li")
			set, blocks := s.NewSet(t)
			// The cookie is sent again by hand, as a browser that has not heard of it would.
			r := li.Request(http.MethodGet, "/", nil)
			cookies := li.Client.Jar.Cookies(r.URL)
			li.Step(set, text.NewID(), 0, site.RoleAct(blocks[0], "furniture")).Is(http.StatusOK)
			tt.end(t, s, li, user)
			late := li.Request(http.MethodPost, fmt.Sprintf("/sets/%d/steps", set),
				strings.NewReader(fmt.Sprintf(`{"id":%q,"act":%s}`, text.NewID(), site.RoleAct(blocks[1], "furniture"))))
			li.Client.Jar = nil
			for _, cookie := range cookies {
				late.AddCookie(cookie)
			}
			li.Send(late).Is(http.StatusUnauthorized)
		})
	}
}

// results are the answers to kept steps.
func results(a *site.Answer) []told {
	a.T.Helper()
	var read struct{ Results []told }
	if err := json.Unmarshal([]byte(a.Body), &read); err != nil {
		a.T.Fatalf("%v\n%s", err, a.Body)
	}
	return read.Results
}

func sendKept(v *site.Visitor, set int64, body string) *site.Answer {
	v.T.Helper()
	r := v.Request(http.MethodPost, fmt.Sprintf("/sets/%d/kept", set), strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return v.Send(r)
}

func TestKeptStepsAreAppliedInOrderAndOnce(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	user := s.User(t, "li", vocabulary.Editor)
	li := s.As(t, "li")
	set, blocks := s.NewSet(t)
	step := func(id text.ID, block int, role string) string {
		return fmt.Sprintf(`{"id":%q,"base":0,"act":%s}`, id, site.RoleAct(blocks[block], role))
	}
	ids := []text.ID{text.NewID(), text.NewID(), text.NewID()}
	steps := []string{step(ids[0], 0, "masthead"), step(ids[1], 1, "no-such-role"), step(ids[2], 0, "furniture")}
	body := fmt.Sprintf(`{"user":%d,"steps":[%s]}`, user.ID, strings.Join(steps, ","))
	for range 2 {
		got := results(sendKept(li, set, body).Is(http.StatusOK))
		if len(got) != 3 || got[0].Steps[0] != ids[0] || got[1].Error.Code != "invalid" || got[2].Steps[0] != ids[2] {
			t.Fatalf("results %+v", got)
		}
		page := toldBy(li.Get(fmt.Sprintf("/sets/%d/pages/1/cells", set)).Is(http.StatusOK))
		if page.Version != 2 || fmt.Sprint(page.Cells["block/1/0"]) != "map[decided:true role:furniture]" {
			t.Errorf("the page has version %d and %v", page.Version, page.Cells)
		}
	}
}

func TestKeptStepsOfSomebodyElseAreNotTaken(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	wu := s.User(t, "wu", vocabulary.Editor)
	set, blocks := s.NewSet(t)
	one := fmt.Sprintf(`{"id":%q,"base":0,"act":%s}`, text.NewID(), site.RoleAct(blocks[0], "masthead"))
	li := s.As(t, "li")
	sendKept(li, set, fmt.Sprintf(`{"user":%d,"steps":[%s]}`, wu.ID, one)).Is(http.StatusUnauthorized)
	many := strings.TrimSuffix(strings.Repeat(one+",", 101), ",")
	sendKept(s.As(t, "wu"), set, fmt.Sprintf(`{"user":%d,"steps":[%s]}`, wu.ID, many)).Is(http.StatusUnprocessableEntity)
	if got := toldBy(li.Get(fmt.Sprintf("/sets/%d/pages/1/cells", set))); got.Version != 0 {
		t.Errorf("the set has version %d, want 0", got.Version)
	}
}
