package review

import (
	"encoding/json"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/newsroom"
	"galley/views/parts"
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

// suggestion is what a comment suggests, in words.
func (p *page) suggestion(act string) string {
	var about struct {
		Kind, Role, Type, Text string
	}
	if json.Unmarshal([]byte(act), &about) != nil {
		return ""
	}
	switch {
	case about.Role != "":
		return parts.RoleWords(p.ctx, about.Role)
	case about.Type != "":
		return parts.TypeWords(p.ctx, about.Type)
	case about.Text != "":
		return "“" + about.Text + "”"
	}
	return locale.T(p.ctx, "a change")
}

// fillPanel says what happened to a part, and what the reader may decide of it.
func (p *page) fillPanel(a part, rows []views.QueueRow) error {
	v := &p.view
	for _, m := range p.reading.Milestones {
		if p.isAbout(m, a) {
			v.History = append(v.History, core.MilestoneOf(p.Set, p.numbers, m))
		}
	}
	if d, kept := p.drafts[v.PlaceOfWords()]; kept {
		v.Decision.Draft, v.Decision.DraftAt = d.Words, d.At
	}
	for _, to := range []markup.State{markup.Accepted, markup.Submitted, markup.Returned, markup.Draft} {
		if err := p.offer(a, to, rows); err != nil {
			return err
		}
	}
	if v.Decision.Pass == nil && v.Decision.Return == nil && len(v.Decision.Other) == 0 {
		v.Decision.Words = p.whyNothing(a)
	}
	return p.offerWhole(rows)
}

// offer adds a change of state of the part to what the reader may decide, with the reason if it would be refused.
func (p *page) offer(a part, to markup.State, rows []views.QueueRow) error {
	act := a.act(to)
	if markup.May(p.actor, p.standing, p.Set, act) != nil {
		return nil
	}
	if _, err := p.Resolve(act, text.NewID(), markup.Circumstances{}); err != nil {
		return nil
	}
	m := views.Move{To: to, Label: moveLabel(p, a.State, to), Unread: p.view.Unread}
	var err error
	if m.Refused, err = p.server.refuses(p.ctx, p.Opened, act); err != nil {
		return err
	}
	if m.Refused == "" && to == markup.Accepted {
		act.Reason = ""
		if m.Wants, err = p.server.refuses(p.ctx, p.Opened, act); err != nil {
			return err
		}
	}
	d := &p.view.Decision
	switch {
	case to == markup.Accepted, to == markup.Submitted:
		d.Pass = &m
	case to == markup.Returned && a.State == markup.Submitted:
		d.Return = &m
	default:
		m.Asks = true
		d.Other = append(d.Other, m)
	}
	return nil
}

// whyNothing says why the reader has nothing to decide.
func (p *page) whyNothing(a part) string {
	switch a.State {
	case markup.Draft, markup.Returned:
		return locale.T(p.ctx, "It is with its editors. They submit it when it is marked.")
	case markup.Submitted:
		return locale.T(p.ctx, "It is with its reviewers.")
	}
	return locale.T(p.ctx, "It is accepted. A reviewer can reopen it.")
}

// moveLabel is what the button of a change of state says.
func moveLabel(p *page, from, to markup.State) string {
	switch {
	case to == markup.Accepted:
		return locale.T(p.ctx, "Accept")
	case to == markup.Returned && from == markup.Accepted:
		return locale.T(p.ctx, "Reopen")
	case to == markup.Returned:
		return locale.T(p.ctx, "Return")
	case to == markup.Draft:
		return locale.T(p.ctx, "Take back")
	}
	return locale.T(p.ctx, "Submit")
}

// offerWhole adds what the reader may make of the page of the part, if the issue has several, and of the set.
func (p *page) offerWhole(rows []views.QueueRow) error {
	scopes := []markup.Cell{{Kind: markup.StateCell}}
	if here := p.view.Here.Page; here != 0 && len(p.Source().Pages) > 1 {
		scopes = append([]markup.Cell{{Kind: markup.StateCell, Page: here}}, scopes...)
	}
	for _, scope := range scopes {
		unread := 0
		for _, row := range rows {
			if (scope.Page == 0 || row.Page == scope.Page) && row.Group == views.WaitsForReader && row.News != views.SeenPart {
				unread++
			}
		}
		for _, to := range []markup.State{markup.Accepted, markup.Submitted, markup.Returned, markup.Draft} {
			if err := p.offerScope(scope, to, unread); err != nil {
				return err
			}
		}
	}
	return nil
}

// offerScope adds a change of state of a page or of the set, in which some parts are unread.
func (p *page) offerScope(scope markup.Cell, to markup.State, unread int) error {
	act := &markup.SetState{State: to, Page: scope.Page, Reason: "?"}
	if markup.May(p.actor, p.standing, p.Set, act) != nil {
		return nil
	}
	if _, err := p.Resolve(act, text.NewID(), markup.Circumstances{}); err != nil {
		return nil //nolint:nilerr // what makes no sense now is not offered
	}
	refused, err := p.server.refuses(p.ctx, p.Opened, act)
	if err != nil {
		return err
	}
	label := moveLabel(p, p.StateOf(scope), to)
	m := views.Move{To: to, Of: "set", Refused: refused, Asks: true, Unread: unread, Label: locale.T(p.ctx, "%s: the whole set", label)}
	if scope.Page != 0 {
		m.Of = outsideKey(scope.Page)
		m.Label = locale.T(p.ctx, "%s: all of page %s", label, p.pageName(scope.Page))
	}
	p.view.Decision.Whole = append(p.view.Decision.Whole, m)
	return nil
}
