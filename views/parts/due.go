package parts

import (
	"context"
	"time"

	"golang.org/x/text/language"

	"galley/locale"
)

// dueWords say how much time is left: in 40 min, in 2 h, in 3 days; or how much has passed since.
// static/js/lib/due.js counts on in the same words.
func dueWords(ctx context.Context, due, now time.Time) string {
	left := due.Sub(now)
	late := left < 0
	left = left.Abs()
	switch minutes, hours := int(left/time.Minute), int(left/time.Hour); {
	case minutes == 0:
		return locale.T(ctx, "due now")
	case minutes < 60 && late:
		return locale.T(ctx, "%d min late", minutes)
	case minutes < 60:
		return locale.T(ctx, "in %d min", minutes)
	case hours < 48 && late:
		return locale.T(ctx, "%d h late", hours)
	case hours < 48:
		return locale.T(ctx, "in %d h", hours)
	case late:
		return locale.T(ctx, "%d days late", hours/24)
	default:
		return locale.T(ctx, "in %d days", hours/24)
	}
}

// exactTime is a time with its day and hour, in the zone of now.
func exactTime(ctx context.Context, at, now time.Time) string {
	return at.In(now.Location()).Format(exactLayouts[locale.Of(ctx)])
}

var exactLayouts = map[language.Tag]string{locale.English: "2 Jan 2006, 15:04", locale.Chinese: "2006年1月2日 15:04"}

// isLate reports whether a time has passed by a minute or more.
func isLate(due, now time.Time) bool { return now.Sub(due) >= time.Minute }

// FieldTime is how a browser sends the time of a field.
const FieldTime = "2006-01-02T15:04"
