package core

import (
	"time"

	"galley/cache"
	"galley/models"
)

// sessionCache keeps for a moment whose a session or a program's token is, so that a stream of steps does
// not read session and account again for each. Whatever changes sessions or accounts here purges it; what
// another process changes is noticed when the moment is over.
type sessionCache = cache.Cache[sessionKey, knownPerson]

// sessionKey is what somebody is known by: the token of a session, or one that a program carries.
type sessionKey struct{ kind, token string }

// The kinds of a sessionKey.
const (
	ofSession = "session"
	ofBearer  = "bearer"
)

type knownPerson struct {
	user   models.User
	scopes []string // of a program's token
}

const (
	sessionMoment = time.Second
	mostSessions  = 4096
)

func newSessionCache() *sessionCache {
	return cache.New[sessionKey, knownPerson](mostSessions, sessionMoment)
}
