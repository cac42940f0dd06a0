package desk

import (
	"context"
	"encoding/json"
)

// Listener hears what changes in one set, in version order.
type Listener struct {
	News <-chan []byte // answers as JSON; closed when the listener was too slow

	send  chan []byte
	leave func()
}

// Leave ends the listening.
func (l *Listener) Leave() { l.leave() }

// backlog is how many answers a listener may be behind before it is dropped.
const backlog = 256

// Listen hears everything in a set after the committed head, whose version it gives: what came
// before is to be read from the set itself.
func (d *Desk) Listen(ctx context.Context, set int64) (*Listener, int64, error) {
	o, err := d.hold(ctx, set)
	if err != nil {
		return nil, 0, err
	}
	defer o.mu.Unlock()
	send := make(chan []byte, backlog)
	l := &Listener{News: send, send: send}
	l.leave = func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.dismiss(l)
	}
	o.listeners[l] = true
	return l, o.committed.Version(), nil
}

// tell sends an answer to everybody who listens; it is encoded once, and the slow are dropped.
func (o *openSet) tell(a Answer) {
	if len(o.listeners) == 0 {
		return
	}
	data, err := json.Marshal(a)
	if err != nil {
		return // the cells were written as JSON a moment ago
	}
	for l := range o.listeners {
		select {
		case l.send <- data:
		default:
			o.dismiss(l)
		}
	}
}

// dismiss takes l off the list, once.
func (o *openSet) dismiss(l *Listener) {
	if o.listeners[l] {
		delete(o.listeners, l)
		close(l.send)
	}
}
