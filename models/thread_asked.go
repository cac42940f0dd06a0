package models

import (
	"context"
	"time"

	"galley/engine/vocabulary"
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

// askedFrom are the comments of Asked, by the user's id, again, and whether they are an administrator.
const askedFrom = `
		FROM mentions m JOIN comments c ON c.id = m.comment_id JOIN threads t ON t.id = c.thread_id JOIN users u ON u.id = c.author_id
			JOIN annotation_sets s ON s.id = t.set_id JOIN issues i ON i.id = s.issue_id JOIN publications p ON p.id = i.publication_id
		WHERE m.user_id = ? AND c.author_id <> m.user_id AND c.deleted_at IS NULL AND t.resolved_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM comments r WHERE r.thread_id = t.id AND r.author_id = m.user_id AND r.id > c.id)
			AND ` + seen + ` AND ` + unbinned + ``

// Asked are the open queries that wait for somebody's answer, the longest waiting first; limit at most.
func (s *Store) Asked(ctx context.Context, user User, limit int) ([]Asked, error) {
	found, err := from[Asked](s.read).Raw(`
		SELECT t.set_id, t.page, t.start_at, c.text, c.created_at, u.name AS "by", p.name AS publication, p.language, i.date `+askedFrom+`
		ORDER BY c.id LIMIT ?`, user.ID, user.ID, user.Role == vocabulary.Administrator, limit).Find(ctx)
	return found, translate(err, "queries")
}
