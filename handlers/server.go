package handlers

import (
	"galley/handlers/account"
	"galley/handlers/compare"
	"galley/handlers/core"
	"galley/handlers/issues"
	"galley/handlers/people"
	"galley/handlers/review"
	"galley/handlers/workbench"
	"galley/newsroom"
)

// Options are what a program decides about its server.
type Options struct {
	core.Options
	Provider *account.Provider // of sign-ins; nil for none
}

// Server answers requests. Make one with New; it is safe for concurrent use.
type Server struct {
	*core.Core
	account   *account.Server
	people    *people.Server
	issues    *issues.Server
	workbench *workbench.Server
	review    *review.Server
	compare   *compare.Server
}

// New is a server over a store, ready for Routes.
func New(o Options) *Server {
	c := core.New(o.Options)
	passwords, comparing := newsroom.NewPasswords(), newsroom.NewComparing(c.Desk, c.Store)
	return &Server{
		Core:      c,
		account:   account.New(c, passwords, o.Provider),
		people:    people.New(c),
		issues:    issues.New(c, comparing),
		workbench: workbench.New(c),
		review:    review.New(c),
		compare:   compare.New(c, comparing),
	}
}

// Close waits for what runs beside the requests, and closes the desk.
func (s *Server) Close() {
	s.issues.Wait()
	s.Desk.Close()
}

// WelcomeURL is the one-time link for whoever sets Galley up; see the same of the accounts.
func (s *Server) WelcomeURL(base string) (link string, ok bool) { return s.account.WelcomeURL(base) }
