package compare_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"galley/engine/text"
)

// TestAFinishedAdjudicationIsTheIssue finishes a comparison and takes it back: the issue's page, its row in the list
// and what is counted there are of the adjudicated set meanwhile.
func TestAFinishedAdjudicationIsTheIssue(t *testing.T) {
	t.Parallel()
	p := newPair(t, someDifferences)
	team := p.gold - 1
	p.leadsTo(t, team, 0)
	p.he.Post("/compare/bulk", p.fields("bulk", "agreed")).Is(http.StatusSeeOther)
	for _, kind := range []string{"role", "doubt", "grouping"} {
		p.he.Post("/compare/bulk", p.fields("bulk", "kind", "kind", kind, "set", fmt.Sprint(p.gold))).Is(http.StatusSeeOther)
	}
	record, err := p.Server.Store.AdjudicatedSet(context.Background(), p.issue)
	if err != nil {
		t.Fatal(err)
	}
	p.leadsTo(t, team, 0)
	p.he.Post("/compare/finish", p.fields()).Is(http.StatusSeeOther)
	articles := p.adjudicatedSet(t).CountArticles()
	p.leadsTo(t, record.ID, articles)
	p.he.Get("/issues").Contains(fmt.Sprintf(`href="/sets/%d/review`, record.ID))
	p.he.Step(record.ID, text.NewID(), p.adjudicatedSet(t).Version(), `{"kind":"state","state":"draft"}`).Is(http.StatusOK)
	p.leadsTo(t, team, 0)
}

// leadsTo fails the test unless the issue leads to a set, and the list comes to count so many articles.
func (p *pair) leadsTo(t *testing.T, set int64, articles int) {
	t.Helper()
	p.he.Get(fmt.Sprintf("/issues/%d", p.issue)).LeadsTo(fmt.Sprintf("/sets/%d/pages/1", set))
	want := fmt.Sprintf("/sets/%d/work", set)
	var row string
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		line, err := p.Server.Store.On(context.Background(), "2031-05-09", 1)
		if err != nil {
			t.Fatal(err)
		}
		cells := line[0].PageCells()
		if line[0].SetID == set && line[0].Articles == articles && line[0].Version >= 0 && (articles > 0) == (cells[0].Decided > 0) {
			if row = p.he.Get("/issues").Body; strings.Contains(row, want) {
				return
			}
		}
	}
	t.Fatalf("the list is not of set %d with %d articles, or does not lead to %s", set, articles, want)
}
