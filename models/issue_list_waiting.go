package models

import (
	"context"

	"galley/engine/vocabulary"
)

// Waiting is what waits for a user now: of sets that the user marked, what was returned and the
// drafts with undecided blocks; and for reviewers what is submitted. The longest waiting comes first,
// limit at most of each.
func (s *Store) Waiting(ctx context.Context, user User, limit int) ([]ListLine, error) {
	own := "l.issue_id IN (SELECT issue_id FROM issue_authors WHERE user_id = ?)"
	kinds := []struct {
		when      bool
		condition string
		values    []any
	}{
		{true, "l.stage = 1 AND " + own, []any{user.ID}},
		{user.Role == vocabulary.Reviewer || user.Role == vocabulary.Administrator, "l.stage = 2", nil},
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
