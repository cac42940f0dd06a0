package models

import (
	"time"

	"galley/fault"
)

// Turn is when the newsroom's day begins, by the clock: newspapers work past midnight, so that what is done by night
// belongs to the day before.
type Turn struct{ Hour, Minute int }

// UsualTurn is the Turn of an installation that sets none.
var UsualTurn = Turn{Hour: 6}

// UnmarshalText reads a time of day, such as 06:00. It returns Invalid for anything else.
func (t *Turn) UnmarshalText(words []byte) error {
	at, err := time.Parse("15:04", string(words))
	if err != nil {
		return fault.New(fault.Invalid, "%q is not a time of day, such as 06:00.", string(words))
	}
	*t = Turn{at.Hour(), at.Minute()}
	return nil
}

// Start is when the day of a date begins, in the zone of date.
func (t Turn) Start(date time.Time) time.Time {
	year, month, day := date.Date()
	return time.Date(year, month, day, t.Hour, t.Minute, 0, 0, date.Location())
}

// Day is the day of the newsroom that a moment belongs to, in the moment's zone: noon of its date, which there is on
// every day, whatever the clock is set to by night.
func (t Turn) Day(at time.Time) time.Time {
	year, month, day := at.Date()
	if at.Before(t.Start(at)) {
		day--
	}
	return time.Date(year, month, day, 12, 0, 0, 0, at.Location())
}

// Date is the date of the newsroom's day that a moment belongs to, in the moment's zone.
func (t Turn) Date(at time.Time) string { return t.Day(at).Format(time.DateOnly) }
