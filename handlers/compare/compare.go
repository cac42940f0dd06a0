package compare

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/engine/review"
	"galley/fault"
	"galley/handlers/core"
	"galley/newsroom"
	views "galley/views/compare"
)

// openComparison compares the sets of the request. It returns NotFound if one is absent or hidden from
// this person, and Invalid for sets that cannot be compared.
func (s *Server) openComparison(c echo.Context) (o compared, err error) {
	user, err := s.UserOf(c)
	if err != nil {
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
	if o.Comparison, err = s.comparing.Open(ctx, user, ids); err != nil {
		return o, err
	}
	o.query = readCompareQuery(form, o)
	return o, s.SpeakOwnRoles(c, o.Issue.PublicationID)
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

// readCompareQuery reads what of the comparison is shown; what makes no sense shows the beginning.
func readCompareQuery(form map[string][]string, o compared) views.Query {
	value := func(name string) string {
		if len(form[name]) == 0 {
			return ""
		}
		return form[name][0]
	}
	q := views.Query{All: value("show") == "all"}
	for _, set := range o.Sets {
		q.Sets = append(q.Sets, set.ID)
	}
	q.From, _ = strconv.Atoi(value("from")) // 0 is the beginning
	q.From = max(0, q.From)
	page, _ := strconv.Atoi(value("page")) // 0 if unreadable
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

// Compare shows a page of the comparison.
func (s *Server) Compare(c echo.Context) error {
	o, err := s.openComparison(c)
	if err != nil {
		return err
	}
	page := s.comparisonPage(c.Request().Context(), o)
	return s.Render(c, http.StatusOK, views.ComparePageView(page))
}

// compared is a comparison, and what of it a page shows.
type compared struct {
	newsroom.Comparison
	query views.Query
}

// mayDecide says why this person cannot decide differences here, or nil if they can.
func (o compared) mayDecide() error {
	if !core.Adjudicators.Lets(o.User.Role) {
		return fault.New(fault.Forbidden, "%s", core.Adjudicators.Refusal)
	}
	return o.MayDecide()
}
