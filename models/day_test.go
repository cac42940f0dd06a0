package models

import (
	"testing"
	"time"

	"galley/fault"
)

// TestADayBeginsWhenItTurns asks which day it is just before and at the turn, in zones with and without summer time.
func TestADayBeginsWhenItTurns(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, zone, at string
		turn           Turn
		date           string
	}{
		{"a minute before six it is still yesterday", "Asia/Shanghai", "2031-05-10T05:59:59", UsualTurn, "2031-05-09"},
		{"at six it is today", "Asia/Shanghai", "2031-05-10T06:00:00", UsualTurn, "2031-05-10"},
		{"before midnight it is today", "Asia/Shanghai", "2031-05-10T23:59:59", UsualTurn, "2031-05-10"},
		{"after midnight on the first of a year it is last year", "Asia/Shanghai", "2031-01-01T00:30:00", UsualTurn, "2030-12-31"},
		{"a turn at midnight is the calendar's", "Asia/Shanghai", "2031-05-10T00:00:00", Turn{}, "2031-05-10"},
		{"a turn at half past four", "Asia/Kolkata", "2031-05-10T04:29:59", Turn{4, 30}, "2031-05-09"},
		{"at half past four", "Asia/Kolkata", "2031-05-10T04:30:00", Turn{4, 30}, "2031-05-10"},
		{"the night in which clocks go forward, before", "Europe/Berlin", "2031-03-30T05:59:59", UsualTurn, "2031-03-29"},
		{"the night in which clocks go forward, at six", "Europe/Berlin", "2031-03-30T06:00:00", UsualTurn, "2031-03-30"},
		{"the night in which clocks go back, before", "Europe/Berlin", "2031-10-26T05:59:59", UsualTurn, "2031-10-25"},
		{"the night in which clocks go back, at six", "Europe/Berlin", "2031-10-26T06:00:00", UsualTurn, "2031-10-26"},
		{"a day that has no midnight", "America/Sao_Paulo", "2018-11-04T07:00:00", UsualTurn, "2018-11-04"},
		{"the night before a day that has no midnight", "America/Sao_Paulo", "2018-11-04T01:00:00", UsualTurn, "2018-11-03"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			zone := must[*time.Location](t)(time.LoadLocation(tt.zone))
			at := must[time.Time](t)(time.ParseInLocation("2006-01-02T15:04:05", tt.at, zone))
			if got := tt.turn.Date(at); got != tt.date {
				t.Errorf("the day is %s, want %s", got, tt.date)
			}
			if start := tt.turn.Start(tt.turn.Day(at)); start.After(at) || at.Sub(start) > 25*time.Hour || start.Format("15:04") != time.Date(2031, 1, 1, tt.turn.Hour, tt.turn.Minute, 0, 0, zone).Format("15:04") {
				t.Errorf("the day of %s began at %s", at, start)
			}
		})
	}
}

// TestOneMomentIsOnTwoDaysInTwoZones asks at one moment, here before the turn and there after it.
func TestOneMomentIsOnTwoDaysInTwoZones(t *testing.T) {
	t.Parallel()
	at := time.Date(2031, 5, 9, 22, 30, 0, 0, time.UTC)
	for zone, want := range map[string]string{"UTC": "2031-05-09", "Asia/Shanghai": "2031-05-10", "Europe/Berlin": "2031-05-09", "Asia/Tokyo": "2031-05-10", "Asia/Karachi": "2031-05-09"} {
		if got := UsualTurn.Date(at.In(must[*time.Location](t)(time.LoadLocation(zone)))); got != want {
			t.Errorf("in %s it is %s, want %s", zone, got, want)
		}
	}
}

func TestATurnIsReadFromATimeOfDay(t *testing.T) {
	t.Parallel()
	var turn Turn
	if err := turn.UnmarshalText([]byte("05:30")); err != nil || turn != (Turn{5, 30}) {
		t.Errorf("read %v, %v", turn, err)
	}
	for _, wrong := range []string{"", "6", "24:00", "06:60", "six"} {
		if err := turn.UnmarshalText([]byte(wrong)); fault.CodeOf(err) != fault.Invalid || turn != (Turn{5, 30}) {
			t.Errorf("%q was read as %v (%v)", wrong, turn, err)
		}
	}
}
