package models

import (
	"testing"
	"time"
)

func TestTimeIsPartedAsItIsLong(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := func(year int, month time.Month, day int) time.Time {
		return time.Date(year, month, day, 15, 30, 0, 0, berlin)
	}
	tests := []struct {
		name        string
		turn        Turn
		first, last time.Time
		length      BucketLength
		n           int
		start, end  string
	}{
		{"a day", Turn{}, at(2031, 5, 10), at(2031, 5, 10), ByDay, 1, "2031-05-10 00:00", "2031-05-11 00:00"},
		{"thirty days with the change of clocks", Turn{}, at(2031, 3, 15), at(2031, 4, 13), ByDay, 30, "2031-03-15 00:00", "2031-04-14 00:00"},
		{"the last date first", Turn{}, at(2031, 5, 10), at(2031, 5, 8), ByDay, 3, "2031-05-08 00:00", "2031-05-11 00:00"},
		{"ninety days are weeks from Monday", Turn{}, at(2031, 2, 10), at(2031, 5, 10), ByWeek, 13, "2031-02-10 00:00", "2031-05-12 00:00"},
		{"weeks from before a Sunday", Turn{}, at(2031, 2, 16), at(2031, 5, 10), ByWeek, 13, "2031-02-10 00:00", "2031-05-12 00:00"},
		{"a year is months", Turn{}, at(2030, 5, 11), at(2031, 5, 10), ByMonth, 13, "2030-05-01 00:00", "2031-06-01 00:00"},
		{"days that turn at six, with the change of clocks", UsualTurn, at(2031, 3, 29), at(2031, 3, 31), ByDay, 3, "2031-03-29 06:00", "2031-04-01 06:00"},
		{"months that turn at six", UsualTurn, at(2030, 5, 11), at(2031, 5, 10), ByMonth, 13, "2030-05-01 06:00", "2031-06-01 06:00"},
	}
	for _, tt := range tests {
		buckets, length := tt.turn.BucketsBetween(tt.first, tt.last)
		start, end := buckets[0].Start.Format("2006-01-02 15:04"), buckets[len(buckets)-1].End.Format("2006-01-02 15:04")
		if length != tt.length || len(buckets) != tt.n || start != tt.start || end != tt.end {
			t.Errorf("%s: %d by %s from %s to %s, want %d by %s from %s to %s", tt.name, len(buckets), length, start, end, tt.n, tt.length, tt.start, tt.end)
		}
		for i, b := range buckets[1:] {
			if !b.Start.Equal(buckets[i].End) {
				t.Errorf("%s: bucket %d does not follow the one before", tt.name, i+1)
			}
		}
	}
}
