package account_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

func TestNotices(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	li, wei := s.SignIn(t, s.User(t, "li", vocabulary.Editor)), s.SignIn(t, s.User(t, "wei", vocabulary.Reviewer))
	set, blocks := s.NewSet(t)
	ids := []text.ID{"aaaaaaaaaaaaaaaaaaaaaaaaaa", "baaaaaaaaaaaaaaaaaaaaaaaaa", "caaaaaaaaaaaaaaaaaaaaaaaaa", "daaaaaaaaaaaaaaaaaaaaaaaaa", "eaaaaaaaaaaaaaaaaaaaaaaaaa"}
	state := func(v *site.Visitor, id text.ID, state, reason string) {
		t.Helper()
		v.Step(set, id, 1000, fmt.Sprintf(`{"kind":"state","state":%q,"reason":%q}`, state, reason)).Is(http.StatusOK)
	}
	li.Step(set, ids[0], 0, site.RoleAct(blocks[0], "headline")).Is(http.StatusOK)
	state(li, ids[1], "submitted", "")
	if bell := li.Bell(); bell != "Notices" {
		t.Errorf("the bell says %q", bell)
	}
	for range 2 { // sent twice, told once
		state(wei, ids[2], "returned", "标题不对。")
	}
	if bell := li.Bell(); bell != "Notices, 1 new" {
		t.Errorf("the bell says %q", bell)
	}
	if bell := li.Get("/notices/bell").Is(http.StatusOK); site.Attribute(bell.Element("bell"), "aria-label") != "Notices, 1 new" || bell.Element("user-menu") != nil {
		t.Errorf("the bell alone is %s", bell.Body)
	}
	a := li.Get("/notices").Is(http.StatusOK)
	if !strings.Contains(a.Text(), "new wei returned your work 株洲日报 2022-11-10") || !strings.Contains(a.Text(), "标题不对。") {
		t.Errorf("notices: %s", a.Text())
	}
	wei.Get("/notices/2").Is(http.StatusNotFound)
	li.Get("/notices/2").LeadsTo("/sets/1/pages/1")
	if bell := li.Bell(); bell != "Notices" {
		t.Errorf("the bell says %q", bell)
	}
	state(li, ids[3], "submitted", "")
	state(wei, ids[4], "accepted", "All is well.")
	li.Post("/notices/read", url.Values{"up-to": {"4"}}).LeadsTo("/notices")
	if bell := li.Bell(); bell != "Notices" {
		t.Errorf("the bell says %q", bell)
	}
	if text := li.Get("/notices").Text(); !strings.Contains(text, "wei accepted your work") {
		t.Errorf("notices: %s", text)
	}
	if bell := wei.Bell(); bell != "Notices, 2 new ones" {
		t.Errorf("the bell of whom it waited for says %q", bell)
	}
	wei.Get("/notices/1").LeadsTo("/sets/1/review")
	if text := wei.Get("/notices").Text(); !strings.Contains(text, "li handed in work for you to review 株洲日报 2022-11-10") || strings.Contains(text, "wei accepted") {
		t.Errorf("notices: %s", text)
	}
}

func TestAMentionIsTold(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	li, wei := s.SignIn(t, s.User(t, "li", vocabulary.Editor)), s.SignIn(t, s.User(t, "wei", vocabulary.Reviewer))
	set, blocks := s.NewSet(t)
	body := fmt.Sprintf(`{"key":"aaaaaaaaaaaaaaaaaaaaaaaaaa","text":"@wei 这一段对吗？","anchor":"block","page":1,"start":%d,"end":%d}`, blocks[2].Start, blocks[2].End)
	li.Say(set, "", body)
	if bell := wei.Bell(); bell != "Notices, 1 new" {
		t.Errorf("the bell says %q", bell)
	}
	wei.Get("/notices/1").LeadsTo(fmt.Sprintf("/sets/1/pages/1#b-1-%d", blocks[2].Start))
}

func TestNoticeChoices(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	li := s.As(t, "li")
	a := li.Post("/account/notices", url.Values{"email": {"nowhere"}, "shown-returned": {"yes"}})
	a.Is(http.StatusUnprocessableEntity).Says("email-error", "This is not a mail address. Write it as name@example.org.")
	li.Post("/account/notices", url.Values{"email": {"li@example.org"}, "shown-returned": {"yes"}, "mailed-mentioned": {"yes"}}).LeadsTo("/account/notices")
	a = li.Get("/account/notices").Is(http.StatusOK)
	if a.Value("email") != "li@example.org" {
		t.Errorf("the address is %q", a.Value("email"))
	}
	if n := strings.Count(a.Body, " checked"); n != 2 {
		t.Errorf("%d boxes are checked, want 2", n)
	}
}
