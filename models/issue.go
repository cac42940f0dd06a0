package models

import (
	"context"
	"time"

	"gorm.io/gorm"

	"galley/fault"
)

// Issue is one dated number of a publication, unique by publication, date, edition and number.
type Issue struct {
	ID            int64
	PublicationID int64
	Date          string // YYYY-MM-DD
	Number        string
	Edition       string
	Publisher     string
	CreatedAt     time.Time
	CreatedBy     *int64 // a user; nil for the command line
}

// IssueSummary is an issue with its publication, the number of its pages and its set (see IssueSet).
type IssueSummary struct {
	Issue
	Publication string // its name
	Language    string
	Serial      string
	Pages       int
	Set         AnnotationSet `gorm:"embedded;embeddedPrefix:set_"`
}

// summaries selects issue summaries; a condition and an order follow it.
var summaries = `
	SELECT i.*, p.name AS publication, p.language, p.serial,
		(SELECT count(*) FROM pages g WHERE g.issue_id = i.id) AS pages,
		s.id AS set_id, s.issue_id AS set_issue_id, s.kind AS set_kind, s.owner_id AS set_owner_id,
		s.version AS set_version, s.state AS set_state, s.blocks AS set_blocks, s.decided AS set_decided,
		s.articles AS set_articles, s.problems AS set_problems, s.changed_at AS set_changed_at,
		s.submitted AS set_submitted, s.shown AS set_shown, s.stages AS set_stages
	FROM issues i
		JOIN publications p ON p.id = i.publication_id
		JOIN annotation_sets s ON s.issue_id = i.id AND ` + theIssue + " "

// IssueList is all issues, those in the bin apart, the newest date first.
func (s *Store) IssueList(ctx context.Context) ([]IssueSummary, error) {
	list, err := from[IssueSummary](s.read).Raw(summaries + "WHERE " + unbinned + " ORDER BY i.date DESC, p.name, i.id DESC").Find(ctx)
	return list, translate(err, "issues")
}

// Issue finds an issue. It returns NotFound if it does not exist, and for one in the bin.
func (s *Store) Issue(ctx context.Context, id int64) (IssueSummary, error) {
	return findSummary(ctx, s.read, id)
}

// findSummary finds an issue by a handle or within a transaction.
func findSummary(ctx context.Context, db *gorm.DB, id int64) (IssueSummary, error) {
	found, err := from[IssueSummary](db).Raw(summaries+"WHERE i.id = ? AND "+unbinned, id).Find(ctx)
	if err == nil && len(found) == 0 {
		return IssueSummary{}, missing(ctx, db, id)
	}
	if err != nil {
		return IssueSummary{}, translate(err, "issue")
	}
	return found[0], nil
}

// missing says why an issue is not found.
func missing(ctx context.Context, db *gorm.DB, id int64) error {
	n, err := from[Binned](db).Where("issue_id = ?", id).Count(ctx, "issue_id")
	if err == nil && n > 0 {
		return fault.New(fault.NotFound, "Issue %d is in the bin. An editor can restore it.", id)
	}
	return noIssue(id)
}

func noIssue(id int64) error {
	return fault.New(fault.NotFound, "There is no issue %d. See the list of issues.", id)
}
