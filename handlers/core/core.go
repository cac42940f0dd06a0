package core

import (
	"log/slog"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"galley/desk"
	"galley/models"
)

// Core is what every area of the server has: the store, the desk, sessions, and how to answer.
type Core struct {
	Store    *models.Store
	Desk     *desk.Desk
	Sessions *scs.SessionManager
	Log      *slog.Logger
	Version  string

	proxied  bool
	BaseURL  string
	Mails    bool
	Clock    func() time.Time
	Turn     models.Turn // when a day begins
	Throttle *throttle
	Known    *sessionCache
}

// New is the core over a store.
func New(o Options) *Core {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Desk == nil {
		o.Desk = desk.New(o.Store, o.Log)
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Turn == nil {
		o.Turn = &models.UsualTurn
	}
	c := &Core{
		Store:    o.Store,
		Desk:     o.Desk,
		Log:      o.Log,
		Version:  o.Version,
		proxied:  o.Proxied,
		BaseURL:  strings.TrimSuffix(o.BaseURL, "/"),
		Mails:    o.Mails,
		Clock:    o.Clock,
		Turn:     *o.Turn,
		Throttle: newThrottle(o.Clock),
		Known:    newSessionCache(),
	}
	c.Sessions = newSessions(o.Store.SessionStore(), o.Secure)
	c.Sessions.ErrorFunc = c.sessionTrouble
	return c
}

// Today is the newsroom's day now: noon of its date.
func (c *Core) Today() time.Time { return c.Turn.Day(c.Clock().Local()) }

// Options are what a program decides about its server, besides the provider of sign-ins.
type Options struct {
	Store   *models.Store
	Desk    *desk.Desk       // nil makes one
	Log     *slog.Logger     // nil logs nothing
	Version string           // of the program
	Clock   func() time.Time // nil is time.Now
	Turn    *models.Turn     // when a day begins, by the clock; nil is models.UsualTurn
	// Secure keeps the session cookie to HTTPS. It is false only for plain
	// HTTP on a loopback address.
	Secure bool
	// Proxied says that a proxy stands in front and tells the visitor's address in
	// X-Forwarded-For, which nobody else is believed.
	Proxied bool
	// BaseURL is the address at which people reach Galley, for links; "" takes it
	// from the request.
	BaseURL string
	Mails   bool // letters are sent
}
