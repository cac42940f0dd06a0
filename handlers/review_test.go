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

// inReview is a set that Li has marked and submitted, and Wu reviews.
type inReview struct {
	t      *testing.T
	set    int64
	blocks []text.Span
	li, wu *visitor
}

func newReview(t *testing.T) *inReview {
	t.Helper()
	site := newSite(t)
	for name, role := range map[string]models.Role{"Li": models.Editor, "Wu": models.Reviewer, "Ren": models.Reader} {
		site.user(t, name, role)
	}
	r := &inReview{t: t}
	r.set, r.blocks = site.newSet(t)
	r.li, r.wu = site.as(t, "Li"), site.as(t, "Wu")
	for i, role := range []string{"headline", "body", "body", "headline", "body"} {
		r.do(r.li, roleAct(r.blocks[i], role))
	}
	r.state(r.li, "submitted", "").leadsTo(r.url(""))
	return r
}

func (r *inReview) url(query string) string { return fmt.Sprintf("/sets/%d/review%s", r.set, query) }

// do makes a step as somebody.
func (r *inReview) do(who *visitor, act string) {
	r.t.Helper()
	who.step(r.set, text.NewID(), 1000, act).is(http.StatusOK)
}

// state gives the set, or an article, a state.
func (r *inReview) state(who *visitor, state, article string) *answer {
	r.t.Helper()
	return who.post(r.url("/state"), url.Values{"state": {state}, "article": {article}, "reason": {"Because."}})
}

// news are the keys of the differences on a page of the review, and what stands beside them.
func (a *answer) news() map[string]string {
	keys := map[string]string{}
	for n := range a.page.Descendants() {
		if key := attribute(n, "data-key"); key != "" {
			keys[key] = strings.Join(strings.Fields(textOf(n)), " ")
		}
	}
	return keys
}

// only is the key of the one difference that says words.
func (a *answer) only(words string) string {
	a.t.Helper()
	found := ""
	for key, said := range a.news() {
		if strings.Contains(said, words) {
			found = key
		}
	}
	if found == "" {
		a.t.Fatalf("no difference says %q: %v", words, a.news())
	}
	return found
}

// articles are the ids of the articles that the review shows, in order.
func (a *answer) articles() (ids []string) {
	for n := range a.page.Descendants() {
		if id, is := strings.CutPrefix(attribute(n, "id"), "article-"); is && !strings.HasSuffix(id, "-name") {
			ids = append(ids, id)
		}
	}
	return ids
}

func TestAFirstReviewShowsWhatIsWorthALook(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	page := r.wu.get(r.url("")).is(http.StatusOK)
	if !strings.Contains(page.text(), "Nobody has reviewed this set yet") || len(page.news()) > 0 {
		t.Errorf("a first look: %s", page.text())
	}
	if got := len(page.articles()); got != 2 {
		t.Errorf("%d articles are shown, want 2", got)
	}
	all := r.wu.get(r.url("?since=0&all=1")).is(http.StatusOK)
	if len(all.news()) != 2 {
		t.Errorf("every mark: %v, want the two articles", all.news())
	}
}

func TestAReviewIsAgreedToTakenBackAndReturned(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	articles := r.wu.get(r.url("")).articles()
	r.do(r.wu, roleAct(r.blocks[1], "deck"))
	r.do(r.wu, roleAct(r.blocks[4], "caption"))
	r.state(r.wu, "accepted", articles[1]).is(http.StatusForbidden) // with a change of one's own in it
	r.state(r.wu, "returned", articles[0]).is(http.StatusSeeOther)
	r.state(r.wu, "returned", articles[1]).is(http.StatusSeeOther)

	page := r.li.get(r.url("")).is(http.StatusOK) // since it was submitted
	if !strings.Contains(page.text(), "Because.") {
		t.Errorf("the summary is missing: %s", page.text())
	}
	deck, caption := page.only("body → deck"), page.only("caption")
	if len(page.news()) != 2 || !strings.Contains(page.news()[deck], "Wu") {
		t.Errorf("what is new: %v", page.news())
	}
	r.li.post(r.url("/accept"), url.Values{"key": {deck}}).is(http.StatusSeeOther)
	r.li.post(r.url("/reject"), url.Values{"key": {caption}}).is(http.StatusSeeOther)
	page = r.li.get(r.url(""))
	if said := page.news(); len(said) != 1 || !strings.Contains(said[deck], "agreed: Li") {
		t.Errorf("after the answers: %v", said)
	}
	r.li.post(r.url("/undo"), url.Values{}).is(http.StatusSeeOther)
	if said := r.li.get(r.url("")).news(); len(said) != 2 {
		t.Errorf("after undo: %v", said)
	}
	r.state(r.li, "submitted", articles[0]).is(http.StatusSeeOther)
	r.state(r.wu, "accepted", articles[0]).is(http.StatusSeeOther) // Li has seen Wu's change
	r.li.step(r.set, text.NewID(), 1000, roleAct(r.blocks[1], "body")).is(http.StatusForbidden)
	r.do(r.li, roleAct(r.blocks[4], "body")) // the other article is not accepted
}

func TestAReviewRefuses(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	ren := r.li.site.as(t, "Ren")
	ren.get(r.url("")).is(http.StatusOK)
	key := r.wu.get(r.url("?since=0&all=1")).only("article")
	ren.post(r.url("/accept"), url.Values{"key": {key}}).is(http.StatusForbidden)
	ren.post(r.url("/reject"), url.Values{"key": {key}, "since": {"0"}}).is(http.StatusForbidden)
	r.state(ren, "returned", "").is(http.StatusForbidden)
	r.li.post(r.url("/reject"), url.Values{"key": {key}, "since": {"0"}}).is(http.StatusForbidden) // it is submitted
	r.wu.post(r.url("/reject"), url.Values{"key": {"role-1-0-abc"}, "since": {"0"}}).is(http.StatusConflict)
	r.wu.post(r.url("/reject"), url.Values{"since": {"0"}}).is(http.StatusUnprocessableEntity)
	r.wu.get(r.url("?since=999")).is(http.StatusNotFound)
	r.wu.get(r.url("?since=x")).is(http.StatusNotFound)
}

func TestAPublicationLetsPeopleAcceptWhatTheyChanged(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	r.li.site.user(t, "An", models.Administrator)
	an := r.li.site.as(t, "An")
	data := url.Values{"name": {"株洲日报"}, "language": {"zh-Hans"}, "serial": {"CN 43-0005"}}
	r.do(r.wu, roleAct(r.blocks[1], "deck"))
	r.state(r.wu, "accepted", "").is(http.StatusForbidden)
	r.li.post("/publications/1", url.Values{"name": {"株洲日报"}, "language": {"zh-Hans"}, "own-acceptance": {"yes"}}).is(http.StatusSeeOther)
	r.state(r.wu, "accepted", "").is(http.StatusForbidden) // editors do not say so
	data.Set("own-acceptance", "yes")
	an.post("/publications/1", data).is(http.StatusSeeOther)
	data.Del("own-acceptance")
	r.li.post("/publications/1", data).is(http.StatusSeeOther) // and do not take it back
	r.state(r.wu, "accepted", "").is(http.StatusSeeOther)
	if page := r.li.get(r.url("")); !strings.Contains(page.text(), "with changes of their own") {
		t.Errorf("the review does not say so: %s", page.text())
	}
	if edits := an.get("/publications/1").text(); !strings.Contains(edits, "People may accept what they changed themselves") {
		t.Errorf("the record of changes does not say so: %s", edits)
	}
}
