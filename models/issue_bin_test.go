package models

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/fault"
)

func TestAnIssueInTheBinIsNowhereElse(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		issue := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		if err := s.BinIssue(background, issue.ID, &li.ID); err != nil {
			t.Fatal(err)
		}
		sentence := "Issue 1 is in the bin. An editor can restore it."
		_, err := s.Issue(background, issue.ID)
		wantFault(t, err, fault.NotFound, sentence)
		_, err = s.IssueSet(background, issue.ID)
		wantFault(t, err, fault.NotFound, sentence)
		_, err = s.Set(background, issue.Set.ID)
		wantFault(t, err, fault.NotFound, "There is no such set.")
		wantFault(t, s.BinIssue(background, issue.ID, &li.ID), fault.NotFound, sentence)
		list := must[[]IssueSummary](t)(s.IssueList(background))
		lines := must[List](t)(s.List(background, ListQuery{}))
		found := must[Found](t)(s.Search(background, Search{Query: "书院"}))
		pages := must[map[string]int64](t)(s.IssuesWithPages(background, []string{markup.HashOf("第二版")}))
		if len(list)+lines.Total+len(found.Issues)+len(pages) != 0 {
			t.Errorf("still there: %v %v %v %v", list, lines, found, pages)
		}
		bin := must[[]BinnedIssue](t)(s.Bin(background))
		with := must[[]BinnedIssue](t)(s.BinnedWith(background, []string{markup.HashOf("第二版")}))
		if diff := cmp.Diff(bin, with); diff != "" || len(bin) != 1 {
			t.Fatalf("in the bin %v (-all +with the page)\n%s", bin, diff)
		}
		if b := bin[0]; b.ID != issue.ID || b.Edition != "" || b.BinnedBy != "Li" || b.Pages != 2 || !b.Until().Equal(s.Now().Add(BinLife)) {
			t.Errorf("in the bin: %+v", b)
		}
	})
}

func TestAnIssueComesOutOfTheBinAsItWas(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		n := zhuzhou()
		n.Edition = "晚"
		issue := must[IssueSummary](t)(s.CreateIssue(background, n))
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		before := must[List](t)(s.List(background, ListQuery{}))
		if err := s.BinIssue(background, issue.ID, &li.ID); err != nil {
			t.Fatal(err)
		}
		if err := s.RestoreIssue(background, issue.ID, &li.ID); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(issue, must[IssueSummary](t)(s.Issue(background, issue.ID))); diff != "" {
			t.Errorf("issue (-before +after)\n%s", diff)
		}
		if diff := cmp.Diff(before, must[List](t)(s.List(background, ListQuery{}))); diff != "" {
			t.Errorf("list (-before +after)\n%s", diff)
		}
		if found := must[Found](t)(s.Search(background, Search{Query: "书院"})); len(found.Issues) != 1 {
			t.Errorf("found %v", found)
		}
		wantFault(t, s.RestoreIssue(background, issue.ID, nil), fault.NotFound, "Issue 1 is not in the bin, or no longer.")
		if edits := must[[]Edit](t)(s.Edits(background, "issues", issue.ID)); len(edits) != 3 {
			t.Errorf("recorded are %d changes, want 3", len(edits))
		}
	})
}

func TestAnIssueIsLoadedAgainWhileItIsInTheBin(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		first := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		if err := s.BinIssue(background, first.ID, nil); err != nil {
			t.Fatal(err)
		}
		second := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		wantFault(t, s.RestoreIssue(background, first.ID, nil), fault.Conflict,
			"The same issue was loaded again, as issue 2. Delete that one before you restore this one.")
		if err := s.BinIssue(background, second.ID, nil); err != nil {
			t.Fatal(err)
		}
		if err := s.RestoreIssue(background, first.ID, nil); err != nil {
			t.Error(err)
		}
	})
}

func TestTheBinIsEmptiedAfterThirtyDays(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li := someone(t, s, "Li")
		old := must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		kept := stored(t, s, "2022-11-11", "留下")
		if errs := s.AppendSteps(background, []Append{steps(old.Set.ID, 0, li.ID, 1200)}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		undo := steps(old.Set.ID, 1200, li.ID, 1)
		rows := must[[]Step](t)(s.StepsAfter(background, old.Set.ID, 3, 1))
		undo.Steps[0].Undoes = &rows[0].StepID
		if errs := s.AppendSteps(background, []Append{undo}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		if err := s.SaveSnapshot(background, Snapshot{SetID: old.Set.ID, Version: 9, Hash: "h", Body: "b"}); err != nil {
			t.Fatal(err)
		}
		if err := s.FillSearch(background); err != nil {
			t.Fatal(err)
		}
		if err := s.BinIssue(background, old.ID, &li.ID); err != nil {
			t.Fatal(err)
		}
		c.Time = c.Add(BinLife - time.Minute)
		if n := must[int](t)(s.EmptyBin(background)); n != 0 {
			t.Errorf("%d issues were removed too early", n)
		}
		if err := s.BinIssue(background, kept.ID, &li.ID); err != nil {
			t.Fatal(err)
		}
		c.Time = c.Add(time.Minute)
		if n := must[int](t)(s.EmptyBin(background)); n != 1 {
			t.Errorf("%d issues were removed, want 1", n)
		}
		counts := map[string]int64{"issues": 1, "pages": 1, "annotation_sets": 1, "steps": 0, "snapshots": 0, "search_blocks": 1,
			"search_words": 1, "search_pending": 0, "bin": 1, "issue_lines": 0, "issue_authors": 0}
		for table, want := range counts {
			var got int64
			if s.read.Table(table).Count(&got); got != want {
				t.Errorf("there are %d rows of %s, want %d", got, table, want)
			}
		}
		_, err := s.Issue(background, old.ID)
		wantFault(t, err, fault.NotFound, "There is no issue 1. See the list of issues.")
	})
}
