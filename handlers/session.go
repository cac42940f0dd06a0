package handlers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/models"
)

// What a session holds, all of it text.
const (
	sessionUser  = "user"  // id
	sessionStamp = "stamp" // of the password it was opened with
	sessionSetUp = "setup" // of the one-time link it came by
	sessionFlash = "flash" // a sentence for the next page
	sessionUndo  = "undo"  // an address that takes back what the sentence tells
)

const (
	idleTimeout = 14 * 24 * time.Hour
	lifetime    = 90 * 24 * time.Hour
)

var errStranger = fault.New(fault.SignIn, "Please sign in first.")

func newSessions(store scs.CtxStore, secure bool) *scs.SessionManager {
	m := scs.New()
	m.Store = store
	m.Codec = jsonCodec{}
	m.HashTokenInStore = true
	m.IdleTimeout = idleTimeout
	m.Lifetime = lifetime
	m.Cookie.Name = "galley"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = secure
	if secure {
		m.Cookie.Name = "__Host-galley"
	}
	return m
}

// jsonCodec stores sessions as JSON, so that any release can read them.
type jsonCodec struct{}

type storedSession struct {
	Deadline time.Time      `json:"deadline"`
	Values   map[string]any `json:"values"`
}

// Encode is part of scs.Codec.
func (jsonCodec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	return json.Marshal(storedSession{deadline, values})
}

// Decode is part of scs.Codec.
func (jsonCodec) Decode(b []byte) (time.Time, map[string]any, error) {
	var stored storedSession
	if err := json.Unmarshal(b, &stored); err != nil {
		return time.Time{}, nil, err
	}
	if stored.Values == nil {
		stored.Values = map[string]any{}
	}
	return stored.Deadline, stored.Values, nil
}

// stampOf ties a session to a password: a new password ends the sessions that
// were opened with the old one.
func stampOf(user models.User) string {
	sum := sha256.Sum256([]byte(user.PasswordHash))
	return hex.EncodeToString(sum[:8])
}

// openSession signs user in, under a new token.
func (s *Server) openSession(ctx context.Context, user models.User) error {
	if err := s.Sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.Sessions.Remove(ctx, sessionSetUp)
	s.Sessions.Put(ctx, sessionUser, strconv.FormatInt(user.ID, 10))
	s.Sessions.Put(ctx, sessionStamp, stampOf(user))
	return nil
}

// personOf is the user of a context that holds a loaded session; it returns
// SignIn for a stranger, a closed account and a session of an older password.
func (s *Server) personOf(ctx context.Context) (models.User, error) {
	id, err := strconv.ParseInt(s.Sessions.GetString(ctx, sessionUser), 10, 64)
	if err != nil {
		return models.User{}, errStranger
	}
	user, err := s.Store.User(ctx, id)
	if fault.CodeOf(err) == fault.NotFound {
		return models.User{}, errStranger
	}
	if err != nil {
		return models.User{}, err
	}
	if !user.Active || s.Sessions.GetString(ctx, sessionStamp) != stampOf(user) {
		return models.User{}, errStranger
	}
	return user, nil
}

// Where a request keeps what the middleware found.
const (
	keyUser    = "user"    // models.User
	keySession = "session" // true inside LoadAndSave
	keyJSON    = "json"    // true where errors are answered as JSON
)

// userOf is who asks. Outside LoadAndSave it reads the session itself, and
// saves nothing. It returns SignIn for a stranger.
func (s *Server) userOf(c echo.Context) (models.User, error) {
	if user, ok := c.Get(keyUser).(models.User); ok {
		return user, nil
	}
	token := s.outsideToken(c)
	user, era, known := s.acquaintances.recall(token)
	if known {
		recognise(c, user)
		return user, nil
	}
	user, err := s.freshUser(c)
	if err == nil {
		recognise(c, user)
	}
	if err == nil && token != "" {
		s.acquaintances.meet(token, user, era)
	}
	return user, err
}

// outsideToken is the session's token of a request outside LoadAndSave; "" for one inside, and for
// a stranger.
func (s *Server) outsideToken(c echo.Context) string {
	if c.Get(keySession) != nil {
		return ""
	}
	cookie, err := c.Cookie(s.Sessions.Cookie.Name)
	if err != nil {
		return ""
	}
	return cookie.Value
}

// freshUser is userOf read anew, for a request that lasts: it notices that
// somebody signed out or lost the account meanwhile.
func (s *Server) freshUser(c echo.Context) (models.User, error) {
	ctx := c.Request().Context()
	if c.Get(keySession) == nil {
		token := s.outsideToken(c)
		if token == "" {
			return models.User{}, errStranger
		}
		var err error
		if ctx, err = s.Sessions.Load(ctx, token); err != nil {
			return models.User{}, err
		}
	}
	return s.personOf(ctx)
}
