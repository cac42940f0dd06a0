package models

import (
	"context"
	"strings"
	"time"

	"galley/engine/markup"
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

// StateCount is how many issues are in a state.
type StateCount struct {
	State markup.State // "" for those in which somebody has something to do
	Count int          // at most one more than are counted
}

// More reports whether there are more than are counted.
func (c StateCount) More() bool { return c.Count > mostCounted }

// StateCounts are how many issues of a publication, or of all for 0, are in each state, and how many have something
// for a user to do.
func (s *Store) StateCounts(ctx context.Context, publication, user int64) ([]StateCount, error) {
	var statements []string
	var values []any
	for _, q := range []ListQuery{{Given: user}, {State: markup.Draft}, {State: markup.Submitted}, {State: markup.Returned}, {State: markup.Accepted}} {
		q.Publication = publication
		conditions, filters := q.narrow(filterWay{})
		statements = append(statements, "SELECT ? AS state, count(*) AS count FROM (SELECT 1 FROM issue_lines l WHERE "+strings.Join(conditions, " AND ")+" LIMIT ?) passing")
		values = append(append(append(values, string(q.State)), filters...), mostCounted+1)
	}
	found, err := from[StateCount](s.read).Raw(strings.Join(statements, " UNION ALL "), values...).Find(ctx)
	return found, translate(err, "issues")
}
