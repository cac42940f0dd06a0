package review

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/text"
	"galley/handlers/core"
	"galley/models"
	"galley/views/parts"
	views "galley/views/review"
)

// ShowReview shows what is new in a set, article by article; of a set that nobody has looked at yet, what
// is worth a look in it.
func (s *Server) ShowReview(c echo.Context) error {
	r, err := s.openReview(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	touched, err := s.Desk.Touched(ctx, r.Record.ID, r.base.Version(), r.Version())
	if err != nil {
		return err
	}
	verdicts, err := s.Store.Verdicts(ctx, r.Record.ID)
	if err != nil {
		return err
	}
	threads, err := s.Store.Threads(ctx, r.Record.ID)
	if err != nil {
		return err
	}
	p := &reviewing{reviewed: r, ctx: ctx, touched: touched, verdicts: verdicts, numbers: r.Set.Numbers(), blocks: core.BlockNumbers{}, places: map[text.ID]int{}}
	p.words = parts.DifferenceWords{Numbers: p.called, Text: p.text, Starts: p.starts}
	v := p.page(c.FormValue("all") != "")
	v.Now = s.Clock().Local()
	p.countQueries(&v, threads)
	v.MayMark = markup.MayMark(r.User.Actor(), desk.StandingOf(r.Record), r.Set) == nil
	if v.Keys, err = s.KeysOf(ctx, r.User.ID); err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.ReviewPage(v))
}

// reviewing makes the page of a review.
type reviewing struct {
	reviewed
	ctx      context.Context
	words    parts.DifferenceWords
	touched  map[markup.Cell]desk.Touch
	verdicts map[string][]models.VerdictView
	numbers  map[text.ID]string
	blocks   core.BlockNumbers
	places   map[text.ID]int // of articles among those shown
	past     bool            // what is looked at stands no longer: there is nothing to decide
}

// page is everything that the page shows. all shows every difference of a set that is looked at for the
// first time too.
func (p *reviewing) page(all bool) views.Review {
	v := views.Review{Issue: p.Issue, Set: p.Record.ID, Language: p.Source().Language, Version: p.Version(), Since: p.base.Version(),
		State: p.StateOf(markup.Cell{Kind: markup.StateCell}), All: all, First: p.base.Version() == 0}
	v.MaySpeak = markup.MaySpeak(p.User.Actor(), desk.StandingOf(p.Record)) == nil
	v.Whole = p.scope(markup.Cell{Kind: markup.StateCell})
	for _, m := range p.milestones {
		v.Milestones = append(v.Milestones, core.MilestoneOf(p.Set, p.numbers, m))
	}
	for _, page := range p.Source().Pages {
		v.Pages = append(v.Pages, p.scope(markup.Cell{Kind: markup.StateCell, Page: page.Key}))
	}
	v.Articles = p.articles()
	if v.First && !all {
		p.addRisks(&v)
		return v
	}
	for _, d := range p.comparison.Differences {
		if d.Kind == review.Progress {
			continue // states are said beside the articles
		}
		row := p.difference(d)
		a := &v.Articles[p.placeOf(d)]
		a.Differences = append(a.Differences, row)
		if v.Total++; len(row.Agreed) == 0 && !row.Mine {
			v.Open++
		}
	}
	return v
}

// articles are the articles of the set in reading order, and behind them what belongs to none.
func (p *reviewing) articles() []views.ReviewedArticle {
	var list []views.ReviewedArticle
	for id := range p.Articles() {
		a := views.ReviewedArticle{ID: id, Number: p.numbers[id], Scope: p.scope(markup.Cell{Kind: markup.StateCell, ID: id})}
		a.Title, a.Headless = core.TitleOf(p.Set, id)
		if w, withheld := core.WithheldOf(p.Set, id); withheld {
			a.Withheld = &w
		}
		for b := range p.Members(id) {
			a.URL = p.place(b.Page, b.Start)
			break
		}
		p.places[id] = len(list)
		list = append(list, a)
	}
	return append(list, views.ReviewedArticle{})
}

// placeOf is the article, among those shown, that a difference belongs to.
func (p *reviewing) placeOf(d review.Difference) int {
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

// scope is how far the set or an article has come, and what this person may make of it.
func (p *reviewing) scope(c markup.Cell) views.Scope {
	s := views.Scope{Article: c.ID, Page: c.Page, State: p.StateOf(c), OpenPoints: p.CountOpen(c)}
	if page := p.Source().Page(c.Page); page != nil {
		s.Name = parts.PageLabel(page.Label, page.Key)
	}
	if p.past {
		return s
	}
	for _, next := range []markup.State{markup.Accepted, markup.Returned, markup.Submitted, markup.Draft} {
		act := &markup.SetState{State: next, Article: c.ID, Page: c.Page, Reason: "?"}
		if markup.May(p.User.Actor(), desk.StandingOf(p.Record), p.Set, act) != nil {
			continue
		}
		if _, err := p.Resolve(act, text.NewID(), markup.Circumstances{}); err == nil {
			s.Moves = append(s.Moves, next)
		}
	}
	return s
}

// difference is one row.
func (p *reviewing) difference(d review.Difference) views.ReviewedDifference {
	row := views.ReviewedDifference{Key: d.Key, Kind: parts.KindWord(p.ctx, d.Kind), Before: p.words.Says(p.ctx, d, 0), After: p.words.Says(p.ctx, d, 1)}
	if d.Page != 0 {
		row.Number = p.called(1, d.Page, d.Start)
		row.URL = p.place(d.Page, d.Start)
		if e, found := p.Extent(d.Page, d.Start); found {
			row.Block = views.ReviewedBlock(e)
		}
	}
	if len(d.Blocks) > 0 {
		for _, b := range d.Blocks {
			row.Covers = append(row.Covers, views.ReviewedBlock{Page: b.Page, Start: b.Start, End: b.End})
		}
		row.Quote = p.Source().Page(d.Blocks[0].Page).Text.Slice(d.Blocks[0].Span())
	}
	if t, known := p.lastTouch(d); known {
		row.By, row.At, row.Mine = t.Name, t.At, t.Author == p.User.ID
	}
	for _, verdict := range p.verdicts[d.Key] {
		row.Agreed = append(row.Agreed, verdict.Name)
		row.AgreedHere = row.AgreedHere || verdict.UserID == p.User.ID
	}
	row.MayReject = !p.past && p.mayReject(d)
	return row
}

// place leads to a block in the workbench; of what stands no longer, to its page in the history.
func (p *reviewing) place(page, start int) string {
	if p.past {
		return address.History(p.Record.ID, p.Version(), page, 0)
	}
	return address.Block(p.Record.ID, page, start)
}

// mayReject reports whether this person may restore what was there: whether they may mark there at all.
func (p *reviewing) mayReject(d review.Difference) bool {
	var step markup.Step
	for _, c := range p.cellsOf(d) {
		step.Changes = append(step.Changes, markup.Change{Cell: c, From: p.Get(c), To: p.base.Get(c)})
	}
	return markup.MayMark(p.User.Actor(), desk.StandingOf(p.Record), p.Set) == nil &&
		markup.MayStep(p.User.Actor(), desk.StandingOf(p.Record), p.Set, step) == nil
}

// lastTouch is who changed what a difference is about last.
func (p *reviewing) lastTouch(d review.Difference) (last desk.Touch, known bool) {
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
func (p *reviewing) touchAbove(d review.Difference) (last desk.Touch, known bool) {
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
func (p *reviewing) cellsOf(d review.Difference) []markup.Cell {
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
func (p *reviewing) called(set, page, start int) string {
	n := strconv.Itoa(p.blocks.Of(p.comparison, set, page, start))
	if len(p.Source().Pages) > 1 {
		return core.PageLabel(p.Source(), page) + ":" + n
	}
	return n
}

func (p *reviewing) text(set int, at markup.Piece) string {
	return core.SourceText(p.comparison, set, at)
}

func (p *reviewing) starts(set, story int) (page, start int, found bool) {
	return core.StoryStart(p.comparison, set, story)
}
