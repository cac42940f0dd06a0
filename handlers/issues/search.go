package issues

import (
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
	if results.Pending, err = s.Store.SearchPending(ctx); err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.SearchPage(results))
}
