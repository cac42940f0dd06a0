package issues

import (
	"context"
	"strings"
	"time"

	"golang.org/x/text/language"

	"galley/address"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// Calendar is a year of a publication.
type Calendar struct {
	Publication models.Publication
	Year        int
	Years       []models.YearCount
	Months      []Month
}

// Month is a month of a calendar, week by week from Monday.
type Month struct {
	First time.Time
	Weeks [][7]Day
}

// Day is a day of a month; the zero Day is one of another month.
type Day struct {
	Number int
	Date   string
	Shape  string // "" if there is no issue and none is expected
	Issues []models.IssueLine
}

// Name is the month's name.
func (m Month) Name(ctx context.Context) string {
	return m.First.Format(monthLayouts[locale.Of(ctx)])
}

// How the languages write a month.
var monthLayouts = map[language.Tag]string{locale.English: "January 2006", locale.Chinese: "2006年1月"}

// MonthsOf are n months from the first one on, with the issues in them. Dates are the days on which the
// publication appeared: they tell its rhythm and, with today, within which time an issue is expected.
func MonthsOf(first time.Time, n int, lines []models.IssueLine, dates []string, today string) []Month {
	onDay := map[string][]models.IssueLine{}
	for _, l := range lines {
		onDay[l.Date] = append(onDay[l.Date], l)
	}
	rhythm := models.Rhythm(dates)
	expected := func(at time.Time, date string) bool {
		return len(dates) > 0 && rhythm[at.Weekday()] && date > dates[0] && date < dates[len(dates)-1] && date <= today
	}
	months := make([]Month, n)
	for i := range months {
		months[i].First = first.AddDate(0, i, 0)
		months[i].Weeks = weeksOf(months[i].First, func(at time.Time) Day {
			d := Day{Number: at.Day(), Date: at.Format(time.DateOnly)}
			d.Issues = onDay[d.Date]
			switch {
			case len(d.Issues) > 0:
				d.Shape = leastShape(d.Issues)
			case expected(at, d.Date):
				d.Shape = parts.ShapeMissing
			}
			return d
		})
	}
	return months
}

// weeksOf lays the days of a month out in weeks.
func weeksOf(first time.Time, day func(time.Time) Day) [][7]Day {
	var weeks [][7]Day
	for at := first; at.Month() == first.Month(); at = at.AddDate(0, 0, 1) {
		column := (int(at.Weekday()) + 6) % 7
		if len(weeks) == 0 || column == 0 {
			weeks = append(weeks, [7]Day{})
		}
		weeks[len(weeks)-1][column] = day(at)
	}
	return weeks
}

// leastShape is the shape of the issue that is least far: open work is not hidden.
func leastShape(lines []models.IssueLine) string {
	order := map[string]int{parts.ShapeReturned: 0, parts.ShapeBlank: 1, parts.ShapeHalf: 2, parts.ShapeFull: 3, parts.ShapeTick: 4}
	least := ""
	for _, l := range lines {
		shape := parts.ShapeOf(l.State(), l.Blocks-l.Undecided, l.Blocks)
		if least == "" || order[shape] < order[least] {
			least = shape
		}
	}
	return least
}

// href is where a click on the day leads: to the issue, to the list if there are several, or
// nowhere on a day without one.
func (d Day) href(publication int64) string {
	switch len(d.Issues) {
	case 0:
		return ""
	case 1:
		return address.Issue.At(d.Issues[0].IssueID)
	}
	return ListURL(models.ListQuery{Publication: publication, From: d.Date, To: d.Date})
}

// words is a day for those who do not see its shape.
func (d Day) words(ctx context.Context, language string) string {
	words := []string{d.Date}
	switch {
	case len(d.Issues) > 1:
		words = append(words, locale.N(ctx, len(d.Issues), "%d issue", "%d issues"))
	case len(d.Issues) == 1 && d.Issues[0].Number != "":
		words = append(words, parts.NumberWords(d.Issues[0].Number, language))
	}
	if d.Shape != "" {
		words = append(words, parts.ShapeWords(ctx, d.Shape))
	}
	return strings.Join(words, " · ")
}

// legend are the shapes that a calendar explains.
func legend() []string {
	return []string{parts.ShapeBlank, parts.ShapeHalf, parts.ShapeFull, parts.ShapeTick, parts.ShapeReturned, parts.ShapeMissing}
}

// weekdays are the heads of the columns, short and whole.
func weekdays() [][2]locale.Key {
	return [][2]locale.Key{
		{locale.Key("Mo"), locale.Key("Monday")}, {locale.Key("Tu"), locale.Key("Tuesday")},
		{locale.Key("We"), locale.Key("Wednesday")}, {locale.Key("Th"), locale.Key("Thursday")},
		{locale.Key("Fr"), locale.Key("Friday")}, {locale.Key("Sa"), locale.Key("Saturday")},
		{locale.Key("Su"), locale.Key("Sunday")},
	}
}
