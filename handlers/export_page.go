package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"galley/engine/markup"
	"galley/views"
)

// showExport asks what an export is to hold, and shows what was exported before.
func (s *workbenchServer) showExport(c echo.Context) error {
	o, err := s.openNamed(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	v := views.ExportForm{Issue: o.issue, Set: o.Record.ID, Head: o.Version(), Page: o.Source().Pages[0].Key, Now: s.clock().Local()}
	for id := range o.Articles() {
		v.Articles++
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
		v.Made = append(v.Made, views.ExportLineOf(o.Record.ID, e))
		offer(views.ExportSince{Version: e.Version, Exported: true, Name: e.Name, At: e.At})
	}
	milestones, err := s.Desk.Milestones(ctx, o.Record.ID)
	if err != nil {
		return err
	}
	numbers := o.Set.Numbers()
	for _, m := range slices.Backward(milestones) {
		if m.State == markup.Accepted {
			offer(views.ExportSince{Version: m.Version, Page: m.Scope.Page, Article: numbers[m.Scope.ID], Name: m.Name, At: m.At})
		}
	}
	slices.SortStableFunc(v.Since, func(a, b views.ExportSince) int { return int(b.Version - a.Version) })
	return s.render(c, http.StatusOK, views.ExportPage(v))
}
