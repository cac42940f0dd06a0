package review

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/engine/review"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
	"galley/views/parts"
	views "galley/views/review"
)

// ShowDifferences shows what is not the same in two versions of a set, article by article, with who changed it
// and when.
func (s *Server) ShowDifferences(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	from, to, err := versionsAsked(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	p := &comparing{Opened: o, ctx: ctx, blocks: core.BlockNumbers{}, places: map[text.ID]int{}}
	if p.base, err = s.Desk.At(ctx, o.Record.ID, from); err != nil {
		return err
	}
	if p.Set, err = s.Desk.At(ctx, o.Record.ID, to); err != nil {
		return err
	}
	if p.comparison, err = review.Compare(p.base, p.Set); err != nil {
		return err
	}
	if p.touched, err = s.Desk.Touched(ctx, o.Record.ID, from, to); err != nil {
		return err
	}
	p.numbers = p.Set.Numbers()
	p.words = parts.DifferenceWords{Numbers: p.called, Text: p.text, Starts: p.starts}
	v := p.page()
	v.Head, v.Now = o.Version(), s.Clock().Local()
	return s.Render(c, http.StatusOK, views.DifferencesPage(v))
}

// versionsAsked are the two versions that a request names, the earlier first.
func versionsAsked(c echo.Context) (from, to int64, err error) {
	for name, into := range map[string]*int64{"from": &from, "to": &to} {
		if *into, err = strconv.ParseInt(c.QueryParam(name), 10, 64); err != nil {
			return 0, 0, fault.New(fault.NotFound, "This set has no version %q. Enter the numbers of two versions.", c.QueryParam(name))
		}
	}
	return min(from, to), max(from, to), nil
}
