package models

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"galley/engine/stages"
	"galley/fault"
)

// Plan are the stages of review of the publication's new issues, with everybody who may hold each position.
func (p Publication) Plan() stages.Plan { return stages.Of(p.Stages) }

// Plan are the stages of review of the set's issue, with the people on duty. An independent set has one review.
func (a AnnotationSet) Plan() stages.Plan { return stages.Of(a.Stages) }

// stagesEdit is what the record keeps of a change of stages.
type stagesEdit struct {
	Name   string // the publication's, or the issue's
	Stages string
}

// SetPublicationStages changes the stages of review of a publication's new issues, and of all its issues that are not
// accepted if running is true. It returns Invalid, by field, for a broken rule, and NotFound if there is no such
// publication.
func (s *Store) SetPublicationStages(ctx context.Context, id int64, plan stages.Plan, running bool, by *int64) error {
	if err := plan.Validate(); err != nil {
		return err
	}
	err := s.change(ctx, func(tx *gorm.DB) error {
		before, err := from[Publication](tx).Where("id = ?", id).Take(ctx)
		if err != nil {
			return err
		}
		stored := plan.String()
		if stored != before.Stages {
			if err := tx.Exec("UPDATE publications SET stages = ? WHERE id = ?", stored, id).Error; err != nil {
				return err
			}
			if err := s.record(ctx, tx, edit{by, "publications", id, stagesEdit{before.Name, before.Stages}, stagesEdit{before.Name, stored}}); err != nil {
				return err
			}
		}
		if !running {
			return nil
		}
		return changeRunning(ctx, tx, id, plan)
	})
	return translate(err, "publication")
}

// changeRunning gives a plan to all issues of a publication that are not accepted, each with who is on duty there and
// who holds both.
func changeRunning(ctx context.Context, tx *gorm.DB, publication int64, plan stages.Plan) error {
	running, err := from[AnnotationSet](tx).Select("id", "stages").Where(`kind <> ? AND state <> 'accepted'
		AND issue_id IN (SELECT id FROM issues WHERE publication_id = ?)`, Independent, publication).Order("id").Find(ctx)
	if err != nil {
		return err
	}
	byPlan := map[string][]int64{}
	for _, set := range running {
		byPlan[set.Stages] = append(byPlan[set.Stages], set.ID)
	}
	for before, sets := range byPlan {
		after := plan.InPlaceOf(stages.Of(before)).String()
		for some := range slices.Chunk(sets, values) {
			if err := tx.Exec("UPDATE annotation_sets SET stages = ?, unsettled = ? WHERE id IN ?", after, true, some).Error; err != nil {
				return err
			}
		}
	}
	return nil
}

// SetIssueStages changes the stages of review of an issue's sets, or who is on duty. It returns Invalid, by field, for
// a broken rule, and NotFound if there is no such issue.
func (s *Store) SetIssueStages(ctx context.Context, issue int64, plan stages.Plan, by *int64) error {
	if err := plan.Validate(); err != nil {
		return err
	}
	err := s.change(ctx, func(tx *gorm.DB) error {
		before, err := findSummary(ctx, tx, issue)
		if err != nil {
			return err
		}
		stored := plan.String()
		if stored == before.Set.Stages {
			return nil
		}
		if err := tx.Exec("UPDATE annotation_sets SET stages = ?, unsettled = ? WHERE kind <> ? AND issue_id = ?", stored, true, Independent, issue).Error; err != nil {
			return err
		}
		return s.record(ctx, tx, edit{by, "issues", issue, stagesEdit{Stages: before.Set.Stages}, stagesEdit{Stages: stored}})
	})
	return translate(err, "issue")
}

// dutyOf is the plan of a new issue: its publication's, with whoever was on duty in the positions of the issue before
// it, as far as they still hold them. A position that nobody was on duty in has all its people.
func dutyOf(ctx context.Context, tx *gorm.DB, p Publication) (string, error) {
	plan := p.Plan()
	if plan.IsSingle() {
		return "", nil
	}
	last, err := from[AnnotationSet](tx).Raw(`SELECT s.* FROM annotation_sets s JOIN issues i ON i.id = s.issue_id
		WHERE i.publication_id = ? AND s.kind = ? AND s.stages <> '' ORDER BY i.id DESC LIMIT 1`, p.ID, Team).Find(ctx)
	if err != nil {
		return "", err
	}
	var before stages.Plan
	if len(last) > 0 {
		before = last[0].Plan()
	}
	return plan.Duty(before).String(), nil
}

// teamPlan are the stages of review of an issue, for a set that is made for it later.
func teamPlan(ctx context.Context, tx *gorm.DB, issue int64) (string, error) {
	team, err := from[AnnotationSet](tx).Where("issue_id = ? AND kind = ?", issue, Team).Take(ctx)
	if err != nil {
		return "", fault.Wrap(fault.Internal, err, "An issue has no set of its team.")
	}
	return team.Stages, nil
}
