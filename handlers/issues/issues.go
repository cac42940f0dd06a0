package issues

import (
	"cmp"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/markup"
	"galley/handlers/core"
	"galley/models"
	views "galley/views/issues"
)

// How much stands above the list.
const (
	waitingShown = 20
	mostWaiting  = 200 // read, so that nothing is said twice
	openShown    = 4
	todayShown   = 6
	ownSetsShown = 12
)

// ListIssues shows today's issues, what waits for the reader, and a page of all issues.
func (s *Server) ListIssues(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	table := views.IssueTable{Query: listQuery(c), Now: s.Clock().Local(), MayLoad: core.MayLoad(user), MayDelete: core.MayDelete(user)}
	if table.List, err = s.Store.List(ctx, table.Query); err != nil {
		return err
	}
	if table.Publications, err = s.Store.Publications(ctx); err != nil {
		return err
	}
	if table.List.Total == 0 && table.Query == (models.ListQuery{}) {
		table.Empty = true
		return s.Render(c, http.StatusOK, views.IssuesPage(table))
	}
	if table.Markers, err = s.Store.Markers(ctx); err != nil {
		return err
	}
	if table.Counts, err = s.Store.StateCounts(ctx, table.Query.Publication, user.ID); err != nil {
		return err
	}
	if err := s.addToday(c, &table); err != nil {
		return err
	}
	if err := s.addWork(c, user, &table); err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.IssuesPage(table))
}

// listQuery reads the list's address; what makes no sense narrows nothing.
func listQuery(c echo.Context) models.ListQuery {
	id := func(name string) int64 {
		n, _ := strconv.ParseInt(c.QueryParam(name), 10, 64) // 0 is all
		return max(0, n)
	}
	date := func(name string) string {
		if _, err := time.Parse(time.DateOnly, c.QueryParam(name)); err != nil {
			return ""
		}
		return c.QueryParam(name)
	}
	q := models.ListQuery{Publication: id("publication"), Editor: id("editor"), Given: id("given"), From: date("from"), To: date("to"),
		Up: c.QueryParam("up") != "", After: c.QueryParam("after"), Before: c.QueryParam("before")}
	for _, state := range models.StatesInOrder {
		if markup.State(c.QueryParam("state")) == state {
			q.State = state
		}
	}
	if _, known := models.DueTimes[c.QueryParam("due")]; known {
		q.Due = c.QueryParam("due")
	}
	if models.Sorts(c.QueryParam("sort")) {
		q.Sort = c.QueryParam("sort")
	}
	return q
}

// recent is how far back a publication's rhythm is read to say what is expected today.
const recent = 60 * 24 * time.Hour

// addToday adds the issues of today, and those that a publication's rhythm makes expected.
func (s *Server) addToday(c echo.Context, table *views.IssueTable) error {
	ctx, today := c.Request().Context(), s.Today()
	lines, err := s.Store.On(ctx, today.Format(time.DateOnly), todayShown)
	if err != nil {
		return err
	}
	here := map[int64]bool{}
	for _, l := range lines {
		here[l.PublicationID] = true
		table.Today = append(table.Today, views.TodayLine{ListLine: l})
	}
	dates, err := s.Store.RecentDates(ctx, today.Add(-recent).Format(time.DateOnly))
	if err != nil {
		return err
	}
	byPublication := map[int64][]string{}
	for _, d := range dates {
		byPublication[d.PublicationID] = append(byPublication[d.PublicationID], d.Date)
	}
	for _, p := range table.Publications {
		if models.Rhythm(byPublication[p.ID])[today.Weekday()] && !here[p.ID] && len(table.Today) < todayShown {
			missing := views.TodayLine{Missing: true}
			missing.Publication, missing.Language = p.Name, p.Language
			table.Today = append(table.Today, missing)
		}
	}
	return nil
}

// monthsOf are n months of a publication from the first one on.
func (s *Server) monthsOf(c echo.Context, publication int64, first time.Time, n int) ([]views.Month, error) {
	ctx, last := c.Request().Context(), first.AddDate(0, n, -1)
	lines, err := s.Store.Between(ctx, publication, first.Format(time.DateOnly), last.Format(time.DateOnly))
	if err != nil {
		return nil, err
	}
	dates, err := s.Store.Dates(ctx, publication, first.Year()-1, last.Year()+1)
	if err != nil {
		return nil, err
	}
	return views.MonthsOf(first, n, lines, dates, s.Today().Format(time.DateOnly)), nil
}

// ShowCalendar shows a year of a publication, by default the last one with issues.
func (s *Server) ShowCalendar(c echo.Context) error {
	id, err := core.NumberOf(c, "id", "publication")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	publication, err := s.Store.Publication(ctx, id)
	if err != nil {
		return err
	}
	years, err := s.Store.Years(ctx, id)
	if err != nil {
		return err
	}
	year, _ := strconv.Atoi(c.QueryParam("year")) // 0 is the last
	if year < 1 || year > 9999 {
		year = s.Today().Year()
		if len(years) > 0 {
			year = years[len(years)-1].Year
		}
	}
	months, err := s.monthsOf(c, id, time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC), 12)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.CalendarPage(views.Calendar{Publication: publication, Year: year, Years: years, Months: months}))
}

// firstPage is the key of every issue's first page.
const firstPage = 1

// ShowIssue leads to the first page of the set that is the issue, and whoever was asked for a set of their own to that one
// for as long as it is theirs to mark.
func (s *Server) ShowIssue(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	id, err := core.NumberOf(c, "id", "issue")
	if err != nil {
		return err
	}
	set, err := s.Store.IssueSet(c.Request().Context(), id)
	if err != nil {
		return err
	}
	own, err := s.Store.SetsToDo(c.Request().Context(), user.ID, id)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, address.SetPage.At(cmp.Or(own[id], set.ID), firstPage))
}
