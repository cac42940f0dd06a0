package models

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// YearCount says how many issues a publication has of a year.
type YearCount struct {
	Year   int
	Issues int
}

// Years are the years of which a publication has issues, the first first.
func (s *Store) Years(ctx context.Context, publication int64) ([]YearCount, error) {
	type row struct {
		Year   string
		Issues int
	}
	rows, err := from[row](s.read).Raw(`SELECT substr(date, 1, 4) AS year, count(*) AS issues FROM issue_lines
		WHERE publication_id = ? GROUP BY substr(date, 1, 4) ORDER BY 1`, publication).Find(ctx)
	years := make([]YearCount, len(rows))
	for i, r := range rows {
		year, _ := strconv.Atoi(r.Year) // the store takes dates only
		years[i] = YearCount{year, r.Issues}
	}
	return years, translate(err, "issues")
}

// Between are the lines of a publication's issues from one date to another, both included, by date.
func (s *Store) Between(ctx context.Context, publication int64, first, last string) ([]IssueLine, error) {
	lines, err := from[IssueLine](s.read).Where("publication_id = ? AND date BETWEEN ? AND ?", publication, first, last).
		Order("date, issue_id").Find(ctx)
	return lines, translate(err, "issues")
}

// Dates are the days on which issues of a publication appeared in the years given, each once.
func (s *Store) Dates(ctx context.Context, publication int64, first, last int) ([]string, error) {
	var dates []string
	err := s.read.WithContext(ctx).Raw(`SELECT DISTINCT date FROM issue_lines WHERE publication_id = ? AND date BETWEEN ? AND ?
		ORDER BY date`, publication, fmt.Sprintf("%04d-01-01", first), fmt.Sprintf("%04d-12-31", last)).Scan(&dates).Error
	return dates, translate(err, "issues")
}

// On are the lines of all issues of a date, by publication.
func (s *Store) On(ctx context.Context, date string, limit int) ([]ListLine, error) {
	lines, err := from[ListLine](s.read).Raw(`SELECT l.*, p.language, coalesce(u.name, '') AS last_by
		FROM issue_lines l JOIN publications p ON p.id = l.publication_id LEFT JOIN users u ON u.id = l.changed_by
		WHERE l.date = ? ORDER BY l.publication, l.issue_id LIMIT ?`, date, limit).Find(ctx)
	return lines, translate(err, "issues")
}

// RecentDate is a day on which a publication appeared.
type RecentDate struct {
	PublicationID int64
	Date          string
}

// RecentDates are the days on which publications appeared from a date on, each once.
func (s *Store) RecentDates(ctx context.Context, since string) ([]RecentDate, error) {
	dates, err := from[RecentDate](s.read).Raw(`SELECT DISTINCT publication_id, date FROM issue_lines
		WHERE date >= ? ORDER BY publication_id, date`, since).Find(ctx)
	return dates, translate(err, "issues")
}

// rhythmIssues is of how many days at least a rhythm can be read.
const rhythmIssues = 6

// Rhythm are the weekdays, from Sunday, on which a paper appears: those of at least half as many dates as
// the most frequent one. A few dates give none.
func Rhythm(dates []string) (weekdays [7]bool) {
	var counts [7]int
	most := 0
	for _, date := range dates {
		at, err := time.Parse(time.DateOnly, date)
		if err != nil {
			continue
		}
		counts[at.Weekday()]++
		most = max(most, counts[at.Weekday()])
	}
	if len(dates) < rhythmIssues {
		return weekdays
	}
	for day, n := range counts {
		weekdays[day] = n > 0 && 2*n >= most
	}
	return weekdays
}
