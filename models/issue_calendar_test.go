package models

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheCalendarHasYearsAndDates(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, s *Store, _ *clock) {
		for _, date := range []string{"2021-12-31", "2022-01-01", "2022-01-02"} {
			stored(t, s, date, "x"+date)
		}
		years := must[[]YearCount](t)(s.Years(background, 1))
		if diff := cmp.Diff([]YearCount{{2021, 1}, {2022, 2}}, years); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		between := must[[]IssueLine](t)(s.Between(background, 1, "2022-01-01", "2022-12-31"))
		dates := must[[]string](t)(s.Dates(background, 1, 2021, 2022))
		on := must[[]ListLine](t)(s.On(background, "2021-12-31", 9))
		if len(between) != 2 || between[0].Date != "2022-01-01" || len(dates) != 3 || len(on) != 1 {
			t.Errorf("got %v, %v, %v", between, dates, on)
		}
	})
}
