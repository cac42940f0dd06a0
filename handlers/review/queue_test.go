package review_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/tests/site"
)

// groupsOn are the articles in the groups of the queue, in order, by the numbers that they are given; the one that was
// decided just now stands in brackets.
func groupsOn(a *site.Answer, articles []text.ID) map[string]string {
	groups := map[string]string{}
	kind := ""
	for n := range a.Page.Descendants() {
		if found, is := strings.CutPrefix(site.Attribute(n, "id"), "queue-"); is && !strings.HasSuffix(found, "-name") && n.Data == "section" {
			kind = found
		}
		key, row := strings.CutPrefix(site.Attribute(n, "id"), "q-")
		for i, id := range articles {
			if row && key == id {
				name := string(rune('a' + i))
				if n.FirstChild != nil && justIn(a, key) {
					name = "(" + name + ")"
				}
				groups[kind] = strings.TrimSpace(groups[kind] + " " + name)
			}
		}
	}
	return groups
}

// justIn reports whether the row of a part says that it was decided just now.
func justIn(a *site.Answer, key string) bool {
	for n := range a.Element("q-" + key).Descendants() {
		if site.Has(n, "data-just") {
			return true
		}
	}
	return false
}

// TestTheQueueIsGroupedAndInOrder follows two articles through the queues of their reviewer and their editor.
func TestTheQueueIsGroupedAndInOrder(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	ab := articlesOn(r.wu.Get(r.url("")))
	a, b := ab[0], ab[1]
	is := func(when string, who *site.Visitor, query string, want map[string]string) {
		t.Helper()
		if diff := cmp.Diff(want, groupsOn(who.Get(r.url(query)), ab)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", when, diff)
		}
	}
	is("submitted, to its reviewer", r.wu, "", map[string]string{"waiting": "a b"})
	is("submitted, to its editor", r.li, "", map[string]string{"others": "a b"})
	r.state(r.wu, "returned", b)
	is("returned, to its reviewer", r.wu, "", map[string]string{"waiting": "a", "returned": "b"})
	is("returned just now", r.wu, "?just="+b, map[string]string{"waiting": "a (b)"})
	is("returned, to its editor", r.li, "", map[string]string{"waiting": "b", "others": "a"})
	if _, says := queueOn(r.wu.Get(r.url(""))); !strings.Contains(says[b], "returned by you") {
		t.Errorf("the row of what was returned says %q", says[b])
	}
	r.state(r.li, "submitted", b)
	is("answered, before what is new", r.wu, "", map[string]string{"waiting": "b a"})
	r.state(r.wu, "accepted", b)
	is("passed just now, in its place", r.wu, "?part="+a+"&just="+b, map[string]string{"waiting": "(b) a"})
	is("another part cannot be the one", r.wu, "?just="+a, map[string]string{"waiting": "a", "passed": "b"})
	is("passed, to its editor", r.li, "", map[string]string{"others": "a", "accepted": "b"})
	r.state(r.wu, "accepted", a)
	is("all passed", r.wu, "", map[string]string{"passed": "a b"})
}

// TestWhatOnePassedInAnEarlierStageStaysTheirs follows an article through two stages, in the queue of whoever passed it first.
func TestWhatOnePassedInAnEarlierStageStaysTheirs(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	a := n.articles[0]
	is := func(when string, who *site.Visitor, want map[string]string) {
		t.Helper()
		if diff := cmp.Diff(want, groupsOn(who.Get(n.url("")), n.articles)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", when, diff)
		}
	}
	n.passes(n.an, 1, a)
	is("passed on, to whoever passed it", n.an, map[string]string{"waiting": "b", "passed": "a"})
	is("passed on, to the next stage", n.bo, map[string]string{"waiting": "a", "others": "b"})
	n.returns(n.bo, 2, 1, a)
	is("returned to the first stage: changed again, before what is new", n.an, map[string]string{"waiting": "a b"})
}

// TestArticlesAreListed lists the articles of a set for the list behind A, as everybody may see them who sees the set.
func TestArticlesAreListed(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	var listed []struct {
		ID, Label, Title string
		Colour           int
	}
	if err := json.Unmarshal([]byte(r.wu.Get(r.url("/articles")).Is(http.StatusOK).Body), &listed); err != nil {
		t.Fatal(err)
	}
	articles := articlesOn(r.wu.Get(r.url("")))
	if len(listed) != len(articles) {
		t.Fatalf("%d articles are listed, want %d", len(listed), len(articles))
	}
	for i, l := range listed {
		if l.ID != articles[i] || l.Label != fmt.Sprint(i+1) || l.Title == "" || l.Colour != i%4+1 {
			t.Errorf("listed %+v at %d, want %s", l, i, articles[i])
		}
	}
}

// suggestsBack lets somebody suggest to take cells back.
func (r *inReview) suggestsBack(who *site.Visitor, key string, cells []string) *site.Answer {
	return r.json(who, fmt.Sprintf("/sets/%d/queries", r.set), map[string]any{"key": key, "anchor": "block", "page": 1, "start": r.blocks[1].Start, "end": r.blocks[1].End,
		"text": "", "act": map[string]any{"kind": "reject", "cells": cells}})
}

// TestTakingBackIsSuggested lets an editor suggest to take back what a reviewer changed since they saw it; the reviewer
// takes it in one request, and what was changed in the meantime is refused.
func TestTakingBackIsSuggested(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	article := articlesOn(r.wu.Get(r.url("")))[0]
	r.do(r.wu, site.RoleAct(r.blocks[1], "deck"))
	cells := cellsSaying(r.li.Get(r.at(article)), "deck")
	key, other := text.DerivedID("back", 0), text.DerivedID("back", 1)
	r.suggestsBack(r.wu, text.DerivedID("own", 0), cells).Is(http.StatusConflict) // whoever changed it has seen it
	r.suggestsBack(r.li, text.DerivedID("none", 0), []string{}).Is(http.StatusUnprocessableEntity)
	r.suggestsBack(r.li, text.DerivedID("bad", 0), []string{"nonsense"}).Is(http.StatusUnprocessableEntity)
	r.suggestsBack(r.li, key, cells).Is(http.StatusOK)
	r.suggestsBack(r.li, other, cells).Is(http.StatusOK)
	r.wu.Get(r.at(article)).Contains("Take a change back")
	take := func(who *site.Visitor, key, step string) *site.Answer {
		return r.json(who, fmt.Sprintf("/sets/%d/queries/%s/comments/%s/take", r.set, key, key), map[string]any{"id": text.DerivedID(step, 0), "base": 1000})
	}
	take(r.li, key, "no").Is(http.StatusForbidden)
	for range 2 { // sent twice it is done once
		take(r.wu, key, "back").Is(http.StatusOK)
	}
	if got := r.role(1); got != "body" {
		t.Errorf("after it was taken back the block is %s, want body", got)
	}
	r.do(r.wu, site.RoleAct(r.blocks[1], "caption"))
	take(r.wu, other, "late").Is(http.StatusConflict)
	if got := r.role(1); got != "caption" {
		t.Errorf("a suggestion that came too late made the block %s", got)
	}
}

// TestWithholdingIsSuggested lets an editor suggest what only a reviewer may do now.
func TestWithholdingIsSuggested(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	article := articlesOn(r.wu.Get(r.url("")))[0]
	key := text.DerivedID("withhold", 0)
	r.json(r.li, fmt.Sprintf("/sets/%d/queries", r.set), map[string]any{"key": key, "anchor": "article", "page": 1, "start": r.blocks[0].Start, "end": r.blocks[0].End, "article": article,
		"text": "", "act": map[string]any{"kind": "withhold", "article": article, "reason": "rights"}}).Is(http.StatusOK)
	r.wu.Get(r.at(article)).Contains("Withhold article 1 from export")
	r.json(r.wu, fmt.Sprintf("/sets/%d/queries/%s/comments/%s/take", r.set, key, key), map[string]any{"id": text.DerivedID("step", 0), "base": 1000}).Is(http.StatusOK)
	r.wu.Get(r.at(article)).Contains("rights")
	r.decide(r.wu, article, url.Values{"state": {"accepted"}, "reason": {"Seen."}}).Is(http.StatusSeeOther)
}
