package issues

import (
	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
	"galley/handlers/core"
	"galley/models"
	views "galley/views/issues"
	"galley/views/parts"
)

// How much of one's own work stands above the list.
const (
	workShown  = 8
	askedShown = 4
)

// addWork adds what waits for the reader, what else they have to do, and who has what of the issues listed.
func (s *Server) addWork(c echo.Context, user models.User, table *views.IssueTable) error {
	ctx := c.Request().Context()
	waiting, err := s.Store.Waiting(ctx, user, mostWaiting)
	if err != nil {
		return err
	}
	table.Waiting, table.MoreWaiting = waiting[:min(len(waiting), waitingShown)], len(waiting) > waitingShown
	if table.Asked, err = s.Store.Asked(ctx, user, askedShown); err != nil {
		return err
	}
	if err := s.addOwn(c, user, waiting, table); err != nil {
		return err
	}
	if table.Given, err = s.Store.Given(ctx); err != nil {
		return err
	}
	table.User, table.MayMark = user.ID, markup.MayTake(user.Actor(), markup.Standing{}, false) == nil
	if table.WaitingIn, err = s.Store.WaitingIn(ctx, table.Sets()); err != nil {
		return err
	}
	table.Work, err = s.Store.WorkOn(ctx, table.Sets())
	return err
}

// addOwn adds what the reader has to do and does not wait for them now: what was given to them, their independent
// sets, and what they have begun.
func (s *Server) addOwn(c echo.Context, user models.User, waiting []models.WaitLine, table *views.IssueTable) error {
	ctx := c.Request().Context()
	own, err := s.Store.OwnWork(ctx, user, workShown+1)
	if err != nil {
		return err
	}
	listed := map[int64]bool{} // sets of which something is said already
	for _, w := range waiting {
		listed[w.SetID] = true
	}
	if len(own) > workShown {
		own, table.MoreWork = own[:workShown], true
	}
	for _, w := range own {
		line, err := s.workLine(c, w)
		if err != nil {
			return err
		}
		if !line.Waits(waiting) {
			table.OwnWork = append(table.OwnWork, line)
		}
		listed[w.SetID] = true
	}
	sets, err := s.Store.OwnSets(ctx, user.ID, ownSetsShown)
	if err != nil {
		return err
	}
	for _, set := range sets {
		if !listed[set.ID] {
			table.OwnSets = append(table.OwnSets, set)
		}
	}
	drafts, err := s.Store.OpenIssues(ctx, user.ID, openShown)
	for _, l := range drafts {
		if !listed[l.SetID] {
			table.Drafts = append(table.Drafts, l)
		}
	}
	return err
}

// workLine is something that somebody has to do, as it stands now.
func (s *Server) workLine(c echo.Context, w models.OwnWork) (views.WorkLine, error) {
	line := views.WorkLine{OwnWork: w}
	view, err := s.Desk.View(c.Request().Context(), w.SetID)
	if err != nil {
		return line, err
	}
	place := desk.FindWork(view.Set, w.Assignment)
	line.State, line.Gone = place.State, place.Gone
	if w.Article != "" {
		line.Name, line.Headless = core.TitleOf(view.Set, place.Article)
		for b := range view.Members(place.Article) {
			line.Page, line.StartAt = b.Page, b.Start
			break
		}
		return line, nil
	}
	for _, p := range view.Source().Pages {
		if w.Page == 0 || w.Page == p.Key {
			blocks, decided := view.Count(p.Key)
			line.Blocks, line.Decided = line.Blocks+blocks, line.Decided+decided
		}
	}
	names, err := s.Store.PageNames(c.Request().Context(), w.IssueID)
	for _, name := range names {
		if name.Key == w.Page {
			line.Name = parts.PageWords(name.Label, w.Page, w.Language)
		}
	}
	return line, err
}
