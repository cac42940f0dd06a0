package workbench

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"galley/engine/markup"
	"galley/handlers/core"
	"galley/models"
	"galley/newsroom"
	"galley/views/parts"
	views "galley/views/workbench"
)

// ShowExport asks what to export, and shows what was exported before.
func (s *Server) ShowExport(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	v := views.ExportForm{Issue: o.Issue, Set: o.Record.ID, Head: o.Version(), Page: o.Source().Pages[0].Key, Now: s.Clock().Local()}
	v.Articles = o.CountArticles()
	for id := range o.Articles() {
		if o.IsWithdrawn(id) {
			continue
		}
		if o.StateOf(markup.Cell{Kind: markup.StateCell, ID: id}) == markup.Accepted {
			v.Accepted++
		}
		if o.WithheldIn(id) != "" {
			v.Withheld++
		}
	}
	exports, err := s.Store.Exports(ctx, o.Record.ID)
	if err != nil {
		return err
	}
	seen := map[int64]bool{}
	offer := func(e views.ExportSince) {
		if !seen[e.Version] && e.Version < v.Head {
			seen[e.Version] = true
			v.Since = append(v.Since, e)
		}
	}
	for _, e := range exports {
		v.Made = append(v.Made, parts.ExportLineOf(o.Record.ID, e))
		offer(views.ExportSince{Version: e.Version, Exported: true, Name: e.Name, At: e.At})
	}
	if v.Withdrawn, err = s.withdrawn(ctx, o, exports); err != nil {
		return err
	}
	milestones, err := s.Desk.Milestones(ctx, o.Record.ID)
	if err != nil {
		return err
	}
	numbers := o.Set.Numbers()
	for _, m := range slices.Backward(milestones) {
		if m.State == markup.Accepted {
			page := ""
			if m.Page != 0 {
				page = core.PageLabel(o.Source(), m.Page)
			}
			offer(views.ExportSince{Version: m.Version, Page: page, Article: numbers[m.SetState.Article], Name: m.Name, At: m.At})
		}
	}
	slices.SortStableFunc(v.Since, func(a, b views.ExportSince) int { return int(b.Version - a.Version) })
	return s.Render(c, http.StatusOK, views.ExportPage(v))
}

// withdrawn are the articles that were withdrawn, each with the exports that hold it.
func (s *Server) withdrawn(ctx context.Context, o core.Opened, exports []models.ExportView) ([]views.WithdrawnArticle, error) {
	var all []views.WithdrawnArticle
	numbers := o.Set.Numbers()
	for _, part := range o.WithdrawnIn(markup.Cell{Kind: markup.StateCell}) {
		said, _ := o.Withdrawn(part.ID)
		w := views.WithdrawnArticle{Number: numbers[part.ID], Said: said}
		w.Title, w.Headless = core.TitleOf(o.Set, part.ID)
		for _, e := range exports {
			holds, err := newsroom.Held(ctx, s.Desk, e.Export, part.ID)
			if err != nil {
				return nil, err
			}
			if holds {
				w.In = append(w.In, parts.ExportLineOf(o.Record.ID, e))
			}
		}
		all = append(all, w)
	}
	return all, nil
}
