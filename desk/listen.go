package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"galley/engine/markup"
)

// Event is something that happened to a set: a step, as its answer, or what was said about the set.
type Event struct {
	Name string // "step", "query", "read", "presence", "work"
	Data []byte // JSON
}

// Listener hears what changes in one set, steps in version order.
type Listener struct {
	News <-chan Event // closed when the listener was too slow
	Here []Colleague  // who had the set open when the listening began

	send  chan Event
	who   int64
	leave func()
}

// Leave ends the listening.
func (l *Listener) Leave() { l.leave() }

// backlog is how many answers a listener may be behind before it is dropped.
const backlog = 256

// Listen lets somebody hear everything in a set after the committed head, whose version it gives: what
// came before stands in the set itself. Others hear that they are there, until they leave.
func (d *Desk) Listen(ctx context.Context, set int64, who markup.Actor) (*Listener, int64, error) {
	o, err := d.hold(ctx, set)
	if err != nil {
		return nil, 0, err
	}
	defer o.mu.Unlock()
	send := make(chan Event, backlog)
	o.arrive(who, d.Now())
	l := &Listener{News: send, Here: o.colleaguesOf(who.ID), send: send, who: who.ID}
	l.leave = func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.dismiss(l)
	}
	o.listeners[l] = true
	return l, o.committed.Version(), nil
}

// tell sends an answer to everybody who listens; it is encoded once.
func (o *openSet) tell(a Answer) {
	if len(o.listeners) == 0 {
		return
	}
	o.spreadNews("step", a)
}

// Tell sends what is no step to everybody who listens to a set.
func (d *Desk) Tell(ctx context.Context, set int64, name string, what any) error {
	data, err := json.Marshal(what)
	if err != nil {
		return fmt.Errorf("write an event: %w", err)
	}
	o, err := d.hold(ctx, set)
	if err != nil {
		return err
	}
	defer o.mu.Unlock()
	o.spread(Event{name, data})
	return nil
}

// TellOne sends what is no step to one user, wherever they listen to a set.
func (d *Desk) TellOne(ctx context.Context, set, user int64, name string, what any) error {
	data, err := json.Marshal(what)
	if err != nil {
		return fmt.Errorf("write an event: %w", err)
	}
	o, err := d.hold(ctx, set)
	if err != nil {
		return err
	}
	defer o.mu.Unlock()
	o.spreadTo(Event{name, data}, func(l *Listener) bool { return l.who == user })
	return nil
}

// spreadNews sends what can be written as JSON to everybody who listens.
func (o *openSet) spreadNews(name string, what any) {
	data, err := json.Marshal(what)
	if err != nil {
		return // our own values can always be written
	}
	o.spread(Event{name, data})
}

// spread sends an event to everybody who listens; the slow are dropped.
func (o *openSet) spread(e Event) { o.spreadTo(e, func(*Listener) bool { return true }) }

// spreadTo sends an event to some of those who listen.
func (o *openSet) spreadTo(e Event, meant func(*Listener) bool) {
	for l := range o.listeners {
		if !meant(l) {
			continue
		}
		select {
		case l.send <- e:
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
		o.depart(l.who)
	}
}
