package core

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/models"
)

// bearerOf is the token that a program sends, "" for a request without one.
func bearerOf(c echo.Context) string {
	scheme, token, _ := strings.Cut(c.Request().Header.Get(echo.HeaderAuthorization), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// bearer is for whom a token acts, and what it is good for. It opens no session, and looks at none.
func (s *Core) bearer(c echo.Context, token string) (models.User, []string, error) {
	known, era, met := s.Known.Get(sessionKey{ofBearer, token})
	if met {
		recognise(c, known.user)
		return known.user, known.scopes, nil
	}
	keys := map[string]Patience{"token " + c.RealIP(): tokenPatience}
	if wait := s.Throttle.Waiting(keys); wait > 0 {
		return models.User{}, nil, s.Slow(c, wait)
	}
	user, row, err := s.Store.TokenUser(c.Request().Context(), token)
	if fault.CodeOf(err) == fault.SignIn {
		s.Throttle.Begin(keys)
		return models.User{}, nil, errors.Join(err, s.noteRefused(c, row))
	}
	if err != nil {
		return models.User{}, nil, err
	}
	scopes := strings.Fields(row.Scopes)
	recognise(c, user)
	s.Known.Put(sessionKey{ofBearer, token}, knownPerson{user: user, scopes: scopes}, era)
	return user, scopes, nil
}

// noteRefused records that a token was tried that was good once: once an hour, for programs try again.
func (s *Core) noteRefused(c echo.Context, row models.Token) error {
	if row.ID == 0 {
		return nil
	}
	RemarkOf(c.Request().Context()).About = row.UserID
	return s.Store.NoteSeldom(c.Request().Context(), time.Hour, EntryFrom(c, models.AuditEntry{Kind: models.TokenRefused, UserID: &row.UserID, Detail: row.Name}))
}

// scopeRefusal is the answer to a program whose token is not good for a route.
func scopeRefusal(scope string) error {
	switch scope {
	case models.ScopeRead:
		return fault.New(fault.Forbidden, "This token does not allow reading. Create one with the scope read.")
	case models.ScopeExport:
		return fault.New(fault.Forbidden, "This token does not allow exports. Create one with the scope export.")
	case models.ScopeMark:
		return fault.New(fault.Forbidden, "This token does not allow marking. Create one with the scope mark.")
	}
	return fault.New(fault.Forbidden, "This address does not accept tokens; a person has to sign in.")
}

// Slow refuses a request for a while.
func (s *Core) Slow(c echo.Context, wait time.Duration) error {
	c.Response().Header().Set(echo.HeaderRetryAfter, fmt.Sprint(SecondsOf(wait)))
	return echo.NewHTTPError(http.StatusTooManyRequests)
}

// SecondsOf are the whole seconds of a wait.
func SecondsOf(wait time.Duration) int { return int(math.Ceil(wait.Seconds())) }

// Note adds an entry to the record, with where the request comes from.
func (s *Core) Note(c echo.Context, entry models.AuditEntry) error {
	return s.Store.Note(context.WithoutCancel(c.Request().Context()), EntryFrom(c, entry))
}

// EntryFrom is an entry with where the request comes from.
func EntryFrom(c echo.Context, entry models.AuditEntry) models.AuditEntry {
	from := FromOf(c)
	entry.Address, entry.Browser = from.Address, from.Browser
	return entry
}

// Addresses tells the address of a visitor: the other end of the connection, or what a proxy of ours says.
func (s *Core) Addresses() echo.IPExtractor {
	if s.proxied {
		return echo.ExtractIPFromXFFHeader()
	}
	return echo.ExtractIPDirect()
}
