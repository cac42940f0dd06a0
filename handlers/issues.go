package handlers

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/models"
	"galley/views"
)

// listIssues shows all issues, or those of one publication.
func (s *Server) listIssues(c echo.Context) error {
	user, err := s.userOf(c)
	if err != nil {
		return err
	}
	issues, err := s.Store.IssueList(c.Request().Context())
	if err != nil {
		return err
	}
	table := views.IssueTable{
		Issues:       issues,
		Publications: views.PublicationsOf(issues),
		Total:        len(issues),
		Now:          s.clock().Local(),
		MayLoad:      mayLoad(user),
	}
	if chosen, err := strconv.ParseInt(c.QueryParam("publication"), 10, 64); err == nil {
		table.Publication = chosen
		table.Issues = slices.DeleteFunc(slices.Clone(issues), func(i models.IssueSummary) bool { return i.PublicationID != chosen })
	}
	return s.render(c, http.StatusOK, views.IssuesPage(table))
}

// firstPage is the key of every issue's first page.
const firstPage = 1

// showIssue leads to the first page of the team's set.
func (s *Server) showIssue(c echo.Context) error {
	id, err := number(c, "id", "issue")
	if err != nil {
		return err
	}
	set, err := s.Store.TeamSet(c.Request().Context(), id)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, views.SetPageURL(set.ID, firstPage))
}

// number reads a number from the address; what is the thing's name. It returns
// NotFound for anything else.
func number(c echo.Context, param, what string) (int64, error) {
	n, err := strconv.ParseInt(c.Param(param), 10, 64)
	if err != nil || n < 1 {
		return 0, fault.New(fault.NotFound, "There is no such %s. Choose one from the list.", fault.Say(what))
	}
	return n, nil
}
