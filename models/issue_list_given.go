package models

import (
	"context"
	"time"
)

// DueTimes are the times that the list is narrowed to, by their names in addresses: what is due until so
// long from now.
var DueTimes = map[string]time.Duration{"late": 0, "day": 24 * time.Hour, "week": 7 * 24 * time.Hour}

// isGiven reports whether the query asks for what somebody has to do.
func (q ListQuery) isGiven() bool { return q.Given > 0 || q.Due != "" }

// given is the condition that somebody has something of a set to do, or that something of it waits for them.
func (q ListQuery) given() (condition string, values []any) {
	condition = "l.set_id IN (SELECT a.set_id FROM assignments a WHERE a.ended_at IS NULL AND a.done_at IS NULL"
	if q.Given > 0 {
		condition, values = condition+" AND a.user_id = ?", append(values, q.Given)
	}
	if q.Due != "" {
		return condition + " AND a.due_at <= ?)", append(values, q.dueBy)
	}
	return condition + " UNION SELECT w.set_id FROM waits w WHERE w.user_id = ?)", append(values, q.Given)
}

// Given are the people who have something to do in the set of an issue, by name; others may be hidden.
func (s *Store) Given(ctx context.Context) ([]Marker, error) {
	all, err := from[Marker](s.read).Raw(`SELECT u.id, u.name FROM users u
		WHERE EXISTS (SELECT 1 FROM assignments a JOIN annotation_sets s ON s.id = a.set_id AND ` + theIssue + ` WHERE a.user_id = u.id AND a.ended_at IS NULL AND a.done_at IS NULL)
			OR EXISTS (SELECT 1 FROM waits w JOIN annotation_sets s ON s.id = w.set_id AND ` + theIssue + ` WHERE w.user_id = u.id) ORDER BY u.name`).Find(ctx)
	return all, translate(err, "users")
}
