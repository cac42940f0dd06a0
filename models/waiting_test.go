package models

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/vocabulary"
)

func TestOpenIssuesAreOnesOwnUnfinishedIssues(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		li, wu := listed(t, s, c)
		for _, tt := range []struct {
			user User
			want string
		}{{li, "[95 99]"}, {wu, "[]"}} {
			if got := fmt.Sprint(numbersOf(must[[]ListLine](t)(s.OpenIssues(background, tt.user.ID, 5)))); got != tt.want {
				t.Errorf("open issues of %s: %s, want %s", tt.user.Name, got, tt.want)
			}
		}
	})
}

func TestWhatWaitsIsReadByWhomItWaitsFor(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, wu := someone(t, s, "Li"), someone(t, s, "Wu")
		set := aSet(t, s, "1")
		if errs := s.AppendSteps(background, []Append{steps(set.ID, 0, li.ID, 3)}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		settle := func(version int64, rows ...Wait) error {
			return s.Settle(background, set.ID, Outcome{Version: version, StateOf: func(Assignment) markup.State { return "" }, Waits: func(Crew) []Wait { return rows }})
		}
		returned := Wait{UserID: li.ID, Since: 2, Parts: 1, Page: 1, Article: "a1", Title: "标题"}
		open := Wait{UserID: markup.AnyReviewer, Stage: 1, Since: 3, Parts: 4, Page: 1}
		named := Wait{UserID: wu.ID, Stage: 2, Since: 1, Parts: 2, Page: 1}
		if err := settle(3, returned, open, named); err != nil {
			t.Fatal(err)
		}
		if err := settle(2); !errors.Is(err, ErrStale) {
			t.Errorf("an outcome of an older version is taken: %v", err)
		}
		reads := func(user User) string {
			var got []string
			for _, w := range must[[]WaitLine](t)(s.Waiting(background, user, 10)) {
				got = append(got, fmt.Sprintf("%d: %d by %s", w.Stage, w.Parts, w.By))
			}
			return fmt.Sprint(got)
		}
		wu.Role = vocabulary.Reviewer
		for _, tt := range []struct {
			user User
			want string
		}{{li, "[0: 1 by Li]"}, {wu, "[2: 2 by Li 1: 4 by Li]"}, {User{ID: 99, Role: vocabulary.Administrator}, "[1: 4 by Li]"}} {
			if got := reads(tt.user); got != tt.want {
				t.Errorf("for %s wait %s, want %s", tt.user.Name, got, tt.want)
			}
			papers := must[[]Paper](t)(s.Papers(background, tt.user))
			if len(papers) != 1 || papers[0].Waiting != strings.Count(tt.want, " by ") {
				t.Errorf("for %s the publications are %+v, while there wait %s", tt.user.Name, papers, tt.want)
			}
		}
		people := must[map[int64][]WaitingPerson](t)(s.WaitingIn(background, []int64{set.ID}))[set.ID]
		if len(people) != 3 || people[0].Name != "Li" || people[1].UserID != markup.AnyReviewer || people[2].Parts != 2 {
			t.Errorf("people: %+v", people)
		}
		given := must[List](t)(s.List(background, ListQuery{Given: wu.ID}))
		if given.Total != 1 {
			t.Errorf("the list has %d issues that wait for %s", given.Total, wu.Name)
		}
		if err := settle(3, named); err != nil {
			t.Fatal(err)
		}
		if got := reads(li); got != "[]" {
			t.Errorf("after it was handed in again %s wait", got)
		}
	})
}
