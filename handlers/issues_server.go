package handlers

import (
	"golang.org/x/sync/semaphore"

	"galley/newsroom"
)

// issuesServer answers about issues and publications: the list, loading, search, the bin, guidelines, progress.
type issuesServer struct {
	*core
	comparing *newsroom.Comparing
	loading   *semaphore.Weighted // of loads that are read at once
	filling   filling
}

// newIssuesServer is the area over a core.
func newIssuesServer(c *core, comparing *newsroom.Comparing) *issuesServer {
	return &issuesServer{core: c, comparing: comparing, loading: semaphore.NewWeighted(loadsAtOnce)}
}
