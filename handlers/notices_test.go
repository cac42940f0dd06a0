package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/engine/text"
	"galley/models"
)

// bell is what the bell of a visitor says.
func (v *visitor) bell() string {
	v.t.Helper()
	a := v.get("/account").is(http.StatusOK)
	if a.element("bell") == nil {
		v.t.Fatal("the page has no bell")
	}
	return attribute(a.element("bell"), "aria-label")
}

func TestNotices(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	li, wei := site.signIn(t, site.user(t, "li", models.Editor)), site.signIn(t, site.user(t, "wei", models.Reviewer))
	set, blocks := site.newSet(t)
	ids := []text.ID{"aaaaaaaaaaaaaaaaaaaaaaaaaa", "baaaaaaaaaaaaaaaaaaaaaaaaa", "caaaaaaaaaaaaaaaaaaaaaaaaa", "daaaaaaaaaaaaaaaaaaaaaaaaa", "eaaaaaaaaaaaaaaaaaaaaaaaaa"}
	state := func(v *visitor, id text.ID, state, reason string) {
		t.Helper()
		v.step(set, id, 1000, fmt.Sprintf(`{"kind":"state","state":%q,"reason":%q}`, state, reason)).is(http.StatusOK)
	}
	li.step(set, ids[0], 0, roleAct(blocks[0], "headline")).is(http.StatusOK)
	state(li, ids[1], "submitted", "")
	if bell := li.bell(); bell != "Notices" {
		t.Errorf("the bell says %q", bell)
	}
	for range 2 { // sent twice, told once
		state(wei, ids[2], "returned", "标题不对。")
	}
	if bell := li.bell(); bell != "Notices, 1 new" {
		t.Errorf("the bell says %q", bell)
	}
	if bell := li.get("/notices/bell").is(http.StatusOK); attribute(bell.element("bell"), "aria-label") != "Notices, 1 new" || bell.element("user-menu") != nil {
		t.Errorf("the bell alone is %s", bell.body)
	}
	a := li.get("/notices").is(http.StatusOK)
	if !strings.Contains(a.text(), "new wei returned your work 株洲日报 2022-11-10") || !strings.Contains(a.text(), "标题不对。") {
		t.Errorf("notices: %s", a.text())
	}
	wei.get("/notices/1").is(http.StatusNotFound)
	li.get("/notices/1").leadsTo("/sets/1/pages/1")
	if bell := li.bell(); bell != "Notices" {
		t.Errorf("the bell says %q", bell)
	}
	state(li, ids[3], "submitted", "")
	state(wei, ids[4], "accepted", "All is well.")
	li.post("/notices/read", url.Values{"up-to": {"2"}}).leadsTo("/notices")
	if bell := li.bell(); bell != "Notices" {
		t.Errorf("the bell says %q", bell)
	}
	if text := li.get("/notices").text(); !strings.Contains(text, "wei accepted your work") {
		t.Errorf("notices: %s", text)
	}
	if bell := wei.bell(); bell != "Notices" {
		t.Errorf("who did it is told: %q", bell)
	}
}

func TestAMentionIsTold(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	li, wei := site.signIn(t, site.user(t, "li", models.Editor)), site.signIn(t, site.user(t, "wei", models.Reviewer))
	set, blocks := site.newSet(t)
	body := fmt.Sprintf(`{"key":"aaaaaaaaaaaaaaaaaaaaaaaaaa","text":"@wei 这一段对吗？","anchor":"block","page":1,"start":%d,"end":%d}`, blocks[2].Start, blocks[2].End)
	li.say(set, "", body)
	if bell := wei.bell(); bell != "Notices, 1 new" {
		t.Errorf("the bell says %q", bell)
	}
	wei.get("/notices/1").leadsTo(fmt.Sprintf("/sets/1/pages/1#b-1-%d", blocks[2].Start))
}

func TestNoticeChoices(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	li := site.as(t, "li")
	a := li.post("/account/notices", url.Values{"email": {"nowhere"}, "shown-returned": {"yes"}})
	a.is(http.StatusUnprocessableEntity).says("email-error", "This is no address for mail. Write it as name@example.org.")
	li.post("/account/notices", url.Values{"email": {"li@example.org"}, "shown-returned": {"yes"}, "mailed-mentioned": {"yes"}}).leadsTo("/account/notices")
	a = li.get("/account/notices").is(http.StatusOK)
	if a.value("email") != "li@example.org" {
		t.Errorf("the address is %q", a.value("email"))
	}
	if n := strings.Count(a.body, " checked"); n != 2 {
		t.Errorf("%d boxes are checked, want 2", n)
	}
}
