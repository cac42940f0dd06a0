package desk

import (
	"context"
	"errors"

	"galley/engine/text"
	"galley/fault"
	"galley/models"
)

// Result is what became of one of several acts.
type Result struct {
	Answer Answer
	Err    error
}

// ApplyAll is Apply for acts that were done one after the other and come together: each is resolved on
// what those before it left, and all are written in one commit. A refused act does not hold up those
// after it.
func (d *Desk) ApplyAll(ctx context.Context, requests []Request) []Result {
	results := make([]Result, len(requests))
	jobs := make([]*job, len(requests))
	for i, r := range requests {
		if !text.ValidID(r.ID) {
			results[i].Err = fault.New(fault.Invalid, "The step ID %q does not have the form Galley uses.", r.ID)
			continue
		}
		jobs[i], results[i].Answer, results[i].Err = d.queueUp(ctx, r, false)
	}
	for i, j := range jobs {
		if j == nil {
			continue
		}
		d.await(j)
		results[i] = Result{j.answer, j.result}
	}
	for i := range results {
		// Somebody else was first: what was resolved behind it is resolved again, in the same order.
		if errors.Is(results[i].Err, models.ErrStale) {
			results[i].Answer, results[i].Err = d.Apply(ctx, requests[i])
		}
	}
	return results
}
