package compare

import (
	"galley/handlers/core"
	"galley/newsroom"
)

// Server answers about sets beside each other: what differs, what is decided, how well they agree.
type Server struct {
	*core.Core
	comparing    *newsroom.Comparing
	adjudication *newsroom.Adjudication
}

// New is the area over a core.
func New(c *core.Core, comparing *newsroom.Comparing) *Server {
	return &Server{Core: c, comparing: comparing, adjudication: newsroom.NewAdjudication(c.Desk, c.Store, c.Clock)}
}
