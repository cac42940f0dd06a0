package issues

import (
	"context"
	"fmt"

	"galley/engine/stages"
	"galley/models"
	"galley/views/parts"
)

// IssueStagesView is the page of the stages that one issue goes through.
type IssueStagesView struct {
	Issue       models.IssueSummary
	Plan        stages.Plan // the issue's, with the people on duty as they stand in the form
	Publication stages.Plan // that of new issues of the publication
	People      People
	New         stages.Exception  // what stands in the form of a new exception
	Errors      map[string]string // by field, as stages.Plan.Validate names them
	MayChange   bool
}

// ofPosition are the people of the publication in a position.
func (v IssueStagesView) ofPosition(q stages.Position) []models.User {
	usual, _ := v.Publication.Position(q.ID)
	return v.People.among(usual.People)
}

// deputies are all others.
func (v IssueStagesView) deputies(q stages.Position) []models.User {
	usual, _ := v.Publication.Position(q.ID)
	return v.People.others(usual.People)
}

// chosenDeputies are the deputies who are on duty.
func (v IssueStagesView) chosenDeputies(q stages.Position) []models.User {
	return People(v.deputies(q)).among(q.People)
}

// wrongDuty is the sentence at a position: that of the first of its stages that nobody holds.
func (v IssueStagesView) wrongDuty(id string) string {
	for i, s := range v.Plan.Stages {
		for _, named := range s.Positions {
			if wrong := v.Errors[numbered("who", i+1)]; named == id && wrong != "" {
				return wrong
			}
		}
	}
	return ""
}

// dutyField is the name of the field of those on duty in a position.
func dutyField(id string) string { return "duty-" + id }

// elsewhere are the sentences that no field of the page has a place for.
func (v IssueStagesView) elsewhere() string {
	for _, name := range []string{"", "stages", "late"} {
		if v.Errors[name] != "" {
			return v.Errors[name]
		}
	}
	for _, n := range numbers(v.Plan) {
		for _, name := range []string{"name", "unit", "differ"} {
			if wrong := v.Errors[numbered(name, n)]; wrong != "" {
				return wrong
			}
		}
	}
	return ""
}

// personChoices are the active people, and nobody first.
func (v IssueStagesView) personChoices() []parts.Choice {
	choices := []parts.Choice{{Value: "0", Label: "–"}}
	for _, u := range v.People.others(nil) {
		choices = append(choices, parts.Choice{Value: fmt.Sprint(u.ID), Label: u.Name})
	}
	return choices
}

// stageChoices are the stages of the issue.
func (v IssueStagesView) stageChoices(ctx context.Context) []parts.Choice {
	return lateChoices(ctx, v.Plan)
}

// mayTakeOver reports whether the publication has other stages, or other people, to take over.
func (v IssueStagesView) mayTakeOver() bool {
	return v.MayChange && !v.Publication.IsSingle() && v.Publication.Duty(v.Plan).String() != v.Plan.String()
}
