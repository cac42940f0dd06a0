package issues

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/handlers/core"
	"galley/models"
	views "galley/views/issues"
)

// longestProgress is how many years a page of progress shows at most, the last ones.
const longestProgress = 20

// seesEditors reports whether a person sees who did what.
func seesEditors(user models.User) bool { return core.Administrators.Lets(user.Role) }

// ShowProgress shows how a publication gets on.
func (s *Server) ShowProgress(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	v, err := s.progressOf(c, user, seesEditors(user))
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.ProgressPage(v))
}

// ShowProgressTable sends a table of the page as a file.
func (s *Server) ShowProgressTable(c echo.Context) error {
	name, isFile := strings.CutSuffix(c.Param("table"), ".csv")
	if !isFile || name == views.ProgressEditors {
		return echo.ErrNotFound
	}
	return s.sendTable(c, name, false)
}

// ShowEditorTable sends who did what as a file. The table of access lets administrators ask for it.
func (s *Server) ShowEditorTable(c echo.Context) error {
	return s.sendTable(c, views.ProgressEditors, true)
}

// sendTable sends a table of the page of progress as a file.
func (s *Server) sendTable(c echo.Context, name string, editors bool) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	v, err := s.progressOf(c, user, editors && seesEditors(user))
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	table, found := v.Table(ctx, name)
	if !found {
		return fault.New(fault.NotFound, "There is no table %q. Choose one on the page.", name)
	}
	var b bytes.Buffer
	if err := table.WriteCSV(ctx, &b); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="galley-%d-%s.csv"`, v.Publication.ID, name))
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", b.Bytes())
}

// progressOf reads how the publication of the address gets on, in the time that is asked for; who did what,
// where editors is set.
func (s *Server) progressOf(c echo.Context, user models.User, editors bool) (v views.ProgressView, err error) {
	id, err := core.NumberOf(c, "id", "publication")
	if err != nil {
		return v, err
	}
	ctx := c.Request().Context()
	v.Editors = editors
	if v.Publication, err = s.Store.Publication(ctx, id); err != nil {
		return v, err
	}
	first, last, err := s.progressTime(ctx, c, &v)
	if err != nil {
		return v, err
	}
	q := models.ProgressQuery{Now: s.Clock(), Editors: editors}
	q.Buckets, v.BucketLength = s.Turn.BucketsBetween(first, last)
	if v.Progress, err = s.Store.Progress(ctx, id, q); err != nil {
		return v, err
	}
	agreed, err := s.comparing.OverTime(ctx, user, v.Publication)
	v.Waiting = agreed.Waiting
	for _, pair := range agreed.Pairs {
		v.Agreement = append(v.Agreement, pair.Points...)
	}
	return v, err
}

// progressTime reads the time that an address asks for, the last 90 days if that makes no sense.
func (s *Server) progressTime(ctx context.Context, c echo.Context, v *views.ProgressView) (first, last time.Time, err error) {
	today := s.Today()
	v.Query.Period = c.QueryParam("period")
	from, fromErr := time.ParseInLocation(time.DateOnly, c.QueryParam("from"), today.Location())
	to, toErr := time.ParseInLocation(time.DateOnly, c.QueryParam("to"), today.Location())
	days, daysErr := strconv.Atoi(v.Query.Period)
	last = today
	switch {
	case v.Query.Period == "dates" && fromErr == nil && toErr == nil:
		if first, last = from, to; to.Before(from) {
			first, last = to, from
		}
	case v.Query.Period == "all":
		if first, err = s.Store.FirstLoaded(ctx, v.Publication.ID); err != nil {
			return first, last, err
		}
		if first = s.Turn.Day(first.In(today.Location())); first.Year() < 1900 || first.After(today) {
			first = today
		}
	case daysErr == nil && (days == 30 || days == 365):
		first = today.AddDate(0, 0, 1-days)
	default:
		v.Query.Period, first = "90", today.AddDate(0, 0, -89)
	}
	if earliest := last.AddDate(-longestProgress, 0, 0); first.Before(earliest) {
		first = earliest
	}
	v.Query.From, v.Query.To = first.Format(time.DateOnly), last.Format(time.DateOnly)
	return first, last, nil
}
