package review_test

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

// inReview is a set that Li has marked and submitted, and Wu reviews.
type inReview struct {
	t      *testing.T
	set    int64
	blocks []text.Span
	li, wu *site.Visitor
}

func newReview(t *testing.T) *inReview {
	t.Helper()
	s := site.New(t)
	for name, role := range map[string]vocabulary.PersonRole{"Li": vocabulary.Editor, "Wu": vocabulary.Reviewer, "Ren": vocabulary.Reader} {
		s.User(t, name, role)
	}
	r := &inReview{t: t}
	r.set, r.blocks = s.NewSet(t)
	r.li, r.wu = s.As(t, "Li"), s.As(t, "Wu")
	for i, role := range []string{"headline", "body", "body", "headline", "body"} {
		r.do(r.li, site.RoleAct(r.blocks[i], role))
	}
	r.state(r.li, "submitted", "").LeadsTo(r.url(""))
	return r
}

func (r *inReview) url(query string) string { return fmt.Sprintf("/sets/%d/review%s", r.set, query) }

// do makes a step as somebody.
func (r *inReview) do(who *site.Visitor, act string) {
	r.t.Helper()
	who.Step(r.set, text.NewID(), 1000, act).Is(http.StatusOK)
}

// state gives the set, or an article, a state.
func (r *inReview) state(who *site.Visitor, state, article string) *site.Answer {
	r.t.Helper()
	return who.Post(r.url("/state"), url.Values{"state": {state}, "article": {article}, "reason": {"Because."}})
}

// news are the keys of the differences on a page of the review, and what stands beside them.
func newsOn(a *site.Answer) map[string]string {
	keys := map[string]string{}
	for n := range a.Page.Descendants() {
		if key := site.Attribute(n, "data-key"); key != "" {
			keys[key] = strings.Join(strings.Fields(site.TextOf(n)), " ")
		}
	}
	return keys
}

// only is the key of the one difference that says words.
func onlyNews(a *site.Answer, words string) string {
	a.T.Helper()
	found := ""
	for key, said := range newsOn(a) {
		if strings.Contains(said, words) {
			found = key
		}
	}
	if found == "" {
		a.T.Fatalf("no difference says %q: %v", words, newsOn(a))
	}
	return found
}

// articles are the ids of the articles that the review shows, in order.
func articlesOn(a *site.Answer) (ids []string) {
	for n := range a.Page.Descendants() {
		if id, is := strings.CutPrefix(site.Attribute(n, "id"), "article-"); is && !strings.HasSuffix(id, "-name") {
			ids = append(ids, id)
		}
	}
	return ids
}

func TestAFirstReviewShowsWhatIsWorthALook(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	page := r.wu.Get(r.url("")).Is(http.StatusOK)
	if !strings.Contains(page.Text(), "Nobody has reviewed this set yet") || len(newsOn(page)) > 0 {
		t.Errorf("a first look: %s", page.Text())
	}
	if got := len(articlesOn(page)); got != 2 {
		t.Errorf("%d articles are shown, want 2", got)
	}
	all := r.wu.Get(r.url("?since=0&all=1")).Is(http.StatusOK)
	if len(newsOn(all)) != 2 {
		t.Errorf("every mark: %v, want the two articles", newsOn(all))
	}
}

func TestAReviewIsAgreedToTakenBackAndReturned(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	articles := articlesOn(r.wu.Get(r.url("")))
	r.do(r.wu, site.RoleAct(r.blocks[1], "deck"))
	r.do(r.wu, site.RoleAct(r.blocks[4], "caption"))
	r.state(r.wu, "accepted", articles[1]).Is(http.StatusForbidden) // with a change of one's own in it
	r.state(r.wu, "returned", articles[0]).Is(http.StatusSeeOther)
	r.state(r.wu, "returned", articles[1]).Is(http.StatusSeeOther)

	page := r.li.Get(r.url("")).Is(http.StatusOK) // since it was submitted
	if !strings.Contains(page.Text(), "Because.") {
		t.Errorf("the summary is missing: %s", page.Text())
	}
	deck, caption := onlyNews(page, "body → deck"), onlyNews(page, "caption")
	if len(newsOn(page)) != 2 || !strings.Contains(newsOn(page)[deck], "Wu") {
		t.Errorf("what is new: %v", newsOn(page))
	}
	r.li.Post(r.url("/accept"), url.Values{"key": {deck}}).Is(http.StatusSeeOther)
	r.li.Post(r.url("/reject"), url.Values{"key": {caption}}).Is(http.StatusSeeOther)
	page = r.li.Get(r.url(""))
	if said := newsOn(page); len(said) != 1 || !strings.Contains(said[deck], "agreed: Li") {
		t.Errorf("after the answers: %v", said)
	}
	r.li.Post(r.url("/undo"), url.Values{}).Is(http.StatusSeeOther)
	if said := newsOn(r.li.Get(r.url(""))); len(said) != 2 {
		t.Errorf("after undo: %v", said)
	}
	r.state(r.li, "submitted", articles[0]).Is(http.StatusSeeOther)
	r.state(r.wu, "accepted", articles[0]).Is(http.StatusSeeOther) // Li has seen Wu's change
	r.li.Step(r.set, text.NewID(), 1000, site.RoleAct(r.blocks[1], "body")).Is(http.StatusForbidden)
	r.do(r.li, site.RoleAct(r.blocks[4], "body")) // the other article is not accepted
}

func TestAReviewRefuses(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	ren := r.li.Site.As(t, "Ren")
	ren.Get(r.url("")).Is(http.StatusOK)
	key := onlyNews(r.wu.Get(r.url("?since=0&all=1")), "article")
	ren.Post(r.url("/accept"), url.Values{"key": {key}}).Is(http.StatusForbidden)
	ren.Post(r.url("/reject"), url.Values{"key": {key}, "since": {"0"}}).Is(http.StatusForbidden)
	r.state(ren, "returned", "").Is(http.StatusForbidden)
	r.li.Post(r.url("/reject"), url.Values{"key": {key}, "since": {"0"}}).Is(http.StatusForbidden) // it is submitted
	r.wu.Post(r.url("/reject"), url.Values{"key": {"role-1-0-abc"}, "since": {"0"}}).Is(http.StatusConflict)
	r.wu.Post(r.url("/reject"), url.Values{"since": {"0"}}).Is(http.StatusUnprocessableEntity)
	r.wu.Get(r.url("?since=999")).Is(http.StatusNotFound)
	r.wu.Get(r.url("?since=x")).Is(http.StatusNotFound)
}

func TestAPublicationLetsPeopleAcceptWhatTheyChanged(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	r.li.Site.User(t, "An", vocabulary.Administrator)
	an := r.li.Site.As(t, "An")
	data := url.Values{"name": {"株洲日报"}, "language": {"zh-Hans"}, "serial": {"CN 43-0005"}}
	r.do(r.wu, site.RoleAct(r.blocks[1], "deck"))
	r.state(r.wu, "accepted", "").Is(http.StatusForbidden)
	r.li.Post("/publications/1", url.Values{"name": {"株洲日报"}, "language": {"zh-Hans"}, "own-acceptance": {"yes"}}).Is(http.StatusSeeOther)
	r.state(r.wu, "accepted", "").Is(http.StatusForbidden) // editors do not say so
	data.Set("own-acceptance", "yes")
	an.Post("/publications/1", data).Is(http.StatusSeeOther)
	data.Del("own-acceptance")
	r.li.Post("/publications/1", data).Is(http.StatusSeeOther) // and do not take it back
	r.state(r.wu, "accepted", "").Is(http.StatusSeeOther)
	if page := r.li.Get(r.url("")); !strings.Contains(page.Text(), "with their own changes") {
		t.Errorf("the review does not say so: %s", page.Text())
	}
	if edits := an.Get("/publications/1").Text(); !strings.Contains(edits, "People may accept their own changes") {
		t.Errorf("the record of changes does not say so: %s", edits)
	}
}
