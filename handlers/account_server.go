package handlers

import "galley/newsroom"

// accountServer answers who signs in and out, and what people change of their own accounts.
type accountServer struct {
	*core
	passwords *newsroom.Passwords
	provider  *provider
	welcome   *welcome
}

// newAccountServer is the area over a core.
func newAccountServer(c *core, passwords *newsroom.Passwords, p *Provider) *accountServer {
	return &accountServer{core: c, passwords: passwords, provider: newProvider(p), welcome: &welcome{}}
}
