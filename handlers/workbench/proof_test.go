package workbench_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

func TestTheProofIsAPageOfItsOwn(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	li := s.As(t, "li")
	set, blocks := s.NewSet(t)
	proof := fmt.Sprintf("/sets/%d/proof", set)
	if text := li.Get(proof).Is(http.StatusOK).Text(); !strings.Contains(text, "Blocks 1–20 undecided") || !strings.Contains(text, "and 8 more blocks") {
		t.Errorf("without marks the proof says: %s", text)
	}
	li.Step(set, text.NewID(), 0, site.RoleAct(blocks[0], "furniture")).Is(http.StatusOK)
	li.Step(set, text.NewID(), 1, fmt.Sprintf(`{"kind":"role","blocks":[{"page":1,"start":%d,"end":%d}],"role":"headline","start":true}`, blocks[1].Start, blocks[1].End)).Is(http.StatusOK)
	page := li.Get(proof).Is(http.StatusOK)
	article := elementWith(page, "data-article")
	if article == nil {
		t.Fatalf("no article is shown: %s", page.Text())
	}
	for _, want := range []string{"第1段，铅字排在版上。", "18 blocks assumed, not decided"} {
		if text := site.TextOf(article); !strings.Contains(text, want) {
			t.Errorf("the article says %q, want %q in it", text, want)
		}
	}
	link := fmt.Sprintf(`href="/sets/%d/pages/1#b-1-%d" aria-label="Block 2 on page A1"`, set, blocks[1].Start)
	if !strings.Contains(page.Body, link) {
		t.Errorf("nothing leads to the headline's block by %s", link)
	}
	alone := li.Get(proof + "/" + site.Attribute(article, "data-article")).Is(http.StatusOK)
	if elementWith(alone, "data-article") == nil || strings.Contains(alone.Text(), "Not in an article") {
		t.Errorf("the article alone says: %s", alone.Text())
	}
}

func TestTheProofFollowsABlock(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	li := s.As(t, "li")
	set, blocks := s.NewSet(t)
	li.Step(set, text.NewID(), 0, fmt.Sprintf(`{"kind":"role","blocks":[{"page":1,"start":%d,"end":%d}],"role":"headline","start":true}`, blocks[4].Start, blocks[4].End)).Is(http.StatusOK)
	at := func(place string) *site.Answer { return li.Get(fmt.Sprintf("/sets/%d/proof?part&at=%s", set, place)) }
	inside := at(fmt.Sprintf("1-%d", blocks[7].Start)).Is(http.StatusOK)
	if elementWith(inside, "data-article") == nil || inside.Element("proof") != nil {
		t.Errorf("the part of an article's block is: %s", inside.Body)
	}
	if text := at("1-0").Is(http.StatusOK).Text(); !strings.Contains(text, "Not in an article") || !strings.Contains(text, "第0段") {
		t.Errorf("the part of a block of no article says: %s", text)
	}
	for _, nowhere := range []string{"9-0", "1-99999", "1--5", "x"} {
		at(nowhere).Is(http.StatusNotFound)
	}
	li.Get(fmt.Sprintf("/sets/%d/proof/nobody", set)).Is(http.StatusNotFound)
	li.Get(fmt.Sprintf("/sets/%d/proof?from=x", set)).Is(http.StatusNotFound)
}

// elementWith is the first element that has an attribute, or nil if absent.
func elementWith(a *site.Answer, name string) *html.Node {
	for n := range a.Page.Descendants() {
		if site.Attribute(n, name) != "" {
			return n
		}
	}
	return nil
}
