package formats

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"galley/engine/document"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
	"galley/tests/samples"
)

// articlesOf are the ids of a set's articles, in reading order.
func articlesOf(set *markup.Set) []text.ID {
	var all []text.ID
	for id := range set.Articles() {
		all = append(all, id)
	}
	return all
}

// selected is the part of set that a choice means.
func selected(t rapid.TB, set *markup.Set, ch document.Choice) *document.Selection {
	t.Helper()
	sel, err := document.Select(set, ch)
	if err != nil {
		t.Fatal(err)
	}
	return sel
}

// told is what a file of a selection holds, as its JSON says.
type told struct {
	Selection document.Selection
	Articles  []struct {
		ID       string
		Replaces *document.Replaced
		Parts    []struct{ Text string }
	}
	Furniture, Undecided []json.RawMessage
}

func readTold(t *testing.T, file []byte) told {
	t.Helper()
	var got told
	if err := json.Unmarshal(file, &got); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestOnlyAcceptedArticlesLeave(t *testing.T) {
	set := done(t, goldSet(t, samples.Dir(), goldPages[0]), &markup.SetState{State: markup.Submitted})
	if _, err := document.Select(set, document.Choice{Accepted: true}); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("nothing is accepted: got %v, want a Conflict", err)
	}
	all := articlesOf(set)
	set = done(t, set, &markup.SetState{State: markup.Accepted, Article: all[1], Reason: "as it is"})
	files := checkSelected(t, set, testProvenance, selected(t, set, document.Choice{Accepted: true}))
	checkRelaxNG(t, files[1])
	got := readTold(t, files[0])
	if len(got.Articles) != 1 || got.Articles[0].ID != "a2" || len(got.Articles[0].Parts) == 0 {
		t.Errorf("the file holds %+v, want a2 alone", got.Articles)
	}
	if left := got.Selection.Left; len(left) != len(all)-1 || left[0] != (document.LeftOut{Article: "a1", Because: document.LeftState, State: markup.Submitted}) {
		t.Errorf("left out: %+v", left)
	}
	if len(got.Furniture)+len(got.Undecided) != 0 {
		t.Errorf("what belongs to no article of a page that is not accepted leaves: %s %s", got.Furniture, got.Undecided)
	}
}

// TestOnlyChangesLeave corrects one article, withholds another, starts a new one and removes one.
func TestOnlyChangesLeave(t *testing.T) {
	then := goldSet(t, samples.Dir(), goldPages[1])
	all := articlesOf(then)
	set := done(t, then, &markup.SetTitle{Article: all[0], Title: "Another title"})
	set = withheld(t, set, all[1])
	var last text.ID
	for _, id := range all[2:] {
		if a, _ := set.Article(id); a.Parent == "" && len(set.Children(id)) == 0 {
			last = id
		}
	}
	var first markup.Extent
	for b := range set.Members(last) {
		first = b.Extent
		break
	}
	set = done(t, set, &markup.Undecide{Article: last})
	set = done(t, set, &markup.StartArticle{Block: first})

	files := checkSelected(t, set, testProvenance, selected(t, set, document.Choice{Since: then}))
	checkRelaxNG(t, files[1])
	got := readTold(t, files[0])
	if *got.Selection.Since != then.Version() || got.Selection.Unchanged != len(all)-3 || len(got.Selection.Removed) != 1 || len(got.Selection.Replaces) != 2 {
		t.Errorf("the selection is %+v", got.Selection)
	}
	if len(got.Articles) != 3 {
		t.Fatalf("%d articles leave, want 3", len(got.Articles))
	}
	old := document.Excerpt(then, all[0]).TextHash()
	if diff := cmp.Diff(&document.Replaced{Version: then.Version(), Article: "a1", Hash: old}, got.Articles[0].Replaces); diff != "" || old == "" {
		t.Errorf("a1 replaces (-want +got):\n%s", diff)
	}
	if got.Articles[2].Replaces != nil {
		t.Errorf("what is new replaces %+v", got.Articles[2].Replaces)
	}
	if got.Selection.Removed[0].Hash != document.Excerpt(then, last).TextHash() {
		t.Errorf("removed: %+v", got.Selection.Removed)
	}
	again := readTold(t, checkSelected(t, set, testProvenance, selected(t, set, document.Choice{Since: set}))[0])
	if len(again.Articles) != 0 || again.Selection.Unchanged != set.CountAllArticles() {
		t.Errorf("since itself nothing changed, but %+v leaves", again.Articles)
	}
}

// TestAnArticleAcceptedSinceIsNews says that who took only what was accepted is told what was not, then.
func TestAnArticleAcceptedSinceIsNews(t *testing.T) {
	set := done(t, goldSet(t, samples.Dir(), goldPages[0]), &markup.SetState{State: markup.Submitted})
	all := articlesOf(set)
	then := done(t, set, &markup.SetState{State: markup.Accepted, Article: all[0], Reason: "x"})
	set = done(t, then, &markup.SetState{State: markup.Accepted, Article: all[1], Reason: "x"})
	got := readTold(t, checkSelected(t, set, testProvenance, selected(t, set, document.Choice{Accepted: true, Since: then}))[0])
	if len(got.Articles) != 1 || got.Articles[0].ID != "a2" || got.Articles[0].Replaces != nil || got.Selection.Unchanged != 1 {
		t.Errorf("got %+v of %+v", got.Articles, got.Selection)
	}
}

// accepted is set with an article accepted, whatever it was.
func accepted(t rapid.TB, set *markup.Set, id text.ID) *markup.Set {
	t.Helper()
	switch set.StateOf(markup.Cell{Kind: markup.StateCell, ID: id}) {
	case markup.Accepted:
		return set
	case markup.Submitted:
	default:
		set = done(t, set, &markup.SetState{State: markup.Submitted, Article: id})
	}
	return done(t, set, &markup.SetState{State: markup.Accepted, Article: id, Reason: "x"})
}

func TestRandomSelectionsSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		then := randomSet(t)
		set := then
		for _, id := range articlesOf(then) {
			switch rapid.IntRange(0, 5).Draw(t, "what becomes of it") {
			case 0:
				set = withheld(t, set, id)
			case 1:
				set = done(t, set, &markup.SetTitle{Article: id, Title: "new " + id})
			case 2:
				set = accepted(t, set, id)
			}
		}
		for _, ch := range []document.Choice{{Since: then}, {Accepted: true}, {Accepted: true, Since: then}} {
			if sel, err := document.Select(set, ch); err == nil {
				checkSelected(t, set, testProvenance, sel)
			}
		}
	})
}

func TestTamperedSelectionsAreRefused(t *testing.T) {
	then := goldSet(t, samples.Dir(), goldPages[0])
	set := withheld(t, then, articlesOf(then)[1])
	var file bytes.Buffer
	if err := All[0].Write(&file, document.BuildSelected(set, testIssue, testProvenance, selected(t, set, document.Choice{Since: then}))); err != nil {
		t.Fatal(err)
	}
	checkTampered(t, All[0], file.String(), []tampering{
		{"of no article", `{"article": "a1", "because": "unchanged"}`, `{"article": "a99", "because": "unchanged"}`, `At selection.left[0]: there is no article "a99" in this file, or no reason is given why it is left out.`},
		{"replacing nothing", `"of": "a2"`, `"of": "a99"`, `At selection.replaces[0]: there is no article "a99" in this file.`},
	})
}
