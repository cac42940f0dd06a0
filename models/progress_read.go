package models

import (
	"context"
	"time"
)

// progressSet is a set that everybody sees, with when its issue was loaded and when it was begun.
type progressSet struct {
	ID, IssueID int64
	Kind        string
	LoadedAt    time.Time
	BeganAt     *time.Time
}

// visible is a condition on a set: everybody sees it. What counts sets for people asks it, so that not even
// a count tells of an independent set before it is shown.
const visible = "(s.kind <> '" + Independent + "' OR s.shown)"

// progressSets are the sets of a publication's issues that everybody sees, those of one issue one after
// another and the team's first.
func (s *Store) progressSets(ctx context.Context, publication int64) ([]progressSet, error) {
	return from[progressSet](s.read).Raw(`SELECT s.id, s.issue_id, s.kind, i.created_at AS loaded_at, t.began_at
		FROM issues i JOIN annotation_sets s ON s.issue_id = i.id LEFT JOIN step_tallies t ON t.set_id = s.id
		WHERE i.publication_id = ? AND `+visible+` AND `+unbinned+`
		ORDER BY i.id, CASE s.kind WHEN 'team' THEN 0 WHEN 'independent' THEN 1 ELSE 2 END, s.id`, publication).Find(ctx)
}

// progressMoves are the changes of states in the sets of a publication that everybody sees, set by set in
// their order; of the sets alone, or of their parts too.
func (s *Store) progressMoves(ctx context.Context, publication int64, parts bool) ([]SetMove, error) {
	which := "m.cell = 'state'"
	if parts {
		which = "1 = 1"
	}
	return from[SetMove](s.read).Raw(`SELECT m.* FROM issues i JOIN annotation_sets s ON s.issue_id = i.id JOIN set_moves m ON m.set_id = s.id
		WHERE i.publication_id = ? AND `+visible+` AND `+unbinned+` AND `+which+` ORDER BY m.set_id, m.version, m.cell`, publication).Find(ctx)
}

// progressHour is what one person decided within an hour in all sets.
type progressHour struct {
	Hour, AuthorID     int64
	Decided, TakenBack int
}

// progressHours are the hours of a publication from one moment to another, in the sets that everybody sees.
func (s *Store) progressHours(ctx context.Context, publication int64, first, end time.Time) ([]progressHour, error) {
	return from[progressHour](s.read).Raw(`SELECT h.hour, h.author_id, CAST(sum(h.decided) AS bigint) AS decided, CAST(sum(h.taken_back) AS bigint) AS taken_back
		FROM issues i JOIN annotation_sets s ON s.issue_id = i.id JOIN set_hours h ON h.set_id = s.id
		WHERE i.publication_id = ? AND `+visible+` AND `+unbinned+` AND h.hour >= ? AND h.hour < ?
		GROUP BY h.hour, h.author_id ORDER BY h.hour, h.author_id`, publication, first.Unix()/3600, (end.Unix()+3599)/3600).Find(ctx)
}

// FirstLoaded is when the first issue of a publication was loaded, or the zero time if absent.
func (s *Store) FirstLoaded(ctx context.Context, publication int64) (time.Time, error) {
	issues, err := from[Issue](s.read).Where("publication_id = ?", publication).Order("created_at, id").Limit(1).Find(ctx)
	if err != nil || len(issues) == 0 {
		return time.Time{}, translate(err, "issues")
	}
	return issues[0].CreatedAt, nil
}
