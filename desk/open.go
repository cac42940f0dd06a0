package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"time"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
	"galley/models"
)

// openSet is a set in memory. Its pending head runs ahead of the committed one by what is queued.
type openSet struct {
	id   int64
	used time.Time // guarded by Desk.sets

	mu        sync.Mutex
	record    models.AnnotationSet
	committed *markup.Set
	pending   *markup.Set
	epoch     int // grows when the pending head falls back, so that queued steps notice
	broken    error
	gone      bool             // swept; whoever still holds it opens the set again
	inflight  []*job           // resolved and not yet written, in order
	recent    map[text.ID]bool // ids of steps, a hint that one may be stored
	history   map[int64]*history
	skipped   map[text.ID]bool // steps that an undo or redo passes over, see skip
	listeners map[*Listener]bool
	present   map[int64]*presence // who listens, by user

	weight, snapshot int  // bytes of steps since the last snapshot, and of that snapshot
	storing          bool // a snapshot is being stored
}

// smallestSnapshot is how many bytes of steps are always read rather than stored as a snapshot.
const smallestSnapshot = 64 << 10

// read fills o from the store: the newest snapshot that is whole, and the steps after it.
func (d *Desk) read(ctx context.Context, o *openSet) error {
	record, err := d.store.Set(ctx, o.id)
	if err != nil {
		return err
	}
	source, err := d.store.Source(ctx, record.IssueID)
	if err != nil {
		return err
	}
	o.record = record
	set, size := d.restore(ctx, o.id, source)
	if set == nil {
		set = markup.NewSet(source)
	}
	o.committed, o.pending, o.snapshot = set, set, size
	if err := d.catchUp(ctx, o); err != nil {
		o.committed, o.pending = nil, nil
		return err
	}
	return nil
}

// restore is the set of the newest snapshot, or nil if absent or it is damaged, for then the
// steps tell everything.
func (d *Desk) restore(ctx context.Context, id int64, source *markup.Source) (*markup.Set, int) {
	stored, err := d.store.LatestSnapshot(ctx, id)
	if err != nil {
		if fault.CodeOf(err) != fault.NotFound {
			d.log.Error("read a snapshot", "set", id, "error", err)
		}
		return nil, 0
	}
	if hashOf(stored.Body) != stored.Hash {
		d.log.Error("a snapshot is damaged; the steps are read instead", "set", id, "version", stored.Version)
		return nil, 0
	}
	set, err := markup.Restore(source, []byte(stored.Body))
	if err != nil {
		d.log.Error("a snapshot cannot be read; the steps are read instead", "set", id, "error", err)
		return nil, 0
	}
	return set, len(stored.Body)
}

func hashOf(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}

// catchUp applies the stored steps after the committed head, tells the listeners, and lets the
// pending head fall back to it. A step that this program cannot apply makes the set read-only.
func (d *Desk) catchUp(ctx context.Context, o *openSet) error {
	if o.broken != nil {
		return nil
	}
	rows, err := d.store.StepsAfter(ctx, o.id, o.committed.Version(), 0)
	if err != nil || len(rows) == 0 {
		return err
	}
	for len(rows) > 0 {
		n := together(rows)
		if err := o.follow(rows[:n]); err != nil {
			o.broken = fault.Wrap(fault.Conflict, err, "This set was changed by a newer version of Galley; it can be read here but not changed.")
			d.log.Error("a stored step cannot be applied; the set is read-only", "set", o.id, "version", rows[0].Version, "error", err)
			break
		}
		rows = rows[n:]
	}
	o.fallBack()
	return nil
}

// together is how many of rows are one act: the first, and what was inferred of it.
func together(rows []models.Step) int {
	if len(rows) > 1 && rows[1].Inferred && rows[1].StepID == inferredID(rows[0].StepID) {
		return 2
	}
	return 1
}

// follow applies the rows of one act to the committed head, whole or not at all.
func (o *openSet) follow(rows []models.Step) error {
	entries, err := oneAct(rows)
	if err != nil {
		return err
	}
	before, after := o.committed, o.committed
	for _, e := range entries {
		if after, err = after.Apply(e); err != nil {
			return err
		}
	}
	o.committed = after
	for i, e := range entries {
		o.weight += len(rows[i].Changes) + len(rows[i].Act)
		o.notice(e.ID)
		delete(o.history, e.Author)
	}
	if len(o.listeners) > 0 {
		o.tell(news(before, after, entries))
	}
	return nil
}

// keepSnapshot stores a snapshot of the committed head beside the requests, when the steps since
// the last weigh as much as it does.
func (d *Desk) keepSnapshot(o *openSet) {
	if o.storing || o.weight < max(o.snapshot, smallestSnapshot) {
		return
	}
	o.storing, o.weight = true, 0
	set := o.committed
	d.background.Go(func() {
		size := d.storeSnapshot(o.id, set)
		o.mu.Lock()
		defer o.mu.Unlock()
		o.storing = false
		if size > 0 {
			o.snapshot = size
		}
	})
}

// storeSnapshot stores set and gives its size in bytes; 0 when it could not be stored, which costs
// nothing but time at the next opening.
func (d *Desk) storeSnapshot(id int64, set *markup.Set) int {
	body, err := set.Snapshot()
	if err == nil {
		err = d.store.SaveSnapshot(context.Background(), models.Snapshot{
			SetID: id, Version: set.Version(), Hash: hashOf(string(body)), Body: string(body)})
	}
	if err != nil {
		d.log.Error("store a snapshot", "set", id, "error", err)
		return 0
	}
	return len(body)
}

// keptIDs is how many ids of steps an open set remembers.
const keptIDs = 4096

// notice keeps the id of a step, so that one sent twice is looked up at once.
func (o *openSet) notice(id text.ID) {
	if len(o.recent) >= keptIDs {
		clear(o.recent)
	}
	o.recent[id] = true
}

// remember notices a step of the pending head and brings its author's history up to date.
func (o *openSet) remember(e markup.LoggedStep) {
	o.notice(e.ID)
	if h := o.history[e.Author]; h != nil {
		h.add(e)
	}
}
