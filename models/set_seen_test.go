package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWhatIsSeenIsKeptByPage keeps what a reader has seen, page by page, and the words they began, until the issue is
// gone.
func TestWhatIsSeenIsKeptByPage(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		set := issue.Set.ID
		save := func(want, changed map[int]string) {
			t.Helper()
			err := s.SaveSeen(background, set, ReaderOf(li.ID), func(pages map[int]string) (map[int]string, error) {
				if diff := cmp.Diff(want, pages); diff != "" {
					t.Errorf("what was seen before (-want +got):\n%s", diff)
				}
				return changed, nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		save(map[int]string{}, map[int]string{1: "a", 2: "b"})
		save(map[int]string{1: "a", 2: "b"}, map[int]string{2: "c"})
		save(map[int]string{1: "a", 2: "c"}, nil)
		if got := must[map[int]string](t)(s.Seen(background, set, ReaderOf(wu.ID))); len(got) != 0 {
			t.Errorf("another reader has seen %v", got)
		}
		for _, words := range []string{"half", "half a sentence", ""} {
			if err := s.SaveDraft(background, Draft{UserID: li.ID, SetID: set, Place: "part/page-1", Words: words}); err != nil {
				t.Fatal(err)
			}
			if got := must[map[string]Draft](t)(s.Drafts(background, li.ID, set)); got["part/page-1"].Words != words {
				t.Errorf("the draft is %q, want %q", got["part/page-1"].Words, words)
			}
		}
		if err := s.SaveDraft(background, Draft{UserID: li.ID, SetID: set, Place: "part/page-1", Words: "again"}); err != nil {
			t.Fatal(err)
		}
		if err := s.BinIssue(background, issue.ID, &li.ID); err != nil {
			t.Fatal(err)
		}
		c.Time = c.Add(BinLife)
		if n := must[int](t)(s.EmptyBin(background)); n != 1 {
			t.Errorf("%d issues were removed, want 1", n)
		}
	})
}
