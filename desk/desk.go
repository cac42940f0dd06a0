package desk

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/models"
)

// Desk holds the open sets of one store. It is safe for concurrent use. Make one with New.
type Desk struct {
	store *models.Store
	log   *slog.Logger

	sets  sync.Mutex
	open  map[int64]*openSet
	token chan struct{} // whoever holds it writes

	queueing sync.Mutex
	queue    []*job // resolved and not yet written, in order

	counting sync.Mutex
	changed  map[int64]*markup.Set // whose counts wait to be written; nil while nobody writes them

	background sync.WaitGroup
	closing    chan struct{}
	closed     sync.Once
}

// New is a desk over a store. A nil log logs nothing.
func New(store *models.Store, log *slog.Logger) *Desk {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Desk{store: store, log: log, open: map[int64]*openSet{}, token: make(chan struct{}, 1), closing: make(chan struct{})}
}

// Now is the time of the store's clock.
func (d *Desk) Now() time.Time { return d.store.Now() }

// Close waits for what runs beside the requests, such as snapshots being stored.
func (d *Desk) Close() {
	d.closed.Do(func() { close(d.closing) })
	d.background.Wait()
}

// View is a set as it is stored: the committed head, an immutable value.
type View struct {
	*markup.Set
	Record models.AnnotationSet // kind and owner; its figures may be older than Set
}

// View gives the committed head of a set. It returns NotFound if there is no such set.
func (d *Desk) View(ctx context.Context, id int64) (View, error) {
	o, err := d.hold(ctx, id)
	if err != nil {
		return View{}, err
	}
	defer o.mu.Unlock()
	return View{Set: o.committed, Record: o.record}, nil
}

// hold gives the open set with id, locked, and read from the store when it is asked for first.
func (d *Desk) hold(ctx context.Context, id int64) (*openSet, error) {
	for {
		o := d.find(id)
		if ready, err := d.ready(ctx, o); ready || err != nil {
			return o, err
		}
	}
}

// find is the set with id among the open ones, whether it has been read yet or not.
func (d *Desk) find(id int64) *openSet {
	d.sets.Lock()
	defer d.sets.Unlock()
	o, found := d.open[id]
	if !found {
		o = &openSet{id: id, recent: map[text.ID]bool{}, history: map[int64]*history{}, listeners: map[*Listener]bool{}, present: map[int64]*presence{}}
		d.open[id] = o
	}
	o.used = time.Now()
	return o
}

// ready locks o once it has been read; ok is false, and o not locked, for one that was put away
// meanwhile or cannot be read.
func (d *Desk) ready(ctx context.Context, o *openSet) (ok bool, err error) {
	o.mu.Lock()
	defer func() {
		if !ok {
			o.mu.Unlock()
		}
	}()
	if o.gone {
		return false, nil
	}
	if o.committed == nil {
		if err := d.read(ctx, o); err != nil {
			d.sets.Lock()
			defer d.sets.Unlock()
			d.putAway(o)
			return false, err
		}
	}
	return true, nil
}

// putAway takes o off the open sets; whoever waits for it opens the set again. Both o and the list of
// sets are locked.
func (d *Desk) putAway(o *openSet) {
	o.gone = true
	delete(d.open, o.id)
}

// Sweep forgets sets that nobody has used for a while, and says how many.
func (d *Desk) Sweep(idle time.Duration) (forgotten int) {
	d.sets.Lock()
	defer d.sets.Unlock()
	for _, o := range d.open {
		// A set that is locked is being used.
		if time.Since(o.used) >= idle && o.mu.TryLock() {
			if o.committed != nil && len(o.listeners)+len(o.inflight) == 0 {
				d.putAway(o)
				forgotten++
			}
			o.mu.Unlock()
		}
	}
	return forgotten
}

// Refresh reads what others wrote to the store: the command line beside a running server, another
// server on the same database, whoever changed the stages of an issue. Sets with steps of their own under way notice by themselves.
func (d *Desk) Refresh(ctx context.Context) {
	d.sets.Lock()
	open := maps.Clone(d.open)
	d.sets.Unlock()
	if len(open) == 0 {
		return
	}
	heads, err := d.store.Heads(ctx, slices.Collect(maps.Keys(open)))
	if err != nil {
		d.log.Error("look for what others wrote", "error", err)
	}
	for id, head := range heads {
		if err := d.refresh(ctx, open[id], head); err != nil {
			d.log.Error("catch up with the steps of a set", "set", id, "error", err)
		}
	}
}

// refresh catches up with the store, which has head of a set.
func (d *Desk) refresh(ctx context.Context, o *openSet, head models.Head) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.gone || o.committed == nil {
		return nil
	}
	o.record.Stages = head.Stages
	if o.pending != o.committed || o.committed.Version() >= head.Version {
		return nil
	}
	return d.catchUp(ctx, o)
}
