package browser

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/models"
	"galley/tests/browser/chrome"
)

// statesman marks the Statesman's page of 17 February 1824, text of an old press read by a machine.
const (
	statesman       = "statesman-1824-02-17-p3"
	statesmanKeys   = "Enter t h _ _ s s _ m Enter t x b Enter t b Enter t c Enter j m Shift+j 2 m j b Enter t b h t t _ _ _ a 1 s _ s _ _ h t t e t . . . h t x e t k h b b b Enter t m Shift+h t g b Up Left [ u n b h t j _ h _ Enter t b v Enter t b Enter t b Enter f f f f"
	statesmanInputs = 100
)

// TestSharedPageIsMarkedToItsGold marks a page of the shared corpus by keys alone.
func TestSharedPageIsMarkedToItsGold(t *testing.T) {
	t.Parallel()
	shared := os.Getenv("GALLEY_SHARED")
	if shared == "" {
		t.Skip("GALLEY_SHARED does not say where the shared corpus is")
	}
	text, err := os.ReadFile(filepath.Join(shared, "corpus", statesman+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	site := newSite(t)
	tab := chrome.Start(t)
	site.signIn(t, tab)
	issue, err := site.store.CreateIssue(context.Background(), models.NewIssue{Publication: "The Statesman", Language: "en", Date: "1824-02-17",
		Pages: []models.NewPage{{Text: string(text)}}})
	if err != nil {
		t.Fatal(err)
	}
	h := site.atDesk(t, tab, issue.Set.ID)
	h.press(statesmanKeys)
	view, err := site.server.Desk.View(t.Context(), issue.Set.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := goldSet(t, view.Source(), filepath.Join(shared, "corpus", statesman+".gold.json"))
	for _, difference := range markup.Differences(wordless(t, want), wordless(t, view.Set)) {
		t.Error(difference)
	}
	t.Logf("%s: %d inputs mark the page to its gold", statesman, h.inputs)
	if h.inputs > statesmanInputs {
		t.Errorf("%d inputs, want %d at most", h.inputs, statesmanInputs)
	}
}

// wordless is a set without what this gold says in words of its own: titles freed of what the machine
// misread, where the first article comes from; and without headless, which this gold never says.
func wordless(t *testing.T, set *markup.Set) *markup.Set {
	t.Helper()
	var step markup.Step
	for id, a := range set.Articles() {
		bare := a
		bare.Title, bare.Headless, bare.Attributes = "", false, nil
		step.Changes = append(step.Changes, markup.Change{Cell: markup.Cell{Kind: markup.ArticleCell, ID: id}, From: a, To: bare})
	}
	next, err := set.Apply(markup.LoggedStep{Version: set.Version() + 1, ID: text.NewID(), Author: 1, Step: step})
	if err != nil {
		t.Fatal(err)
	}
	return next
}
