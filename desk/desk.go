// Package desk keeps annotation sets open: it applies steps, commits them, and tells everybody who
// has the set before them. It knows the engine and the store; it knows no request and no page.
package desk

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"galley/markup"
	"galley/models"
)

// Desk holds the open sets of one store. It is safe for concurrent use. Make one with New.
type Desk struct {
	store *models.Store
	log   *slog.Logger

	sets  sync.Mutex
	open  map[int64]*openSet
	token chan struct{} // whoever holds it writes

	lining sync.Mutex
	queue  []*job // resolved and not yet written, in order

	background sync.WaitGroup
}

// New is a desk over a store. A nil log logs nothing.
func New(store *models.Store, log *slog.Logger) *Desk {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Desk{store: store, log: log, open: map[int64]*openSet{}, token: make(chan struct{}, 1)}
}

// Close waits for what runs beside the requests, such as snapshots being stored.
func (d *Desk) Close() { d.background.Wait() }

// View is a set as it is stored: the committed head, an immutable value.
type View struct {
	*markup.Set
	Record models.AnnotationSet // kind and owner; its figures may be older than Set
}

// View gives the committed head of a set. It returns NotFound where there is no such set.
func (d *Desk) View(ctx context.Context, id int64) (View, error) {
	o, err := d.openSet(ctx, id)
	if err != nil {
		return View{}, err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return View{Set: o.committed, Record: o.record}, nil
}

// openSet is the open set with id, read from the store when it is asked for first.
func (d *Desk) openSet(ctx context.Context, id int64) (*openSet, error) {
	d.sets.Lock()
	o, found := d.open[id]
	if !found {
		o = &openSet{id: id, recent: map[markup.ID]bool{}, history: map[int64]*history{}, listeners: map[*Listener]bool{}}
		d.open[id] = o
	}
	o.used = time.Now()
	d.sets.Unlock()

	o.mu.Lock()
	defer o.mu.Unlock()
	if o.committed != nil {
		return o, nil
	}
	if err := d.read(ctx, o); err != nil {
		d.sets.Lock()
		delete(d.open, id)
		d.sets.Unlock()
		return nil, err
	}
	return o, nil
}

// Sweep forgets sets that nobody has used for a while.
func (d *Desk) Sweep(idle time.Duration) {
	d.sets.Lock()
	defer d.sets.Unlock()
	for id, o := range d.open {
		if time.Since(o.used) > idle && o.mu.TryLock() {
			if len(o.listeners) == 0 && o.pending == o.committed {
				o.gone = true
				delete(d.open, id)
			}
			o.mu.Unlock()
		}
	}
}

// Refresh reads what others wrote to the store: the command line beside a running server, another
// server on the same database. Sets with steps of their own under way notice by themselves.
func (d *Desk) Refresh(ctx context.Context) {
	d.sets.Lock()
	var sets []*openSet
	for _, o := range d.open {
		sets = append(sets, o)
	}
	d.sets.Unlock()
	for _, o := range sets {
		o.mu.Lock()
		if o.committed != nil && o.pending == o.committed {
			if err := d.catchUp(ctx, o); err != nil {
				d.log.Error("read on in a set", "set", o.id, "error", err)
			}
		}
		o.mu.Unlock()
	}
}
