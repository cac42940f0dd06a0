package core

import (
	"compress/gzip"
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"galley/fault"
)

// formLimit is how much a form or an act may send, in bytes.
const formLimit = 4 << 20

// Everywhere is the middleware of every request, outermost first.
func (s *Core) Everywhere() []echo.MiddlewareFunc {
	return []echo.MiddlewareFunc{
		numbered,
		s.logged,
		s.recovered(),
		guarded,
		s.localized,
		s.sameOrigin(),
	}
}

// numbered gives each request a number of our own, to be named when asking for help.
func numbered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, strings.ToLower(rand.Text()[:12]))
		return next(c)
	}
}

// guarded sets the headers that keep pages to themselves.
func guarded(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		return next(c)
	}
}

// sameOrigin refuses what another site makes a browser send.
func (s *Core) sameOrigin() echo.MiddlewareFunc {
	protection := http.NewCrossOriginProtection()
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if bearerOf(c) != "" {
				return next(c) // no site can make a browser send a token
			}
			if err := protection.Check(c.Request()); err != nil {
				return fault.Wrap(fault.Forbidden, err, "Another site sent this request, so Galley did not follow it. Open Galley itself and try again.")
			}
			return next(c)
		}
	}
}

// limited reads at most n bytes of a request's body.
func limited(n int64) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			r.Body = http.MaxBytesReader(c.Response(), r.Body, n)
			return next(c)
		}
	}
}

// Kind is the middleware of a kind of route.
type Kind int

// The kinds of routes.
const (
	Bare       Kind = iota // nothing but the rule
	Packed                 // compressed
	Page                   // compressed, with a session and a form
	Upload                 // a page that takes a file; its handler sets the limit
	Download               // a page that packs its answer itself, or streams it
	Either                 // a page whose errors are JSON for a script
	Live                   // JSON for scripts; outside the session's middleware, which would store a session with every step
	LivePacked             // the same, compressed
)

// Around is the middleware of a route, outermost first: who may use it is asked as soon as an error can be
// answered. It panics where no rule is given, so that a server with such a route does not start.
func (s *Core) Around(k Kind, may Rule) []echo.MiddlewareFunc {
	if !may.open && len(may.roles) == 0 {
		panic("a route has no rule")
	}
	guard := s.guard(may)
	switch k {
	case Bare:
		return []echo.MiddlewareFunc{guard}
	case Packed:
		return []echo.MiddlewareFunc{compressed(), guard}
	case Page:
		return append(append([]echo.MiddlewareFunc{compressed()}, s.paged()...), limited(formLimit), guard)
	case Upload:
		return append(append([]echo.MiddlewareFunc{compressed()}, s.paged()...), guard)
	case Download:
		return append(s.paged(), limited(formLimit), guard)
	case Either:
		return append(append([]echo.MiddlewareFunc{compressed()}, s.paged()...), asAsked, limited(formLimit), guard)
	case Live:
		return []echo.MiddlewareFunc{spoken, limited(formLimit), guard}
	case LivePacked:
		return []echo.MiddlewareFunc{spoken, limited(formLimit), guard, compressed()}
	}
	panic(fmt.Sprintf("no kind %d of routes", k))
}

// paged is the session around a page, and errors answered within it, so that its cookie is written once.
func (s *Core) paged() []echo.MiddlewareFunc {
	return []echo.MiddlewareFunc{
		echo.WrapMiddleware(s.Sessions.LoadAndSave),
		func(next echo.HandlerFunc) echo.HandlerFunc {
			return func(c echo.Context) error {
				c.Set(KeySession, true)
				c.Response().Header().Set("Cache-Control", "private, no-cache")
				if err := next(c); err != nil {
					s.AnswerError(err, c)
				}
				return nil
			}
		},
	}
}

// compressed packs answers. It is the quickest compression: a long page waits for nothing else as long as for a
// better one.
func compressed() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{Level: gzip.BestSpeed, MinLength: 1024})
}

// asAsked makes errors JSON if a script asks for it.
func asAsked(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if strings.HasPrefix(c.Request().Header.Get(echo.HeaderAccept), echo.MIMEApplicationJSON) {
			c.Set(KeyJSON, true)
		}
		return next(c)
	}
}

// spoken makes errors JSON.
func spoken(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(KeyJSON, true)
		return next(c)
	}
}

// sessionTrouble answers when a session can be neither read nor kept.
func (s *Core) sessionTrouble(w http.ResponseWriter, r *http.Request, err error) {
	RemarkOf(r.Context()).Fail(fmt.Errorf("session: %w", err))
	http.Error(w, Sentence(r.Context(), err), http.StatusInternalServerError)
}
