package handlers

import (
	"sync"
	"time"

	"galley/models"
)

// acquaintances remembers for a moment whose a session is, so that a stream of steps does not read
// session and account anew for each. Whatever changes sessions or accounts here forgets everybody;
// what another process changes is noticed when the moment is over.
type acquaintances struct {
	mu    sync.Mutex
	known map[string]acquaintance // by the session's token
	era   int                     // grows when everybody is forgotten
}

type acquaintance struct {
	user  models.User
	until time.Time
}

const (
	moment           = time.Second
	mostAcquaintance = 4096
)

// recall is the user of a token, if it was read a moment ago. The era is for meet, when not.
func (a *acquaintances) recall(token string) (user models.User, era int, known bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	found, known := a.known[token]
	return found.user, a.era, known && time.Now().Before(found.until)
}

// meet remembers the user of a token. What was read in an earlier era may be over: somebody signed
// out meanwhile.
func (a *acquaintances) meet(token string, user models.User, era int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if era != a.era {
		return
	}
	if a.known == nil || len(a.known) >= mostAcquaintance {
		a.known = map[string]acquaintance{}
	}
	a.known[token] = acquaintance{user, time.Now().Add(moment)}
}

// forget forgets everybody.
func (a *acquaintances) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.known = nil
	a.era++
}
