package handlers

import (
	"log/slog"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"golang.org/x/sync/semaphore"

	"galley/desk"
	"galley/models"
	"galley/newsroom"
)

// Options are what a program decides about its server.
type Options struct {
	Store   *models.Store
	Desk    *desk.Desk       // nil makes one
	Log     *slog.Logger     // nil logs nothing
	Version string           // of the program
	Clock   func() time.Time // nil is time.Now
	// Secure keeps the session cookie to HTTPS. It is false only for plain
	// HTTP on a loopback address.
	Secure bool
	// Proxied says that a proxy stands in front and tells the visitor's address in
	// X-Forwarded-For, which nobody else is believed.
	Proxied bool
	// BaseURL is the address at which people reach Galley, for links; "" takes it
	// from the request.
	BaseURL  string
	Provider *Provider // of sign-ins; nil for none
	Mails    bool      // letters are sent
}

// Server answers requests. Make one with New; it is safe for concurrent use.
type Server struct {
	Store    *models.Store
	Desk     *desk.Desk
	Sessions *scs.SessionManager
	Log      *slog.Logger
	Version  string

	proxied   bool
	baseURL   string
	provider  *provider
	mails     bool
	clock     func() time.Time
	passwords *newsroom.Passwords
	throttle  *throttle
	welcome   *welcome

	known        *sessionCache
	loading      *semaphore.Weighted // of loads that are read at once
	comparing    *newsroom.Comparing
	adjudication *newsroom.Adjudication
	filling      filling
}

// New is a server over a store, ready for Routes.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Desk == nil {
		o.Desk = desk.New(o.Store, o.Log)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	s := &Server{
		Store:     o.Store,
		Desk:      o.Desk,
		Log:       o.Log,
		Version:   o.Version,
		proxied:   o.Proxied,
		baseURL:   strings.TrimSuffix(o.BaseURL, "/"),
		provider:  newProvider(o.Provider),
		mails:     o.Mails,
		clock:     o.Clock,
		passwords: newsroom.NewPasswords(),
		throttle:  newThrottle(o.Clock),
		welcome:   &welcome{},
		known:     newSessionCache(),
		loading:   semaphore.NewWeighted(loadsAtOnce),
	}
	s.comparing, s.adjudication = newsroom.NewComparing(o.Desk, o.Store), newsroom.NewAdjudication(o.Desk, o.Store, o.Clock)
	s.Sessions = newSessions(o.Store.SessionStore(), o.Secure)
	s.Sessions.ErrorFunc = s.sessionTrouble
	return s
}
