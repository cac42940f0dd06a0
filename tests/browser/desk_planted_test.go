package browser

import (
	"fmt"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/models"
	"galley/tests/browser/chrome"
)

// TestPlantedMistakesAreVisibleAtTheDesk plants one mistake of each kind behind a reviewer who has read everything: each
// is visible without anything being opened, and names what it was and is.
func TestPlantedMistakesAreVisibleAtTheDesk(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	li := s.signIn(t, tab)
	set := markedToGold(t, s, li, nil)
	b := (&bench{tab, t, s, set}).somebody("吴敏", vocabulary.Reviewer)
	wu, err := s.store.UserByName(t.Context(), "吴敏")
	if err != nil {
		t.Fatal(err)
	}
	s.does(t, set, wu, &markup.SetState{State: markup.Returned, Reason: "请再看。"})
	mistakes := plant(t, s, set, li)
	s.does(t, set, li, &markup.SetState{State: markup.Submitted})
	shown := map[string]string{}
	for part := range partsOf(b.atDesk("")) {
		d := b.atDesk("?part=" + part)
		keep(d.Tab, "planted-"+part)
		shown[part] = strings.Join(chrome.Eval[[]string](d.Tab, `[...document.querySelectorAll(".margin-card .card-words, .line del, .edge, .line mark[data-news], .join[data-news]")].filter((e) => e.checkVisibility()).map((e) => e.textContent.replace(/\s+/g, " ").trim())`), " | ")
	}
	for what, m := range mistakes {
		found := false
		for part, words := range shown {
			if (m.part == "" || m.part == part) && strings.Contains(words, m.says) {
				found = true
			}
		}
		if !found {
			t.Errorf("%s is not shown: no part says %q", what, m.says)
		}
	}
	if t.Failed() {
		for part, words := range shown {
			t.Logf("%s: %s", part, words)
		}
	}
}

// firstReading is a part as somebody reads it who has seen nothing: its title and facts, and of every line where it is,
// its role, what it goes on from, whether it is worth a look, and its marks.
func (d *reviewDesk) firstReading() string {
	d.t.Helper()
	return chrome.Eval[string](d.Tab, `document.querySelector("#desk-head").textContent.replace(/\s+/g, " ") + (document.querySelector("#desk-head .pill") ? " withheld" : "") + "\n" +
		[...document.querySelectorAll("#sheet .line:not([data-pale])")].map((l) => [l.dataset.page + ":" + l.dataset.start + "-" + l.dataset.end, l.dataset.role,
			l.querySelector(".text > :not(.words)")?.textContent.trim().startsWith("↪") ? "↪" : "", l.hasAttribute("data-risk") ? "risk" : "",
			...[...l.querySelectorAll(".words mark")].map((m) => m.dataset.role ? m.dataset.role + "=" + m.textContent : "corrected=" + m.dataset.corrected), l.querySelector(".words").textContent.trim()].filter((word) => word).join(" ")).join("\n")`)
}

// TestPlantedMistakesAreVisibleInAFirstReview plants one mistake of each kind before anybody has reviewed: whoever reads for
// the first time sees the marks themselves, without opening anything.
func TestPlantedMistakesAreVisibleInAFirstReview(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	tab := chrome.Start(t)
	li := s.signIn(t, tab)
	set := markedToGold(t, s, li, nil)
	s.does(t, set, li, &markup.SetState{State: markup.Draft})
	mistakes := plant(t, s, set, li)
	s.does(t, set, li, &markup.SetState{State: markup.Submitted})
	b := (&bench{tab, t, s, set}).somebody("吴敏", vocabulary.Reviewer)
	shown := map[string]string{}
	for part := range partsOf(b.atDesk("")) {
		shown[part] = b.atDesk("?part=" + part).firstReading()
	}
	for what, m := range mistakes {
		found := false
		for part, words := range shown {
			if (m.part == "" || m.part == part) && strings.Contains(words, m.first) && (m.lacks == "" || !strings.Contains(words, m.lacks)) {
				found = true
			}
		}
		if !found {
			t.Errorf("%s is not shown: no part says %q", what, m.first)
		}
	}
	if t.Failed() {
		for part, words := range shown {
			t.Logf("%s: %s", part, words)
		}
	}
}

// partsOf are the keys of all parts in the queue.
func partsOf(d *reviewDesk) map[string]bool {
	keys := map[string]bool{}
	for _, key := range chrome.Eval[[]string](d.Tab, `[...document.querySelectorAll("#queue li[id^='q-']")].map((li) => li.id.slice(2))`) {
		keys[key] = true
	}
	return keys
}

// mistake is a planted mistake, with what the desk has to say of it: to whoever saw what was there before, and to whoever
// reads for the first time, as firstReading puts it; lacks is what the latter must miss.
type mistake struct{ part, says, first, lacks string }

// at names a block as firstReading does.
func at(e markup.Extent) string { return fmt.Sprintf("%d:%d-%d", e.Page, e.Start, e.End) }

// plant makes one mistake of each kind.
func plant(t *testing.T, s *site, set int64, who models.User) map[string]mistake {
	t.Helper()
	view, err := s.server.Desk.View(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	var articles []text.ID
	for id, a := range view.Articles() {
		if !vocabulary.TypesByID[a.Type].Group {
			articles = append(articles, id)
		}
	}
	block := func(id text.ID, role string) markup.Extent {
		for b := range view.Members(id) {
			if b.Role == role {
				return b.Extent
			}
		}
		return markup.Extent{}
	}
	words := func(p markup.Piece) string {
		return view.Source().Page(p.Page).Text.Slice(text.Span{Start: p.Start, End: p.End})
	}
	mistakes := map[string]mistake{}
	used := map[markup.Extent]bool{}
	try := func(what, says, part, first string, act markup.Act) {
		if err := s.tries(t, set, who, act); err != nil {
			t.Errorf("%s could not be planted: %v", what, err)
			return
		}
		mistakes[what] = mistake{part: part, says: says, first: first}
	}
	withRole := func(role string) (text.ID, markup.Extent) {
		for _, id := range articles {
			if e := block(id, role); e.Page != 0 && !used[e] {
				used[e] = true
				return id, e
			}
		}
		t.Fatalf("no article has a %s", role)
		return "", markup.Extent{}
	}
	id, e := withRole("body")
	try("a body that became a caption", "caption", id, at(e)+" caption", &markup.SetRole{Blocks: []markup.Extent{e}, Role: "caption"})
	_, e = withRole("body")
	try("a body lost to furniture", "no article", "", at(e)+" noise", &markup.SetRole{Blocks: []markup.Extent{e}, Role: "noise"})
	id, e = withRole("headline")
	try("a headline that became a deck", "deck", id, at(e)+" deck", &markup.SetRole{Blocks: []markup.Extent{e}, Role: "deck"})
	for _, other := range articles {
		if other != id {
			_, e = withRole("body")
			try("a block in another article", "article", other, at(e)+" ", &markup.Assign{Blocks: []markup.Extent{e}, Article: other})
			break
		}
	}
	try("another type", "type", articles[2], "letter", &markup.SetType{Article: articles[2], Type: "letter"})
	try("another title", "title", articles[3], "一个别的题目", &markup.SetTitle{Article: articles[3], Title: "一个别的题目"})
	for from, j := range view.Joins() {
		if to, found := view.StartingAt(j.Page, j.Start); found && view.Get(from) != nil {
			try("a lost join", "join", "", at(to)+" ", &markup.Unjoin{Block: to})
			lost := mistakes["a lost join"]
			lost.lacks = at(to) + " body ↪"
			mistakes["a lost join"] = lost
			break
		}
	}
	for spanID, m := range view.Marks() {
		if m.Role == "person" {
			e, _ := view.Extent(m.At[0].Page, m.At[0].Start)
			try("a lost person", "person", "", at(e)+" ", &markup.Unmark{Span: spanID})
			lost := mistakes["a lost person"]
			lost.lacks = "person=" + words(m.At[0])
			mistakes["a lost person"] = lost
			break
		}
	}
	_, e = withRole("body")
	try("a wrong person", "person", "", "person="+words(markup.Piece{Page: e.Page, Start: e.Start, End: e.Start + 2}), &markup.MarkSpan{Page: e.Page, Start: e.Start, End: e.Start + 2, Role: "person"})
	_, e = withRole("body")
	try("a correction", "correction", "", "corrected=误", &markup.Correct{Page: e.Page, Start: e.Start, End: e.Start + 1, Text: "误"})
	_, e = withRole("body")
	try("a doubtful block", "doubtful", "", at(e)+" body risk", &markup.Doubt{Blocks: []markup.Extent{e}, Doubtful: true})
	_, e = withRole("body")
	try("a cut", "cut", "", at(markup.Extent{Page: e.Page, Start: e.Start, End: e.Start + 5})+" body", &markup.CutBlock{Block: e, At: e.Start + 5})
	try("an article withheld from export", "in exports", articles[4], "withheld", &markup.Withhold{Article: articles[4], Reason: "rights"})
	for b := range view.Blocks(1) {
		if b.Article == "" && b.Role == "masthead" {
			try("a masthead that became noise", "noise", "page-1", at(b.Extent)+" noise", &markup.SetRole{Blocks: []markup.Extent{b.Extent}, Role: "noise"})
			break
		}
	}
	return mistakes
}
