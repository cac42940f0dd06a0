package review

import (
	"cmp"
	"slices"
	"strings"

	"galley/address"
	"galley/engine/markup"
	"galley/models"
	views "galley/views/review"
)

// shownRows is how many rows of a group the queue shows at most: those around the part that is read.
const shownRows = 60

// queueRows are the rows of all parts.
func (p *page) queueRows(all []part) []views.QueueRow {
	open := p.openThreads(all)
	rows := make([]views.QueueRow, len(all))
	for i, a := range all {
		row := views.QueueRow{Part: a.Part, URL: address.Reading(p.Record.ID, a.Key, p.since, p.find), Open: open[a.Key], Group: p.groupOf(a)}
		row.Changes = len(p.reading.InBlocks(a.blocks))
		if a.scope.ID != "" {
			row.Changes += len(p.reading.OfArticle(a.scope.ID))
		}
		for _, b := range a.blocks {
			if p.isRisk(b) {
				row.Risks++
			}
		}
		p.tell(&row, a)
		rows[i] = row
	}
	p.settleJust(all, rows)
	return rows
}

// tell says how a part stands to the reader, and who brought it there.
func (p *page) tell(row *views.QueueRow, a part) {
	if a.Withdrawn {
		row.News = views.WithdrawnPart
		return
	}
	passage := p.passages.Parts[a.scope]
	last := passage.Last
	switch a.State {
	case markup.Draft:
		row.News = views.MarkingPart
	case markup.Returned:
		row.News, row.By, row.At, row.Mine = views.ReturnedPart, last.Name, last.At, last.Author == p.User.ID
	case markup.Accepted:
		row.News, row.By, row.At = views.PassedPart, last.Name, last.At
	default:
		row.News = views.ReviewPart
	}
	if a.State != markup.Submitted || row.Group != views.WaitsForReader {
		return
	}
	switch {
	case p.isFirst(a):
		row.News = views.NewPart
	case row.Changes > 0 && p.returnedBefore(a):
		row.News = views.AnsweredPart
	case row.Changes > 0:
		row.News = views.ChangedPart
	default:
		row.News = views.SeenPart
	}
}

// isFirst reports whether the reader has seen nothing of a part.
func (p *page) isFirst(a part) bool {
	for _, b := range a.blocks {
		if p.reading.Saw(b) {
			return false
		}
	}
	return true
}

// groupOf says for whom a part waits, or who passed it.
func (p *page) groupOf(a part) views.QueueKind {
	if a.Withdrawn {
		return views.OutOfIssue
	}
	switch a.State {
	case markup.Accepted:
		if p.passedByReader(a) {
			return views.PassedByReader
		}
		return views.Accepted
	case markup.Submitted:
		_, asked := p.Asked(a.scope, p.plan, markup.Crew{})
		if markup.MayDecide(p.actor, p.standing, a.stage) == nil && (slices.Contains(asked, markup.AnyReviewer) || slices.Contains(asked, p.actor.ID)) {
			return views.WaitsForReader
		}
		if p.passedByReader(a) {
			return views.PassedByReader
		}
	case markup.Returned:
		if markup.May(p.actor, p.standing, p.Set, a.about(&markup.SetState{State: markup.Submitted})) == nil {
			return views.WaitsForReader
		}
		return views.WentBack
	}
	return views.WithOthers
}

// passedByReader reports whether the reader passed a part in one of the stages behind it.
func (p *page) passedByReader(a part) bool {
	for _, m := range p.passages.Parts[a.scope].Passed {
		if m.Author == p.User.ID {
			return true
		}
	}
	return false
}

// settleJust finds the part of which the reader has just decided: it keeps its place among those that wait until they
// move on, so that no row slides under their hand.
func (p *page) settleJust(all []part, rows []views.QueueRow) {
	for i, a := range all {
		if a.Key == p.just && rows[i].Group != views.WaitsForReader && p.passages.Parts[a.scope].Last.Author == p.User.ID {
			rows[i].Just = true
			if own := p.own[a.scope]; len(own) > 0 {
				p.own[a.scope] = own[:len(own)-1] // as it stood before
			}
		}
	}
}

// ownDecisions are what the reader decided of each part, in order: to pass or to return it.
func (p *page) ownDecisions() map[markup.Cell][]markup.State {
	own := map[markup.Cell][]markup.State{}
	var index *markup.PartsIndex // made when it is needed first: it costs a walk over all parts
	for _, m := range p.reading.Milestones {
		decision := markup.Returned
		switch {
		case m.Author != p.User.ID || !m.Passes() && !m.Returns():
			continue
		case m.Passes():
			decision = markup.Accepted
		}
		if index == nil {
			index = p.Set.IndexParts()
		}
		for _, scope := range index.Of(&m.SetState) {
			own[scope] = append(own[scope], decision)
		}
	}
	return own
}

// returnedBefore reports whether the reader returned a part when they decided of it last, and passedBefore whether
// they passed it.
func (p *page) returnedBefore(a part) bool { return last(p.own[a.scope]) == markup.Returned }
func (p *page) passedBefore(a part) bool   { return last(p.own[a.scope]) == markup.Accepted }

// last is the last of several decisions, "" of none.
func last(decisions []markup.State) markup.State {
	if len(decisions) == 0 {
		return ""
	}
	return decisions[len(decisions)-1]
}

// inOrder are the places of the rows in the queue: of what waits, first what the reader returned and is answered, then
// what they passed and was changed again, then what is new, each in the order of the text. What is read in a part
// changes nothing of that.
func (p *page) inOrder(all []part, rows []views.QueueRow) []int {
	rank := func(i int) int {
		switch {
		case groupShown(rows[i]) != views.WaitsForReader:
			return 3
		case p.returnedBefore(all[i]):
			return 0
		case p.passedBefore(all[i]):
			return 1
		}
		return 2
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(slices.Index(views.QueueKinds, groupShown(rows[a])), slices.Index(views.QueueKinds, groupShown(rows[b]))), cmp.Compare(rank(a), rank(b)))
	})
	return order
}

// groupShown is the group under which a row is shown.
func groupShown(row views.QueueRow) views.QueueKind {
	if row.Just {
		return views.WaitsForReader
	}
	return row.Group
}

// queue puts the rows into their groups, each as far as it is shown, and finds the parts around the one that is read.
func (p *page) queue(rows []views.QueueRow, order []int, here int) {
	v := &p.view
	groups := map[views.QueueKind]*views.QueueGroup{}
	for _, kind := range views.QueueKinds {
		groups[kind] = &views.QueueGroup{Kind: kind}
	}
	at := map[views.QueueKind]int{} // where the part that is read stands in its group, or would
	var shown []views.QueueRow
	for _, i := range order {
		row := rows[i]
		if !p.finds(row) && i != here {
			continue
		}
		g := groups[groupShown(row)]
		if i == here {
			row.Here, v.Here = true, row.Part
			at[g.Kind] = len(g.Rows)
			v.Here.Place = len(shown) + 1
		}
		if !row.Just {
			g.Total++
		}
		g.Rows = append(g.Rows, row)
		shown = append(shown, row)
	}
	v.Parts = len(shown)
	p.around(shown)
	for _, kind := range views.QueueKinds {
		g := groups[kind]
		first := max(0, min(at[kind]-shownRows/2, len(g.Rows)-shownRows))
		last := min(len(g.Rows), first+shownRows)
		g.Above, g.Below, g.Rows = first, len(g.Rows)-last, g.Rows[first:last]
		v.Queue = append(v.Queue, *g)
	}
}

// finds reports whether a row has the words that the reader looks for in its title or number.
func (p *page) finds(row views.QueueRow) bool {
	return p.find == "" || row.Number == p.find || strings.Contains(strings.ToLower(row.Title+" "+row.PageName), strings.ToLower(p.find))
}

// around finds the parts before and after the one that is read, and the next that waits for the reader.
func (p *page) around(order []views.QueueRow) {
	v := &p.view
	here := v.Here.Place - 1
	for i, row := range order {
		switch i {
		case here - 1:
			v.Before = row.Key
		case here + 1:
			v.Next = row.Key
		}
	}
	for i := 1; i < len(order); i++ {
		row := order[(max(here, 0)+i)%len(order)]
		if row.Group == views.WaitsForReader {
			v.Waiting = row.Key
			return
		}
	}
}

// openThreads are the numbers of open threads by the part that they are about.
func (p *page) openThreads(all []part) map[string]int {
	open := map[string]int{}
	if len(p.threads) == 0 {
		return open
	}
	for _, t := range p.threads {
		if t.ResolvedBy == nil {
			open[p.partOf(t)]++
		}
	}
	return open
}

// partOf is the key of the part that a thread is about; "" for the issue.
func (p *page) partOf(t models.ThreadView) string {
	if t.Anchor == models.OnIssue || t.Page == 0 {
		return ""
	}
	if _, stands := p.Article(t.Article); stands && t.Anchor == models.OnArticle {
		return t.Article
	}
	e, found := p.Extent(t.Page, t.StartAt)
	if !found {
		return ""
	}
	if id := p.Block(e).Article; id != "" {
		return id
	}
	return outsideKey(t.Page)
}
