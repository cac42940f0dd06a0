package desk

import (
	"context"
	"time"

	"galley/engine/markup"
	"galley/fault"
)

// Colleague is somebody who has a set open, and the block that their focus rests on. It is known in
// memory only: never stored, never a step.
type Colleague struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Page  int    `json:"page,omitempty"` // the page's key; 0 before the focus has rested anywhere
	Start int    `json:"start"`          // code point in the page
	Gone  bool   `json:"gone,omitempty"`
}

// presence is a colleague with what tells whether they are still there. Several tabs of one person
// are one person, whose focus is where it rested last.
type presence struct {
	Colleague
	tabs  int       // listeners
	heard time.Time // of the last beat
	away  bool      // silent for so long that colleagues were told they had gone
}

// absence is how long somebody may be silent and still be there: a lid that was shut ends no stream.
// static/js/workbench/colleagues.js beats faster than that, also in a tab that is not in sight.
const absence = 150 * time.Second

// Focus says where somebody's focus rests, or that it still rests there, and tells everybody who has
// the set open when that is news. It does nothing for somebody who does not listen. It returns Invalid
// for a place that is not in the text.
func (d *Desk) Focus(ctx context.Context, set int64, who markup.Actor, page, start int) error {
	o, err := d.hold(ctx, set)
	if err != nil {
		return err
	}
	defer o.mu.Unlock()
	if p := o.committed.Source().Page(page); p == nil || start < 0 || start >= p.Text.Len() {
		return fault.New(fault.Invalid, "There is no block at position %d of page %d.", start, page)
	}
	now := d.Now()
	o.fade(now)
	p := o.present[who.ID]
	if p == nil {
		return nil
	}
	news := p.away || p.Page != page || p.Start != start
	p.heard, p.away, p.Page, p.Start = now, false, page, start
	if news {
		o.spreadNews("presence", p.Colleague)
	}
	return nil
}

// colleaguesOf are all who are there but one, in no order. The set is locked.
func (o *openSet) colleaguesOf(who int64) []Colleague {
	var here []Colleague
	for id, p := range o.present {
		if id != who && !p.away {
			here = append(here, p.Colleague)
		}
	}
	return here
}

// arrive notes a listener of somebody, and tells the others of the first one. The set is locked.
func (o *openSet) arrive(who markup.Actor, now time.Time) {
	p := o.present[who.ID]
	if p == nil {
		p = &presence{Colleague: Colleague{ID: who.ID, Name: who.Name}, away: true}
		o.present[who.ID] = p
	}
	news := p.away
	p.tabs, p.heard, p.away = p.tabs+1, now, false
	if news {
		o.spreadNews("presence", p.Colleague)
	}
}

// depart notes that a listener of somebody has gone; with the last one they are gone at once. The set
// is locked.
func (o *openSet) depart(who int64) {
	p := o.present[who]
	if p == nil {
		return
	}
	if p.tabs--; p.tabs > 0 {
		return
	}
	delete(o.present, who)
	if !p.away {
		o.spreadNews("presence", Colleague{ID: who, Name: p.Name, Gone: true})
	}
}

// fade lets those go who have been silent for too long; their next beat brings them back. The set is
// locked.
func (o *openSet) fade(now time.Time) {
	for id, p := range o.present {
		if !p.away && now.Sub(p.heard) > absence {
			p.away = true
			o.spreadNews("presence", Colleague{ID: id, Name: p.Name, Gone: true})
		}
	}
}
