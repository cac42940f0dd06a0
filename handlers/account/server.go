package account

import (
	"galley/handlers/core"
	"galley/newsroom"
)

// Server answers who signs in and out, and what people change of their own accounts.
type Server struct {
	*core.Core
	passwords *newsroom.Passwords
	provider  *provider
	welcome   *welcome
}

// New is the area over a core.
func New(c *core.Core, passwords *newsroom.Passwords, p *Provider) *Server {
	return &Server{Core: c, passwords: passwords, provider: newProvider(p), welcome: &welcome{}}
}
