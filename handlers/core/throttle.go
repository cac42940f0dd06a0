package core

import (
	"strings"
	"sync"
	"time"
)

// throttle makes repeated guesses wait, longer each time. It lives in memory:
// a restart forgets it, and each server counts for itself.
type throttle struct {
	clock func() time.Time
	mu    sync.Mutex
	seen  map[string]guesses
}

// guesses are the failures under one key.
type guesses struct {
	failed int
	until  time.Time // no further guess before
	last   time.Time
}

// Patience are a key's bounds: how many guesses are free, and the longest wait after them.
type Patience struct {
	free    int
	longest time.Duration
}

const (
	forgetAfter = time.Hour
	mostKeys    = 10_000
)

func newThrottle(clock func() time.Time) *throttle {
	return &throttle{clock: clock, seen: map[string]guesses{}}
}

// KeysOf are the keys of one guess. A stranger elsewhere can delay an account
// for half a minute at most, so that nobody is locked out by guessing.
func KeysOf(name, address string) map[string]Patience {
	name = strings.ToLower(name)
	if len(name) > 200 {
		name = name[:200]
	}
	return map[string]Patience{
		"both " + address + " " + name: {free: 4, longest: 15 * time.Minute},
		"address " + address:           {free: 20, longest: 15 * time.Minute},
		"name " + name:                 {free: 20, longest: 30 * time.Second},
	}
}

// The patience with tokens and links. Both hold so much chance that nobody guesses one; who tries many is
// slowed all the same.
var (
	tokenPatience = Patience{free: 20, longest: time.Minute}
	LinkPatience  = Patience{free: 20, longest: time.Minute}
)

// Waiting is how long keys have to wait, 0 for not at all; it counts nothing.
func (t *throttle) Waiting(keys map[string]Patience) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.wait(keys, t.clock())
}

func (t *throttle) wait(keys map[string]Patience, now time.Time) time.Duration {
	wait := time.Duration(0)
	for key := range keys {
		wait = max(wait, t.seen[key].until.Sub(now))
	}
	return wait
}

// Begin counts a guess before it is tried, so that guesses made at once count
// too. It returns how long to wait instead, 0 for go ahead.
func (t *throttle) Begin(keys map[string]Patience) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.clock()
	t.forget(now)
	if wait := t.wait(keys, now); wait > 0 {
		return wait
	}
	for key, p := range keys {
		g := t.seen[key]
		if now.Sub(g.last) > forgetAfter {
			g = guesses{}
		}
		g.failed++
		g.last = now
		if over := g.failed - p.free; over >= 0 {
			g.until = now.Add(min(p.longest, time.Second<<min(over, 20)))
		}
		t.seen[key] = g
	}
	return 0
}

// Clear forgets the guesses of somebody who got in.
func (t *throttle) Clear(keys map[string]Patience) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for key := range keys {
		delete(t.seen, key)
	}
}

func (t *throttle) forget(now time.Time) {
	if len(t.seen) < mostKeys {
		return
	}
	for key, g := range t.seen {
		if now.Sub(g.last) > forgetAfter || len(t.seen) >= 2*mostKeys {
			delete(t.seen, key)
		}
	}
}
