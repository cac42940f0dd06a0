package models

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// listed makes six issues of two papers, marked by two people.
func listed(t testing.TB, s *Store, c *clock) (li, wu User) {
	t.Helper()
	li, wu = someone(t, s, "Li"), someone(t, s, "Wu")
	for i := range 6 {
		n := NewIssue{Publication: []string{"A报", "B报"}[i%2], Date: fmt.Sprintf("2022-11-%02d", 10+i/2), Number: fmt.Sprint(95 + i), Again: true}
		for range i%3 + 1 {
			n.Pages = append(n.Pages, NewPage{Text: "一\n\n二\n\n三\n\n四"})
		}
		issue := must[IssueSummary](t)(s.CreateIssue(background, n))
		if i == 5 {
			continue
		}
		c.Time = c.Add(time.Hour)
		author := []User{li, wu, li, wu, li}[i]
		if errs := s.AppendSteps(background, []Append{steps(issue.Set.ID, 0, author.ID, 1)}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		counted := Counted{Set: issue.Set.ID, Version: 1, Pages: make([]PageCell, i%3+1), Figures: Figures{
			State: StatesInOrder[i%4], Blocks: 4 * (i%3 + 1), Decided: i, Articles: i, Problems: 5 - i}}
		if err := s.SaveCounted(background, []Counted{counted}); err != nil {
			t.Fatal(err)
		}
	}
	return li, wu
}

func numbersOf(lines []ListLine) []string {
	var numbers []string
	for _, l := range lines {
		numbers = append(numbers, l.Number)
	}
	return numbers
}

func TestTheListIsFilteredAndSorted(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, _ := listed(t, s, c)
		tests := []struct {
			name  string
			query ListQuery
			want  string
		}{
			{"as it is, the newest first", ListQuery{}, "[100 99 98 97 96 95]"},
			{"the oldest first", ListQuery{Up: true}, "[95 96 97 98 99 100]"},
			{"one publication", ListQuery{Publication: 1}, "[99 97 95]"},
			{"one state", ListQuery{State: "returned"}, "[96]"},
			{"drafts, also those nobody has marked", ListQuery{State: "draft"}, "[100 99 95]"},
			{"one editor", ListQuery{Editor: li.ID}, "[99 97 95]"},
			{"a range of dates", ListQuery{From: "2022-11-11", To: "2022-11-11"}, "[98 97]"},
			{"all at once", ListQuery{Publication: 1, Editor: li.ID, State: "submitted", From: "2022-11-11"}, "[97]"},
			{"by number, as a number", ListQuery{Sort: "number", Up: true}, "[95 96 97 98 99 100]"},
			{"by publication", ListQuery{Sort: "publication", Up: true}, "[95 97 99 96 98 100]"},
			{"by pages", ListQuery{Sort: "pages", Up: true}, "[95 98 96 99 97 100]"},
			{"by articles", ListQuery{Sort: "articles"}, "[99 98 97 96 100 95]"},
			{"by undecided", ListQuery{Sort: "undecided"}, "[100 97 96 99 95 98]"},
			{"by problems", ListQuery{Sort: "problems"}, "[95 96 97 98 99 100]"},
			{"by editors", ListQuery{Sort: "editors", Up: true}, "[100 95 97 99 96 98]"},
			{"by state", ListQuery{Sort: "state"}, "[98 97 96 100 99 95]"},
			{"by last act", ListQuery{Sort: "changed"}, "[100 99 98 97 96 95]"},
			{"by something else", ListQuery{Sort: "text; DROP TABLE"}, "[100 99 98 97 96 95]"},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				whole := must[List](t)(s.List(background, tt.query))
				got := numbersOf(whole.Lines)
				if fmt.Sprint(got) != tt.want || whole.Total != len(got) || whole.Next != "" || whole.Previous != "" {
					t.Errorf("got %v (%d, %q, %q), want %s", got, whole.Total, whole.Previous, whole.Next, tt.want)
				}
				pagesAgree(t, s, tt.query, got)
			})
		}
	})
}

// pagesAgree goes through the list in pages of two, forward and back.
func pagesAgree(t *testing.T, s *Store, q ListQuery, want []string) {
	t.Helper()
	q.Size = 2
	var got []string
	var last List
	for {
		last = must[List](t)(s.List(background, q))
		got = append(got, numbersOf(last.Lines)...)
		if q.After = last.Next; q.After == "" || len(got) > 10 {
			break
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("page by page (-want +got)\n%s", diff)
	}
	back := numbersOf(last.Lines)
	for q.Before = last.Previous; q.Before != "" && len(back) <= 10; q.Before = last.Previous {
		last = must[List](t)(s.List(background, q))
		back = slices.Concat(numbersOf(last.Lines), back)
	}
	if diff := cmp.Diff(want, back); diff != "" {
		t.Errorf("page by page, backwards (-want +got)\n%s", diff)
	}
}
