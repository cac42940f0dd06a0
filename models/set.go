package models

import (
	"context"
	"slices"
	"time"

	"galley/engine/markup"
)

// The kinds of annotation sets.
const (
	Team        = "team"
	Independent = "independent"
	Adjudicated = "adjudicated"
)

// AnnotationSet is the team's or one person's marks on an issue, or what was decided of the differences
// between such sets. Its figures are those of Version.
type AnnotationSet struct {
	ID        int64
	IssueID   int64
	Kind      string // Team, Independent or Adjudicated
	OwnerID   *int64 // a user, of an independent set
	Version   int64  // of the last step, 0 before the first
	State     markup.State
	Blocks    int
	Decided   int
	Articles  int
	Problems  int
	ChangedAt time.Time
	AskedBy   *int64 // who asked for an independent set
	AskedAt   *time.Time
	Submitted bool   // an independent set that was submitted once
	Shown     bool   // an independent set that others see: all that were asked for were submitted once; stays
	Stages    string // of review, as stages.Plan writes them; see Plan
	Unsettled bool   // what waits in it for whom has to be written again; see Unsettled
}

// SetView is a set with the names of the people it has to do with.
type SetView struct {
	AnnotationSet
	Owner string // "" for a set of nobody in particular
	Asker string // who asked for it; "" if nobody did
}

// HasBegun reports whether anything was marked in the set.
func (v SetView) HasBegun() bool { return v.Version > 0 }

// Sets are all sets of an issue: the team's, the independent ones in the order in which they were asked
// for, the adjudicated one. It returns NotFound if there is no such issue, and for one in the bin.
func (s *Store) Sets(ctx context.Context, issue int64) ([]SetView, error) {
	if _, err := s.IssueSet(ctx, issue); err != nil {
		return nil, err
	}
	sets, err := from[SetView](s.read).Raw(`
		SELECT s.*, coalesce(o.name, '') AS owner, coalesce(a.name, '') AS asker
		FROM annotation_sets s LEFT JOIN users o ON o.id = s.owner_id LEFT JOIN users a ON a.id = s.asked_by
		WHERE s.issue_id = ?
		ORDER BY CASE s.kind WHEN 'team' THEN 0 WHEN 'independent' THEN 1 ELSE 2 END, s.id`, issue).Find(ctx)
	return sets, translate(err, "sets")
}

// Set finds an annotation set. It returns NotFound if it does not exist, and for one of an issue in the
// bin.
func (s *Store) Set(ctx context.Context, id int64) (AnnotationSet, error) {
	set, err := from[AnnotationSet](s.read).Where("id = ? AND issue_id NOT IN (SELECT issue_id FROM bin)", id).Take(ctx)
	return set, translate(err, "set")
}

// Head is what others may change of a set while it is open: its version, and its stages of review.
type Head struct {
	Version int64
	Stages  string
}

// Heads are the heads of sets by their ids; one that is not there has none.
func (s *Store) Heads(ctx context.Context, sets []int64) (map[int64]Head, error) {
	heads := make(map[int64]Head, len(sets))
	for some := range slices.Chunk(sets, 1000) {
		found, err := from[AnnotationSet](s.read).Select("id", "version", "stages").Where("id IN ?", some).Find(ctx)
		if err != nil {
			return nil, translate(err, "set")
		}
		for _, set := range found {
			heads[set.ID] = Head{set.Version, set.Stages}
		}
	}
	return heads, nil
}

// SetsOf are the ids of all sets of an issue, whether it is in the bin or not.
func (s *Store) SetsOf(ctx context.Context, issue int64) ([]int64, error) {
	var ids []int64
	err := s.read.WithContext(ctx).Raw("SELECT id FROM annotation_sets WHERE issue_id = ? ORDER BY id", issue).Scan(&ids).Error
	return ids, translate(err, "annotation sets")
}
