package handlers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/handlers/workbench"
	"galley/models"
)

func TestPointsOfTheIssue(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "Li", models.Editor)
	set, blocks := site.newSet(t)
	li := site.as(t, "Li")
	read := func() (points workbench.IssuePoints) {
		t.Helper()
		body := li.get(fmt.Sprintf("/sets/%d/points", set)).is(http.StatusOK).body
		if err := json.Unmarshal([]byte(body), &points); err != nil {
			t.Fatal(err)
		}
		return points
	}
	if got := read(); got.Blocks != 20 || got.Decided != 0 || len(got.Problems)+len(got.Doubtful) != 0 {
		t.Errorf("of an empty set: %+v", got)
	}
	li.step(set, text.DerivedID("s", 1), 0, roleAct(blocks[3], "body")).is(http.StatusOK)
	li.step(set, text.DerivedID("s", 2), 9, fmt.Sprintf(`{"kind":"doubt","blocks":[{"page":1,"start":%d,"end":%d}],"doubtful":true}`, blocks[4].Start, blocks[4].End)).is(http.StatusOK)
	got := read()
	if len(got.Problems) != 1 || got.Problems[0].Problem.Kind != markup.NoHeadline || got.Problems[0].Start != blocks[3].Start || got.Problems[0].Number != 4 {
		t.Errorf("problems: %+v, want one of the article that begins in block 4", got.Problems)
	}
	if len(got.Doubtful) != 1 || got.Doubtful[0].Number != 5 || got.Doubtful[0].Words != "第4段，铅字排在版上。" {
		t.Errorf("doubtful: %+v, want block 5", got.Doubtful)
	}
	article := got.Problems[0].Scope[len("article/"):]
	li.step(set, text.DerivedID("s", 3), 9, fmt.Sprintf(`{"kind":"dismiss","article":%q,"problem":"no-headline","reason":"none printed"}`, article)).is(http.StatusOK)
	if got := read(); len(got.Problems) != 1 || got.Problems[0].Problem.Dismissed == nil || got.Problems[0].Problem.Dismissed.By != "Li" {
		t.Errorf("dismissed: %+v, want it by Li", got.Problems)
	}
}
