package review

import (
	"slices"

	"galley/address"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/models"
	views "galley/views/review"
)

// addRisks lists what is worth a look in a set that nobody has looked at: what is doubtful, what is not
// decided, and problems with what was said to dismiss them.
func (p *reviewing) addRisks(v *views.Review) {
	told := map[text.ID]bool{}
	for _, page := range p.Source().Pages {
		for b := range p.Blocks(page.Key) {
			place := len(p.places)
			if at, shown := p.places[b.Article]; shown {
				place = at
			}
			a := &v.Articles[place]
			a.Blocks++
			risk := views.Risk{Block: views.ReviewedBlock(b.Extent), Number: p.called(1, b.Page, b.Start), URL: address.Block(p.Record.ID, b.Page, b.Start), Quote: p.TextOf(b.Extent),
				Doubtful: b.Doubtful, State: string(b.State), Problems: p.ProblemsOf(b.Cell())}
			if b.Article != "" && !told[b.Article] {
				told[b.Article] = true
				risk.Problems = append(slices.Clone(risk.Problems), p.ProblemsOf(markup.Cell{Kind: markup.ArticleCell, ID: b.Article})...)
			}
			if risk.Doubtful || b.State != markup.Decided || len(risk.Problems) > 0 {
				a.Risks = append(a.Risks, risk)
			}
		}
	}
}

// countQueries says how many queries are open, by article and in all.
func (p *reviewing) countQueries(v *views.Review, threads []models.ThreadView) {
	for _, t := range threads {
		if t.ResolvedBy != nil {
			continue
		}
		v.Queries++
		place := len(p.places)
		if t.Page != 0 {
			if e, found := p.Extent(t.Page, t.StartAt); found {
				if at, shown := p.places[p.Block(e).Article]; shown {
					place = at
				}
			}
		}
		q := views.Query{By: t.Author, At: t.CreatedAt, URL: address.Block(p.Record.ID, t.Page, t.StartAt)}
		if len(t.Comments) > 0 {
			q.Words = t.Comments[len(t.Comments)-1].Text
		}
		a := &v.Articles[place]
		if row := queriesOf(a, t); row != nil {
			*row = append(*row, q)
		} else {
			a.Queries = append(a.Queries, q)
		}
	}
}

// queriesOf are the queries of the row, among those of an article, that shows the block of a thread; nil if
// none does.
func queriesOf(a *views.ReviewedArticle, t models.ThreadView) *[]views.Query {
	holds := func(b views.ReviewedBlock) bool {
		return t.Page != 0 && b.Page == t.Page && b.Start <= t.StartAt && t.StartAt < b.End && t.Anchor != models.OnArticle
	}
	for i := range a.Differences {
		if holds(a.Differences[i].Block) || slices.ContainsFunc(a.Differences[i].Covers, holds) {
			return &a.Differences[i].Queries
		}
	}
	for i := range a.Risks {
		if holds(a.Risks[i].Block) {
			return &a.Risks[i].Queries
		}
	}
	return nil
}
