package compare

import (
	"context"
	"time"

	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// IssueSets is the page of all sets of an issue that the reader may know of.
type IssueSets struct {
	Issue   models.IssueSummary
	Rows    []SetRow
	Askable []models.User // editors who have no set of their own here yet
	MayAsk  bool
	Shown   bool   // independent sets are shown already
	Wrong   string // what is wrong with what was asked
	Now     time.Time
}

// SetRow is a set in the list. Of a hidden one it says only who was asked.
type SetRow struct {
	models.SetView
	Hidden      bool
	MayWithdraw bool
}

// team is the team's set.
func (v IssueSets) team() int64 {
	for _, r := range v.Rows {
		if r.Kind == models.Team {
			return r.ID
		}
	}
	return 0
}

// readable counts the sets that can be compared.
func (v IssueSets) readable() (n int) {
	for _, r := range v.Rows {
		if !r.Hidden {
			n++
		}
	}
	return n
}

// decidedWords say how much of a set is decided.
func decidedWords(ctx context.Context, decided, blocks int) string {
	return locale.T(ctx, "%s of %s", parts.Thousands(decided), parts.Thousands(blocks))
}

// askedWords say who asked for a set, and when.
func askedWords(ctx context.Context, s models.SetView, now time.Time) string {
	if s.AskedAt == nil {
		return ""
	}
	return locale.T(ctx, "%s, %s", s.Asker, parts.ShortTime(ctx, *s.AskedAt, now))
}
