package review

import (
	"context"
	"slices"
	"strconv"

	"galley/address"
	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/text"
	"galley/handlers/core"
	"galley/views/parts"
	views "galley/views/review"
)

// comparing makes the page of what differs between two versions of a set; the set of the embedded is the later.
type comparing struct {
	core.Opened
	ctx        context.Context
	base       *markup.Set
	comparison *review.Comparison
	words      parts.DifferenceWords
	touched    map[markup.Cell]desk.Touch
	numbers    map[text.ID]string
	blocks     core.BlockNumbers
	places     map[text.ID]int // of articles among those shown
}

// page is everything that the page shows.
func (p *comparing) page() views.Differences {
	v := views.Differences{Issue: p.Issue, Set: p.Record.ID, Language: p.Source().Language, Version: p.Version(), Since: p.base.Version()}
	all := p.articles()
	for _, d := range p.comparison.Differences {
		a := &all[p.placeOf(d)]
		a.Rows = append(a.Rows, p.difference(d))
	}
	v.Articles = slices.DeleteFunc(all, func(a views.DifferingArticle) bool { return len(a.Rows) == 0 })
	return v
}

// articles are the articles of the set in reading order, and behind them what belongs to none.
func (p *comparing) articles() []views.DifferingArticle {
	var list []views.DifferingArticle
	for id := range p.Articles() {
		a := views.DifferingArticle{ID: id, Number: p.numbers[id], State: p.StateOf(markup.Cell{Kind: markup.StateCell, ID: id})}
		a.Title, a.Headless = core.TitleOf(p.Set, id)
		if w, withheld := core.WithheldOf(p.Set, id); withheld {
			a.Withheld = &w
		}
		if page := p.BeginsOn(id); page != 0 {
			a.URL = p.place(page)
		}
		p.places[id] = len(list)
		list = append(list, a)
	}
	return append(list, views.DifferingArticle{})
}

// placeOf is the article, among those shown, that a difference belongs to.
func (p *comparing) placeOf(d review.Difference) int {
	for _, a := range d.Values[1].Articles {
		if place, shown := p.places[a.ID]; shown {
			return place
		}
	}
	if d.Page != 0 {
		if e, found := p.Extent(d.Page, d.Start); found {
			if place, shown := p.places[p.Block(e).Article]; shown {
				return place
			}
		}
	}
	return len(p.places)
}

// difference is one row.
func (p *comparing) difference(d review.Difference) views.DifferenceRow {
	row := views.DifferenceRow{Key: d.Key, Kind: parts.KindWord(p.ctx, d.Kind), Before: p.words.Says(p.ctx, d, 0), After: p.words.Says(p.ctx, d, 1)}
	if d.Page != 0 {
		row.Number, row.URL = p.called(1, d.Page, d.Start), p.place(d.Page)
	}
	if len(d.Blocks) > 0 {
		row.Quote = p.Source().Page(d.Blocks[0].Page).Text.Slice(d.Blocks[0].Span())
	}
	if t, known := p.lastTouch(d); known {
		row.By, row.At = t.Name, t.At
	}
	return row
}

// place leads to a page in the history.
func (p *comparing) place(page int) string {
	return address.History(p.Record.ID, p.Version(), page, 0)
}

// lastTouch is who changed what a difference is about last.
func (p *comparing) lastTouch(d review.Difference) (last desk.Touch, known bool) {
	for _, c := range p.cellsOf(d) {
		if t, found := p.touched[c]; found && (!known || t.At.After(last.At)) {
			last, known = t, true
		}
	}
	if !known {
		return p.touchAbove(d)
	}
	return last, known
}

// touchAbove is who changed the block last from which what is assumed of a difference follows.
func (p *comparing) touchAbove(d review.Difference) (last desk.Touch, known bool) {
	if p.Source().Page(d.Page) == nil {
		return last, false
	}
	for b := range p.Blocks(d.Page) {
		if b.Start > d.Start {
			break
		}
		if t, found := p.touched[b.Cell()]; found {
			last, known = t, true
		}
	}
	return last, known
}

// cellsOf are the cells that a difference is about, as far as both versions name them.
func (p *comparing) cellsOf(d review.Difference) []markup.Cell {
	var cells []markup.Cell
	add := func(c markup.Cell) {
		if !slices.Contains(cells, c) {
			cells = append(cells, c)
		}
	}
	for _, v := range d.Values {
		for _, b := range v.Blocks {
			add(b.Cell())
			add(markup.Cell{Kind: markup.CutCell, Page: b.Page, At: b.Start})
		}
		for _, a := range v.Articles {
			add(markup.Cell{Kind: markup.ArticleCell, ID: a.ID})
		}
		for _, j := range v.Joins {
			add(markup.Cell{Kind: markup.JoinCell, Page: j.Page, At: j.End})
		}
		for _, m := range v.Spans {
			add(markup.Cell{Kind: markup.SpanCell, ID: m.ID})
		}
		for _, m := range v.Corrections {
			add(markup.Cell{Kind: markup.CorrectionCell, ID: m.ID})
		}
	}
	return cells
}

// called is a block's number on its page in one of the two versions, with the page if there are several.
func (p *comparing) called(set, page, start int) string {
	n := strconv.Itoa(p.blocks.Of(p.comparison, set, page, start))
	if len(p.Source().Pages) > 1 {
		return core.PageLabel(p.Source(), page) + ":" + n
	}
	return n
}

func (p *comparing) text(set int, at markup.Piece) string {
	return core.SourceText(p.comparison, set, at)
}

func (p *comparing) starts(set, story int) (page, start int, found bool) {
	return core.StoryStart(p.comparison, set, story)
}
