package handlers

import (
	"galley/newsroom"
)

// Options are what a program decides about its server.
type Options struct {
	CoreOptions
	Provider *Provider // of sign-ins; nil for none
}

// Server answers requests. Make one with New; it is safe for concurrent use.
type Server struct {
	*core
	account   *accountServer
	people    *peopleServer
	issues    *issuesServer
	workbench *workbenchServer
	review    *reviewServer
	compare   *compareServer
}

// New is a server over a store, ready for Routes.
func New(o Options) *Server {
	c := newCore(o.CoreOptions)
	passwords, comparing := newsroom.NewPasswords(), newsroom.NewComparing(c.Desk, c.Store)
	return &Server{
		core:      c,
		account:   newAccountServer(c, passwords, o.Provider),
		people:    newPeopleServer(c),
		issues:    newIssuesServer(c, comparing),
		workbench: newWorkbenchServer(c),
		review:    newReviewServer(c),
		compare:   newCompareServer(c, comparing),
	}
}

// Close waits for what runs beside the requests, and closes the desk.
func (s *Server) Close() {
	s.issues.wait()
	s.Desk.Close()
}

// WelcomeURL is the one-time link for whoever sets Galley up; see the same of the accounts.
func (s *Server) WelcomeURL(base string) (link string, ok bool) { return s.account.WelcomeURL(base) }
