package handlers

// reviewServer answers about a set in review, and its history.
type reviewServer struct {
	*core
}

// newReviewServer is the area over a core.
func newReviewServer(c *core) *reviewServer {
	return &reviewServer{core: c}
}
