package review

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"galley/engine/markup"
	"galley/engine/stages"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/newsroom"
	"galley/views/parts"
	views "galley/views/review"
)

// ShowSheets shows the sign-off sheets of all pages of an issue, or of one.
func (s *Server) ShowSheets(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	page := 0
	if asked := c.QueryParam("page"); asked != "" {
		page, _ = strconv.Atoi(asked) // page 0 is not there
		if o.Source().Page(page) == nil {
			return fault.New(fault.NotFound, "This issue has no page %q.", asked)
		}
	}
	ctx := c.Request().Context()
	milestones, err := s.Desk.Milestones(ctx, o.Record.ID)
	if err != nil {
		return err
	}
	threads, err := s.Store.Threads(ctx, o.Record.ID)
	if err != nil {
		return err
	}
	p := &sheets{Opened: o, plan: o.Record.Plan(), passages: newsroom.PassagesOf(o.Set, milestones), threads: threads, numbers: o.Set.Numbers()}
	p.view = views.Sheets{Issue: o.Issue, Set: o.Record.ID, Language: o.Source().Language, Reader: o.User.Name, Version: o.Version(), Page: page, Now: s.Clock().Local()}
	p.ctx = locale.With(ctx, locale.Choose("", p.view.Language))
	if err := p.nameHolders(s.Store); err != nil {
		return err
	}
	p.fill()
	return s.Render(c, http.StatusOK, views.SheetsPage(p.view))
}

// sheets makes the sign-off sheets of an issue. Its sentences are in the language of the paper.
type sheets struct {
	core.Opened
	ctx      context.Context
	plan     stages.Plan
	passages *newsroom.Passages
	threads  []models.ThreadView
	numbers  map[text.ID]string
	people   map[int64]string // who does a stage
	view     views.Sheets
}

func (p *sheets) nameHolders(store *models.Store) error {
	var holders []int64
	for n := 1; n <= p.plan.Last(); n++ {
		holders = append(holders, p.plan.Holders(n)...)
	}
	var err error
	p.people, err = store.UserNames(p.ctx, holders)
	return err
}

// fill fills in the view.
func (p *sheets) fill() {
	for n := 1; n <= p.plan.Last(); n++ {
		stage := p.plan.Stage(n)
		p.view.Stages = append(p.view.Stages, views.SheetColumn{Name: stage.Name, ByPage: stage.Unit == stages.Page})
	}
	for _, page := range p.Source().Pages {
		signed := p.passages.Pages[page.Key]
		p.view.Links = append(p.view.Links, views.SheetLink{Page: page.Key, Label: parts.PageName(page.Label, page.Key, p.view.Language), SignedOff: signed != nil && signed.Holds()})
		if p.view.Page == 0 || p.view.Page == page.Key {
			p.view.Pages = append(p.view.Pages, p.sheet(page))
		}
	}
}

// sheet is the sheet of a page.
func (p *sheets) sheet(page *markup.Page) views.Sheet {
	s := views.Sheet{Key: page.Key, Label: parts.PageName(page.Label, page.Key, p.view.Language), Section: page.Section, Hash: page.Hash, Number: 1}
	if signed := p.passages.Pages[page.Key]; signed != nil {
		s.Number, s.VoidSince = len(signed.Times)+1, signed.Void
		if signed.Holds() {
			s.Number, s.SignedAt = len(signed.Times), signed.Times[len(signed.Times)-1]
		}
	}
	all := p.Parts(markup.Cell{Kind: markup.StateCell, Page: page.Key})
	for n := 1; n <= p.plan.Last(); n++ {
		s.Stages = append(s.Stages, p.stage(n, all))
	}
	for _, part := range all {
		a := p.article(part)
		if a.Package {
			s.Packages++
		}
		s.Articles = append(s.Articles, a)
	}
	for _, part := range p.WithdrawnIn(markup.Cell{Kind: markup.StateCell, Page: page.Key}) {
		s.Articles = append(s.Articles, p.withdrawn(part))
		s.Withdrawn++
	}
	for _, b := range p.Corrections() {
		if b.Page == page.Key {
			s.Corrections++
		}
	}
	for _, t := range p.threads {
		if t.Page == page.Key {
			if s.Points++; t.ResolvedBy != nil {
				s.PointsSettled++
			}
		}
	}
	s.Left = p.left(page, all)
	return s
}

// stage is what a stage did on a page: who passed which of its parts, when, and with what words.
func (p *sheets) stage(n int, all []markup.Cell) views.SheetStage {
	stage := p.plan.Stage(n)
	row := views.SheetStage{Name: stage.Name, Proof: stage.Kind == stages.Proof, Last: n == p.plan.Last(), ByPage: stage.Unit == stages.Page, Of: len(all)}
	for _, id := range stage.Positions {
		if position, found := p.plan.Position(id); found {
			row.Positions = append(row.Positions, position.Name)
		}
	}
	for _, part := range all {
		m, passed := p.passages.Parts[part].Passed[n]
		if !passed {
			continue
		}
		row.Done++
		if row.First.IsZero() || m.At.Before(row.First) {
			row.First = m.At
		}
		if m.At.After(row.Until) {
			row.Until = m.At
		}
		row.People = addOnce(row.People, m.Name)
		row.Words = addOnce(row.Words, strings.Join(strings.Fields(m.Reason), " "))
		if m.Unread > 0 {
			row.Words = addOnce(row.Words, locale.N(p.ctx, m.Unread, "%d place not looked at", "%d places not looked at"))
		}
	}
	if e, both := p.exception(n); both {
		row.Words = addOnce(row.Words, locale.T(p.ctx, "Holds both: %s (%s)", e.Why, e.By))
	}
	if row.People == nil {
		for _, id := range p.plan.Holders(n) {
			row.People = append(row.People, p.people[id])
		}
	}
	return row
}

// exception is that by which somebody may hold a stage and another.
func (p *sheets) exception(n int) (stages.Exception, bool) {
	i := slices.IndexFunc(p.plan.Both, func(e stages.Exception) bool { return e.Stage == n })
	if i < 0 {
		return stages.Exception{}, false
	}
	return p.plan.Both[i], true
}

func addOnce(all []string, word string) []string {
	if word == "" || slices.Contains(all, word) {
		return all
	}
	return append(all, word)
}

// article is a part of a page with the times at which the stages passed it.
func (p *sheets) article(part markup.Cell) views.SheetArticle {
	a := views.SheetArticle{Outside: part.ID == "", Number: p.numbers[part.ID]}
	passed := p.passages.Parts[part].Passed
	for n := 1; n <= p.plan.Last(); n++ {
		a.Passed = append(a.Passed, passed[n].At)
	}
	count := func(b markup.BlockView) {
		a.Chars += b.End - b.Start
		a.Changes += len(p.CorrectionsIn(b.Extent))
	}
	if a.Outside {
		for b := range p.Blocks(part.Page) {
			if b.Article == "" {
				count(b)
			}
		}
		return a
	}
	article, _ := p.Article(part.ID)
	a.Title, a.Headless = core.TitleOf(p.Set, part.ID)
	a.Type, a.Package, a.Nested = parts.TypeWords(p.ctx, article.Type), strings.HasPrefix(a.Number, "P"), article.Parent != ""
	for b := range p.Members(part.ID) {
		count(b)
	}
	return a
}

// withdrawn is an article that was withdrawn from a page, with who withdrew it and why.
func (p *sheets) withdrawn(part markup.Cell) views.SheetArticle {
	a := p.article(part)
	w, _ := p.Withdrawn(part.ID)
	said := []string{w.By}
	if at, err := time.Parse(time.RFC3339Nano, w.At); err == nil {
		said = append(said, at.In(p.view.Now.Location()).Format("01-02 15:04"))
	}
	if w.Words != "" {
		said = append(said, "“"+w.Words+"”")
	}
	a.Withdrawn = strings.Join(said, " · ")
	return a
}

// left is what is left open on a page, in sentences.
func (p *sheets) left(page *markup.Page, all []markup.Cell) []string {
	var left []string
	for _, part := range all {
		open := p.CountOpen(part)
		if part.ID == "" {
			open = p.CountOutside(part.Page)
		}
		if open == 0 {
			continue
		}
		line := locale.N(p.ctx, open, "%d open point", "%d open points")
		if part.ID == "" {
			line = locale.T(p.ctx, "Outside articles: %s", line)
		} else {
			line = locale.T(p.ctx, "Article %s: %s", p.numbers[part.ID], line)
		}
		if last := p.passages.Parts[part].Last; last.State == markup.Accepted && last.Reason != "" {
			line += locale.T(p.ctx, ", accepted with them: “%s”", last.Reason)
		}
		left = append(left, line)
	}
	for _, t := range p.threads {
		if t.Page == page.Key && t.ResolvedBy == nil && len(t.Comments) > 0 {
			left = append(left, locale.T(p.ctx, "%s: “%s”", t.Author, core.FirstWords(t.Comments[0].Text)))
		}
	}
	return append(left, p.unreadRest(page)...)
}

// unreadRest are the articles that go on here, begin on another page, and are not accepted.
func (p *sheets) unreadRest(page *markup.Page) []string {
	var lines []string
	for b := range p.Blocks(page.Key) {
		if b.Article == "" {
			continue
		}
		from := p.BeginsOn(b.Article)
		if from == page.Key || from == 0 || p.StandOf(markup.Cell{Kind: markup.StateCell, ID: b.Article}).State == markup.Accepted {
			continue
		}
		other := p.Source().Page(from)
		lines = addOnce(lines, locale.T(p.ctx, "Article %s goes on here and is not accepted; it begins on page %s.", p.numbers[b.Article], parts.PageLabel(other.Label, from)))
	}
	return lines
}
