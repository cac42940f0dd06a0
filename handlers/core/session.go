package core

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/models"
)

// What a session holds, all of it text.
const (
	SessionSignIn = "visit" // id of the sign-in
	SessionSetUp  = "setup" // of the one-time link it came by
	sessionFlash  = "flash" // a sentence for the next page
	SessionUndo   = "undo"  // an address that takes back what the sentence tells
)

var errStranger = fault.New(fault.SignIn, "Please sign in first.")

// newSessions are the sessions of a store; with secure, their cookie is kept to HTTPS.
func newSessions(store scs.CtxStore, secure bool) *scs.SessionManager {
	m := scs.New()
	m.Store = store
	m.Codec = jsonCodec{}
	m.HashTokenInStore = true
	m.IdleTimeout = models.SignInIdle
	m.Lifetime = models.SignInLife
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

// OpenSession signs user in, under a new token; way is how they came.
func (s *Core) OpenSession(c echo.Context, user models.User, way string) error {
	ctx := c.Request().Context()
	if err := s.Sessions.RenewToken(ctx); err != nil {
		return err
	}
	if before := s.Sessions.GetString(ctx, SessionSignIn); before != "" {
		// Whoever was signed in here is not any more.
		if _, err := s.Store.DropSignIn(ctx, before); err != nil {
			return err
		}
		s.Known.Purge()
	}
	signIn, err := s.Store.BeginSignIn(ctx, user.ID, way, FromOf(c))
	if err != nil {
		return err
	}
	RemarkOf(ctx).SignedIn = user
	s.Sessions.Remove(ctx, SessionSetUp)
	s.Sessions.Put(ctx, SessionSignIn, signIn.ID)
	return nil
}

// FromOf is where a request comes from, for the record.
func FromOf(c echo.Context) models.From {
	return models.From{Address: c.RealIP(), Browser: c.Request().UserAgent()}
}

// personOf is the user of a context that holds a loaded session; it returns
// SignIn for a stranger, a closed account and a sign-in that was ended.
func (s *Core) personOf(ctx context.Context, address string) (models.User, error) {
	signIn := s.Sessions.GetString(ctx, SessionSignIn)
	if signIn == "" {
		return models.User{}, errStranger
	}
	user, err := s.Store.SignedInUser(ctx, signIn, address)
	if fault.CodeOf(err) == fault.NotFound {
		return models.User{}, errStranger
	}
	return user, err
}

// Where a request keeps what the middleware found.
const (
	KeyUser    = "user"    // models.User
	KeySession = "session" // true inside LoadAndSave
	KeyJSON    = "json"    // true where errors are answered as JSON
)

// UserOf is who asks. Outside LoadAndSave it reads the session itself, and
// saves nothing. It returns SignIn for a stranger.
func (s *Core) UserOf(c echo.Context) (models.User, error) {
	if user, ok := c.Get(KeyUser).(models.User); ok {
		return user, nil
	}
	if token := bearerOf(c); token != "" {
		user, _, err := s.bearer(c, token)
		return user, err
	}
	token := s.outsideToken(c)
	known, era, met := s.Known.Get(sessionKey{ofSession, token})
	if met {
		recognise(c, known.user)
		return known.user, nil
	}
	user, err := s.FreshUser(c)
	if err == nil {
		recognise(c, user)
	}
	if err == nil && token != "" {
		s.Known.Put(sessionKey{ofSession, token}, knownPerson{user: user}, era)
	}
	return user, err
}

// outsideToken is the session's token of a request outside LoadAndSave; "" for one inside, and for
// a stranger.
func (s *Core) outsideToken(c echo.Context) string {
	if c.Get(KeySession) != nil {
		return ""
	}
	cookie, err := c.Cookie(s.Sessions.Cookie.Name)
	if err != nil {
		return ""
	}
	return cookie.Value
}

// FreshUser is userOf read again, for a request that lasts: it notices that
// somebody signed out or lost the account meanwhile.
func (s *Core) FreshUser(c echo.Context) (models.User, error) {
	ctx := c.Request().Context()
	if token := bearerOf(c); token != "" {
		user, _, err := s.Store.TokenUser(ctx, token)
		return user, err
	}
	if c.Get(KeySession) == nil {
		token := s.outsideToken(c)
		if token == "" {
			return models.User{}, errStranger
		}
		var err error
		if ctx, err = s.Sessions.Load(ctx, token); err != nil {
			return models.User{}, err
		}
	}
	return s.personOf(ctx, c.RealIP())
}
