package review

import (
	"slices"

	"galley/handlers/core"
	"galley/models"
	"galley/newsroom"
	views "galley/views/review"
)

// addThreads puts what was said beside its line, and lists it.
func (p *page) addThreads(a part) {
	v := &p.view
	for _, t := range p.threads {
		key := p.partOf(t)
		if key != a.Key && (key != "" || t.ResolvedBy != nil) {
			continue
		}
		at := newsroom.ThreadPlace(p.Set, t)
		c := views.Card{Kind: views.ThreadCard, ID: "t-" + t.Key, Thread: p.threadOf(t), Page: at.Page, Start: at.Start}
		row := slices.IndexFunc(v.Rows, func(l views.Line) bool {
			return !l.Pale && l.Page == at.Page && l.Start <= at.Start && at.Start < l.End
		})
		if key == "" {
			row, c.Page = -1, 0
		}
		switch {
		case row >= 0 && t.Anchor != models.OnArticle:
			c.Start = v.Rows[row].Start
			c.Thread.Number = v.Rows[row].Number
			v.Rows[row].Cards = append(v.Rows[row].Cards, c)
		case t.Anchor == models.OnArticle || key == "":
			v.Head = append(v.Head, c)
		default:
			c.Page = 0 // its line is not drawn yet
		}
		v.Points = append(v.Points, c)
	}
}

// threadOf is a thread as it is drawn.
func (p *page) threadOf(t models.ThreadView) *views.Thread {
	said := &views.Thread{Key: t.Key, Resolved: t.Resolver, Mine: t.AuthorID == p.User.ID}
	for _, c := range t.Comments {
		s := views.Spoken{Key: c.Key, By: c.Author, Text: c.Text, Answer: c.Answer, At: c.CreatedAt, Taken: c.TakenAt != nil, Gone: c.DeletedBy != nil}
		if c.Act != "" {
			s.Suggests = p.suggestion(c.Act)
		}
		said.Comments = append(said.Comments, s)
	}
	return said
}

// fillPanel says what happened to a part, and what the reader may decide of it.
func (p *page) fillPanel(a part, rows []views.QueueRow) error {
	v := &p.view
	for _, m := range p.reading.Milestones {
		if m.IsAbout(p.Set, a.scope) {
			v.History = append(v.History, core.MilestoneOf(p.Set, p.plan, p.numbers, m))
		}
	}
	if d, kept := p.drafts[v.PlaceOfWords()]; kept {
		v.Decision.Draft, v.Decision.DraftAt = d.Words, d.At
	}
	if err := p.fillStages(a); err != nil {
		return err
	}
	if err := p.offer(a, rows); err != nil {
		return err
	}
	if v.Decision.Pass == nil && v.Decision.Return == nil && (len(v.Decision.Other) == 0 || !p.plan.IsSingle() || a.Withdrawn) {
		v.Decision.Words = p.whyNothing(a)
	}
	if err := p.offerWhole(rows); err != nil {
		return err
	}
	return p.offerWithdrawing(a)
}
