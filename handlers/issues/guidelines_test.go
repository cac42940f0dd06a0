package issues_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/vocabulary"
	"galley/tests/site"
)

// guided is a site with a publication, and people of each role.
func guided(t *testing.T) *site.Site {
	t.Helper()
	s := site.New(t)
	s.User(t, "chen", vocabulary.Administrator)
	s.User(t, "wu", vocabulary.Reviewer)
	s.User(t, "li", vocabulary.Editor)
	s.User(t, "zhao", vocabulary.Reader)
	stores(t, s, "甲报", "2031-05-08", "一")
	return s
}

func TestGuidelinesAreWrittenByReviewersAndReadByAll(t *testing.T) {
	t.Parallel()
	s := guided(t)
	wu, li, zhao := s.As(t, "wu"), s.As(t, "li"), s.As(t, "zhao")
	page := url.Values{"title": {"标题"}, "text": {"# 引题\n\n<script>alert(1)</script>\n\n[手册](javascript:alert(1))"}}
	empty := zhao.Get("/publications/1/guidelines").Is(http.StatusOK)
	if got := site.TextOf(empty.Element("no-guidelines")); !strings.Contains(got, "Reviewers and administrators write them.") {
		t.Errorf("the empty guidelines say %q", got)
	}
	for _, v := range []*site.Visitor{li, zhao} {
		v.Post("/publications/1/guidelines", page).Is(http.StatusForbidden)
		v.Get("/publications/1/guidelines/new").Is(http.StatusForbidden)
	}
	wu.Get("/publications/1/guidelines").Contains("/publications/1/guidelines/new?outline")
	wu.Get("/publications/1/guidelines/new?outline").Is(http.StatusOK).Contains("- **Headline** (H) – the title of an article; it starts the article.")
	wu.Post("/publications/1/guidelines", url.Values{"title": {""}, "text": {"x"}}).Is(http.StatusUnprocessableEntity).Says("title-error", "Give the page a title.").Contains(">x</textarea>")
	page.Set("act", "preview")
	wu.Post("/publications/1/guidelines", page).Is(http.StatusOK).Contains(`<h3 id="g-引题">引题</h3>`)
	page.Del("act")
	wu.Post("/publications/1/guidelines", page).LeadsTo("/guidelines/1")

	shown := zhao.Get("/publications/1/guidelines").Is(http.StatusOK).Contains(`<h3 id="g-引题">引题</h3>`)
	if strings.Contains(shown.Body, "alert(1)") {
		t.Errorf("a script stands on the page:\n%s", shown.Body)
	}
	if shown.Element("edit-guideline") != nil {
		t.Error("a reader is offered to edit")
	}
	for _, path := range []string{"/guidelines/1", "/guidelines/1/move", "/guidelines/1/remove", "/guidelines/1/restore"} {
		li.Post(path, url.Values{"base": {"1"}, "version": {"1"}, "title": {"x"}}).Is(http.StatusForbidden)
	}
	wu.Get("/guidelines/9").Is(http.StatusNotFound)
	wu.Get("/publications/9/guidelines").Is(http.StatusNotFound)
}

func TestWhatWasChangedInGuidelinesIsTold(t *testing.T) {
	t.Parallel()
	s := guided(t)
	wu, li := s.As(t, "wu"), s.As(t, "li")
	wu.Post("/publications/1/guidelines", url.Values{"title": {"标题"}, "text": {"一\n二"}}).LeadsTo("/guidelines/1")
	wu.Post("/publications/1/guidelines", url.Values{"title": {"图片"}, "text": {""}}).LeadsTo("/guidelines/2")
	button := func() string { return site.TextOf(li.Get("/sets/1/pages/1").Element("guidelines-button")) }
	if got := button(); got != "Guidelines, 2 pages new or changed" {
		t.Errorf("the button says %q", got)
	}
	li.Get("/publications/1/guidelines?part").Is(http.StatusOK)
	li.Get("/guidelines/2?part").Is(http.StatusOK)
	if got := button(); got != "Guidelines" {
		t.Errorf("with all pages read the button says %q", got)
	}
	wu.Post("/guidelines/1", url.Values{"title": {"标题"}, "text": {"一\n三"}, "base": {"1"}, "reason": {"更清楚"}}).LeadsTo("/guidelines/1")
	if got := button(); got != "Guidelines, 1 page new or changed" {
		t.Errorf("the button says %q", got)
	}
	li.Get("/guidelines/1").Says("guideline-news", "Changed since you last read. See what changed").Contains("/guidelines/1/versions?from=1&amp;to=2")
	if li.Get("/guidelines/1").Element("guideline-news") != nil {
		t.Error("what was read is told again")
	}
	diff := li.Get("/guidelines/1/versions?from=1&to=2").Is(http.StatusOK)
	if got := diff.Elements("difference", "li"); !cmp.Equal(got, []string{"标题", "", "一", "− 二", "+ 三"}) {
		t.Errorf("the versions differ in %q", got)
	}
	if got := strings.Join(diff.Elements("version-2", "td"), "|"); !strings.Contains(got, "wu|Changed|更清楚") {
		t.Errorf("the version's row says %q", got)
	}
	li.Get("/guidelines/1/versions?to=7").Is(http.StatusNotFound)
}

func TestTwoWhoWriteAPageLoseNothing(t *testing.T) {
	t.Parallel()
	s := guided(t)
	wu, chen := s.As(t, "wu"), s.As(t, "chen")
	wu.Post("/publications/1/guidelines", url.Values{"title": {"标题"}, "text": {"一"}}).LeadsTo("/guidelines/1")
	wu.Get("/guidelines/1/edit").Contains(`name="base" value="1"`)
	chen.Post("/guidelines/1", url.Values{"title": {"标题"}, "text": {"陈的"}, "base": {"1"}, "reason": {"为了清楚"}}).LeadsTo("/guidelines/1")
	mine := url.Values{"title": {"标题"}, "text": {"吴的"}, "base": {"1"}}
	clash := wu.Post("/guidelines/1", mine).Is(http.StatusConflict).Contains("吴的</textarea>").Contains(`name="base" value="2"`).Says("theirs", "标题 陈的")
	if got := site.TextOf(clash.Element("clash")); !strings.Contains(got, "chen changed this page while you were writing.") || !strings.Contains(got, "为了清楚") {
		t.Errorf("the clash says %q", got)
	}
	if got := clash.Elements("difference", "li"); !cmp.Equal(got, []string{"标题", "", "− 陈的", "+ 吴的"}) {
		t.Errorf("the texts differ in %q", got)
	}
	mine.Set("base", "2")
	wu.Post("/guidelines/1", mine).LeadsTo("/guidelines/1")
	wu.Post("/guidelines/1/restore", url.Values{"version": {"2"}, "base": {"3"}}).LeadsTo("/guidelines/1")
	wu.Get("/guidelines/1").Contains("<p>陈的</p>")
	wu.Post("/guidelines/1/remove", url.Values{"base": {"3"}}).Is(http.StatusConflict)
	wu.Post("/guidelines/1/remove", url.Values{"base": {"4"}}).LeadsTo("/publications/1/guidelines")
	if got := site.TextOf(wu.Get("/publications/1/guidelines").Element("removed-guidelines")); !strings.HasPrefix(got, "1 page removed 标题") {
		t.Errorf("the pages removed: %q", got)
	}
	wu.Post("/guidelines/1/restore", url.Values{"version": {"3"}, "base": {"5"}}).LeadsTo("/guidelines/1")
	wu.Get("/publications/1/guidelines").Contains("<p>吴的</p>")
}
