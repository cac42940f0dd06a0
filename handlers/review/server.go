package review

import (
	"galley/handlers/core"
)

// Server answers about a set in review, and its history.
type Server struct {
	*core.Core
}

// New is the area over a core.
func New(c *core.Core) *Server {
	return &Server{Core: c}
}
