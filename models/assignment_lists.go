package models

import (
	"context"
	"slices"
	"time"

	"galley/engine/vocabulary"
)

// AssignmentView is an assignment with the names of the people it has to do with.
type AssignmentView struct {
	Assignment
	Name  string // whose it is
	By    string // who gave it
	Ender string // who ended it; "" while it holds
}

// Holds reports whether the assignment has not ended.
func (a AssignmentView) Holds() bool { return a.EndedAt == nil }

// Claimed reports whether somebody took it themselves.
func (a AssignmentView) Claimed() bool { return a.ByID == a.UserID }

const assignmentNames = `SELECT a.*, u.name, b.name AS "by", coalesce(e.name, '') AS ender
	FROM assignments a JOIN users u ON u.id = a.user_id JOIN users b ON b.id = a.by_id LEFT JOIN users e ON e.id = a.ended_by `

// Assignments are all of a set that hold, in the order of the text.
func (s *Store) Assignments(ctx context.Context, set int64) ([]AssignmentView, error) {
	found, err := from[AssignmentView](s.read).Raw(assignmentNames+"WHERE a.set_id = ? AND a.ended_at IS NULL ORDER BY a.page, a.start_at, a.task, a.id", set).Find(ctx)
	return found, translate(err, "assignments")
}

// Assignment is one of a set. It returns NotFound if it does not exist.
func (s *Store) Assignment(ctx context.Context, set, id int64) (AssignmentView, error) {
	found, err := from[AssignmentView](s.read).Raw(assignmentNames+"WHERE a.set_id = ? AND a.id = ? LIMIT 1", set, id).Take(ctx)
	return found, translate(err, "assignment")
}

// PastAssignments are those of a set that have ended, the last first; limit at most.
func (s *Store) PastAssignments(ctx context.Context, set int64, limit int) ([]AssignmentView, error) {
	found, err := from[AssignmentView](s.read).Raw(assignmentNames+"WHERE a.set_id = ? AND a.ended_at IS NOT NULL ORDER BY a.ended_at DESC, a.id DESC LIMIT ?", set, limit).Find(ctx)
	return found, translate(err, "assignments")
}

// OwnWork is an assignment of somebody's own, with where it is.
type OwnWork struct {
	AssignmentView
	IssueID                             int64
	Kind                                string // of the set
	Owner                               string // of an independent set
	Publication, Language, Date, Number string
}

// seen is the condition that a user sees a set s, with the user's id and whether they are an administrator.
const seen = "(s.kind <> 'independent' OR s.shown OR s.owner_id = ? OR ?)"

// OwnWork is what somebody has to do, what is due first first; limit at most.
func (s *Store) OwnWork(ctx context.Context, user User, limit int) ([]OwnWork, error) {
	found, err := from[OwnWork](s.read).Raw(`
		SELECT a.*, u.name, b.name AS "by", '' AS ender, s.issue_id, s.kind, coalesce(o.name, '') AS owner, p.name AS publication, p.language, i.date, i.number
		FROM assignments a JOIN users u ON u.id = a.user_id JOIN users b ON b.id = a.by_id
			JOIN annotation_sets s ON s.id = a.set_id LEFT JOIN users o ON o.id = s.owner_id
			JOIN issues i ON i.id = s.issue_id JOIN publications p ON p.id = i.publication_id
		WHERE a.user_id = ? AND a.ended_at IS NULL AND a.done_at IS NULL AND `+seen+` AND NOT `+superseded+` AND `+unbinned+`
		ORDER BY CASE WHEN a.due_at IS NULL THEN 1 ELSE 0 END, a.due_at, i.date, a.id LIMIT ?`,
		user.ID, user.ID, user.Role == vocabulary.Administrator, limit).Find(ctx)
	return found, translate(err, "assignments")
}

// Work is who has a set, or parts of it, to mark and to review.
type Work struct {
	Whole     *AssignmentView // the set as a whole, to mark; nil if nobody has it
	Editors   []string        // by name, each once; done or not
	Reviewers []string
	Due       *time.Time // of what is not done, the first
}

// WorkOn is who has which of some sets.
func (s *Store) WorkOn(ctx context.Context, sets []int64) (map[int64]Work, error) {
	work := map[int64]Work{}
	if len(sets) == 0 {
		return work, nil
	}
	found, err := from[AssignmentView](s.read).Raw(assignmentNames+"WHERE a.set_id IN ? AND a.ended_at IS NULL ORDER BY a.set_id, a.page, a.start_at, a.id", sets).Find(ctx)
	for i, a := range found {
		w := work[a.SetID]
		names := &w.Editors
		if a.Task == ToReview {
			names = &w.Reviewers
		} else if a.Page == 0 {
			w.Whole = &found[i]
		}
		*names = addOnce(*names, a.Name)
		if a.DoneAt == nil && a.DueAt != nil && (w.Due == nil || a.DueAt.Before(*w.Due)) {
			w.Due = a.DueAt
		}
		work[a.SetID] = w
	}
	return work, translate(err, "assignments")
}

func addOnce(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}
