package workbench

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/markup"
	"galley/fault"
	"galley/handlers/core"
	"galley/views/parts"
	views "galley/views/workbench"
)

// ShowWorkbench draws one page of a set.
func (s *Server) ShowWorkbench(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	page, err := core.PageOf(c, o)
	if err != nil {
		return err
	}
	w := workbenchOf(o, page)
	if err := s.addSets(c, o, &w); err != nil {
		return err
	}
	if w.Keys, err = s.KeysOf(c.Request().Context(), o.User.ID); err != nil {
		return err
	}
	if w.Returned, err = s.returnOf(c.Request().Context(), o); err != nil {
		return err
	}
	w.Guidelines = address.Guidelines.At(o.Issue.PublicationID)
	if w.GuidelineNews, err = s.Store.UnreadGuidelines(c.Request().Context(), o.Issue.PublicationID, o.User.ID); err != nil {
		return err
	}
	if w.Data.Work, err = s.workNewsOf(c, o); err != nil {
		return err
	}
	w.Now = s.Clock().Local()
	return s.Render(c, http.StatusOK, views.WorkbenchPage(w))
}

// addSets says whose set this is, and which others of the issue the person sees.
func (s *Server) addSets(c echo.Context, o core.Opened, w *views.Workbench) error {
	sets, err := s.VisibleSets(c, o.User, o.Issue.ID)
	w.Kind, w.IssueSet = o.Record.Kind, o.Issue.Set.ID
	for _, set := range sets {
		w.Sets = append(w.Sets, parts.SetChoice{ID: set.ID, Kind: set.Kind, Owner: set.Owner, State: set.State})
		if set.IsToDo(o.User.ID) {
			w.Own = set.ID
		}
		if set.ID == o.Record.ID {
			w.Owner = set.Owner
		}
	}
	return err
}

// mostAsked is how many articles a browser may ask for at once.
const mostAsked = 100

// ShowElsewhere gives where articles begin and what they are called, for those that begin on another
// page than the one shown.
func (s *Server) ShowElsewhere(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	page, _ := strconv.Atoi(c.QueryParam("page")) // no page has the number 0, so that all are elsewhere
	ids := strings.Split(c.QueryParam("articles"), ",")
	if len(ids) > mostAsked {
		return fault.New(fault.Invalid, "Ask for at most %d articles.", mostAsked)
	}
	found := map[string]views.Elsewhere{}
	for _, id := range ids {
		if e, other := elsewhereOf(o.Set, id, page); other {
			found[id] = e
		}
	}
	return c.JSON(http.StatusOK, found)
}

// pageCells is a page's state as the script reads it when it has to start over.
type pageCells struct {
	Version  int64                       `json:"version"`
	Cells    map[string]markup.Value     `json:"cells"`
	Problems map[string][]markup.Problem `json:"problems"`
}

// ShowCells gives the present cells of a page.
func (s *Server) ShowCells(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	page, err := core.PageOf(c, o)
	if err != nil {
		return err
	}
	cells, problems := cellsOf(o.Set, page.Key)
	return c.JSON(http.StatusOK, pageCells{o.Version(), cells, problems})
}

// cellsOf are the cells of a page, and the problems of its blocks and of all articles.
func cellsOf(set *markup.Set, page int) (map[string]markup.Value, map[string][]markup.Problem) {
	cells := map[string]markup.Value{}
	for c, v := range set.PageCells(page) {
		cells[c.String()] = v
	}
	problems := map[string][]markup.Problem{}
	for scope, list := range set.Problems() {
		if scope.Kind == markup.ArticleCell || scope.Page == page {
			problems[scope.String()] = list
		}
	}
	return cells, problems
}
