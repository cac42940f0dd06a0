package review

import (
	"galley/handlers/core"
	"galley/newsroom"
)

// Server answers about a set in review, and its history.
type Server struct {
	*core.Core
}

func (s *Server) readingRoom() newsroom.ReadingRoom {
	return newsroom.ReadingRoom{Desk: s.Desk, Store: s.Store}
}

// New is the area over a core.
func New(c *core.Core) *Server {
	return &Server{Core: c}
}
