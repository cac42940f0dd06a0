package desk

import (
	"context"
	"errors"
	"slices"

	"galley/models"
)

// await returns once j is written or has failed. Whoever comes by while nobody writes takes the
// token and writes everything that is queued, of all sets, in one transaction. There is no timer:
// one client alone never waits, and many share the cost of a commit.
func (d *Desk) await(j *job) {
	for {
		select {
		case <-j.done:
			return
		case d.token <- struct{}{}:
			d.writeOnce(j)
		}
	}
}

// writeOnce commits the queue, unless j has been written meanwhile, and gives the token back.
func (d *Desk) writeOnce(j *job) {
	defer func() { <-d.token }()
	if !j.isDone() {
		d.write()
	}
}

// write commits the queue. Only the holder of the token calls it.
func (d *Desk) write() {
	d.queueing.Lock()
	queue := d.queue
	d.queue = nil
	d.queueing.Unlock()
	// Should the writer panic, nobody may wait for it forever.
	defer func() {
		for _, j := range queue {
			if !j.isDone() {
				j.fail(errAbandoned)
			}
		}
	}()

	var batch []models.Append
	var jobs []*job
	for _, j := range queue {
		if j.stale() {
			j.fail(models.ErrStale)
			continue
		}
		batch = append(batch, j.append)
		jobs = append(jobs, j)
	}
	if len(batch) == 0 {
		return
	}
	for i, err := range d.store.AppendSteps(context.Background(), batch) {
		if err != nil {
			jobs[i].fail(err)
			continue
		}
		d.settle(jobs[i])
	}
}

// errAbandoned is the error of a step whose writer did not come to its end.
var errAbandoned = errors.New("write steps: the writer broke off")

// isDone reports whether j is written or has failed.
func (j *job) isDone() bool {
	select {
	case <-j.done:
		return true
	default:
		return false
	}
}

// stale reports whether j was resolved on a head that has fallen back since.
func (j *job) stale() bool {
	j.set.mu.Lock()
	defer j.set.mu.Unlock()
	return j.epoch != j.set.epoch
}

// fail gives j its error and lets the set's pending head fall back to the committed one, so that
// what was resolved on top of j is resolved again.
func (j *job) fail(err error) {
	o := j.set
	o.mu.Lock()
	if j.epoch == o.epoch {
		o.fallBack()
	}
	o.landed(j)
	o.mu.Unlock()
	j.result = err
	close(j.done)
}

// settle makes j's head the committed one and tells everybody.
func (d *Desk) settle(j *job) {
	o := j.set
	o.mu.Lock()
	// Somebody who was catching up may have come across the step already.
	if o.committed.Version() < j.after.Version() {
		o.committed = j.after
		o.weight += j.weight
		o.tell(j.answer)
		d.settleBeside(j)
		d.keepSnapshot(o)
		d.keepCounted(o)
		if j.epoch != o.epoch {
			// The pending head had given j up.
			o.fallBack()
		}
	}
	o.landed(j)
	o.mu.Unlock()
	close(j.done)
}

// settleBeside spreads what a step changed beside its set, which is locked.
func (d *Desk) settleBeside(j *job) {
	beside := j.append.Alongside
	if beside == nil {
		return
	}
	if beside.Settled {
		j.set.spread(Event{"work", []byte("{}")})
	}
	if beside.Chosen {
		d.countSoon()
	}
}

// fallBack resets the pending head to the committed one. Jobs under way are resolved again, except one that
// is being written at this moment and that the database accepts. The set is locked.
func (o *openSet) fallBack() {
	o.pending = o.committed
	o.epoch++
	for _, j := range o.inflight {
		delete(o.history, j.author())
	}
}

// landed takes j off the list of what is under way.
func (o *openSet) landed(j *job) {
	o.inflight = slices.DeleteFunc(o.inflight, func(k *job) bool { return k == j })
}
