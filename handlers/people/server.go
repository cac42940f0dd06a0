package people

import (
	"galley/handlers/core"
)

// Server answers administrators about people.
type Server struct {
	*core.Core
}

// New is the area over a core.
func New(c *core.Core) *Server {
	return &Server{Core: c}
}
