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
	known map[string]acquaintance // by what the token is of, a session or a bearer, and the token
	era   int                     // grows when everybody is forgotten
	gone  chan struct{}           // closed when everybody is forgotten; nil while nobody waits for it
}

type acquaintance struct {
	user   models.User
	scopes []string // of a program's token
	until  time.Time
}

const (
	moment           = time.Second
	mostAcquaintance = 4096
)

// recall is whose a token is, if it was read a moment ago. The era is for meet, when not.
func (a *acquaintances) recall(token string) (who acquaintance, era int, known bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	who, known = a.known[token]
	return who, a.era, known && time.Now().Before(who.until)
}

// meet remembers the user of a token. What was read in an earlier era may be over: somebody signed
// out meanwhile.
func (a *acquaintances) meet(token string, who acquaintance, era int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if era != a.era {
		return
	}
	if a.known == nil || len(a.known) >= mostAcquaintance {
		a.known = map[string]acquaintance{}
	}
	who.until = time.Now().Add(moment)
	a.known[token] = who
}

// forget forgets everybody, and tells whoever waits for it.
func (a *acquaintances) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.known = nil
	a.era++
	if a.gone != nil {
		close(a.gone)
		a.gone = nil
	}
}

// forgotten is closed when everybody is forgotten the next time.
func (a *acquaintances) forgotten() <-chan struct{} {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.gone == nil {
		a.gone = make(chan struct{})
	}
	return a.gone
}
