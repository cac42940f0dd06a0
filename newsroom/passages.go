package newsroom

import (
	"time"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
)

// Passage is how a part of a set went through its stages of review.
type Passage struct {
	markup.Course
	Passed   map[int]desk.Milestone // by which it passed the stages behind it
	Last     desk.Milestone         // the last decision that moved it; zero if none
	Returned int                    // how often it was returned
}

// SignOffs are the times at which all of a page was accepted.
type SignOffs struct {
	Times []time.Time
	Void  time.Time // since when the last of them does not hold, as something was reopened; zero if it holds
}

// Holds reports whether all of the page is accepted now.
func (s SignOffs) Holds() bool { return len(s.Times) > 0 && s.Void.IsZero() }

// Passages are how all parts of a set went through review, by their cells, and by page when all of it was accepted.
type Passages struct {
	Parts map[markup.Cell]*Passage
	Pages map[int]*SignOffs

	index *markup.PartsIndex
	open  map[int]int // parts of a page that are not accepted
}

// PassagesOf follows the decisions of a set, in order. It costs what they were about.
func PassagesOf(set *markup.Set, milestones []desk.Milestone) *Passages {
	p := &Passages{Parts: map[markup.Cell]*Passage{}, Pages: map[int]*SignOffs{}, index: set.IndexEver(), open: map[int]int{}}
	for _, part := range p.index.All() {
		page := p.index.Page(part)
		p.Parts[part] = &Passage{Course: markup.Outset(), Passed: map[int]desk.Milestone{}}
		p.open[page]++
		p.Pages[page] = &SignOffs{}
	}
	decided := map[text.ID]bool{}
	for _, m := range milestones {
		decided[m.Article] = decided[m.Article] || m.State == markup.Withdrawn
	}
	for _, part := range set.WithdrawnIn(markup.Cell{Kind: markup.StateCell}) {
		if !decided[part.ID] { // with its package, or before that was a decision
			p.Parts[part].Withdrawn = true
			p.open[p.index.Page(part)]--
		}
	}
	for _, m := range milestones {
		p.follow(m)
	}
	return p
}

// follow takes a decision into account.
func (p *Passages) follow(m desk.Milestone) {
	for _, part := range p.index.Of(&m.SetState) {
		passage := p.Parts[part]
		was := passage.Settled()
		if passage.follow(m) {
			p.count(p.index.Page(part), was, passage.Settled(), m.At)
		}
	}
}

// follow takes a decision about the part into account, and reports whether it moved it.
func (p *Passage) follow(m desk.Milestone) bool {
	stage, moved := p.Follow(&m.SetState)
	if !moved {
		return false
	}
	p.Last = m
	if stage > 0 {
		p.Passed[stage] = m
	}
	if m.Returns() {
		p.Returned++
	}
	for n := range p.Passed {
		if p.State != markup.Accepted && n >= p.Stage {
			delete(p.Passed, n)
		}
	}
	return true
}

// count notes that a part of a page was accepted, or is no longer.
func (p *Passages) count(page int, was, is bool, at time.Time) {
	signed := p.Pages[page]
	switch {
	case is && !was:
		if p.open[page]--; p.open[page] == 0 {
			signed.Times, signed.Void = append(signed.Times, at), time.Time{}
		}
	case was && !is:
		if p.open[page]++; signed.Holds() {
			signed.Void = at
		}
	}
}
