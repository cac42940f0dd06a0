package models

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/fault"
)

// team is a set with a lead and two editors.
type team struct {
	set    AnnotationSet
	wei    User // gives
	li, wu User
	s      *Store
	t      *testing.T
}

func newTeam(t *testing.T, s *Store) team {
	t.Helper()
	return team{set: aSet(t, s, "1"), wei: chief(t, s, "Wei"), li: someone(t, s, "Li"), wu: someone(t, s, "Wu"), s: s, t: t}
}

func (x team) give(g Giving) {
	x.t.Helper()
	g.Set = x.set.ID
	if err := x.s.Give(background, g); err != nil {
		x.t.Fatal(err)
	}
}

// who is what holds, as words.
func (x team) who() []string {
	x.t.Helper()
	var words []string
	for _, a := range must[[]AssignmentView](x.t)(x.s.Assignments(background, x.set.ID)) {
		word := a.Task + " " + string(rune('0'+a.Page)) + a.Article + " " + a.Name + " by " + a.By
		if a.DoneAt != nil {
			word += ", done"
		}
		words = append(words, word)
	}
	return words
}

func (x team) is(want ...string) {
	x.t.Helper()
	if diff := cmp.Diff(want, x.who()); diff != "" {
		x.t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestGivingClaimingAndHandingOver(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		x := newTeam(t, s)
		due := s.Now().Add(2 * time.Hour)
		x.give(Giving{Things: []Thing{{Page: 1, Name: "A1"}, {Page: 2, Name: "A2"}}, Task: ToMark, To: x.li.ID, By: x.wei.ID, Due: &due})
		x.give(Giving{Things: []Thing{{}}, Task: ToReview, To: x.wei.ID, By: x.wei.ID})
		x.give(Giving{Things: []Thing{{Page: 1, StartAt: 3, Article: "a1", Name: "标题"}}, Task: ToMark, To: x.wu.ID, By: x.wu.ID, Free: true})
		x.is("review 0 Wei by Wei", "mark 1 Li by Wei", "mark 1a1 Wu by Wu", "mark 2 Li by Wei")
		err := s.Give(background, Giving{Set: x.set.ID, Things: []Thing{{Page: 2}}, Task: ToMark, To: x.wu.ID, By: x.wu.ID, Free: true})
		wantFault(t, err, fault.Conflict, "Somebody already has this. Ask them to hand it over.")

		c.Time = c.Add(time.Minute)
		all := must[[]AssignmentView](t)(s.Assignments(background, x.set.ID))
		if err := s.HandOver(background, all[3].ID, x.wu.ID, x.li.ID, "A2"); err != nil {
			t.Fatal(err)
		}
		if err := s.EndAssignment(background, all[2].ID, x.wu.ID, Released); err != nil {
			t.Fatal(err)
		}
		wantFault(t, s.EndAssignment(background, all[2].ID, x.wu.ID, Released), fault.Conflict, "This was released or given to somebody else in the meantime.")
		wantFault(t, s.HandOver(background, all[3].ID, x.wei.ID, x.li.ID, ""), fault.Conflict, "This was released or given to somebody else in the meantime.")
		x.is("review 0 Wei by Wei", "mark 1 Li by Wei", "mark 2 Wu by Li")
		own := must[[]OwnWork](t)(s.OwnWork(background, x.wu, 5))
		if len(own) != 1 || own[0].DueAt == nil || !own[0].DueAt.Equal(due) || own[0].Publication != "株洲日报" {
			t.Errorf("Wu has %+v, want page 2 with the time it had", own)
		}
		past := must[[]AssignmentView](t)(s.PastAssignments(background, x.set.ID, 9))
		if len(past) != 2 || past[0].How != Released || past[1].How != Handed || past[1].Name != "Li" || past[1].Ender != "Li" {
			t.Errorf("before: %+v", past)
		}
	})
}

func TestWhoIsGivenWorkIsToldOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		x := newTeam(t, s)
		due := s.Now().Add(time.Hour)
		two := []Thing{{Page: 1, Name: "A1"}, {Page: 2, Name: "A2"}}
		x.give(Giving{Things: two, Task: ToMark, To: x.li.ID, By: x.wei.ID})
		x.give(Giving{Things: two, Task: ToMark, To: x.li.ID, By: x.wei.ID, Due: &due}) // another time
		x.give(Giving{Things: two[:1], Task: ToMark, To: x.wu.ID, By: x.wei.ID, Due: &due})
		x.is("mark 1 Wu by Wei", "mark 2 Li by Wei")
		told := must[NoticePage](t)(s.Notices(background, x.li.ID, 0)).Notices
		if len(told) != 1 || told[0].Detail != "A1 · A2" || told[0].Page != 1 || told[0].Task != ToMark || told[0].By != "Wei" {
			t.Errorf("Li is told %+v", told)
		}
		told = must[NoticePage](t)(s.Notices(background, x.wu.ID, 0)).Notices
		if len(told) != 1 || told[0].DueAt == nil || !told[0].DueAt.Equal(due) {
			t.Errorf("Wu is told %+v", told)
		}
		x.give(Giving{Things: []Thing{{}}, Task: ToMark, To: x.wu.ID, By: x.wu.ID, Free: true})
		if told := must[NoticePage](t)(s.Notices(background, x.wu.ID, 0)).Notices; len(told) != 1 {
			t.Errorf("who claims is told: %+v", told)
		}
	})
}

// saying is stored with a step after which what was given stands as now says, and nothing waits for anybody.
func saying(now StateOf) *Alongside {
	return &Alongside{Outcome: &Outcome{StateOf: now, Waits: func(Crew) []Wait { return nil }}}
}

// TestAStepSaysWhatIsDone stores steps that submit and return page 1, and one that fails.
func TestAStepSaysWhatIsDone(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		x := newTeam(t, s)
		x.give(Giving{Things: []Thing{{Page: 1}, {Page: 2}, {Page: 2, StartAt: 1, Article: "gone"}}, Task: ToMark, To: x.li.ID, By: x.wei.ID})
		x.give(Giving{Things: []Thing{{Page: 1}}, Task: ToReview, To: x.wei.ID, By: x.wei.ID})
		version := int64(0)
		step := func(state markup.State) {
			t.Helper()
			a := steps(x.set.ID, version, x.li.ID, 1)
			a.Alongside = saying(func(a Assignment) markup.State {
				switch {
				case a.Article != "":
					return ""
				case a.Page == 1:
					return state
				}
				return "draft"
			})
			if err := s.AppendSteps(background, []Append{a})[0]; err != nil {
				t.Fatal(err)
			}
			version++
		}
		step("submitted")
		x.is("mark 1 Li by Wei, done", "review 1 Wei by Wei", "mark 2 Li by Wei", "mark 2gone Li by Wei")
		if own := must[[]OwnWork](t)(s.OwnWork(background, x.li, 5)); len(own) != 2 {
			t.Errorf("%d are left to Li, want 2", len(own))
		}
		step("returned")
		x.is("mark 1 Li by Wei", "review 1 Wei by Wei, done", "mark 2 Li by Wei", "mark 2gone Li by Wei")
		step("submitted")
		step("accepted")
		x.is("mark 1 Li by Wei, done", "review 1 Wei by Wei, done", "mark 2 Li by Wei", "mark 2gone Li by Wei")
		late := steps(x.set.ID, 1, x.li.ID, 1)
		late.Alongside = saying(func(Assignment) markup.State { return "draft" })
		if err := s.AppendSteps(background, []Append{late})[0]; fault.CodeOf(err) != fault.Conflict {
			t.Fatalf("a step that came too late: %v", err)
		}
		x.is("mark 1 Li by Wei, done", "review 1 Wei by Wei, done", "mark 2 Li by Wei", "mark 2gone Li by Wei")
	})
}

func TestWorkOnSets(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		x := newTeam(t, s)
		late, later := s.Now().Add(-time.Hour), s.Now().Add(time.Hour)
		x.give(Giving{Things: []Thing{{Page: 1}}, Task: ToMark, To: x.li.ID, By: x.wei.ID, Due: &later})
		x.give(Giving{Things: []Thing{{Page: 2}}, Task: ToMark, To: x.wu.ID, By: x.wei.ID, Due: &late})
		x.give(Giving{Things: []Thing{{}}, Task: ToMark, To: x.li.ID, By: x.li.ID})
		x.give(Giving{Things: []Thing{{}}, Task: ToReview, To: x.wei.ID, By: x.wei.ID})
		work := must[map[int64]Work](t)(s.WorkOn(background, []int64{x.set.ID}))[x.set.ID]
		if diff := cmp.Diff(Work{Whole: work.Whole, Editors: []string{"Li", "Wu"}, Reviewers: []string{"Wei"}, Due: &late}, work); diff != "" || work.Whole.Name != "Li" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		if given := must[[]Marker](t)(s.Given(background)); len(given) != 3 || given[0].Name != "Li" {
			t.Errorf("given to %+v", given)
		}
		aSet(t, s, "2")
		for _, tt := range []struct {
			q    ListQuery
			want int
		}{{ListQuery{Given: x.wu.ID}, 1}, {ListQuery{Given: x.wu.ID, Due: "late"}, 1}, {ListQuery{Given: x.li.ID, Due: "late"}, 0},
			{ListQuery{Given: x.li.ID, Due: "day", Editor: x.li.ID}, 0}, {ListQuery{Due: "day", Sort: "number"}, 1}, {ListQuery{}, 2}} {
			if list := must[List](t)(s.List(background, tt.q)); list.Total != tt.want || len(list.Lines) != tt.want {
				t.Errorf("%+v lists %d of %d, want %d", tt.q, len(list.Lines), list.Total, tt.want)
			}
		}
	})
}

// TestWorkInAHiddenSetIsSeenByItsOwnerOnly gives a set that is hidden to its owner and a query in it to
// somebody who does not see it any more.
func TestWorkInAHiddenSetIsSeenByItsOwnerOnly(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		x := newTeam(t, s)
		if err := s.AskForSets(background, x.set.IssueID, []int64{x.li.ID, x.wu.ID}, x.wei.ID); err != nil {
			t.Fatal(err)
		}
		own := must[[]SetView](t)(s.Sets(background, x.set.IssueID))[1]
		for _, user := range []User{x.li, x.wu} {
			if err := s.Give(background, Giving{Set: own.ID, Things: []Thing{{Page: int(user.ID)}}, Task: ToMark, To: user.ID, By: x.wei.ID}); err != nil {
				t.Fatal(err)
			}
		}
		if got := must[[]OwnWork](t)(s.OwnWork(background, x.li, 5)); len(got) != 1 {
			t.Errorf("its owner sees %d, want 1", len(got))
		}
		if got := must[[]OwnWork](t)(s.OwnWork(background, x.wu, 5)); len(got) != 0 {
			t.Errorf("somebody else sees %+v", got)
		}
		if err := s.WithdrawSet(background, own.ID); err != nil {
			t.Error(err)
		}
	})
}

func TestWorkGoesWithItsIssue(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		x := newTeam(t, s)
		x.give(Giving{Things: []Thing{{Page: 1}, {}}, Task: ToMark, To: x.li.ID, By: x.wei.ID})
		if err := s.BinIssue(background, x.set.IssueID, &x.wei.ID); err != nil {
			t.Fatal(err)
		}
		if own := must[[]OwnWork](t)(s.OwnWork(background, x.li, 5)); len(own) != 0 {
			t.Errorf("%d are of an issue in the bin", len(own))
		}
		c.Time = c.Add(BinLife)
		if n := must[int](t)(s.EmptyBin(background)); n != 1 {
			t.Errorf("%d issues were removed, want 1", n)
		}
	})
}
