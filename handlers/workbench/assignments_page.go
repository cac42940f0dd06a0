package workbench

import (
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
	"galley/handlers/core"
	"galley/models"
	"galley/views/parts"
	views "galley/views/workbench"
)

// pastShown is how many assignments that ended are listed.
const pastShown = 100

// workPage is everything that the page of who has what shows.
func (s *Server) workPage(c echo.Context, o core.Opened) (views.SetWork, error) {
	ctx := c.Request().Context()
	v := views.SetWork{Issue: o.Issue, Set: models.SetView{AnnotationSet: o.Record}, User: o.User.ID, Now: s.Clock().Local()}
	current, err := s.Store.Assignments(ctx, o.Record.ID)
	if err != nil {
		return v, err
	}
	past, err := s.Store.PastAssignments(ctx, o.Record.ID, pastShown)
	if err != nil {
		return v, err
	}
	for _, a := range past {
		v.Past = append(v.Past, views.PastWork{AssignmentView: a, What: workName(o, a.Assignment)})
	}
	if o.Record.OwnerID != nil {
		names, err := s.Store.UserNames(ctx, []int64{*o.Record.OwnerID})
		if err != nil {
			return v, err
		}
		v.Set.Owner = names[*o.Record.OwnerID]
	}
	who, st := o.User.Actor(), desk.StandingOf(o.Record)
	v.MayGive, v.MayMark, v.MayLook = markup.MayGive(who, st) == nil, markup.MayTake(who, st, false) == nil, markup.MayTake(who, st, true) == nil
	v.Rows = workRows(o, current)
	v.People, err = s.workPeople(c, o)
	return v, err
}

// workRows are the whole set, its pages, and below each page the articles on it that somebody has.
func workRows(o core.Opened, current []models.AssignmentView) []views.WorkRow {
	given := map[string]*views.WorkRow{}
	byPage := map[int][]*views.WorkRow{}
	rows := []views.WorkRow{{Key: "all", State: o.StateOf(markup.Cell{Kind: markup.StateCell})}}
	for i, a := range current {
		if a.Article == "" {
			continue
		}
		row := given[a.Article]
		if row == nil {
			row = articleRow(o, a.Assignment)
			given[a.Article] = row
			byPage[row.Page] = append(byPage[row.Page], row)
		}
		assign(row, &current[i])
	}
	free := freeArticles(o, given)
	for _, p := range o.Source().Pages {
		row := views.WorkRow{Key: fmt.Sprint("page:", p.Key), Page: p.Key, Label: pageLabel(p, o.Issue.Language), Articles: free[p.Key],
			State: o.StateOf(markup.Cell{Kind: markup.StateCell, Page: p.Key})}
		rows = append(rows, row)
		for _, article := range byPage[p.Key] {
			rows = append(rows, *article)
		}
	}
	for i, a := range current {
		for j := range rows {
			if a.Article == "" && rows[j].Article == "" && rows[j].Page == a.Page {
				assign(&rows[j], &current[i])
			}
		}
	}
	return rows
}

func assign(row *views.WorkRow, a *models.AssignmentView) {
	if a.Task == models.ToReview {
		row.Review = a
	} else {
		row.Mark = a
	}
}

// articleRow is an article that somebody has, where it stands now.
func articleRow(o core.Opened, a models.Assignment) *views.WorkRow {
	row := &views.WorkRow{Key: "article:" + a.Article, Page: a.Page, Start: a.StartAt, Article: a.Article}
	place := desk.FindWork(o.Set, a)
	row.Gone, row.State = place.Gone, place.State
	if place.Merged && !place.Gone {
		row.Merged, _ = core.TitleOf(o.Set, place.Article)
	}
	row.Label, row.Headless = core.TitleOf(o.Set, a.Article)
	for b := range o.Set.Members(place.Article) {
		if place.Article != "" {
			row.Page, row.Start = b.Page, b.Start
		}
		break
	}
	return row
}

// freeArticles are the articles that nobody has, by the page on which they begin.
func freeArticles(o core.Opened, given map[string]*views.WorkRow) map[int][]views.WorkRow {
	free := map[int][]views.WorkRow{}
	for id := range o.Articles() {
		if given[id] != nil {
			continue
		}
		for b := range o.Set.Members(id) {
			row := views.WorkRow{Key: "article:" + id, Page: b.Page, Start: b.Start, Article: id}
			row.Label, row.Headless = core.TitleOf(o.Set, id)
			free[b.Page] = append(free[b.Page], row)
			break
		}
	}
	return free
}

// pageLabel is what a page is called out of context.
func pageLabel(p *markup.Page, language string) string {
	name := parts.PageWords(p.Label, p.Key, language)
	if p.Section != "" {
		name += " " + p.Section
	}
	return name
}

// workName is what was given is called: a page's label, an article's title, "" for the whole set.
func workName(o core.Opened, a models.Assignment) string {
	if a.Article != "" {
		title, _ := core.TitleOf(o.Set, desk.FindWork(o.Set, a).Article)
		return title
	}
	if p := o.Source().Page(a.Page); p != nil {
		return parts.PageWords(p.Label, p.Key, o.Issue.Language)
	}
	return ""
}

// workItem is an assignment as the workbench reads it.
type workItem struct {
	ID      int64      `json:"id"`
	Page    int        `json:"page,omitempty"`    // 0 for the whole set
	Article string     `json:"article,omitempty"` // as it is now: the one that took it in
	Gone    bool       `json:"gone,omitempty"`
	Task    string     `json:"task"`
	User    int64      `json:"user"`
	Name    string     `json:"name"`
	Due     *time.Time `json:"due,omitempty"`
	Done    bool       `json:"done,omitempty"`
}

// workNews is who has what of a set, and what the reader may do about it.
type workNews struct {
	Work    []workItem         `json:"work"`
	Now     time.Time          `json:"now"`
	MayGive bool               `json:"mayGive,omitempty"`
	MayMark bool               `json:"mayMark,omitempty"` // may claim to mark
	MayLook bool               `json:"mayLook,omitempty"` // may claim to review
	People  []views.WorkPerson `json:"people,omitempty"`  // who can be given something, if asked for
}

// workNewsOf is who has what of a set now.
func (s *Server) workNewsOf(c echo.Context, o core.Opened) (workNews, error) {
	who, st := o.User.Actor(), desk.StandingOf(o.Record)
	news := workNews{Work: []workItem{}, Now: s.Clock().UTC(), MayGive: markup.MayGive(who, st) == nil, MayMark: markup.MayTake(who, st, false) == nil, MayLook: markup.MayTake(who, st, true) == nil}
	current, err := s.Store.Assignments(c.Request().Context(), o.Record.ID)
	for _, a := range current {
		place := desk.FindWork(o.Set, a.Assignment)
		news.Work = append(news.Work, workItem{ID: a.ID, Page: a.Page, Article: place.Article, Gone: place.Gone, Task: a.Task,
			User: a.UserID, Name: a.Name, Due: a.DueAt, Done: a.DoneAt != nil})
	}
	return news, err
}

// sendWork answers who has what, and who can be given something.
func (s *Server) sendWork(c echo.Context, o core.Opened) error {
	news, err := s.workNewsOf(c, o)
	if err != nil {
		return err
	}
	if news.People, err = s.workPeople(c, o); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, news)
}
