package models

import (
	"context"
	"time"
)

// Asked is a comment that names somebody, in a query that is open and that they have not answered since.
type Asked struct {
	SetID                 int64
	Page                  int // 0 for the whole issue
	StartAt               int
	Text                  string
	CreatedAt             time.Time
	By                    string
	Publication, Language string
	Date                  string
}

// Asked are the open queries that wait for somebody's answer, the longest waiting first; limit at most.
func (s *Store) Asked(ctx context.Context, user User, limit int) ([]Asked, error) {
	found, err := from[Asked](s.read).Raw(`
		SELECT t.set_id, t.page, t.start_at, c.text, c.created_at, u.name AS "by", p.name AS publication, p.language, i.date
		FROM mentions m JOIN comments c ON c.id = m.comment_id JOIN threads t ON t.id = c.thread_id JOIN users u ON u.id = c.author_id
			JOIN annotation_sets s ON s.id = t.set_id JOIN issues i ON i.id = s.issue_id JOIN publications p ON p.id = i.publication_id
		WHERE m.user_id = ? AND c.author_id <> m.user_id AND c.deleted_at IS NULL AND t.resolved_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM comments r WHERE r.thread_id = t.id AND r.author_id = m.user_id AND r.id > c.id)
			AND `+seen+` AND `+unbinned+`
		ORDER BY c.id LIMIT ?`, user.ID, user.ID, user.Role == Administrator, limit).Find(ctx)
	return found, translate(err, "queries")
}

// Waiting is what waits for a user now: what was returned and the drafts with undecided blocks, where
// the user has marked; and for reviewers what is submitted. The longest waiting comes first, limit at
// most of each.
func (s *Store) Waiting(ctx context.Context, user User, limit int) ([]ListLine, error) {
	own := "l.issue_id IN (SELECT issue_id FROM issue_authors WHERE user_id = ?)"
	kinds := []struct {
		when      bool
		condition string
		values    []any
	}{
		{true, "l.stage = 1 AND " + own, []any{user.ID}},
		{user.Role == Reviewer || user.Role == Administrator, "l.stage = 2", nil},
		{true, "l.stage = 0 AND l.undecided > 0 AND " + own, []any{user.ID}},
	}
	var all []ListLine
	for _, kind := range kinds {
		if !kind.when {
			continue
		}
		lines, err := from[ListLine](s.read).Raw(`SELECT l.*, p.language, coalesce(u.name, '') AS last_by
			FROM issue_lines l JOIN publications p ON p.id = l.publication_id LEFT JOIN users u ON u.id = l.changed_by
			WHERE `+kind.condition+" ORDER BY l.changed_at, l.issue_id LIMIT ?", append(kind.values, limit)...).Find(ctx)
		if err != nil {
			return nil, translate(err, "issues")
		}
		all = append(all, lines...)
	}
	return all, nil
}
