package review

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/desk"
	"galley/engine/markup"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
	views "galley/views/review"
)

// linesShown is how many steps the timeline shows at once.
const linesShown = 100

// ShowHistory shows the steps of a set and how one of its pages stood at a version.
func (s *Server) ShowHistory(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	v := views.History{Issue: o.Issue, Set: o.Record.ID, Language: o.Source().Language, Head: o.Version(), Version: o.Version(), Page: o.Source().Pages[0].Key,
		May: markup.MayMark(o.User.Actor(), desk.StandingOf(o.Record), o.Set) == nil, Now: s.Clock().Local()}
	for name, into := range map[string]*int64{"version": &v.Version, "from": &v.From} {
		if asked := c.QueryParam(name); asked != "" {
			if *into, err = strconv.ParseInt(asked, 10, 64); err != nil {
				return fault.New(fault.NotFound, "This set has no version %s.", asked)
			}
		}
	}
	if asked := c.QueryParam("page"); asked != "" {
		v.Page, _ = strconv.Atoi(asked) // page 0 is not there
	}
	if o.Source().Page(v.Page) == nil {
		return fault.New(fault.NotFound, "This issue has no page %q.", c.QueryParam("page"))
	}
	then, err := s.Desk.At(ctx, o.Record.ID, v.Version)
	if err != nil {
		return err
	}
	touched, err := s.Desk.Touched(ctx, o.Record.ID, 0, v.Version)
	if err != nil {
		return err
	}
	lines, err := s.Store.StepLines(ctx, o.Record.ID, v.From, linesShown+1)
	if err != nil {
		return err
	}
	if len(lines) > linesShown {
		lines = lines[:linesShown]
		v.Before = lines[linesShown-1].Version
	}
	exports, err := s.Store.Exports(ctx, o.Record.ID)
	if err != nil {
		return err
	}
	for _, line := range lines {
		shown := historyLine(o, line, v)
		for _, e := range exports {
			if e.Version == line.Version {
				shown.Exports = append(shown.Exports, parts.ExportLineOf(o.Record.ID, e))
			}
		}
		v.Lines = append(v.Lines, shown)
	}
	for _, page := range o.Source().Pages {
		v.Pages = append(v.Pages, views.HistoryPage{Key: page.Key, Label: parts.PageName(page.Label, page.Key, o.Source().Language)})
	}
	v.Rows = historyRows(o, then, touched, v)
	return s.Render(c, http.StatusOK, views.HistoryPageOf(v))
}

// historyRows are the blocks of a page as they stood, each with its last author.
func historyRows(o core.Opened, then *markup.Set, touched map[markup.Cell]desk.Touch, v views.History) []views.HistoryRow {
	numbers := then.Numbers()
	var rows []views.HistoryRow
	for b := range then.Blocks(v.Page) {
		row := views.HistoryRow{Number: len(rows) + 1, URL: address.Block(o.Record.ID, b.Page, b.Start), Role: b.Role, Article: numbers[b.Article],
			State: string(b.State), Text: then.TextOf(b.Extent)}
		if t, known := touched[b.Cell()]; known {
			row.By, row.At = t.Name, t.At
			row.Changed = t.Version == v.Version
		}
		rows = append(rows, row)
	}
	return rows
}

// historyLine is a step as the timeline shows it.
func historyLine(o core.Opened, line models.StepLine, v views.History) views.HistoryLine {
	shown := views.HistoryLine{Version: line.Version, Name: line.Name, At: line.At, Inferred: line.Inferred, Undoes: line.Undoes != nil}
	var act struct{ Kind, Role, State, Reason string }
	if json.Unmarshal([]byte(line.Act), &act) == nil { // an act of a later program is shown by its kind alone
		shown.Kind, shown.Role = act.Kind, act.Role+act.State
		if act.Kind == markup.KindWithhold {
			shown.Role = act.Reason
		}
	}
	page := v.Page
	var step markup.Step
	if json.Unmarshal([]byte(line.Changes), &step) == nil {
		for _, c := range step.Changes {
			if e, found := o.Extent(c.Cell.Page, c.Cell.At); found && c.Cell.Page != 0 {
				page, shown.Quote = c.Cell.Page, o.TextOf(e)
				break
			}
		}
	}
	shown.URL = address.History(o.Record.ID, line.Version, page, v.From)
	return shown
}

// RestoreVersion gives all marks of a set the values that they had at a version, in one step.
func (s *Server) RestoreVersion(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	version, err := strconv.ParseInt(c.FormValue("version"), 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "This set has no version %s.", c.FormValue("version"))
	}
	ctx := c.Request().Context()
	then, err := s.Desk.At(ctx, o.Record.ID, version)
	if err != nil {
		return err
	}
	sent := struct {
		Kind    string `json:"kind"`
		Version int64  `json:"version"`
	}{markup.KindRestore, version}
	if err := s.applyReview(c, o, markup.KindRestore, markup.RestoreTo(o.Set, then), sent); err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "Version %d is restored. To undo this, press Z in the workbench or in the review.", version))
	return c.Redirect(http.StatusSeeOther, address.History(o.Record.ID, 0, 0, 0))
}
