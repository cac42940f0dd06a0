package desk

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/models"
)

// outcomeOf is what follows from how a set stands: what was given and is done, and what waits for whom.
func outcomeOf(record models.AnnotationSet, set *markup.Set) models.Outcome {
	return models.Outcome{Version: set.Version(), StateOf: statesIn(set), Waits: func(crew models.Crew) []models.Wait {
		var rows []models.Wait
		for _, w := range waitingIn(record, set, crew) {
			rows = append(rows, waitRow(set, w))
		}
		return rows
	}}
}

// waitingIn is what waits for whom in a set. Nobody reviews an independent set: it is compared.
func waitingIn(record models.AnnotationSet, set *markup.Set, crew models.Crew) []markup.Wait {
	all := set.Waiting(record.Plan(), crewIn(set, crew))
	if record.Kind != models.Independent {
		return all
	}
	var own []markup.Wait
	for _, w := range all {
		if w.Stage == 0 {
			own = append(own, w)
		}
	}
	return own
}

// crewIn is who works on a set, with what was given where it is now.
func crewIn(set *markup.Set, crew models.Crew) markup.Crew {
	c := markup.Crew{Authors: crew.Authors}
	for _, a := range crew.Given {
		place := FindWork(set, a)
		if place.Gone {
			continue
		}
		g := markup.Given{Article: place.Article, Person: a.UserID, Review: a.Task == models.ToReview}
		if g.Article == "" {
			g.Page = a.Page
		}
		c.Given = append(c.Given, g)
	}
	return c
}

// waitRow is what is stored of something that waits.
func waitRow(set *markup.Set, w markup.Wait) models.Wait {
	first := w.Parts[0]
	row := models.Wait{UserID: w.Person, Stage: w.Stage, Since: w.Since, Parts: len(w.Parts), Page: first.Page, Article: first.ID}
	if first.ID == "" {
		return row
	}
	row.Title = set.Title(first.ID)
	for b := range set.Members(first.ID) {
		row.Page, row.StartAt = b.Page, b.Start
		break
	}
	return row
}

// movesParts reports whether a change can alter what waits for whom in a set that is being reviewed: how far something
// has come, which articles there are and what is theirs, and who marked most of what was returned.
func movesParts(before, after *markup.Set, c markup.Change) bool {
	switch c.Cell.Kind {
	case markup.StateCell, markup.StageCell, markup.ArticleCell, markup.WithheldCell:
		return true
	case markup.BlockCell:
	default:
		return false
	}
	article := articleAt(after, c.Cell.Page, c.Cell.At)
	if article != articleAt(before, c.Cell.Page, c.Cell.At) || tailOf(c.From) != tailOf(c.To) {
		return true
	}
	part := markup.Cell{Kind: markup.StateCell, ID: article}
	if article == "" {
		part.Page = c.Cell.Page
	}
	return after.StandOf(part).State == markup.Returned && !slices.Equal(before.Markers(part), after.Markers(part))
}

// tailOf is the article that a block's value gives to the blocks below; "" for none.
func tailOf(v markup.Value) text.ID {
	b, _ := v.(markup.Block)
	return b.Tail
}

// settleWork adds to a job what follows from it, if it can alter that.
func settleWork(j *job) {
	if !j.set.pending.InReview() && !j.after.InReview() && !j.decides() {
		return
	}
	for _, e := range j.steps {
		for _, c := range e.Step.Changes {
			if !movesParts(j.set.pending, j.after, c) {
				continue
			}
			outcome := outcomeOf(j.set.record, j.after)
			j.alongside().Outcome = &outcome
			return
		}
	}
}

// Settle writes what follows from how a set stands now, after who works on it was changed.
func (d *Desk) Settle(ctx context.Context, id int64) error {
	for range attempts {
		view, err := d.View(ctx, id)
		if err != nil {
			return err
		}
		err = d.store.Settle(ctx, id, outcomeOf(view.Record, view.Set))
		if !errors.Is(err, models.ErrStale) {
			return err
		}
		d.Refresh(ctx)
	}
	return models.ErrStale
}

// SettleAll writes what waits for whom in sets of which that is not written. A set that cannot be read keeps nobody
// from the others.
func (d *Desk) SettleAll(ctx context.Context) error {
	const some = 20
	var failed []error
	before := int64(math.MaxInt64)
	for {
		ids, err := d.store.Unsettled(ctx, before, some)
		if err != nil || len(ids) == 0 {
			return errors.Join(append(failed, err)...)
		}
		for _, id := range ids {
			if err := d.Settle(ctx, id); err != nil {
				failed = append(failed, fmt.Errorf("say what waits in set %d: %w", id, err))
			}
			before = id
		}
		// A whole archive must not stay in memory for this.
		d.Sweep(countPause)
	}
}

// SettleSoon is SettleAll, beside the requests.
func (d *Desk) SettleSoon() {
	d.background.Go(func() {
		if err := d.SettleAll(context.Background()); err != nil {
			d.log.Error("say what waits for whom", "error", err)
		}
	})
}
