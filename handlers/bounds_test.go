package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestAButtonPressedTwice accepts and returns twice, as an impatient hand does.
func TestAButtonPressedTwice(t *testing.T) {
	t.Parallel()
	r := newReview(t)
	article := r.wu.get(r.url("")).is(http.StatusOK).articles()[0]
	for range 2 {
		r.state(r.wu, "accepted", article).leadsTo(r.url(""))
	}
	for range 2 {
		r.state(r.wu, "returned", "").leadsTo(r.url(""))
	}
	r.wu.get(r.url("")).is(http.StatusOK)
}

// TestASuggestionHasBounds suggests more than everybody who opens the set should have to read.
func TestASuggestionHasBounds(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	act := fmt.Sprintf(`{"kind":"title","article":"a","title":%q}`, strings.Repeat("长", 30_000))
	a, _ := k.as["Wu Min"].say(k.set, "", fmt.Sprintf(`{"key":%q,"text":"?"%s,"act":%s}`, key("q"), k.onBlock(0), act))
	if !strings.Contains(a.body, "Suggest it in parts.") {
		t.Errorf("got %d %s", a.status, a.body)
	}
}

// TestNothingIsFinishedThatWasNotBegun finishes the comparison of two equal sets of which nothing was taken.
func TestNothingIsFinishedThatWasNotBegun(t *testing.T) {
	t.Parallel()
	a := newApart(t)
	a.li.submit(a.first, 0).is(http.StatusOK)
	a.wu.submit(a.second, 0).is(http.StatusOK)
	form := url.Values{"sets": {fmt.Sprintf("%d,%d", a.first, a.second)}}
	got := a.others["he"].post("/compare/finish", form).is(http.StatusConflict)
	if !strings.Contains(got.text(), "Take all that is agreed first.") {
		t.Errorf("it says: %s", got.text())
	}
}
