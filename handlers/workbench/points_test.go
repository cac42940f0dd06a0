package workbench_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

// place is a place that wants a look.
type place struct {
	Page, Start, Number int
	Words               string
}

// issuePoints is what is open in an issue, as a browser reads it.
type issuePoints struct {
	Problems []struct {
		place
		Scope   string
		Problem markup.Problem
	}
	Doubtful        []place
	Blocks, Decided int
}

func TestPointsOfTheIssue(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "Li", vocabulary.Editor)
	set, blocks := s.NewSet(t)
	li := s.As(t, "Li")
	read := func() (points issuePoints) {
		t.Helper()
		body := li.Get(fmt.Sprintf("/sets/%d/points", set)).Is(http.StatusOK).Body
		if err := json.Unmarshal([]byte(body), &points); err != nil {
			t.Fatal(err)
		}
		return points
	}
	if got := read(); got.Blocks != 20 || got.Decided != 0 || len(got.Problems)+len(got.Doubtful) != 0 {
		t.Errorf("of an empty set: %+v", got)
	}
	li.Step(set, text.DerivedID("s", 1), 0, site.RoleAct(blocks[3], "body")).Is(http.StatusOK)
	li.Step(set, text.DerivedID("s", 2), 9, fmt.Sprintf(`{"kind":"doubt","blocks":[{"page":1,"start":%d,"end":%d}],"doubtful":true}`, blocks[4].Start, blocks[4].End)).Is(http.StatusOK)
	got := read()
	if len(got.Problems) != 1 || got.Problems[0].Problem.Kind != markup.NoHeadline || got.Problems[0].Start != blocks[3].Start || got.Problems[0].Number != 4 {
		t.Errorf("problems: %+v, want one of the article that begins in block 4", got.Problems)
	}
	if len(got.Doubtful) != 1 || got.Doubtful[0].Number != 5 || got.Doubtful[0].Words != "第4段，铅字排在版上。" {
		t.Errorf("doubtful: %+v, want block 5", got.Doubtful)
	}
	article := got.Problems[0].Scope[len("article/"):]
	li.Step(set, text.DerivedID("s", 3), 9, fmt.Sprintf(`{"kind":"dismiss","article":%q,"problem":"no-headline","reason":"none printed"}`, article)).Is(http.StatusOK)
	if got := read(); len(got.Problems) != 1 || got.Problems[0].Problem.Dismissed == nil || got.Problems[0].Problem.Dismissed.By != "Li" {
		t.Errorf("dismissed: %+v, want it by Li", got.Problems)
	}
}
