package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"galley/engine/text"
	"galley/models"
)

func TestTheProofIsAPageOfItsOwn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	li := site.as(t, "li")
	set, blocks := site.newSet(t)
	proof := fmt.Sprintf("/sets/%d/proof", set)
	if text := li.get(proof).is(http.StatusOK).text(); !strings.Contains(text, "Blocks 1–20 undecided") || !strings.Contains(text, "and 8 more blocks") {
		t.Errorf("without marks the proof says: %s", text)
	}
	li.step(set, text.NewID(), 0, roleAct(blocks[0], "furniture")).is(http.StatusOK)
	li.step(set, text.NewID(), 1, fmt.Sprintf(`{"kind":"role","blocks":[{"page":1,"start":%d,"end":%d}],"role":"headline","start":true}`, blocks[1].Start, blocks[1].End)).is(http.StatusOK)
	page := li.get(proof).is(http.StatusOK)
	article := elementWith(page, "data-article")
	if article == nil {
		t.Fatalf("no article is shown: %s", page.text())
	}
	for _, want := range []string{"第1段，铅字排在版上。", "18 blocks assumed, not decided"} {
		if text := textOf(article); !strings.Contains(text, want) {
			t.Errorf("the article says %q, want %q in it", text, want)
		}
	}
	link := fmt.Sprintf(`href="/sets/%d/pages/1#b-1-%d" aria-label="Block 2 on page A1"`, set, blocks[1].Start)
	if !strings.Contains(page.body, link) {
		t.Errorf("nothing leads to the headline's block by %s", link)
	}
	alone := li.get(proof + "/" + attribute(article, "data-article")).is(http.StatusOK)
	if elementWith(alone, "data-article") == nil || strings.Contains(alone.text(), "Not in an article") {
		t.Errorf("the article alone says: %s", alone.text())
	}
}

func TestTheProofFollowsABlock(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	li := site.as(t, "li")
	set, blocks := site.newSet(t)
	li.step(set, text.NewID(), 0, fmt.Sprintf(`{"kind":"role","blocks":[{"page":1,"start":%d,"end":%d}],"role":"headline","start":true}`, blocks[4].Start, blocks[4].End)).is(http.StatusOK)
	at := func(place string) *answer { return li.get(fmt.Sprintf("/sets/%d/proof?part&at=%s", set, place)) }
	inside := at(fmt.Sprintf("1-%d", blocks[7].Start)).is(http.StatusOK)
	if elementWith(inside, "data-article") == nil || inside.element("proof") != nil {
		t.Errorf("the part of an article's block is: %s", inside.body)
	}
	if text := at("1-0").is(http.StatusOK).text(); !strings.Contains(text, "Not in an article") || !strings.Contains(text, "第0段") {
		t.Errorf("the part of a block of no article says: %s", text)
	}
	for _, nowhere := range []string{"9-0", "1-99999", "1--5", "x"} {
		at(nowhere).is(http.StatusNotFound)
	}
	li.get(fmt.Sprintf("/sets/%d/proof/nobody", set)).is(http.StatusNotFound)
	li.get(fmt.Sprintf("/sets/%d/proof?from=x", set)).is(http.StatusNotFound)
}

// elementWith is the first element that has an attribute, or nil if absent.
func elementWith(a *answer, name string) *html.Node {
	for n := range a.page.Descendants() {
		if attribute(n, name) != "" {
			return n
		}
	}
	return nil
}
