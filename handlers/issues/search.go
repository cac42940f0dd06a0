package issues

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/engine/markup"
	"galley/models"
	views "galley/views/issues"
)

// longestQuery is how much of a query is looked for, in code points.
const longestQuery = 200

// Search shows what was found in the text of all issues whose set the reader may see.
func (s *Server) Search(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	query := []rune(c.QueryParam("q"))
	q := models.Search{Query: string(query[:min(len(query), longestQuery)])}
	q.Issue, _ = strconv.ParseInt(c.QueryParam("issue"), 10, 64)   // 0 is all
	q.Before, _ = strconv.ParseInt(c.QueryParam("before"), 10, 64) // 0 is the beginning
	results := views.SearchResults{Search: q, Asked: q.Asks()}
	ctx := c.Request().Context()
	if results.Found, err = s.Store.Search(ctx, q); err != nil {
		return err
	}
	// Text and headlines are of the set that is the issue; nothing of an independent set is in the search.
	results.Found.Issues = slices.DeleteFunc(results.Found.Issues, func(models.FoundIssue) bool {
		return markup.MayRead(user.Actor(), markup.Standing{}) != nil
	})
	if err := s.leadToOwn(ctx, user, results.Found.Issues); err != nil {
		return err
	}
	if results.Pending, err = s.Store.SearchPending(ctx); err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.SearchPage(results))
}

// leadToOwn lets what was found lead whoever was asked for a set of their own to that one, while it is theirs to mark.
func (s *Server) leadToOwn(ctx context.Context, user models.User, found []models.FoundIssue) error {
	issues := make([]int64, len(found))
	for i, f := range found {
		issues[i] = f.IssueID
	}
	own, err := s.Store.SetsToDo(ctx, user.ID, issues...)
	for i, f := range found {
		found[i].SetID = cmp.Or(own[f.IssueID], f.SetID)
	}
	return err
}
