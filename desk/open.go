package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"galley/fault"
	"galley/markup"
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
	gone      bool   // swept; whoever still holds it opens the set anew
	inflight  []*job // resolved and not yet written, in order
	recent    map[markup.ID]bool
	history   map[int64]*history
	listeners map[*Listener]bool

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
	o.committed = markup.NewSet(source)
	if set, size := d.restore(ctx, o.id, source); set != nil {
		o.committed, o.snapshot = set, size
	}
	o.pending = o.committed
	return d.catchUp(ctx, o)
}

// restore is the set of the newest snapshot; nil where there is none or it is damaged, for then the
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
		d.log.Error("a snapshot can not be read; the steps are read instead", "set", id, "error", err)
		return nil, 0
	}
	return set, len(stored.Body)
}

func hashOf(body string) string {
	sum := sha256.Sum256([]byte(body))
	return hex.EncodeToString(sum[:])
}

// catchUp applies the stored steps after the committed head, tells the listeners, and lets the
// pending head fall back to it. A step that this program can not apply makes the set read-only.
func (d *Desk) catchUp(ctx context.Context, o *openSet) error {
	steps, err := d.store.StepsAfter(ctx, o.id, o.committed.Version(), 0)
	if err != nil {
		return err
	}
	for _, step := range steps {
		before := o.committed
		entry, err := entryOf(step)
		if err == nil {
			o.committed, err = before.Apply(entry)
		}
		if err != nil {
			o.committed = before
			o.broken = fault.Wrap(fault.Conflict, err, "This set was changed by a newer Galley; it can be read here, not changed.")
			d.log.Error("a stored step can not be applied; the set is read-only", "set", o.id, "version", step.Version, "error", err)
			break
		}
		o.weight += len(step.Changes) + len(step.Act)
		o.recent[entry.ID] = true
		delete(o.history, entry.Author)
		o.tell(news(before, o.committed, []markup.Entry{entry}))
	}
	o.pending = o.committed
	o.epoch++
	return nil
}

// remember keeps the entry's id, so that a step sent twice is noticed without a look in the store,
// and brings its author's history up to date.
func (o *openSet) remember(e markup.Entry) {
	if len(o.recent) > 4096 {
		clear(o.recent)
	}
	o.recent[e.ID] = true
	if h := o.history[e.Author]; h != nil {
		h.add(e)
	}
}

// entryOf reads a stored step.
func entryOf(s models.Step) (markup.Entry, error) {
	e := markup.Entry{Version: s.Version, ID: s.StepID, Author: s.AuthorID, At: s.At, Inferred: s.Inferred}
	if s.Undoes != nil {
		e.Undoes = *s.Undoes
	}
	if s.Act != "" {
		var head struct {
			Kind string `json:"kind"`
		}
		if err := json.Unmarshal([]byte(s.Act), &head); err != nil {
			return e, fmt.Errorf("read the act of version %d: %w", s.Version, err)
		}
		e.Kind, e.Act = head.Kind, json.RawMessage(s.Act)
	}
	if err := json.Unmarshal([]byte(s.Changes), &e.Step); err != nil {
		return e, fmt.Errorf("read version %d: %w", s.Version, err)
	}
	return e, nil
}

// rowOf is an entry as it is stored.
func rowOf(set int64, e markup.Entry) (models.Step, error) {
	changes, err := json.Marshal(e.Step)
	if err != nil {
		return models.Step{}, fmt.Errorf("write a step: %w", err)
	}
	row := models.Step{SetID: set, Version: e.Version, StepID: e.ID, AuthorID: e.Author, At: e.At,
		Act: string(e.Act), Changes: string(changes), Inferred: e.Inferred}
	if e.Undoes != "" {
		row.Undoes = &e.Undoes
	}
	return row, nil
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
