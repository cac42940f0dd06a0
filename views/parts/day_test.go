package parts

import (
	"context"
	"testing"
	"time"

	"galley/models"
)

// TestTheHourIsEnoughOnTheNewsroomsDay says a time of the evening before and after the day turns.
func TestTheHourIsEnoughOnTheNewsroomsDay(t *testing.T) {
	at := func(day, hour, minute int) time.Time { return time.Date(2031, 5, day, hour, minute, 0, 0, time.UTC) }
	for _, tt := range []struct {
		name    string
		turn    models.Turn
		at, now time.Time
		want    string
	}{
		{"the evening, by night", models.UsualTurn, at(9, 23, 50), at(10, 5, 59), "23:50"},
		{"the evening, at six", models.UsualTurn, at(9, 23, 50), at(10, 6, 0), "9 May, 23:50"},
		{"the night, by day", models.UsualTurn, at(10, 5, 59), at(10, 9, 0), "10 May, 05:59"},
		{"the evening, after midnight, where midnight counts", models.Turn{}, at(9, 23, 50), at(10, 0, 0), "9 May, 23:50"},
	} {
		if got := ShortTime(WithTurn(context.Background(), tt.turn), tt.at, tt.now); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
