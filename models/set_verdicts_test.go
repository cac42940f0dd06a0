package models

import "testing"

func TestVerdictsGoWithTheirIssue(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li := someone(t, s, "Li")
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		if err := s.SaveVerdicts(background, issue.Set.ID, li.ID, []string{"role-1-0-x"}); err != nil {
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
