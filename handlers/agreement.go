package handlers

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/engine/agreement"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/models"
	"galley/views"
)

// How intervals are drawn. The seed stands, so that a page shows the same twice.
const (
	intervalRounds = 1000
	intervalLevel  = 0.95
	intervalSeed   = 1
	drawnPieces    = 2_000_000 // a draw of all rounds costs so many pieces at the most
)

// rounds is how often intervals are drawn of so many pieces: fewer where there are very many, which need
// them less.
func rounds(pieces int) int {
	return min(intervalRounds, max(100, drawnPieces/max(1, pieces)))
}

// blocksListed is how many blocks behind a cell of the matrix are listed.
const blocksListed = 200

// showAgreement shows all measures of a comparison, and the matrix of two of its sets.
func (s *Server) showAgreement(c echo.Context) error {
	o, err := s.openComparison(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	v := views.Agreement{Issue: o.issue, Query: o.query, Overall: o.AgreeAll(), Gamma: o.Gamma(agreement.DefaultGamma)}
	for i, set := range o.sets {
		v.Sets = append(v.Sets, views.ComparedSet{SetView: set, Number: i + 1})
	}
	for i := range o.sets {
		for j := i + 1; j < len(o.sets); j++ {
			a := o.Agree(i, j)
			intervals := o.IntervalsOf(i, j, rounds(a.Pieces), intervalLevel, intervalSeed)
			v.Pairs = append(v.Pairs, views.PairMeasures{First: v.Sets[i], Second: v.Sets[j], Agreement: a, Intervals: &intervals})
		}
	}
	v.Alpha = o.AlphaInterval(rounds(v.Pairs[0].Agreement.Pieces), intervalLevel, intervalSeed)
	first, second := o.pairOf(c)
	v.First, v.Second, v.Matrix = v.Sets[first], v.Sets[second], o.Confusion(first, second)
	v.Chosen = o.chosenCell(ctx, c, v.Matrix)
	return s.render(c, http.StatusOK, views.AgreementPage(v))
}

// pairOf are the two sets of the matrix that the address names, by place; else the first two.
func (o compared) pairOf(c echo.Context) (first, second int) {
	place := func(name string, other int) int {
		id, _ := strconv.ParseInt(c.QueryParam(name), 10, 64) // 0 is none
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

// chosenCell are the blocks behind the cell of the matrix that the address names; nil where it names none.
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
			Text: firstWords(p.text(0, markup.Piece(e))), URL: q.Row(p.windowOf(e), e)})
	}
	return chosen
}

// windowOf is the first row of the window of its page that shows a piece.
func (p *comparing) windowOf(e markup.Extent) int {
	rows := p.Rows(e.Page)
	at := slices.IndexFunc(rows, func(r review.Row) bool { return r.Start == e.Start })
	return at / rowsShown * rowsShown
}

// measuredAtOnce is how many comparisons one request measures for the page of a publication.
const measuredAtOnce = 12

// showAgreementOverTime shows how well the editors of a publication agree, pair by pair, issue by issue.
func (s *Server) showAgreementOverTime(c echo.Context) error {
	user, err := s.userOf(c)
	if err != nil {
		return err
	}
	id, err := number(c, "id", "publication")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	publication, err := s.Store.Publication(ctx, id)
	if err != nil {
		return err
	}
	v, err := s.agreementOverTime(ctx, user, publication)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.AgreementOverTimePage(v))
}

// agreementOverTime is how well the editors of a publication agree, as far as it is measured; a few
// comparisons more are measured for it.
func (s *Server) agreementOverTime(ctx context.Context, user models.User, publication models.Publication) (views.AgreementOverTime, error) {
	v := views.AgreementOverTime{Publication: publication}
	sets, err := s.Store.ShownSets(ctx, publication.ID)
	if err != nil {
		return v, err
	}
	fresh := 0
	for _, pair := range pairsOf(sets) {
		stored, known := s.agreements.find(pair)
		if !known && fresh == measuredAtOnce {
			v.Waiting++
			continue
		}
		if !known {
			fresh++
			if stored, err = s.measure(ctx, user, pair); err != nil {
				return v, err
			}
			s.agreements.keep(pair, stored)
		}
		v.Add(pair[0].Owner, pair[1].Owner, stored)
	}
	return v, nil
}

// setPair are two sets of one issue.
type setPair [2]models.ShownSet

// pairsOf are all pairs of sets of one issue each, the people of a pair always in the same order.
func pairsOf(sets []models.ShownSet) []setPair {
	var pairs []setPair
	for i, a := range sets {
		for _, b := range sets[i+1:] {
			if a.IssueID != b.IssueID {
				break
			}
			pair := setPair{a, b}
			if *a.OwnerID > *b.OwnerID {
				pair = setPair{b, a}
			}
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

// measure compares two sets as they are stored.
func (s *Server) measure(ctx context.Context, user models.User, pair setPair) (views.AgreementPoint, error) {
	ids := []int64{min(pair[0].ID, pair[1].ID), max(pair[0].ID, pair[1].ID)}
	opened, err := s.viewsFor(ctx, user, ids)
	if err != nil {
		return views.AgreementPoint{}, err
	}
	compared, err := review.Compare(opened[pair[0].ID].Set, opened[pair[1].ID].Set)
	if err != nil {
		return views.AgreementPoint{}, err
	}
	a := compared.Agree(0, 1)
	i := compared.RolesInterval(0, 1, rounds(a.Pieces), intervalLevel, intervalSeed)
	return views.AgreementPoint{Date: pair[0].Date, Sets: [2]int64{ids[0], ids[1]}, Pieces: a.Pieces, Boundaries: a.Boundaries.F1,
		Articles: a.Articles.F1, Roles: a.Roles, Marks: a.Exact.F1, LowRole: i.Low, HighRole: i.High}, nil
}
