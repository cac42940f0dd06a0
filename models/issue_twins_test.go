package models

import (
	"testing"
)

func TestTheSamePagesAreLoadedAgainOnPurpose(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		issue := zhuzhou()
		issue.Edition, issue.Again, issue.Language = "晚", true, "en"
		got := must[IssueSummary](t)(s.CreateIssue(background, issue))
		if got.Edition != "晚" || got.Language != "zh-Hans" || got.PublicationID != 1 {
			t.Errorf("got edition %s of publication %d in %s, want 晚 of 1 in zh-Hans", got.Edition, got.PublicationID, got.Language)
		}
	})
}
