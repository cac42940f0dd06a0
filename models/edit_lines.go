package models

import (
	"context"
	"encoding/json"
	"time"
)

// EditLine is a recorded change as it is read: who, when, and each field with what it was and became.
type EditLine struct {
	At     time.Time
	Who    string // a name; "" for the command line
	Table  string
	Page   int // the key of the page that was changed, 0 elsewhere
	Before map[string]any
	After  map[string]any // nil if there is nothing any more
}

// mostEdits is how many changes are read at most, the newest.
const mostEdits = 200

// editRow is an edit with the words of what it refers to.
type editRow struct {
	Edit
	Who  string
	Page int
}

// edited selects edits; conditions and an order follow it.
const edited = `SELECT e.*, coalesce(u.name, '') AS who, coalesce(p.key, 0) AS page FROM edits e
	LEFT JOIN users u ON u.id = e.user_id LEFT JOIN pages p ON e.table_name = 'pages' AND p.id = e.row_id `

// IssueEdits are the recorded changes of an issue's data and of its pages', the newest first.
func (s *Store) IssueEdits(ctx context.Context, issue int64) ([]EditLine, error) {
	return s.editLines(ctx, edited+`WHERE (e.table_name = 'issues' AND e.row_id = ?)
		OR (e.table_name = 'pages' AND e.row_id IN (SELECT id FROM pages WHERE issue_id = ?)) ORDER BY e.id DESC LIMIT ?`, issue, issue, mostEdits)
}

// PublicationEdits are the recorded changes of a publication's data and of its own roles, the newest first.
func (s *Store) PublicationEdits(ctx context.Context, publication int64) ([]EditLine, error) {
	return s.editLines(ctx, edited+`WHERE e.table_name = 'publications' AND e.row_id = ? ORDER BY e.id DESC LIMIT ?`, publication, mostEdits)
}

func (s *Store) editLines(ctx context.Context, query string, values ...any) ([]EditLine, error) {
	var rows []editRow
	if err := s.read.WithContext(ctx).Raw(query, values...).Scan(&rows).Error; err != nil {
		return nil, translate(err, "edits")
	}
	lines := make([]EditLine, len(rows))
	for i, r := range rows {
		lines[i] = EditLine{At: r.At, Who: r.Who, Table: r.Table, Page: r.Page}
		for _, side := range []struct {
			body *string
			into *map[string]any
		}{{r.Before, &lines[i].Before}, {r.After, &lines[i].After}} {
			if side.body == nil {
				continue
			}
			if err := json.Unmarshal([]byte(*side.body), side.into); err != nil {
				return nil, err
			}
		}
	}
	return lines, nil
}
