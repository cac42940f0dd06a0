package workbench

import (
	"galley/handlers/core"
)

// Server answers about a set that is being marked: its pages, steps, queries, assignments, proof and exports.
type Server struct {
	*core.Core
}

// New is the area over a core.
func New(c *core.Core) *Server {
	return &Server{Core: c}
}
