package main

import (
	"context"
	"log/slog"
	"time"

	"galley/desk"
	"galley/models"
)

// How often a server looks for what waits to be counted or indexed, and
// empties the bin of what is old.
const (
	countTime = time.Minute
	binTime   = 24 * time.Hour
)

// tend does the chores of a store at the start and from time to time, until
// ctx ends: it fills the search, the issue list and the progress where they are behind, and
// removes what has been in the bin for long.
func tend(ctx context.Context, store *models.Store, sets *desk.Desk, log *slog.Logger) {
	chore := func(what string, do func(context.Context) error) {
		if err := do(ctx); err != nil && ctx.Err() == nil {
			log.Error(what, "error", err)
		}
	}
	empty := func(ctx context.Context) error {
		_, err := store.EmptyBin(ctx)
		return err
	}
	count, bin := time.NewTicker(countTime), time.NewTicker(binTime)
	defer count.Stop()
	defer bin.Stop()
	chore("empty the bin", empty)
	for {
		chore("read pages into the search", store.FillSearch)
		chore("count for the issue list", sets.CountStale)
		chore("say what waits for whom", sets.SettleAll)
		chore("sum up steps for the progress", store.TallyAll)
		select {
		case <-ctx.Done():
			return
		case <-bin.C:
			chore("empty the bin", empty)
		case <-count.C:
		}
	}
}
