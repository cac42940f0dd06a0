package models

import (
	"slices"
	"testing"

	"galley/engine/stages"
	"galley/fault"
)

// twoStages is a plan of two stages, of which a position does the second.
func twoStages(people ...int64) stages.Plan {
	return stages.Plan{
		Stages: []stages.Stage{
			{Name: stages.Name{English: "First review", Chinese: "一审"}, Kind: stages.Review, Unit: stages.Article, Mends: true},
			{Name: stages.Name{English: "Second review", Chinese: "二审"}, Kind: stages.Review, Unit: stages.Article, Positions: []string{"heads"}, Differ: []int{0, 1}},
		},
		Positions: []stages.Position{{ID: "heads", Name: stages.Name{English: "Heads", Chinese: "主任"}, People: people}},
	}
}

func TestNewIssuesGoThroughTheStagesOfTheirPublication(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li, wu, zhao := someone(t, s, "Li"), someone(t, s, "Wu"), someone(t, s, "Zhao")
		first := aSet(t, s, "1")
		issue := must[IssueSummary](t)(s.Issue(background, first.IssueID))
		plan := twoStages(li.ID, wu.ID)
		set := func(p stages.Plan, running bool) {
			t.Helper()
			if err := s.SetPublicationStages(background, issue.PublicationID, p, running, &li.ID); err != nil {
				t.Fatal(err)
			}
		}
		planOfSet := func(id int64) stages.Plan {
			t.Helper()
			return must[AnnotationSet](t)(s.Set(background, id)).Plan()
		}
		set(plan, false)
		if got := planOfSet(first.ID); !got.IsSingle() {
			t.Errorf("an issue under way has %v", got)
		}
		second := aSet(t, s, "2")
		if got := planOfSet(second.ID); got.String() != plan.String() {
			t.Errorf("a new issue has %s", got)
		}
		duty := twoStages(zhao.ID, wu.ID)
		duty.Both = []stages.Exception{{Person: wu.ID, Stage: 2, Why: "ill", By: "Li"}}
		if err := s.SetIssueStages(background, second.IssueID, duty, &li.ID); err != nil {
			t.Fatal(err)
		}
		if got := must[AnnotationSet](t)(s.AdjudicatedSet(background, second.IssueID)).Plan(); got.String() != duty.String() {
			t.Errorf("the adjudicated set has %s", got)
		}
		third := planOfSet(aSet(t, s, "3").ID)
		if heads, _ := third.Position("heads"); !slices.Equal(heads.People, []int64{wu.ID}) || third.Both != nil {
			t.Errorf("on duty are %v with %v, want Wu alone", heads.People, third.Both)
		}
		set(plan, true)
		if got := planOfSet(first.ID); got.String() != plan.String() {
			t.Errorf("an issue under way has %s", got)
		}
		if got := planOfSet(second.ID); len(got.Both) != 1 || got.Both[0].Why != "ill" || !slices.Equal(got.Positions[0].People, []int64{wu.ID}) {
			t.Errorf("who is on duty in an issue under way is changed: %s", got)
		}
		edits := must[[]EditLine](t)(s.PublicationEdits(background, issue.PublicationID))
		if edits[0].Who != "Li" || edits[0].Before["Stages"] != "" || edits[0].After["Stages"] != plan.String() {
			t.Errorf("the change is %v", edits[0])
		}
		if of := must[[]EditLine](t)(s.IssueEdits(background, second.IssueID)); of[0].Who != "Li" || of[0].After["Stages"] != duty.String() {
			t.Errorf("the change of the issue is %v", of[0])
		}
	})
}

func TestStagesThatBreakARuleAreRefused(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		li := someone(t, s, "Li")
		set := aSet(t, s, "1")
		issue := must[IssueSummary](t)(s.Issue(background, set.IssueID))
		tests := []struct {
			name string
			err  error
			code fault.Code
		}{
			{"a publication whose stage nobody holds", s.SetPublicationStages(background, issue.PublicationID, twoStages(), false, nil), fault.Invalid},
			{"an issue whose stage nobody holds", s.SetIssueStages(background, issue.ID, twoStages(), nil), fault.Invalid},
			{"no such publication", s.SetPublicationStages(background, 99, twoStages(li.ID), false, nil), fault.NotFound},
			{"no such issue", s.SetIssueStages(background, 99, twoStages(li.ID), nil), fault.NotFound},
		}
		for _, tt := range tests {
			if got := fault.CodeOf(tt.err); got != tt.code {
				t.Errorf("%s: got %v, want %s", tt.name, tt.err, tt.code)
			}
		}
		if err := s.SetPublicationStages(background, issue.PublicationID, stages.Plan{}, true, &li.ID); err != nil || len(must[[]EditLine](t)(s.PublicationEdits(background, issue.PublicationID))) != 1 {
			t.Errorf("the same stages again were recorded (%v)", err)
		}
	})
}
