package issues

import (
	"golang.org/x/sync/semaphore"

	"galley/handlers/core"
	"galley/newsroom"
)

// Server answers about issues and publications: the list, loading, search, the bin, guidelines, progress.
type Server struct {
	*core.Core
	comparing *newsroom.Comparing
	loading   *semaphore.Weighted // of loads that are read at once
	filling   filling
}

// New is the area over a core.
func New(c *core.Core, comparing *newsroom.Comparing) *Server {
	return &Server{Core: c, comparing: comparing, loading: semaphore.NewWeighted(loadsAtOnce)}
}
