package markup

import "time"

// Moment writes a time as marks and exports hold it: UTC, microseconds at the finest.
func Moment(t time.Time) string { return t.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano) }

// IsMoment reports whether text is what Moment would write.
func IsMoment(text string) bool {
	at, err := time.Parse(time.RFC3339Nano, text)
	return err == nil && Moment(at) == text
}
