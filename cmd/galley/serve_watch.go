package main

import (
	"context"
	"log/slog"
	"time"

	"galley/desk"
	"galley/models"
)

// How often a server looks for what others wrote beside it, and for sets that
// it may forget; and how long a set is kept that nobody uses.
const (
	watchTime  = 500 * time.Millisecond
	sweepTime  = 10 * time.Minute
	forgetTime = time.Hour
)

// watch tells the desk of steps that commands and other servers wrote to the same database, until ctx
// ends.
func watch(ctx context.Context, store *models.Store, sets *desk.Desk, log *slog.Logger) {
	look, sweep := time.NewTicker(watchTime), time.NewTicker(sweepTime)
	defer look.Stop()
	defer sweep.Stop()
	var known int64
	for {
		select {
		case <-ctx.Done():
			return
		case <-sweep.C:
			sets.Sweep(forgetTime)
		case <-look.C:
			version, told, err := store.DataVersion(ctx)
			if err != nil && ctx.Err() == nil {
				log.Error("look for what others wrote", "error", err)
			}
			if err == nil && (!told || version != known) {
				known = version
				sets.Refresh(ctx)
			}
		}
	}
}
