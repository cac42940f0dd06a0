package desk

import (
	"context"
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
			select {
			case <-j.done:
			default:
				d.write()
			}
			<-d.token
		}
	}
}

// write commits the queue. Only the holder of the token calls it.
func (d *Desk) write() {
	d.lining.Lock()
	queue := d.queue
	d.queue = nil
	d.lining.Unlock()

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

// stale says whether j was resolved on a head that has fallen back since.
func (j *job) stale() bool {
	j.set.mu.Lock()
	defer j.set.mu.Unlock()
	return j.epoch != j.set.epoch
}

// fail gives j its error and lets the set's pending head fall back to the committed one, so that
// what was resolved on top of j is resolved anew.
func (j *job) fail(err error) {
	o := j.set
	o.mu.Lock()
	if j.epoch == o.epoch {
		o.pending = o.committed
		o.epoch++
	}
	for _, e := range j.entries {
		delete(o.recent, e.ID)
		delete(o.history, e.Author)
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
	o.landed(j)
	// A reader who was catching up may have come across the step already.
	if o.committed.Version() < j.after.Version() {
		o.committed = j.after
		o.weight += j.weight
		o.tell(j.answer)
		d.keepSnapshot(o)
	}
	if o.pending.Version() < o.committed.Version() {
		o.pending = o.committed
	}
	o.mu.Unlock()
	close(j.done)
}

// landed takes j off the list of what is under way.
func (o *openSet) landed(j *job) {
	o.inflight = slices.DeleteFunc(o.inflight, func(k *job) bool { return k == j })
}
