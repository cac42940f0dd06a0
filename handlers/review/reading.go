package review

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/desk"
	"galley/engine/markup"
	"galley/engine/stages"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
	"galley/models"
	"galley/newsroom"
	views "galley/views/review"
)

// ShowReview shows a part of a set as its reader has seen it, with what is new to them, beside the queue of all parts.
func (s *Server) ShowReview(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	since := int64(-1)
	if asked := c.QueryParam("since"); asked != "" {
		if since, err = strconv.ParseInt(asked, 10, 64); err != nil || since > o.Version() {
			return fault.New(fault.NotFound, "This set has no version %s.", asked)
		}
	}
	ctx := c.Request().Context()
	p := &page{Opened: o, ctx: ctx, server: s, since: since, find: strings.TrimSpace(c.QueryParam("find")), just: c.QueryParam("just"), upTo: linesAtOnce}
	if n, err := strconv.Atoi(c.QueryParam("lines")); err == nil {
		p.upTo = max(p.upTo, n)
	}
	if p.reading, err = s.readingRoom().Open(ctx, o.View, o.User.ID, since); err != nil {
		return err
	}
	if p.threads, err = s.Store.Threads(ctx, o.Record.ID); err != nil {
		return err
	}
	if p.drafts, err = s.Store.Drafts(ctx, o.User.ID, o.Record.ID); err != nil {
		return err
	}
	p.passages = newsroom.PassagesOf(o.Set, p.reading.Milestones)
	p.numbers, p.actor, p.standing = o.Set.Numbers(), o.User.Actor(), desk.StandingOf(o.Record)
	p.plan = p.standing.Plan
	if err := p.fill(c.QueryParam("part")); err != nil {
		return err
	}
	if p.view.Keys, err = s.KeysOf(ctx, o.User.ID); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.Render(c, http.StatusOK, views.ReadingPage(p.view))
}

// page makes the page of a part in review.
type page struct {
	core.Opened
	ctx      context.Context
	server   *Server
	reading  newsroom.Reading
	passages *newsroom.Passages
	threads  []models.ThreadView
	drafts   map[string]models.Draft
	numbers  map[text.ID]string
	blocks   map[int]map[int]string // numbers of blocks, by page and where they begin; each page is counted once
	names    map[int64]string
	actor    markup.Actor
	standing markup.Standing
	plan     stages.Plan
	since    int64
	find     string
	own      map[markup.Cell][]markup.State // what the reader decided of each part, in order
	just     string                         // the key of the part of which the reader has just decided
	upTo     int                            // lines that are drawn
	view     views.Reading
}

// part is a part of the set with its blocks.
type part struct {
	views.Part
	scope   markup.Cell
	outside bool
	stage   int // of review
	next    int // the stage behind it, 0 for none
	blocks  []markup.BlockView
}

// stand says how far the part has come.
func (p *page) stand(a *part) {
	now := p.StandOf(a.scope)
	a.State, a.stage = now.State, now.Stage
	if a.next = now.Next; a.next == 0 && a.stage < p.plan.Last() {
		a.next = a.stage + 1
	}
	if !p.plan.IsSingle() && a.State == markup.Submitted {
		a.Stage = p.plan.Stage(a.stage).Name
	}
}

// about lets an act be about the part.
func (p part) about(act *markup.SetState) *markup.SetState {
	act.Page, act.Article, act.Outside, act.Reason = p.scope.Page, p.scope.ID, p.outside, "?"
	return act
}

// fill fills in the view, of the part that is asked for, or else of the first that waits.
func (p *page) fill(asked string) error {
	v := &p.view
	v.Issue, v.Set, v.Language, v.Version, v.Filter = p.Issue, p.Record.ID, p.Source().Language, p.Version(), p.find
	v.Now = p.server.Clock().Local()
	v.Drafts = map[string]string{}
	for place, d := range p.drafts {
		v.Drafts[place] = d.Words
	}
	v.MaySpeak = markup.MaySpeak(p.actor, p.standing) == nil
	v.Since.Version = p.since
	for _, m := range p.reading.Milestones {
		if len(v.Since.Choices) < longestSince || m.Version == p.since {
			v.Since.Choices = append(v.Since.Choices, core.MilestoneOf(p.Set, p.plan, p.numbers, m))
		}
	}
	all := p.parts()
	p.own = p.ownDecisions()
	rows := p.queueRows(all)
	order := p.inOrder(all, rows)
	here, err := p.choose(all, rows, order, asked)
	if err != nil {
		return err
	}
	p.queue(rows, order, here)
	if here < 0 {
		return nil
	}
	if err := p.nameAuthors(); err != nil {
		return err
	}
	p.fillPart(all[here])
	return p.fillPanel(all[here], rows)
}

// longestSince is how many of the changes of state are offered to hold the text against.
const longestSince = 40

// parts are all parts of the set: what stands outside articles on a page before what begins on it, and articles in
// reading order; last what was withdrawn.
func (p *page) parts() []part {
	var all []part
	colour := 0
	var withdrawn []part
	for _, scope := range p.IndexEver().All() {
		a, is := p.Article(scope.ID)
		if !is {
			all = append(all, p.outsidePart(scope))
			continue
		}
		if made := p.articlePart(scope.ID, a, &colour); made.Withdrawn {
			withdrawn = append(withdrawn, made)
		} else {
			all = append(all, made)
		}
	}
	return append(all, withdrawn...)
}

// outsidePart is what belongs to no article on a page, as a part; nothing, on a page without text.
func (p *page) outsidePart(scope markup.Cell) part {
	made := part{Part: views.Part{Kind: views.OutsidePart, Key: outsideKey(scope.Page), Page: scope.Page, PageName: p.pageName(scope.Page)}, scope: scope, outside: true}
	for b := range p.Blocks(scope.Page) {
		if b.Article == "" {
			made.blocks = append(made.blocks, b)
		}
	}
	p.stand(&made)
	return made
}

// articlePart is an article, or the head of a package, as a part.
func (p *page) articlePart(id text.ID, a markup.Article, colour *int) part {
	scope := markup.Cell{Kind: markup.StateCell, ID: id}
	made := part{Part: views.Part{Kind: views.ArticlePart, Key: id, Number: p.numbers[id], Type: a.Type}, scope: scope}
	p.stand(&made)
	made.Title, made.Headless = core.TitleOf(p.Set, id)
	made.NoHeadline = a.Headless
	if strings.HasPrefix(made.Number, "P") {
		made.Kind = views.PackagePart
	} else {
		*colour = *colour%4 + 1
		made.Colour = *colour
	}
	if a.Parent != "" {
		made.Parent = p.Title(a.Parent)
	}
	made.Withdrawn = p.IsWithdrawn(id)
	if w, withheld := core.WithheldOf(p.Set, id); withheld {
		made.Withheld = &w
		_, made.WithheldHere = p.Get(markup.Cell{Kind: markup.WithheldCell, ID: id}).(markup.Withholding)
	}
	for _, b := range p.wholeArticle(id) {
		made.blocks = append(made.blocks, b)
		if made.Page == 0 {
			made.Page, made.PageName = b.Page, p.pageName(b.Page)
		}
	}
	return made
}

// wholeArticle are the blocks of an article in reading order, with those that are only assumed to be its own where
// they stand in the text.
func (p *page) wholeArticle(id text.ID) []markup.BlockView {
	all := slices.Collect(p.Members(id))
	for b := range p.AssumedIn(id) {
		at := len(all)
		for at > 0 && (all[at-1].Page != b.Page || all[at-1].Start > b.Start) {
			at--
		}
		all = slices.Insert(all, at, b)
	}
	return all
}

// pageName is what a page is called, "" in an issue of one.
func (p *page) pageName(key int) string {
	if len(p.Source().Pages) < 2 {
		return ""
	}
	return core.PageLabel(p.Source(), key)
}

// choose finds the part that is asked for: a key, or the first that waits, or the first. It returns NotFound for a
// key that names nothing, and -1 for a set without parts.
func (p *page) choose(all []part, rows []views.QueueRow, order []int, asked string) (int, error) {
	for i := range all {
		if all[i].Key == asked {
			return i, nil
		}
	}
	if asked != "" {
		return p.merged(all, asked)
	}
	for _, i := range order {
		if rows[i].Group == views.WaitsForReader {
			return i, nil
		}
	}
	return min(0, len(all)-1), nil
}

// merged finds what took in an article that is gone, by where it was last seen.
func (p *page) merged(all []part, asked string) (int, error) {
	for b := range p.reading.Then.Members(asked) {
		e, found := p.Extent(b.Page, b.Start)
		if !found {
			continue
		}
		key := p.Block(e).Article
		if key == "" {
			key = outsideKey(b.Page)
		}
		for i := range all {
			if all[i].Key == key {
				return i, nil
			}
		}
	}
	return -1, fault.New(fault.NotFound, "This article is no longer in the set. Open the review of the set again to go on.")
}

// nameAuthors reads the names of everybody who changed something that is new.
func (p *page) nameAuthors() error {
	var authors []int64
	for _, c := range p.reading.All() {
		authors = append(authors, c.Author)
	}
	var err error
	p.names, err = p.server.Store.UserNames(p.ctx, authors)
	return err
}

// called is a block's number on its page, with the page if there are several.
func (p *page) called(at, start int) string {
	if p.blocks == nil {
		p.blocks = map[int]map[int]string{}
	}
	if p.blocks[at] == nil {
		numbers := map[int]string{}
		for b := range p.Blocks(at) {
			numbers[b.Start] = strconv.Itoa(len(numbers) + 1)
		}
		p.blocks[at] = numbers
	}
	n := p.blocks[at][start]
	if name := p.pageName(at); name != "" {
		return name + ":" + n
	}
	return n
}

// place leads to a block: to its line if it is in the part that is shown, and else to its part.
func (p *page) place(e markup.Extent) string {
	b := p.Block(e)
	key := b.Article
	if key == "" {
		key = outsideKey(e.Page)
	}
	at := "#b-" + strconv.Itoa(e.Page) + "-" + strconv.Itoa(e.Start)
	if key == p.view.Here.Key {
		return at
	}
	return address.Reading(p.Record.ID, key, p.since, p.find) + at
}
