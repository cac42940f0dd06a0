package models

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"galley/engine/markup"
	"galley/engine/stages"
)

// ListQuery is what somebody wants to see of the issue list. Empty fields narrow nothing.
type ListQuery struct {
	Publication int64
	State       markup.State // draft, returned, submitted, accepted
	Editor      int64
	From, To    string // dates, both included
	Given       int64  // who has something of it to do
	Due         string // what of it is due: a key of DueTimes
	Sort        string // a key of the list's columns; "" is the date
	Up          bool   // the least first
	After       string // go on behind this place, as List.Next says
	Before      string // the page before this place, as List.Previous says
	Size        int    // lines of a page; 0 is 50

	dueBy time.Time // what Due means now
}

// ListLine is a line with what is shown beside its figures.
type ListLine struct {
	IssueLine
	Language string
	Kind     string // of the line's set
	LastBy   string // the name of ChangedBy
	Stages   string // of review, as stages.Plan writes them
}

// Plan are the stages of the line's issue.
func (l ListLine) Plan() stages.Plan { return stages.Of(l.Stages) }

// List is a page of the issue list.
type List struct {
	Lines          []ListLine
	Total          int    // of all pages
	More           bool   // there are more than Total: only so many are counted
	Next, Previous string // "" at the ends
}

// sorted are the columns by which the list is sorted, by the names in addresses.
var sorted = map[string]string{
	"date": "date", "number": "number_key", "publication": "publication", "pages": "pages", "articles": "articles",
	"undecided": "undecided", "problems": "problems", "editors": "editors", "state": "stage", "changed": "changed_at",
}

// Sorts reports whether the list has a column of that name.
func Sorts(name string) bool { return sorted[name] != "" }

const listSize = 50

// column is the column that the list is sorted by.
func (q ListQuery) column() string {
	if column := sorted[q.Sort]; column != "" {
		return column
	}
	return "date"
}

// narrows reports whether the query lets only some issues through.
func (q ListQuery) narrows() bool {
	return q.Publication > 0 || q.State != "" || q.Editor > 0 || q.From != "" || q.To != "" || q.isGiven()
}

// narrow is what the query asks for as a condition with its values.
func (q ListQuery) narrow(way filterWay) (conditions []string, values []any) {
	add := func(when bool, condition string, value any) {
		if when {
			conditions, values = append(conditions, condition), append(values, value)
		}
	}
	add(q.Publication > 0, way.column("l.publication_id")+" = ?", q.Publication)
	add(q.State != "", way.column("l.stage")+" = ?", rankOf(q.State))
	add(q.Editor > 0, way.marked(), q.Editor)
	add(q.From != "", way.column("l.date")+" >= ?", q.From)
	add(q.To != "", way.column("l.date")+" <= ?", q.To)
	if q.isGiven() {
		condition, given := q.given()
		conditions, values = append(conditions, condition), append(values, given...)
	}
	return conditions, values
}

// filterWay is how a page of a filtered list is found. If few issues pass, they are found first and then
// sorted; if many do, the list is read along the index of its order until a page of them is full. Either
// costs what a page costs, however large the archive is. SQLite does not estimate how many pass: a plus
// before a column keeps it from an index. PostgreSQL estimates by itself.
type filterWay struct {
	many, told bool
}

// column is a column of a condition: without an index if the list is read along its order.
func (w filterWay) column(name string) string {
	if w.many && w.told {
		return "+" + name
	}
	return name
}

// marked is the condition that a user has marked the issue.
func (w filterWay) marked() string {
	if w.many {
		return "EXISTS (SELECT 1 FROM issue_authors a WHERE a.user_id = ? AND a.issue_id = l.issue_id)"
	}
	return "l.issue_id IN (SELECT issue_id FROM issue_authors WHERE user_id = ?)"
}

// order is the column by which the lines are sorted: without its index where few lines are found first.
func (w filterWay) order(column string) string {
	if !w.many && w.told {
		return "+l." + column
	}
	return "l." + column
}

// way is how the query is answered best when so many issues pass. By date there are indexes for all
// filters but the editor.
func (s *Store) way(q ListQuery, more bool) filterWay {
	told := s.file != "" && q.narrows() && (q.column() != "date" || q.Editor > 0 || q.isGiven())
	return filterWay{many: more, told: told}
}

// List gives a page of the issue list. A place in it is a value of the sorted column with an issue, so
// that a page costs the same wherever it stands.
func (s *Store) List(ctx context.Context, q ListQuery) (List, error) {
	if q.Size <= 0 {
		q.Size = listSize
	}
	q.dueBy = s.Now().Add(DueTimes[q.Due])
	total, err := s.countLines(ctx, q)
	if err != nil {
		return List{}, translate(err, "issues")
	}
	most := total > mostCounted && q.narrows()
	lines, err := s.listLines(ctx, q, s.way(q, most))
	if err != nil {
		return List{}, translate(err, "issues")
	}
	back := q.After == "" && q.Before != ""
	more := len(lines) > q.Size
	if more {
		lines = lines[:q.Size]
	}
	if back {
		for i, j := 0, len(lines)-1; i < j; i, j = i+1, j-1 {
			lines[i], lines[j] = lines[j], lines[i]
		}
	}
	list := List{Lines: lines, Total: total, More: most}
	if most {
		list.Total = mostCounted
	}
	if len(lines) == 0 {
		return list, nil
	}
	if more && back || q.After != "" {
		list.Previous = q.place(lines[0])
	}
	if more && !back || back {
		list.Next = q.place(lines[len(lines)-1])
	}
	return list, nil
}

// mostCounted is how many issues are counted that pass a filter; beyond, there are simply more.
const mostCounted = 1000

// countLines is how many issues the filters let through, or one more than are counted.
func (s *Store) countLines(ctx context.Context, q ListQuery) (int, error) {
	statement, values := "SELECT count(*) FROM issue_lines", []any(nil)
	if q.narrows() {
		// An editor's issues are gone through one by one: a list of all of them would grow with the archive.
		lines, editor := "issue_lines l", q.Editor
		if q.Editor = 0; editor > 0 {
			lines = "issue_authors a JOIN issue_lines l ON l.issue_id = a.issue_id AND a.user_id = ?"
			values = append(values, editor)
		}
		conditions, filters := q.narrow(filterWay{})
		where := ""
		if len(conditions) > 0 {
			where = " WHERE " + strings.Join(conditions, " AND ")
		}
		statement = "SELECT count(*) FROM (SELECT 1 FROM " + lines + where + " LIMIT ?) passing"
		values = append(append(values, filters...), mostCounted+1)
	}
	var total int
	err := s.read.WithContext(ctx).Raw(statement, values...).Scan(&total).Error
	return total, err
}

// listLines are the lines of a page and one more, which says that there is another.
func (s *Store) listLines(ctx context.Context, q ListQuery, way filterWay) ([]ListLine, error) {
	statement, values, err := q.statement(way)
	if err != nil {
		return nil, nil // a place nobody was given
	}
	return from[ListLine](s.read).Raw(statement, values...).Find(ctx)
}

// statement is the list's SQL. The lines of the page are found first, then what stands beside them.
func (q ListQuery) statement(way filterWay) (string, []any, error) {
	conditions, values := q.narrow(way)
	up, column := q.Up, q.column()
	place := q.After
	if place == "" && q.Before != "" {
		place, up = q.Before, !up
	}
	direction, compare := "DESC", "<"
	if up {
		direction, compare = "ASC", ">"
	}
	if place != "" {
		value, issue, err := readPlace(column, place)
		if err != nil {
			return "", nil, err
		}
		conditions = append(conditions, fmt.Sprintf("(%s, l.issue_id) %s (?, ?)", way.order(column), compare))
		values = append(values, value, issue)
	}
	where := ""
	if len(conditions) > 0 {
		where = "WHERE " + strings.Join(conditions, " AND ")
	}
	order := fmt.Sprintf("ORDER BY %s %s, l.issue_id %s", way.order(column), direction, direction)
	return `SELECT l.*, p.language, s.kind, s.stages, coalesce(u.name, '') AS last_by
		FROM (SELECT * FROM issue_lines l ` + where + " " + order + ` LIMIT ?) l
			JOIN annotation_sets s ON s.id = l.set_id JOIN publications p ON p.id = l.publication_id LEFT JOIN users u ON u.id = l.changed_by ` + order,
		append(values, q.Size+1), nil
}

// place names a line's place in the list, for an address.
func (q ListQuery) place(l ListLine) string {
	value := ""
	switch q.column() {
	case "date":
		value = l.Date
	case "number_key":
		value = l.NumberKey
	case "publication":
		value = l.Publication
	case "pages":
		value = strconv.Itoa(l.Pages)
	case "articles":
		value = strconv.Itoa(l.Articles)
	case "undecided":
		value = strconv.Itoa(l.Undecided)
	case "problems":
		value = strconv.Itoa(l.Problems)
	case "editors":
		value = l.Editors
	case "stage":
		value = strconv.Itoa(l.StateRank)
	case "changed_at":
		value = l.ChangedAt.UTC().Format(time.RFC3339Nano)
	}
	return fmt.Sprintf("%d~%s", l.IssueID, value)
}

// readPlace reads a place of the list.
func readPlace(column, place string) (value any, issue int64, err error) {
	id, text, _ := strings.Cut(place, "~")
	if issue, err = strconv.ParseInt(id, 10, 64); err != nil {
		return nil, 0, err
	}
	switch column {
	case "pages", "articles", "undecided", "problems", "stage":
		value, err = strconv.Atoi(text)
	case "changed_at":
		value, err = time.Parse(time.RFC3339Nano, text)
	default:
		value = text
	}
	return value, issue, err
}

// Marker is somebody who has marked an issue.
type Marker struct {
	ID   int64
	Name string
}

// Markers are all who have marked an issue, by name.
func (s *Store) Markers(ctx context.Context) ([]Marker, error) {
	all, err := from[Marker](s.read).Raw(`SELECT u.id, u.name FROM users u
		WHERE EXISTS (SELECT 1 FROM issue_authors a WHERE a.user_id = u.id) ORDER BY u.name`).Find(ctx)
	return all, translate(err, "users")
}
