package review_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
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

// state gives the set, or a part of it by its key, a state.
func (r *inReview) state(who *site.Visitor, state, part string) *site.Answer {
	r.t.Helper()
	return r.decide(who, part, url.Values{"state": {state}, "reason": {"Because."}})
}

// decide sends a form of the desk about a part, or the set for "".
func (r *inReview) decide(who *site.Visitor, part string, form url.Values) *site.Answer {
	r.t.Helper()
	form.Set("part", part)
	if part == "" {
		form.Set("of", "set")
	}
	return who.Post(r.url("/state"), form)
}

// json sends a value as a script does.
func (r *inReview) json(who *site.Visitor, path string, value any) *site.Answer {
	r.t.Helper()
	body, err := json.Marshal(value)
	if err != nil {
		r.t.Fatal(err)
	}
	return who.PostJSON(path, string(body))
}

// at is the address of a part.
func (r *inReview) at(part string) string { return r.url("?part=" + part) }

// queue are the keys of the parts in the queue, with what it says of each.
func queueOn(a *site.Answer) (keys []string, says map[string]string) {
	says = map[string]string{}
	for n := range a.Page.Descendants() {
		if key, is := strings.CutPrefix(site.Attribute(n, "id"), "q-"); is {
			keys = append(keys, key)
			says[key] = strings.Join(strings.Fields(site.TextOf(n)), " ")
		}
	}
	return keys, says
}

// articlesOn are the ids of the articles in the queue, in order.
func articlesOn(a *site.Answer) (ids []string) {
	keys, _ := queueOn(a)
	for _, key := range keys {
		if !strings.HasPrefix(key, "page-") {
			ids = append(ids, key)
		}
	}
	return ids
}

// changesOn are what the cards of a page say is new, by the names of the cells.
func changesOn(a *site.Answer) map[string]string {
	says := map[string]string{}
	for n := range a.Page.Descendants() {
		if site.Attribute(n, "data-kind") == "change" {
			says[site.Attribute(n, "data-cells")] = strings.Join(strings.Fields(site.TextOf(n)), " ")
		}
	}
	return says
}

// cellsSaying are the cells of the one card that says words.
func cellsSaying(a *site.Answer, words string) []string {
	a.T.Helper()
	for cells, said := range changesOn(a) {
		if strings.Contains(said, words) {
			return strings.Fields(cells)
		}
	}
	a.T.Fatalf("no card says %q: %v", words, changesOn(a))
	return nil
}

// unreadOn is how many lines and cards of a page are unread.
func unreadOn(a *site.Answer) (lines int) {
	for n := range a.Page.Descendants() {
		if site.Has(n, "data-unread") && site.Attribute(n, "role") == "row" {
			lines++
		}
	}
	return lines
}

// read says that somebody read whole blocks, and cells, at a version.
func (r *inReview) read(who *site.Visitor, version int64, cells []string, blocks ...int) *site.Answer {
	r.t.Helper()
	sent := map[string]any{"version": version, "cells": cells}
	var pieces []map[string]int
	for _, n := range blocks {
		pieces = append(pieces, map[string]int{"page": 1, "start": r.blocks[n].Start, "end": r.blocks[n].End})
	}
	sent["text"] = pieces
	return r.json(who, r.url("/seen"), sent)
}

func TestAFirstReadingShowsEveryMarkUntilItIsRead(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	page := r.wu.Get(r.url("")).Is(http.StatusOK)
	articles := articlesOn(page)
	if len(articles) != 2 {
		t.Fatalf("%d articles are in the queue, want 2", len(articles))
	}
	page = r.wu.Get(r.at(articles[0])).Is(http.StatusOK)
	if got := unreadOn(page); got != 3 || !strings.Contains(page.Text(), "First reading") {
		t.Errorf("%d lines are unread in a first reading, want 3: %s", got, page.Text())
	}
	other := unreadOn(r.wu.Get(r.at(articles[1])))
	r.read(r.wu, 6, nil, 0, 1).Is(http.StatusOK)
	if got := unreadOn(r.wu.Get(r.at(articles[0]))); got != 1 {
		t.Errorf("%d lines are unread after two were read, want 1", got)
	}
	if got := unreadOn(r.wu.Get(r.at(articles[1]))); got != other || got < 2 {
		t.Errorf("%d lines of the other article are unread, want %d as before", got, other)
	}
	r.li.Site.User(t, "He", vocabulary.Reviewer)
	if got := unreadOn(r.li.Site.As(t, "He").Get(r.at(articles[0]))); got != 3 {
		t.Errorf("for another reviewer %d lines are unread, want 3", got)
	}
}

// TestWhatIsNewIsKnownByArticle is the fault that the desk was built for: after one article was decided, all others
// said that nothing is new.
func TestWhatIsNewIsKnownByArticle(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	articles := articlesOn(r.wu.Get(r.url("")))
	r.state(r.wu, "returned", articles[0]).Is(http.StatusSeeOther)
	_, says := queueOn(r.wu.Get(r.url("")))
	if !strings.Contains(says[articles[1]], "new to you") {
		t.Errorf("the article that nobody has read says %q", says[articles[1]])
	}
	r.do(r.li, site.RoleAct(r.blocks[1], "deck"))
	r.state(r.li, "submitted", articles[0]).Is(http.StatusSeeOther)
	page := r.wu.Get(r.at(articles[0]))
	_, says = queueOn(page)
	if !strings.Contains(says[articles[0]], "submitted again") || !strings.Contains(says[articles[0]], "1 change") {
		t.Errorf("the article that came back says %q", says[articles[0]])
	}
	cells := cellsSaying(page, "body → deck")
	if !strings.Contains(changesOn(page)[strings.Join(cells, " ")], "Li") {
		t.Errorf("nobody is named: %v", changesOn(page))
	}
	if got := unreadOn(page); got != 1 {
		t.Errorf("%d lines are unread, want the one that changed", got)
	}
	r.read(r.wu, 100, cells).Is(http.StatusOK)
	if said := changesOn(r.wu.Get(r.at(articles[0]))); len(said) != 0 {
		t.Errorf("what was agreed to is still new: %v", said)
	}
}

func TestAChangeIsTakenBack(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	articles := articlesOn(r.wu.Get(r.url("")))
	r.do(r.wu, site.RoleAct(r.blocks[1], "deck"))
	r.do(r.wu, site.RoleAct(r.blocks[4], "caption"))
	r.state(r.wu, "accepted", articles[1]).Is(http.StatusForbidden) // with a change of one's own in it
	r.state(r.wu, "returned", articles[0]).Is(http.StatusSeeOther)
	r.state(r.wu, "returned", articles[1]).Is(http.StatusSeeOther)

	page := r.li.Get(r.at(articles[1]))
	if !strings.Contains(page.Text(), "Because.") {
		t.Errorf("the reason is missing: %s", page.Text())
	}
	caption := cellsSaying(page, "caption")
	r.json(r.li, r.url("/reject"), map[string]any{"cells": caption}).Is(http.StatusOK)
	if got := r.role(4); got != "body" {
		t.Errorf("the block is %q, want body again", got)
	}
	if said := changesOn(r.li.Get(r.at(articles[1]))); len(said) != 0 {
		t.Errorf("what was taken back is still new: %v", said)
	}
	r.json(r.li, r.url("/reject"), map[string]any{"cells": caption}).Is(http.StatusConflict)
	r.do(r.li, `{"kind":"undo"}`)
	if got := r.role(4); got != "caption" {
		t.Errorf("the block is %q after the undo, want caption", got)
	}
	r.state(r.li, "submitted", articles[0]).Is(http.StatusSeeOther)
	r.state(r.wu, "accepted", articles[0]).Is(http.StatusSeeOther) // Li has handed it in again
	r.li.Step(r.set, text.NewID(), 1000, site.RoleAct(r.blocks[1], "body")).Is(http.StatusForbidden)
	r.do(r.li, site.RoleAct(r.blocks[4], "body")) // the other article is not accepted
}

func TestAReviewRefuses(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	articles := articlesOn(r.wu.Get(r.url("")))
	ren := r.li.Site.As(t, "Ren")
	ren.Get(r.url("")).Is(http.StatusOK)
	r.read(r.wu, 1, nil, 0, 1, 2, 3, 4).Is(http.StatusOK)
	cells := cellsSaying(r.wu.Get(r.at(articles[0])), "body")
	r.json(ren, r.url("/reject"), map[string]any{"cells": cells}).Is(http.StatusConflict) // nothing is new to them
	r.state(ren, "returned", "").Is(http.StatusForbidden)
	r.json(r.wu, r.url("/reject"), map[string]any{"cells": []string{"block/1/9999"}}).Is(http.StatusConflict)
	r.json(r.wu, r.url("/reject"), map[string]any{"cells": []string{"nonsense"}}).Is(http.StatusUnprocessableEntity)
	r.json(r.wu, r.url("/reject"), map[string]any{}).Is(http.StatusUnprocessableEntity)
	r.json(r.wu, r.url("/seen"), map[string]any{"version": 1, "text": []map[string]int{{"page": 7, "start": 0, "end": 1}}}).Is(http.StatusUnprocessableEntity)
	r.wu.Get(r.url("?since=999")).Is(http.StatusNotFound)
	r.wu.Get(r.url("?since=x")).Is(http.StatusNotFound)
	r.wu.Get(r.at("aaaaaaaaaaaaaaaaaaaaaaaaaa")).Is(http.StatusNotFound)
}

// TestAReturnWantsWords returns an article without words, then with a comment in its text, and shows beforehand why a
// decision is refused.
func TestAReturnWantsWords(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	articles := articlesOn(r.wu.Get(r.url("")))
	none := func() *site.Answer {
		return r.decide(r.wu, articles[0], url.Values{"state": {"returned"}, "reason": {" "}})
	}
	none().Is(http.StatusUnprocessableEntity)
	r.json(r.wu, fmt.Sprintf("/sets/%d/queries", r.set), map[string]any{"key": text.NewID(), "anchor": "block", "page": 1, "start": r.blocks[1].Start, "end": r.blocks[1].End,
		"text": "A deck?"}).Is(http.StatusOK)
	none().Is(http.StatusSeeOther)

	r.do(r.wu, site.RoleAct(r.blocks[4], "caption"))
	page := r.wu.Get(r.at(articles[1]))
	if !strings.Contains(page.Text(), "You changed something here after a colleague submitted it") {
		t.Errorf("the desk does not say beforehand that somebody else has to accept this: %s", page.Text())
	}
}

// TestWhatIsTypedIsKept keeps half an opinion, and forgets it when it is sent.
func TestWhatIsTypedIsKept(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	articles := articlesOn(r.wu.Get(r.url("")))
	draft := func(who *site.Visitor, words string) *site.Answer {
		return r.json(who, fmt.Sprintf("/sets/%d/drafts", r.set), map[string]any{"place": "part/" + articles[0], "words": words})
	}
	draft(r.wu, "Half a sen").Is(http.StatusOK)
	draft(r.wu, "Half a sentence").Is(http.StatusOK)
	shows := func(who *site.Visitor) bool {
		return strings.Contains(who.Get(r.at(articles[0])).Body, "Half a sentence")
	}
	if !shows(r.wu) || shows(r.li) {
		t.Errorf("the draft is shown to its writer: %t, to somebody else: %t", shows(r.wu), shows(r.li))
	}
	r.decide(r.wu, articles[0], url.Values{"state": {"returned"}, "reason": {"Half a sentence, and the rest."}}).Is(http.StatusSeeOther)
	if strings.Contains(r.wu.Get(r.at(articles[0])).Body, "Half a sentence<") {
		t.Error("the draft is still there after it was sent")
	}
	ren := r.li.Site.As(t, "Ren")
	draft(r.wu, strings.Repeat("字", 5000)).Is(http.StatusUnprocessableEntity)
	draft(ren, "x").Is(http.StatusForbidden)
}

// TestWhatStandsOutsideArticlesIsDecidedByItself accepts what belongs to no article on a page, and nothing else there.
func TestWhatStandsOutsideArticlesIsDecidedByItself(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	r.state(r.li, "draft", "").Is(http.StatusSeeOther)
	r.do(r.li, site.RoleAct(r.blocks[2], "furniture"))
	r.state(r.li, "submitted", "").Is(http.StatusSeeOther)
	page := r.wu.Get(r.url(""))
	keys, _ := queueOn(page)
	if len(keys) != 3 || keys[0] != "page-1" {
		t.Fatalf("the queue is %v, want what stands outside articles first", keys)
	}
	r.state(r.wu, "accepted", "page-1").Is(http.StatusSeeOther)
	states := func() (outside, first markup.State) {
		view, err := r.li.Site.Server.Desk.View(t.Context(), r.set)
		if err != nil {
			t.Fatal(err)
		}
		return view.StateOf(markup.Cell{Kind: markup.StateCell, Page: 1}), view.StateOf(markup.Cell{Kind: markup.StateCell, ID: keys[1]})
	}
	if got := unreadOn(r.wu.Get(r.at(keys[1]))); got == 0 {
		t.Error("the article on the page counts as read, though only what stands outside it was decided")
	}
	if outside, first := states(); outside != markup.Accepted || first != markup.Submitted {
		t.Errorf("what stands outside is %s and the first article %s, want accepted and submitted", outside, first)
	}
	_, says := queueOn(r.wu.Get(r.url("")))
	if !strings.Contains(says["page-1"], "accepted") {
		t.Errorf("the queue says %q of it", says["page-1"])
	}
	r.state(r.wu, "accepted", keys[1]).Is(http.StatusSeeOther)
	r.state(r.wu, "returned", "page-1").Is(http.StatusSeeOther) // opened again, alone
	if outside, first := states(); outside != markup.Returned || first != markup.Accepted {
		t.Errorf("what stands outside is %s and the first article %s, want returned and accepted", outside, first)
	}
}

// TestALongPartComesInPieces draws the first lines of a part of 350 blocks, and counts what is unread in all of them.
func TestALongPartComesInPieces(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "Wu", vocabulary.Reviewer)
	issue, err := s.Server.Store.CreateIssue(t.Context(), models.NewIssue{Publication: "株洲日报", Language: "zh-Hans", Date: "2022-11-10",
		Pages: []models.NewPage{{Text: strings.Repeat("一段文字。\n\n", 350)}}})
	if err != nil {
		t.Fatal(err)
	}
	wu := s.As(t, "Wu")
	address := fmt.Sprintf("/sets/%d/review", issue.Set.ID)
	page := wu.Get(address).Is(http.StatusOK)
	if got := unreadOn(page); got != 300 || !strings.Contains(page.Text(), "50 more blocks") || !strings.Contains(page.Text(), "350 places not read") {
		t.Errorf("%d lines are drawn, want 300 of 350: %s", got, page.Says("unread-count", "350 places not read").Text()[:200])
	}
	if got := unreadOn(wu.Get(address + "?lines=600")); got != 350 {
		t.Errorf("with more lines %d are drawn, want 350", got)
	}
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
