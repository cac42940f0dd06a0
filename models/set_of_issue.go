package models

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"galley/engine/markup"
)

// finished is the condition that an issue has a finished adjudicated set, by markup.State.IsFinished; s is one of its
// sets.
var finished = "EXISTS (SELECT 1 FROM annotation_sets f WHERE f.issue_id = s.issue_id AND f.kind = '" + Adjudicated + "' AND " + isFinished("f") + ")"

// theIssue is the condition that s is the set of its issue: what everything asks that shows, counts, searches or exports
// an issue. Where lines of the list are read, their set is that one.
var theIssue = "(s.kind = '" + Adjudicated + "' AND " + isFinished("s") + " OR s.kind = '" + Team + "' AND NOT " + finished + ")"

// superseded is the condition that s was the set of its issue, and another is now: nothing waits in it any more.
var superseded = "(s.kind = '" + Team + "' AND " + finished + ")"

// isFinished is the condition that the state of a set says so.
func isFinished(set string) string {
	var states []string
	for _, state := range markup.Finished() {
		states = append(states, "'"+string(state)+"'")
	}
	return set + ".state IN (" + strings.Join(states, ", ") + ")"
}

// IssueSet finds the set that is the issue: its adjudicated set once that is finished, else the team's. It returns
// NotFound if there is no such issue, and for one in the bin.
func (s *Store) IssueSet(ctx context.Context, issue int64) (AnnotationSet, error) {
	sets, err := from[AnnotationSet](s.read).Raw("SELECT s.* FROM annotation_sets s WHERE s.issue_id = ? AND "+theIssue+
		" AND s.issue_id NOT IN (SELECT issue_id FROM bin)", issue).Find(ctx)
	if err == nil && len(sets) == 0 {
		return AnnotationSet{}, missing(ctx, s.read, issue)
	}
	if err != nil {
		return AnnotationSet{}, translate(err, "annotation set")
	}
	return sets[0], nil
}

// chooseSet lets the line of an issue be about the set that is the issue now, within the transaction that changes how
// one of its sets stands. Its figures are those of the set; its pages are counted soon. It reports whether it was
// about another set before.
func chooseSet(ctx context.Context, tx *gorm.DB, set int64) (chosen bool, err error) {
	others, err := from[AnnotationSet](tx).Raw(`SELECT s.* FROM annotation_sets c JOIN annotation_sets s ON s.issue_id = c.issue_id
		JOIN issue_lines l ON l.issue_id = s.issue_id WHERE c.id = ? AND c.kind = ? AND l.set_id <> s.id AND `+theIssue, set, Adjudicated).Find(ctx)
	if err != nil || len(others) == 0 {
		return false, err
	}
	return true, showFigures(tx, others[0])
}

// showFigures lets the line of an issue show what is known of a set without opening it.
func showFigures(tx *gorm.DB, set AnnotationSet) error {
	return tx.Exec(`UPDATE issue_lines SET set_id = ?, version = -1, blocks = ?, undecided = ?, articles = ?, problems = ?, stage = ?, changed_at = ?
		WHERE issue_id = ?`, set.ID, set.Blocks, max(0, set.Blocks-set.Decided), set.Articles, set.Problems, rankOf(set.State), set.ChangedAt, set.IssueID).Error
}
