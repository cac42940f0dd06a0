package parts

import (
	"context"
	"strings"
	"time"

	"galley/address"
	"galley/locale"
	"galley/models"
)

// ExportLine is an export that was made.
type ExportLine struct {
	URL      string // of that version in the history
	Version  int64
	Format   string
	Accepted bool
	Partial  bool // only what changed since Since
	Since    int64
	Name     string // "" for the command line
	At       time.Time
}

// ExportLineOf is an export of a set as pages tell it.
func ExportLineOf(set int64, e models.ExportView) ExportLine {
	line := ExportLine{URL: address.History(set, e.Version, 0, 0), Version: e.Version, Format: e.Format, Accepted: e.Accepted, Name: e.Name, At: e.At}
	if e.Since != nil {
		line.Partial, line.Since = true, *e.Since
	}
	return line
}

// Words say what an export holds.
func (l ExportLine) Words(ctx context.Context) string {
	words := []string{strings.ToUpper(l.Format)}
	if l.Accepted {
		words = append(words, locale.T(ctx, "accepted articles only"))
	}
	if l.Partial {
		words = append(words, locale.T(ctx, "changes since version %d", l.Since))
	}
	return strings.Join(words, " · ")
}

// By is who exported, and when.
func (l ExportLine) By(ctx context.Context) string {
	if l.Name == "" {
		return locale.T(ctx, "from the command line")
	}
	return l.Name
}
