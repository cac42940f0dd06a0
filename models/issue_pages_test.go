package models

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
)

func TestASourceIsReadAsItWasLoaded(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		got := must[*markup.Source](t)(s.Source(background, issue.ID))
		if got.Language != "zh-Hans" || len(got.Pages) != 2 {
			t.Fatalf("got %d pages in %s, want 2 in zh-Hans", len(got.Pages), got.Language)
		}
		for i, text := range zhuzhou().Pages {
			want, page := markup.NewPage(i+1, text.Text), got.Pages[i]
			if page.Text.String() != text.Text || page.Text.Len() != want.Text.Len() {
				t.Errorf("page %d has the text %q", i+1, page.Text)
			}
			if page.Label != text.Label || page.Section != text.Section || page.Key != want.Key || page.Hash != want.Hash || page.Rule != want.Rule {
				t.Errorf("got the page %v, want %v", page, want)
			}
			if diff := cmp.Diff(want.Blocks, page.Blocks); diff != "" {
				t.Errorf("blocks of page %d (-want +got)\n%s", i+1, diff)
			}
		}
		if p := must[[]Page](t)(s.Pages(background, issue.ID))[1]; p.Key != 2 || p.Boundaries != "[[0,3]]" || p.Length != 3 {
			t.Errorf("the second page is stored as %+v", p)
		}
		s.write.Exec("UPDATE pages SET text = text || '!' WHERE key = 2")
		if _, err := s.Source(background, issue.ID); err == nil || !strings.Contains(err.Error(), "SHA-256") {
			t.Errorf("a page that was changed gives %v", err)
		}
	})
}

func TestIssuesAreFoundByTheirPages(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		load := func(number string, texts ...string) int64 {
			t.Helper()
			n := zhuzhou()
			n.Number, n.Pages, n.Again = number, nil, true
			for _, text := range texts {
				n.Pages = append(n.Pages, NewPage{Label: "A", Text: text})
			}
			return must[IssueSummary](t)(s.CreateIssue(background, n)).ID
		}
		first, second := load("1", "one", "two"), load("2", "two", "three")
		hashes := []string{markup.HashOf("three"), markup.HashOf("two"), markup.HashOf("nowhere")}
		want := map[string]int64{hashes[0]: second, hashes[1]: first}
		if diff := cmp.Diff(want, must[map[string]int64](t)(s.IssuesWithPages(background, hashes))); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}
