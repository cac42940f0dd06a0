package review

import (
	"slices"
	"strings"

	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/vocabulary"
	"galley/handlers/core"
	"galley/views/parts"
	views "galley/views/review"
)

// fillPart draws the blocks of a part, with what is new in them and what is worth a look.
func (p *page) fillPart(a part) {
	v := &p.view
	v.Here.Length = 0
	v.Since.First = p.since < 0 && p.isFirst(a)
	if p.reading.Before != 0 {
		v.Since.Stage = p.plan.Stage(p.reading.Before).Name
	}
	v.MayMark = p.mayMark(a)
	v.MayWithhold = a.scope.ID != "" && markup.MayWithhold(p.actor, p.standing, a.State) == nil
	news := map[markup.Extent][]review.Item{}
	for _, item := range p.reading.InBlocks(a.blocks) {
		news[item.Block] = append(news[item.Block], item)
	}
	for _, item := range p.ofItself(a) {
		v.Head = append(v.Head, p.changeCard(item))
	}
	v.Unread = len(v.Head)
	for i, b := range a.blocks {
		if i >= p.upTo {
			if !p.reading.Saw(b) || len(news[b.Extent]) > 0 {
				v.UnreadBelow++
				v.Unread++
			}
			v.Below++
			continue
		}
		l := p.lineOf(b)
		l.Colour = a.Colour
		l.Gap = l.Gap && i > 0
		p.addNews(&l, b, news[b.Extent])
		if p.isRisk(b) {
			l.Risk = true
			l.Cards = append(l.Cards, p.riskCards(b)...)
		}
		if l.Unread {
			v.Unread++
		}
		v.Here.Length += b.End - b.Start
		v.Rows = append(v.Rows, l)
	}
	v.UpTo = p.upTo + linesAtOnce
	p.addEdges(a)
	p.addThreads(a)
}

// linesAtOnce is how many lines of a long part are drawn at once; the next are asked for when they are reached.
const linesAtOnce = 300

// ofItself is what is new of a part other than in its text.
func (p *page) ofItself(a part) []review.Item {
	if a.outside {
		return p.reading.OfPage(a.Page)
	}
	return p.reading.OfArticle(a.scope.ID)
}

// addNews adds what is new at a line: first of the block itself, then of what stands in it.
func (p *page) addNews(l *views.Line, b markup.BlockView, news []review.Item) {
	l.First = !p.reading.Saw(b)
	l.Unread = l.First || len(news) > 0
	for i, item := range news {
		l.Cards = append(l.Cards, p.changeCard(item))
		if i == 0 {
			l.Sign = string(item.Sign)
		}
	}
	if was := p.reading.WasAt(b.Extent); len(news) > 0 && was.Role != b.Role {
		l.Was = was.Role
	}
}

// mayMark reports whether the reader may change what is in a part, now.
func (p *page) mayMark(a part) bool {
	if markup.May(p.actor, p.standing, p.Set, &markup.Decide{}) != nil {
		return false
	}
	for _, b := range a.blocks {
		now := p.Get(b.Cell())
		step := markup.Step{Changes: []markup.Change{{Cell: b.Cell(), From: now, To: now}}}
		return markup.MayStep(p.actor, p.standing, p.Set, step) == nil
	}
	return false
}

// lineOf is a block as it is drawn.
func (p *page) lineOf(b markup.BlockView) views.Line {
	l := views.Line{Page: b.Page, Start: b.Start, End: b.End, Number: p.called(b.Page, b.Start), Role: b.Role, Gap: b.Gap > 1, Doubtful: b.Doubtful}
	l.Cut, l.CutBehind = p.isCut(b.Page, b.Start), p.isCut(b.Page, b.End)
	l.Text = parts.MarkedText{Text: p.TextOf(b.Extent), Start: b.Start, End: b.End, Marks: core.MarksOf(p.Set, b.Extent)}
	for i, m := range l.Text.Marks {
		kind := markup.SpanCell
		if m.Role == "" {
			kind = markup.CorrectionCell
		}
		if c, isNew := p.reading.Of(markup.Cell{Kind: kind, ID: m.ID}); isNew {
			l.Text.Marks[i].News = "altered"
			if c.From == nil {
				l.Text.Marks[i].News = "added"
			}
		}
	}
	for _, m := range core.MarksOf(p.reading.Then, b.Extent) {
		if c, isNew := p.reading.Of(markup.Cell{Kind: markup.SpanCell, ID: m.ID}); isNew && c.To == nil {
			m.News = "gone"
			l.Text.Marks = append(l.Text.Marks, m)
		}
	}
	p.addJoins(&l, b.Extent)
	return l
}

// isCut reports whether somebody cut the text of a page there.
func (p *page) isCut(page, at int) bool {
	return p.Get(markup.Cell{Kind: markup.CutCell, Page: page, At: at}) != nil
}

// addJoins adds the ends of the joins at a block: those that are, and those that are gone.
func (p *page) addJoins(l *views.Line, e markup.Extent) {
	news := func(c markup.Cell) string {
		change, isNew := p.reading.Of(c)
		switch {
		case !isNew:
			return ""
		case change.From == nil:
			return "added"
		case change.To == nil:
			return "gone"
		}
		return "altered"
	}
	join := markup.Cell{Kind: markup.JoinCell, Page: e.Page, At: e.End}
	for _, set := range []*markup.Set{p.Set, p.reading.Then} {
		if j, joined := set.JoinFrom(e); joined && l.To == nil {
			if to, stands := p.StartingAt(j.Page, j.Start); stands {
				l.To = &views.Link{Number: p.called(to.Page, to.Start), URL: p.place(to), News: news(join)}
			}
		}
		if from, _, joined := set.JoinTo(e); joined && l.From == nil && p.Stands(from) {
			l.From = &views.Link{Number: p.called(from.Page, from.Start), URL: p.place(from), News: news(markup.Cell{Kind: markup.JoinCell, Page: from.Page, At: from.End})}
		}
	}
}

// isRisk reports whether a block is worth a look: it is doubtful, not decided, has a problem, or one that somebody
// dismissed, or is a heading as long as a paragraph.
func (p *page) isRisk(b markup.BlockView) bool {
	return b.Doubtful || b.State != markup.Decided || len(p.ProblemsOf(b.Cell())) > 0 || p.isLongHeading(b)
}

// longHeading is from how many code points on a heading is worth a look.
const longHeading = 80

func (p *page) isLongHeading(b markup.BlockView) bool {
	return vocabulary.RoleOf(b.Role).Kind == vocabulary.Heading && b.End-b.Start > longHeading
}

// riskCards say why a block is worth a look.
func (p *page) riskCards(b markup.BlockView) []views.Card {
	card := func(what, now string) views.Card {
		return views.Card{Kind: views.RiskCard, Sign: "risk", What: what, Now: now, Page: b.Page, Start: b.Start}
	}
	var cards []views.Card
	if b.Doubtful {
		cards = append(cards, card(views.RiskWord(p.ctx, "doubtful"), ""))
	}
	if b.State != markup.Decided {
		cards = append(cards, card(views.RiskWord(p.ctx, string(b.State)), ""))
	}
	for _, problem := range p.ProblemsOf(b.Cell()) {
		c := card(parts.Capital(parts.ProblemWords(p.ctx, string(problem.Kind))), "")
		if d := problem.Dismissed; d != nil {
			c.By, c.Now = d.By, strings.TrimSpace(d.Reason)
		}
		cards = append(cards, c)
	}
	if p.isLongHeading(b) {
		cards = append(cards, card(views.RiskWord(p.ctx, "long"), ""))
	}
	return cards
}

// changeCard is the card of what is new at one place.
func (p *page) changeCard(item review.Item) views.Card {
	last := item.Last()
	c := views.Card{Kind: views.ChangeCard, Sign: string(item.Sign), Follow: item.Follow, By: p.names[last.Author], At: last.At, Unread: true,
		Mine: last.Author == p.User.ID, Page: item.Block.Page, Start: item.Block.Start}
	for _, cell := range item.Cells() {
		c.Cells = append(c.Cells, cell.String())
	}
	c.ID = "c-" + c.Cells[0]
	w := changeWords{page: p}
	c.What, c.Was, c.Now = w.of(item)
	c.MayTakeBack = p.mayTakeBack(item)
	return c
}

// mayTakeBack reports whether the reader may put back what they saw.
func (p *page) mayTakeBack(item review.Item) bool {
	return p.since < 0 && p.server.takesBack(p.Opened, p.reading.News, item.Cells()) == nil
}

// addEdges draws the lines at which the article begins or ends elsewhere than the reader saw, with the first of the
// blocks that it lost, pale, so that one sees where they went.
func (p *page) addEdges(a part) {
	v := &p.view
	if a.scope.ID == "" || len(v.Rows) == 0 || a.Kind == views.PackagePart {
		return
	}
	if first := a.blocks[0]; p.reading.WasAt(first.Extent).Article != a.scope.ID && !v.Rows[0].First {
		before := ""
		for b := range p.reading.Then.Members(a.scope.ID) {
			before = p.called(b.Page, b.Start)
			break
		}
		v.Rows[0].Begins = &views.Edge{Number: a.Number, Before: before}
	}
	left := p.reading.LeftFrom(a.scope.ID)
	if len(left) == 0 {
		return
	}
	gone := p.lineOf(left[0])
	gone.Pale = true
	gone.Begins = &views.Edge{Ends: true, Number: a.Number}
	gone.Sign = string(review.Moved)
	if was := p.reading.WasAt(left[0].Extent); was.Role != left[0].Role {
		gone.Was = was.Role
	}
	at := slices.IndexFunc(v.Rows, func(l views.Line) bool { return l.Page == gone.Page && l.Start > gone.Start || l.Page > gone.Page })
	if at < 0 {
		at = len(v.Rows)
	}
	for _, item := range p.reading.InBlocks(left) {
		gone.Cards = append(gone.Cards, p.changeCard(item))
	}
	gone.Unread = len(gone.Cards) > 0
	if gone.Unread {
		v.Unread++
	}
	v.Rows = slices.Insert(v.Rows, at, gone)
}
