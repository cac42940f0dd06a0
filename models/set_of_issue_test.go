package models

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/fault"
)

// twoSets is an issue with an adjudicated set beside its team's. The team's has one article, waits for li and was given
// to li; the other has two, and the same for wu.
type twoSets struct {
	t       *testing.T
	s       *Store
	c       *clock
	li, wu  User
	team    AnnotationSet
	settled AnnotationSet
	version map[int64]int64
}

func newTwoSets(t *testing.T, s *Store, c *clock) *twoSets {
	t.Helper()
	x := &twoSets{t: t, s: s, c: c, li: someone(t, s, "Li"), wu: someone(t, s, "Wu"), version: map[int64]int64{}}
	x.team = aSet(t, s, "1")
	x.settled = must[AnnotationSet](t)(s.AdjudicatedSet(background, x.team.IssueID))
	for who, set := range map[int64]int64{x.li.ID: x.team.ID, x.wu.ID: x.settled.ID} {
		if err := s.Give(background, Giving{Set: set, Things: []Thing{{}}, Task: ToReview, To: who, By: x.li.ID}); err != nil {
			t.Fatal(err)
		}
	}
	x.stand(x.team, markup.Draft)
	if err := s.SaveCounted(background, []Counted{{Set: x.team.ID, Version: 1, Figures: Figures{Articles: 1}}}); err != nil {
		t.Fatal(err)
	}
	if err := s.FillSearch(background); err != nil {
		t.Fatal(err)
	}
	return x
}

// stand lets a set stand in a state, as the desk writes it; what waits in it waits for one person.
func (x *twoSets) stand(set AnnotationSet, state markup.State) {
	x.t.Helper()
	who, articles := x.li, 1
	if set.Kind == Adjudicated {
		who, articles = x.wu, 2
	}
	x.c.Time = x.c.Add(time.Hour)
	a := steps(set.ID, x.version[set.ID], who.ID, 1)
	a.Steps[0].At, a.Steps[0].Act = x.c.Time, `{"kind":"state"}`
	a.Steps[0].Changes = `{"v":1,"changes":[` + becomes("state", string(state)) + `]}`
	a.Figures = Figures{State: state, Articles: articles}
	a.Alongside = &Alongside{Outcome: &Outcome{Version: a.From + 1, StateOf: func(Assignment) markup.State { return markup.Draft },
		Waits: func(Crew) []Wait { return []Wait{{UserID: who.ID, Since: a.From + 1, Parts: 1}} }}}
	if errs := x.s.AppendSteps(background, []Append{a}); errs[0] != nil {
		x.t.Fatal(errs[0])
	}
	x.version[set.ID]++
}

// answers is which set every question of the store is answered with, that is about an issue; 0 for none.
func (x *twoSets) answers() map[string]int64 {
	x.t.Helper()
	issue, date := x.team.IssueID, "2022-11-10"
	got := map[string]int64{"itself": must[AnnotationSet](x.t)(x.s.IssueSet(background, issue)).ID}
	got["the issue"] = must[IssueSummary](x.t)(x.s.Issue(background, issue)).Set.ID
	got["all issues"] = must[[]IssueSummary](x.t)(x.s.IssueList(background))[0].Set.ID
	line := must[List](x.t)(x.s.List(background, ListQuery{})).Lines[0]
	got["the list"] = line.SetID
	got["the calendar"] = must[[]IssueLine](x.t)(x.s.Between(background, line.PublicationID, date, date))[0].SetID
	got["today"] = must[[]ListLine](x.t)(x.s.On(background, date, 10))[0].SetID
	got["the search"] = must[Found](x.t)(x.s.Search(background, Search{Query: "渌江"})).Issues[0].SetID
	sets := map[int]int64{1: x.team.ID, 2: x.settled.ID}
	got["the figures"] = sets[line.Articles]
	if stale := must[[]int64](x.t)(x.s.StaleSets(background, 10)); len(stale) > 0 {
		got["what is counted next"] = stale[0]
	}
	people := map[int64]int64{x.li.ID: x.team.ID, x.wu.ID: x.settled.ID}
	for _, who := range []User{x.li, x.wu} {
		for _, w := range must[[]WaitLine](x.t)(x.s.Waiting(background, who, 10)) {
			got["what waits for "+who.Name] = w.SetID
		}
		for _, w := range must[[]OwnWork](x.t)(x.s.OwnWork(background, who, 10)) {
			got["the work of "+who.Name] = w.SetID
		}
		if list := must[List](x.t)(x.s.List(background, ListQuery{Given: who.ID})); len(list.Lines) > 0 {
			got["the list of who has it"] += people[who.ID]
		}
	}
	for _, who := range must[[]Marker](x.t)(x.s.Given(background)) {
		got["who can be looked for"] += people[who.ID]
	}
	return got
}

// TestEveryQuestionIsAnsweredWithOneSet takes the adjudicated set through its states, and the issue through the bin: all
// that the store says of the issue is of the same set.
func TestEveryQuestionIsAnsweredWithOneSet(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		x := newTwoSets(t, s, c)
		states := []markup.State{markup.Draft, markup.Submitted, markup.Returned, markup.Draft, markup.Submitted, markup.Accepted, markup.Returned, markup.Draft}
		for i, state := range states {
			x.stand(x.settled, state)
			x.stand(x.team, markup.Draft)
			x.checkAnswers(fmt.Sprintf("%d: the adjudicated set is %s", i, state), state)
		}
		x.stand(x.settled, markup.Accepted)
		if err := s.BinIssue(background, x.team.IssueID, nil); err != nil {
			t.Fatal(err)
		}
		_, err := s.IssueSet(background, x.team.IssueID)
		wantFault(t, err, fault.NotFound, "Issue 1 is in the bin. An editor can restore it.")
		if err := s.RestoreIssue(background, x.team.IssueID, nil); err != nil {
			t.Fatal(err)
		}
		x.checkAnswers("out of the bin", markup.Accepted)
	})
}

// checkAnswers fails the test if a question is answered with another set than the one that the rule names. Work that is
// nobody's any more, as another set is the issue, is in no list.
func (x *twoSets) checkAnswers(when string, adjudicated markup.State) {
	x.t.Helper()
	is := x.team.ID
	want := map[string]int64{"what waits for Li": x.team.ID, "the work of Li": x.team.ID}
	if adjudicated.IsFinished() {
		is, want = x.settled.ID, map[string]int64{}
	}
	want["what waits for Wu"], want["the work of Wu"] = x.settled.ID, x.settled.ID
	for _, question := range []string{"itself", "the issue", "all issues", "the list", "the calendar", "today", "the search", "the figures", "what is counted next", "the list of who has it", "who can be looked for"} {
		want[question] = is
	}
	if diff := cmp.Diff(want, x.answers()); diff != "" {
		x.t.Fatalf("%s (-want +got)\n%s", when, diff)
	}
}

// TestProgressIsThatOfTheSetThatWasTheIssueThen submits and accepts the adjudicated set of an issue, and takes it back.
func TestProgressIsThatOfTheSetThatWasTheIssueThen(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, c *clock) {
		begun := c.Time
		x := newTwoSets(t, s, c)
		for day, state := range []markup.State{"", markup.Submitted, markup.Accepted, markup.Draft} {
			c.Time = begun.AddDate(0, 0, day)
			if state != "" {
				x.stand(x.settled, state)
			}
			x.stand(x.team, []markup.State{markup.Submitted, markup.Returned}[min(day, 1)])
		}
		p := must[Progress](t)(s.Progress(background, must[IssueSummary](t)(s.Issue(background, x.team.IssueID)).PublicationID,
			ProgressQuery{Buckets: days(4), Now: begun.AddDate(0, 0, 4)}))
		want := [][Phases]int{{PhaseSubmitted: 1}, {PhaseSubmitted: 1}, {PhaseAccepted: 1}, {PhaseReturned: 1}}
		if diff := cmp.Diff(want, p.States); diff != "" {
			t.Errorf("states (-want +got)\n%s", diff)
		}
	})
}
