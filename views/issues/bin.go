package issues

import (
	"context"
	"time"

	"galley/locale"
	"galley/models"
)

// BinView is the value of the bin's page.
type BinView struct {
	Issues    []models.BinnedIssue
	Now       time.Time
	MayDelete bool
}

// IssueDeletion is the value of the page that asks before an issue goes into the bin.
type IssueDeletion struct {
	Issue models.IssueSummary
	Typed string
	Wrong string
}

// Proof is what has to be typed: the issue's number, or its date if it has no number.
func (d IssueDeletion) Proof() string {
	if d.Issue.Number != "" {
		return d.Issue.Number
	}
	return d.Issue.Date
}

// proofLabel asks for the proof.
func (d IssueDeletion) proofLabel(ctx context.Context) string {
	if d.Issue.Number != "" {
		return locale.T(ctx, "Type the issue's number, %s", d.Issue.Number)
	}
	return locale.T(ctx, "Type the issue's date, %s", d.Issue.Date)
}

// daysLeft is how long an issue stays in the bin.
func daysLeft(ctx context.Context, b models.BinnedIssue, now time.Time) string {
	left := b.Until().Sub(now)
	if left < 24*time.Hour {
		return locale.T(ctx, "less than a day")
	}
	return locale.N(ctx, int(left/(24*time.Hour)), "%d day", "%d days")
}
