package review

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/review"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
	"galley/views/parts"
	views "galley/views/review"
)

// ShowDifferences shows what is not the same in two versions of a set, article by article, with who changed it
// and when. If the later one is the set as it is, the review shows it, and lets it be decided.
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
	r := reviewed{Opened: o}
	if r.base, err = s.Desk.At(ctx, o.Record.ID, from); err != nil {
		return err
	}
	if to == o.Version() && from < to {
		return c.Redirect(http.StatusSeeOther, address.Review(o.Record.ID, strconv.FormatInt(from, 10), "1"))
	}
	if r.Set, err = s.Desk.At(ctx, o.Record.ID, to); err != nil {
		return err
	}
	if r.comparison, err = review.Compare(r.base, r.Set); err != nil {
		return err
	}
	touched, err := s.Desk.Touched(ctx, o.Record.ID, from, to)
	if err != nil {
		return err
	}
	p := &reviewing{reviewed: r, ctx: ctx, touched: touched, numbers: r.Set.Numbers(), blocks: core.BlockNumbers{}, places: map[text.ID]int{}, past: true}
	p.words = parts.DifferenceWords{Numbers: p.called, Text: p.text, Starts: p.starts}
	v := p.page(true)
	v.Past, v.MaySpeak, v.Head, v.Now = true, false, o.Version(), s.Clock().Local()
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
