package compare

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/engine/agreement"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/handlers/core"
	"galley/newsroom"
	views "galley/views/compare"
)

// blocksListed is how many blocks behind a cell of the matrix are listed.
const blocksListed = 200

// ShowAgreement shows all measures of a comparison, and the matrix of two of its sets.
func (s *Server) ShowAgreement(c echo.Context) error {
	o, err := s.openComparison(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	v := views.Agreement{Issue: o.Issue, Query: o.query, Overall: o.AgreeAll(), Gamma: o.Gamma(agreement.DefaultGamma)}
	for i, set := range o.Sets {
		v.Sets = append(v.Sets, views.ComparedSet{SetView: set, Number: i + 1})
	}
	for i := range o.Sets {
		for j := i + 1; j < len(o.Sets); j++ {
			a := o.Agree(i, j)
			intervals := o.IntervalsOf(i, j, newsroom.Rounds(a.Pieces), newsroom.IntervalLevel, newsroom.IntervalSeed)
			v.Pairs = append(v.Pairs, views.PairMeasures{First: v.Sets[i], Second: v.Sets[j], Agreement: a, Intervals: &intervals})
		}
	}
	v.Alpha = o.AlphaInterval(newsroom.Rounds(v.Pairs[0].Agreement.Pieces), newsroom.IntervalLevel, newsroom.IntervalSeed)
	first, second := o.pairOf(c)
	v.First, v.Second, v.Matrix = v.Sets[first], v.Sets[second], o.Confusion(first, second)
	v.Chosen = o.chosenCell(ctx, c, v.Matrix)
	return s.Render(c, http.StatusOK, views.AgreementPage(v))
}

// pairOf are the two sets of the matrix that the address names, by place; else the first two.
func (o compared) pairOf(c echo.Context) (first, second int) {
	place := func(name string, other int) int {
		id, _ := strconv.ParseInt(c.QueryParam(name), 10, 64) // 0 if unreadable
		if i := slices.Index(o.query.Sets, id); i >= 0 {
			return i
		}
		return other
	}
	if first, second = place("first", 0), place("second", 1); first == second {
		return 0, 1
	}
	return first, second
}

// chosenCell are the blocks behind the cell of the matrix that the address names; nil if it names none.
func (o compared) chosenCell(ctx context.Context, c echo.Context, m review.Matrix) *views.ChosenCell {
	role := func(name string) string {
		if value := c.QueryParam(name); value != views.NoRole {
			return value
		}
		return ""
	}
	row, column := slices.Index(m.Roles, role("row")), slices.Index(m.Roles, role("column"))
	if !c.QueryParams().Has("row") || row < 0 || column < 0 {
		return nil
	}
	p := newComparing(ctx, o)
	p.query.Page = 0 // every number with its page
	chosen := &views.ChosenCell{Row: m.Roles[row], Column: m.Roles[column], Count: m.Cells[row][column].Count}
	for _, e := range m.Cells[row][column].Blocks[:min(blocksListed, chosen.Count)] {
		block, _ := p.Set(0).Extent(e.Page, e.Start)
		q := o.query
		q.Page, q.All = e.Page, true
		chosen.Blocks = append(chosen.Blocks, views.ChosenBlock{Number: p.called(0, block.Page, block.Start),
			Text: core.FirstWords(p.text(0, markup.Piece(e))), URL: q.Row(p.windowOf(e), e)})
	}
	return chosen
}

// windowOf is the first row of the window of its page that shows a piece.
func (p *comparing) windowOf(e markup.Extent) int {
	rows := p.Rows(e.Page)
	at := slices.IndexFunc(rows, func(r review.Row) bool { return r.Start == e.Start })
	return at / rowsShown * rowsShown
}

// ShowAgreementOverTime shows how well the editors of a publication agree, pair by pair, issue by issue.
func (s *Server) ShowAgreementOverTime(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	id, err := core.NumberOf(c, "id", "publication")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	publication, err := s.Store.Publication(ctx, id)
	if err != nil {
		return err
	}
	v, err := s.comparing.OverTime(ctx, user, publication)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.AgreementOverTimePage(v))
}
