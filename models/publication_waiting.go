package models

import (
	"context"

	"galley/engine/markup"
	"galley/engine/vocabulary"
)

// Paper is a publication as somebody chooses among all: with how much waits for them in it.
type Paper struct {
	ID             int64
	Name, Language string
	Waiting        int // lines of Waiting and Asked
}

// Papers are all publications by name, with how much waits for a user in each.
func (s *Store) Papers(ctx context.Context, user User) ([]Paper, error) {
	administers := user.Role == vocabulary.Administrator
	found, err := from[Paper](s.read).Raw(`
		SELECT p.id, p.name, p.language, coalesce(w.n, 0) AS waiting FROM publications p LEFT JOIN (
			SELECT publication_id, count(*) AS n FROM (
				SELECT i.publication_id FROM waits w JOIN annotation_sets s ON s.id = w.set_id JOIN issues i ON i.id = s.issue_id
				WHERE (w.user_id = ? OR w.user_id = ? AND ?) AND NOT `+superseded+` AND `+unbinned+`
				UNION ALL
				SELECT i.publication_id `+askedFrom+`
			) one GROUP BY publication_id
		) w ON w.publication_id = p.id ORDER BY p.name, p.id`,
		user.ID, markup.AnyReviewer, user.Reviews(), user.ID, user.ID, administers).Find(ctx)
	return found, translate(err, "publications")
}
