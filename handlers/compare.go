package handlers

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/fault"
	"galley/models"
	"galley/views"
)

// compareRoutes are the comparison of sets, and what is decided of their differences.
func (s *Server) compareRoutes(home *echo.Group) {
	home.GET(address.Compared, s.compare)
	home.POST(address.Decide, s.decideDifference)
	home.POST(address.Bulk, s.decideMany)
	home.POST(address.TakeBack, s.takeBack)
	home.POST(address.Reason, s.giveReason)
	home.POST(address.Finish, s.finishAdjudication)
	home.GET(address.Agreement, s.showAgreement)
	home.GET("/publications/:id/agreement", s.showAgreementOverTime)
}

// compared are the sets of a comparison, opened for somebody who sees them all.
type compared struct {
	*review.Comparison
	user        models.User
	issue       models.IssueSummary
	sets        []models.SetView // in the order of their kinds and numbers, as keys of differences want it
	query       views.CompareQuery
	adjudicated *models.SetView // of the issue; nil where there is none yet
	decisions   []models.DecisionView
}

// ids are the sets as decisions name them.
func (o compared) ids() string {
	words := make([]string, len(o.sets))
	for i, set := range o.sets {
		words[i] = strconv.FormatInt(set.ID, 10)
	}
	return strings.Join(words, ",")
}

// openComparison compares the sets of the request. It returns NotFound where one is not there or hidden
// from this person, and Invalid for sets that can not be compared.
func (s *Server) openComparison(c echo.Context) (o compared, err error) {
	if o.user, err = s.userOf(c); err != nil {
		return o, err
	}
	form, err := c.FormParams()
	if err != nil {
		return o, fault.Wrap(fault.Invalid, err, "Galley could not read this request. Go back and try again.")
	}
	ids, err := readSets(form["sets"])
	if err != nil {
		return o, err
	}
	ctx := c.Request().Context()
	heads, err := s.viewsFor(ctx, o.user, ids)
	if err != nil {
		return o, err
	}
	if err := s.nameSets(ctx, &o, heads); err != nil {
		return o, err
	}
	if o.Comparison, err = s.comparisons.of(o.sets, heads); err != nil {
		return o, err
	}
	o.query = readCompareQuery(form, o)
	if o.adjudicated != nil {
		o.decisions, err = s.Store.Decisions(ctx, o.adjudicated.ID, o.ids())
	}
	if err == nil {
		err = s.speakOwnRoles(c, o.issue.PublicationID)
	}
	return o, err
}

// readSets reads the numbers of sets, each once: several fields, or one with commas.
func readSets(values []string) ([]int64, error) {
	var ids []int64
	for _, value := range values {
		for word := range strings.SplitSeq(value, ",") {
			id, err := strconv.ParseInt(strings.TrimSpace(word), 10, 64)
			if err != nil || id < 1 {
				return nil, fault.New(fault.NotFound, "There is no such set.")
			}
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	if len(ids) < review.LeastSets || len(ids) > review.MostSets {
		return nil, fault.New(fault.Invalid, "Choose two to six sets to compare.")
	}
	return ids, nil
}

// viewsFor are sets of one issue that a person sees, by number.
func (s *Server) viewsFor(ctx context.Context, user models.User, ids []int64) (map[int64]desk.View, error) {
	all := map[int64]desk.View{}
	for _, id := range ids {
		view, err := s.viewFor(ctx, user, id)
		if err != nil {
			return nil, err
		}
		all[id] = view
		if first := all[ids[0]]; view.Record.IssueID != first.Record.IssueID {
			return nil, fault.New(fault.Invalid, "These sets belong to different issues. Choose sets of one issue to compare.")
		}
	}
	return all, nil
}

// nameSets fills in the issue, and whose sets these are.
func (s *Server) nameSets(ctx context.Context, o *compared, heads map[int64]desk.View) (err error) {
	for _, view := range heads {
		if o.issue, err = s.Store.Issue(ctx, view.Record.IssueID); err != nil {
			return err
		}
		break
	}
	all, err := s.Store.Sets(ctx, o.issue.ID)
	for i, set := range all {
		if _, chosen := heads[set.ID]; chosen {
			o.sets = append(o.sets, set)
		}
		if set.Kind == models.Adjudicated {
			o.adjudicated = &all[i]
		}
	}
	return err
}

// speakOwnRoles gives the own roles of a publication their words, for what is drawn of this request.
func (s *Server) speakOwnRoles(c echo.Context, publication int64) error {
	ctx := c.Request().Context()
	roles, err := s.Store.OwnRoles(ctx, publication)
	if err == nil {
		c.SetRequest(c.Request().WithContext(views.WithOwnRoles(ctx, roles)))
	}
	return err
}

// readCompareQuery reads what of the comparison is shown; what makes no sense shows the beginning.
func readCompareQuery(form map[string][]string, o compared) views.CompareQuery {
	value := func(name string) string {
		if len(form[name]) == 0 {
			return ""
		}
		return form[name][0]
	}
	q := views.CompareQuery{All: value("show") == "all"}
	for _, set := range o.sets {
		q.Sets = append(q.Sets, set.ID)
	}
	q.From, _ = strconv.Atoi(value("from")) // 0 is the beginning
	q.From = max(0, q.From)
	page, _ := strconv.Atoi(value("page")) // 0 is none
	source := o.Set(0).Source()
	if source.Page(page) == nil {
		page = source.Pages[0].Key
		if len(o.Differences) > 0 && source.Page(o.Differences[0].Page) != nil {
			page = o.Differences[0].Page
		}
	}
	q.Page = page
	return q
}

// mayDecide says why differences can not be decided here; nil where they can.
func (o compared) mayDecide() error {
	state := markup.Draft
	if o.adjudicated != nil {
		state = markup.State(o.adjudicated.State)
	}
	if !adjudicators.lets(o.user.Role) {
		return fault.New(fault.Forbidden, "%s", adjudicators.refusal)
	}
	for _, set := range o.sets {
		if set.Kind == models.Adjudicated {
			return fault.New(fault.Conflict, "The adjudicated set is one of those compared here. Change it in the workbench, or compare the others to decide their differences.")
		}
		if set.Kind == models.Independent && !set.Shown {
			return fault.New(fault.Conflict, "Differences are decided when all who were asked have submitted their sets.")
		}
	}
	if state == markup.Accepted {
		return fault.New(fault.Conflict, "The adjudicated set is accepted. Reopen it in the workbench before anything more is decided.")
	}
	return nil
}

// compare shows a page of the comparison.
func (s *Server) compare(c echo.Context) error {
	o, err := s.openComparison(c)
	if err != nil {
		return err
	}
	page := s.comparisonPage(c.Request().Context(), o)
	return s.render(c, http.StatusOK, views.ComparePageView(page))
}
