package compare

import (
	"context"
	"strconv"
	"strings"

	"galley/engine/review"
	"galley/handlers/core"
	"galley/locale"
	views "galley/views/compare"
	"galley/views/parts"
)

// decidedRow says what was decided, by whom and when.
func (p *comparing) decidedRow(d review.Difference, decision review.Decision) views.DecidedRow {
	row := views.DecidedRow{Takes: decision.Take, Reason: string(decision.Reason)}
	for _, stored := range p.Decisions {
		if stored.Key == d.Key {
			row.By, row.At = stored.Decider, stored.At.Local()
		}
	}
	set := -1
	switch decision.Take {
	case review.TakeSet:
		set = decision.Set
	case review.TakeAgreed:
		set = d.Majority()
	}
	if set >= 0 {
		row.Follows = set + 1
		row.Words = p.words.Says(p.ctx, d, set)
		return row
	}
	row.Words = takeWords(p.ctx, decision)
	return row
}

// takeWords say what was taken if no set was followed.
func takeWords(ctx context.Context, d review.Decision) string {
	switch d.Take {
	case review.TakeBoth:
		return locale.T(ctx, "both")
	case review.TakeNeither:
		return locale.T(ctx, "neither")
	case review.TakeAgreed:
		return locale.T(ctx, "the agreed one")
	case review.TakeOwn:
		return locale.T(ctx, "your own: %s", parts.OwnWords(ctx, d.Own))
	}
	return locale.T(ctx, "a set")
}

// addStale names the decisions whose difference is no longer there.
func (p *comparing) addStale(v *views.Comparison) {
	for _, d := range p.Stale(p.Decided()) {
		for _, stored := range p.Decisions {
			if stored.Key != d.Key {
				continue
			}
			kind, page, _ := strings.Cut(d.Key, "-")
			page, _, _ = strings.Cut(page, "-")
			if key, err := strconv.Atoi(page); err == nil && p.Set(0).Source().Page(key) != nil {
				page = core.PageLabel(p.Set(0).Source(), key)
			}
			words := takeWords(p.ctx, d)
			if d.Take == review.TakeSet {
				words = parts.SetName(p.ctx, p.Sets[d.Set].Kind, p.Sets[d.Set].Owner)
			}
			v.Stale = append(v.Stale, views.StaleDecision{Kind: review.Kind(kind), Page: page, By: stored.Decider, At: stored.At.Local(), Words: words})
		}
	}
}
