package desk

import (
	"context"
	"time"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/models"
)

// countPause is how long what was counted waits for more, so that a burst of acts is written once.
const countPause = time.Second

// keepCounted lets the issue list know, in a moment and beside the requests, what the committed head of
// o counts. The set is locked.
func (d *Desk) keepCounted(o *openSet) {
	d.counting.Lock()
	defer d.counting.Unlock()
	if d.changed == nil {
		d.changed = map[int64]*markup.Set{}
		d.background.Go(d.writeCounted)
	}
	d.changed[o.id] = o.committed
}

// writeCounted writes what is counted of the sets that changed, until none has for a while.
func (d *Desk) writeCounted() {
	for {
		select {
		case <-d.closing:
		case <-time.After(countPause):
		}
		d.counting.Lock()
		changed := d.changed
		if len(changed) == 0 {
			d.changed = nil
			d.counting.Unlock()
			return
		}
		d.changed = map[int64]*markup.Set{}
		d.counting.Unlock()
		var all []models.Counted
		for id, set := range changed {
			all = append(all, countedOf(id, set))
		}
		if err := d.store.SaveCounted(context.Background(), all); err != nil {
			d.log.Error("write what the issue list shows", "error", err) // CountStale does it again
		}
	}
}

// CountStale brings the lines of the issue list up to date that are behind: of sets that a program
// changed which was broken off, and of issues that an older Galley stored.
func (d *Desk) CountStale(ctx context.Context) error {
	const some = 20
	met := map[int64]bool{}
	for {
		ids, err := d.store.StaleSets(ctx, some)
		if err != nil || len(ids) == 0 || met[ids[0]] {
			return err // a set that a newer Galley changed stays behind
		}
		met[ids[0]] = true
		var all []models.Counted
		for _, id := range ids {
			view, err := d.View(ctx, id)
			if err != nil {
				return err
			}
			all = append(all, countedOf(id, view.Set))
		}
		if err := d.store.SaveCounted(ctx, all); err != nil {
			return err
		}
		// A whole archive must not stay in memory for being counted.
		d.Sweep(countPause)
		if len(ids) < some {
			return nil
		}
	}
}

// countSoon is CountStale, beside the requests.
func (d *Desk) countSoon() {
	d.background.Go(func() {
		if err := d.CountStale(context.Background()); err != nil {
			d.log.Error("count what the issue list shows", "error", err)
		}
	})
}

// countedOf counts a set page by page.
func countedOf(id int64, s *markup.Set) models.Counted {
	c := models.Counted{Set: id, Version: s.Version(), Figures: figuresOf(s)}
	c.Figures.State = s.Standings(markup.Cell{Kind: markup.StateCell}).State()
	problems := problemsByPage(s)
	for _, p := range s.Source().Pages {
		blocks, decided := s.Count(p.Key)
		standings := s.Standings(markup.Cell{Kind: markup.StateCell, Page: p.Key})
		c.Pages = append(c.Pages, models.PageCell{Key: p.Key, Label: p.Label, Blocks: blocks, Decided: decided,
			Problems: problems[p.Key], State: standings.State(), Parts: standings.Parts, Returned: standings.Returned, Accepted: standings.Accepted, At: standings.At})
		c.Headings = append(c.Headings, headingsOf(s, p)...)
	}
	return c
}

// problemsByPage counts the problems that count; an article's where it begins.
func problemsByPage(s *markup.Set) map[int]int {
	problems := map[int]int{}
	for scope, list := range s.Problems() {
		page := scope.Page
		if scope.Kind == markup.ArticleCell {
			for b := range s.Members(scope.ID) {
				page = b.Page
				break
			}
		}
		for _, p := range list {
			if p.Counts() {
				problems[page]++
			}
		}
	}
	return problems
}

// headingsOf are the source's blocks of a page in which a headline of the set begins.
func headingsOf(s *markup.Set, p *markup.Page) []models.Heading {
	var headings []models.Heading
	at := 0
	for b := range s.Blocks(p.Key) {
		for at+1 < len(p.Blocks) && p.Blocks[at].End <= b.Start {
			at++
		}
		if vocabulary.BaseOf(b.Role) == vocabulary.RoleHeadline {
			headings = append(headings, models.Heading{Page: p.Key, Block: p.Blocks[at].Start})
		}
	}
	return headings
}

// PutAway closes sets for everybody, because their issue went into the bin: whoever asks for one gets an
// answer that says so, and streams of events end.
func (d *Desk) PutAway(ids ...int64) {
	for _, id := range ids {
		d.sets.Lock()
		o := d.open[id]
		d.sets.Unlock()
		if o == nil {
			continue
		}
		o.mu.Lock()
		for l := range o.listeners {
			o.dismiss(l)
		}
		d.sets.Lock()
		if d.open[id] == o {
			d.putAway(o)
		}
		d.sets.Unlock()
		o.mu.Unlock()
	}
}
