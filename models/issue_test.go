package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

func TestAnIssueIsStoredWhole(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		issue := zhuzhou()
		issue.By = &li.ID
		got := must[IssueSummary](t)(s.CreateIssue(background, issue))
		want := IssueSummary{
			Issue: Issue{
				ID: got.ID, PublicationID: got.PublicationID, Date: "2022-11-10", Number: "23126",
				Publisher: "株洲日报社", CreatedAt: s.Now(), CreatedBy: &li.ID,
			},
			Publication: "株洲日报", Language: "zh-Hans", Serial: "CN 43-0005", Pages: 2,
			Set: AnnotationSet{
				ID: got.Set.ID, IssueID: got.ID, Kind: Team, State: "draft", Blocks: 3, ChangedAt: s.Now(),
			},
		}
		for _, summary := range []IssueSummary{got, must[IssueSummary](t)(s.Issue(background, got.ID)), must[[]IssueSummary](t)(s.IssueList(background))[0]} {
			if diff := cmp.Diff(want, summary); diff != "" {
				t.Errorf("issue (-want +got)\n%s", diff)
			}
		}
		for _, set := range []AnnotationSet{must[AnnotationSet](t)(s.IssueSet(background, got.ID)), must[AnnotationSet](t)(s.Set(background, got.Set.ID))} {
			if diff := cmp.Diff(want.Set, set); diff != "" {
				t.Errorf("set (-want +got)\n%s", diff)
			}
		}
		if edits := must[[]Edit](t)(s.Edits(background, "issues", got.ID)); len(edits) != 1 || *edits[0].UserID != li.ID {
			t.Errorf("got the edits %v, want one by Li", edits)
		}
	})
}

func TestAnIssueThatIsNotThereIsNotFound(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		_, issue := s.Issue(background, 7)
		_, pages := s.Pages(background, 7)
		_, team := s.IssueSet(background, 7)
		_, source := s.Source(background, 7)
		for _, err := range []error{issue, pages, team, source} {
			wantFault(t, err, fault.NotFound, "There is no issue 7. See the list of issues.")
		}
		_, set := s.Set(background, 7)
		wantFault(t, set, fault.NotFound, "There is no such set.")
		if list := must[[]IssueSummary](t)(s.IssueList(background)); len(list) != 0 {
			t.Errorf("got the issues %v", list)
		}
	})
}

func TestAnIssueIsRefusedWhole(t *testing.T) {
	t.Parallel()
	with := func(change func(n *NewIssue)) NewIssue {
		n := zhuzhou()
		n.Number = "23127"
		change(&n)
		return n
	}
	tests := []struct {
		name     string
		issue    NewIssue
		code     fault.Code
		sentence string
	}{
		{"without a publication", with(func(n *NewIssue) { n.Publication = " " }), fault.Invalid, "Enter the name of the publication."},
		{"with an invalid date", with(func(n *NewIssue) { n.Date = "2022-02-30" }), fault.Invalid, `"2022-02-30" is not a date. Write it as year, month and day, as in 2022-11-10.`},
		{"with a date in other words", with(func(n *NewIssue) { n.Date = "10.11.2022" }), fault.Invalid, `"10.11.2022" is not a date. Write it as year, month and day, as in 2022-11-10.`},
		{"without pages", with(func(n *NewIssue) { n.Pages = nil }), fault.Invalid, "The issue has no pages. Add at least one."},
		{"with too many pages", with(func(n *NewIssue) { n.Pages = make([]NewPage, 1001) }), fault.Invalid, "There are 1001 pages, but an issue can have at most 1,000. Load it in parts."},
		{"with broken UTF-8", with(func(n *NewIssue) { n.Pages[1].Text = "a\xff" }), fault.Invalid, "Page 2 is not valid UTF-8 text. Convert it to UTF-8 and load it again."},
		{"with everything wrong", NewIssue{}, fault.Invalid, `"" is not a date. Write it as year, month and day, as in 2022-11-10. The issue has no pages. Add at least one. Enter the name of the publication.`},
		{"when it is there", with(func(n *NewIssue) { n.Number = "23126" }), fault.Conflict, "株洲日报 2022-11-10, number 23126 already exists, as issue 1. Open that one, or give this one another date, number or edition."},
		{"when it is there, although again", with(func(n *NewIssue) { n.Number, n.Again = "23126", true }), fault.Conflict, "株洲日报 2022-11-10, number 23126 already exists, as issue 1. Open that one, or give this one another date, number or edition."},
		{"when one page is there", with(func(n *NewIssue) { n.Pages[0], n.Pages[1] = NewPage{Text: "新"}, n.Pages[0] }), fault.Conflict, "Page 2 is already in issue 1, 株洲日报 2022-11-10 (page 1)."},
		{"when two pages are there", with(func(*NewIssue) {}), fault.Conflict, "Page 1 is already in issue 1, 株洲日报 2022-11-10 (page 1). The same is true of 1 more of these pages."},
		{"with a user who is not", with(func(n *NewIssue) { n.Again, n.By = true, new(int64(99)) }), fault.Conflict, "The issue refers to something that does not exist, or no longer."},
	}
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		must[IssueSummary](t)(s.CreateIssue(background, zhuzhou()))
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				_, err := s.CreateIssue(background, tt.issue)
				wantFault(t, err, tt.code, tt.sentence)
			})
		}
		counts := map[string]int64{"publications": 1, "issues": 1, "pages": 2, "annotation_sets": 1}
		for table, want := range counts {
			var got int64
			if s.read.Table(table).Count(&got); got != want {
				t.Errorf("there are %d %s, want %d", got, table, want)
			}
		}
	})
}

func TestIssuesAreListedNewestFirst(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		for _, issue := range []struct{ paper, date string }{
			{"B", "2022-11-10"}, {"A", "2021-01-01"}, {"A", "2022-11-10"}, {"C", "2023-01-01"},
		} {
			n := NewIssue{Publication: issue.paper, Date: issue.date, Pages: []NewPage{{Text: issue.paper + issue.date}}}
			must[IssueSummary](t)(s.CreateIssue(background, n))
		}
		var got []string
		for _, issue := range must[[]IssueSummary](t)(s.IssueList(background)) {
			got = append(got, issue.Publication+" "+issue.Date+" "+issue.Language)
		}
		want := []string{"C 2023-01-01 und", "A 2022-11-10 und", "B 2022-11-10 und", "A 2021-01-01 und"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}
