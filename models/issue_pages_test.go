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
		byHash := must[[]Page](t)(s.PagesByHash(background, got.Pages[1].Hash))
		if len(byHash) != 1 || byHash[0].Key != 2 || byHash[0].Boundaries != "[[0,3]]" || byHash[0].Length != 3 {
			t.Errorf("by hash: %v", byHash)
		}
		s.write.Exec("UPDATE pages SET text = text || '!' WHERE key = 2")
		if _, err := s.Source(background, issue.ID); err == nil || !strings.Contains(err.Error(), "SHA-256") {
			t.Errorf("a page that was changed gives %v", err)
		}
	})
}
