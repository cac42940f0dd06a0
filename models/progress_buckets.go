package models

import "time"

// BucketLength is how long the buckets of a stretch of time are.
type BucketLength string

// The lengths.
const (
	ByDay   BucketLength = "day"
	ByWeek  BucketLength = "week" // from Monday
	ByMonth BucketLength = "month"
)

// From how many days on buckets become longer.
const (
	daysByWeek  = 46
	daysByMonth = 211
)

// BucketsBetween parts the time from one date to another, both included, in days, weeks or months as it is
// long. Days begin when they turn, in the zone of first.
func (t Turn) BucketsBetween(first, last time.Time) ([]Bucket, BucketLength) {
	from, to := t.Start(first), t.Start(last.In(first.Location()))
	if to.Before(from) {
		from, to = to, from
	}
	length, next := ByDay, func(at time.Time) time.Time { return at.AddDate(0, 0, 1) }
	switch days := to.Sub(from).Hours()/day.Hours() + 1; {
	case days >= daysByMonth:
		length, from, next = ByMonth, t.Start(time.Date(from.Year(), from.Month(), 1, 12, 0, 0, 0, from.Location())), func(at time.Time) time.Time { return at.AddDate(0, 1, 0) }
	case days >= daysByWeek:
		length, from, next = ByWeek, from.AddDate(0, 0, -(int(from.Weekday())+6)%7), func(at time.Time) time.Time { return at.AddDate(0, 0, 7) }
	}
	var buckets []Bucket
	for at := from; !at.After(to); at = next(at) {
		buckets = append(buckets, Bucket{at, next(at)})
	}
	return buckets, length
}
