package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/models"
)

// guided is a site with a publication, and people of each role.
func guided(t *testing.T) *site {
	t.Helper()
	site := newSite(t)
	site.user(t, "chen", models.Administrator)
	site.user(t, "wu", models.Reviewer)
	site.user(t, "li", models.Editor)
	site.user(t, "zhao", models.Reader)
	site.stores(t, "甲报", "2031-05-08", "8", "一")
	return site
}

func TestGuidelinesAreWrittenByReviewersAndReadByAll(t *testing.T) {
	t.Parallel()
	site := guided(t)
	wu, li, zhao := site.as(t, "wu"), site.as(t, "li"), site.as(t, "zhao")
	page := url.Values{"title": {"标题"}, "text": {"# 引题\n\n<script>alert(1)</script>\n\n[手册](javascript:alert(1))"}}
	empty := zhao.get("/publications/1/guidelines").is(http.StatusOK)
	if got := textOf(empty.element("no-guidelines")); !strings.Contains(got, "Reviewers and administrators write them.") {
		t.Errorf("the empty guidelines say %q", got)
	}
	for _, v := range []*visitor{li, zhao} {
		v.post("/publications/1/guidelines", page).is(http.StatusForbidden)
		v.get("/publications/1/guidelines/new").is(http.StatusForbidden)
	}
	wu.get("/publications/1/guidelines").contains("/publications/1/guidelines/new?outline")
	wu.get("/publications/1/guidelines/new?outline").is(http.StatusOK).contains("- **Headline** (H) – the title of an article; it starts the article.")
	wu.post("/publications/1/guidelines", url.Values{"title": {""}, "text": {"x"}}).is(http.StatusUnprocessableEntity).says("title-error", "Give the page a title.").contains(">x</textarea>")
	page.Set("act", "preview")
	wu.post("/publications/1/guidelines", page).is(http.StatusOK).contains(`<h3 id="g-引题">引题</h3>`)
	page.Del("act")
	wu.post("/publications/1/guidelines", page).leadsTo("/guidelines/1")

	shown := zhao.get("/publications/1/guidelines").is(http.StatusOK).contains(`<h3 id="g-引题">引题</h3>`)
	if strings.Contains(shown.body, "alert(1)") {
		t.Errorf("a script stands on the page:\n%s", shown.body)
	}
	if shown.element("edit-guideline") != nil {
		t.Error("a reader is offered to edit")
	}
	for _, path := range []string{"/guidelines/1", "/guidelines/1/move", "/guidelines/1/remove", "/guidelines/1/restore"} {
		li.post(path, url.Values{"base": {"1"}, "version": {"1"}, "title": {"x"}}).is(http.StatusForbidden)
	}
	wu.get("/guidelines/9").is(http.StatusNotFound)
	wu.get("/publications/9/guidelines").is(http.StatusNotFound)
}

func TestWhatWasChangedInGuidelinesIsTold(t *testing.T) {
	t.Parallel()
	site := guided(t)
	wu, li := site.as(t, "wu"), site.as(t, "li")
	wu.post("/publications/1/guidelines", url.Values{"title": {"标题"}, "text": {"一\n二"}}).leadsTo("/guidelines/1")
	wu.post("/publications/1/guidelines", url.Values{"title": {"图片"}, "text": {""}}).leadsTo("/guidelines/2")
	button := func() string { return textOf(li.get("/sets/1/pages/1").element("guidelines-button")) }
	if got := button(); got != "Guidelines, 2 pages new or changed" {
		t.Errorf("the button says %q", got)
	}
	li.get("/publications/1/guidelines?part").is(http.StatusOK)
	li.get("/guidelines/2?part").is(http.StatusOK)
	if got := button(); got != "Guidelines" {
		t.Errorf("with all pages read the button says %q", got)
	}
	wu.post("/guidelines/1", url.Values{"title": {"标题"}, "text": {"一\n三"}, "base": {"1"}, "reason": {"更清楚"}}).leadsTo("/guidelines/1")
	if got := button(); got != "Guidelines, 1 page new or changed" {
		t.Errorf("the button says %q", got)
	}
	li.get("/guidelines/1").says("guideline-news", "Changed since you last read. See what changed").contains("/guidelines/1/versions?from=1&amp;to=2")
	if li.get("/guidelines/1").element("guideline-news") != nil {
		t.Error("what was read is told again")
	}
	diff := li.get("/guidelines/1/versions?from=1&to=2").is(http.StatusOK)
	if got := diff.elements("difference", "li"); !cmp.Equal(got, []string{"标题", "", "一", "− 二", "+ 三"}) {
		t.Errorf("the versions differ in %q", got)
	}
	if got := strings.Join(diff.elements("version-2", "td"), "|"); !strings.Contains(got, "wu|Changed|更清楚") {
		t.Errorf("the version's row says %q", got)
	}
	li.get("/guidelines/1/versions?to=7").is(http.StatusNotFound)
}

func TestTwoWhoWriteAPageLoseNothing(t *testing.T) {
	t.Parallel()
	site := guided(t)
	wu, chen := site.as(t, "wu"), site.as(t, "chen")
	wu.post("/publications/1/guidelines", url.Values{"title": {"标题"}, "text": {"一"}}).leadsTo("/guidelines/1")
	wu.get("/guidelines/1/edit").contains(`name="base" value="1"`)
	chen.post("/guidelines/1", url.Values{"title": {"标题"}, "text": {"陈的"}, "base": {"1"}, "reason": {"为了清楚"}}).leadsTo("/guidelines/1")
	mine := url.Values{"title": {"标题"}, "text": {"吴的"}, "base": {"1"}}
	clash := wu.post("/guidelines/1", mine).is(http.StatusConflict).contains("吴的</textarea>").contains(`name="base" value="2"`).says("theirs", "标题 陈的")
	if got := textOf(clash.element("clash")); !strings.Contains(got, "chen changed this page while you wrote.") || !strings.Contains(got, "为了清楚") {
		t.Errorf("the clash says %q", got)
	}
	if got := clash.elements("difference", "li"); !cmp.Equal(got, []string{"标题", "", "− 陈的", "+ 吴的"}) {
		t.Errorf("the texts differ in %q", got)
	}
	mine.Set("base", "2")
	wu.post("/guidelines/1", mine).leadsTo("/guidelines/1")
	wu.post("/guidelines/1/restore", url.Values{"version": {"2"}, "base": {"3"}}).leadsTo("/guidelines/1")
	wu.get("/guidelines/1").contains("<p>陈的</p>")
	wu.post("/guidelines/1/remove", url.Values{"base": {"3"}}).is(http.StatusConflict)
	wu.post("/guidelines/1/remove", url.Values{"base": {"4"}}).leadsTo("/publications/1/guidelines")
	if got := textOf(wu.get("/publications/1/guidelines").element("removed-guidelines")); !strings.HasPrefix(got, "1 page taken out 标题") {
		t.Errorf("the pages taken out: %q", got)
	}
	wu.post("/guidelines/1/restore", url.Values{"version": {"3"}, "base": {"5"}}).leadsTo("/guidelines/1")
	wu.get("/publications/1/guidelines").contains("<p>吴的</p>")
}
