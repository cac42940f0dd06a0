package compare

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/desk"
	"galley/engine/markup"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/compare"
)

// mayAsk reports whether a person may ask for independent sets.
func mayAsk(user models.User) bool { return core.Adjudicators.Lets(user.Role) }

// setsOf is the page of the sets of the issue that the address names. Who may ask learns who was asked
// and whether they have submitted, and nothing else of a hidden set.
func (s *Server) setsOf(c echo.Context) (v views.IssueSets, user models.User, err error) {
	if user, err = s.UserOf(c); err != nil {
		return v, user, err
	}
	if v.Issue, err = s.IssueOf(c); err != nil {
		return v, user, err
	}
	ctx := c.Request().Context()
	sets, err := s.Store.Sets(ctx, v.Issue.ID)
	if err != nil {
		return v, user, err
	}
	v.MayAsk, v.Now = mayAsk(user), s.Clock().Local()
	var asked []int64
	for _, set := range sets {
		row := views.SetRow{SetView: set, Hidden: markup.MayRead(user.Actor(), desk.StandingOf(set.AnnotationSet)) != nil}
		if set.Kind == models.Independent {
			asked = append(asked, *set.OwnerID)
			row.MayWithdraw = v.MayAsk && !set.HasBegun()
			v.Shown = v.Shown || set.Shown
		}
		if !row.Hidden || v.MayAsk {
			v.Rows = append(v.Rows, row)
		}
	}
	if v.MayAsk {
		v.Askable, err = s.Store.Askable(ctx)
		v.Askable = slices.DeleteFunc(v.Askable, func(u models.User) bool { return slices.Contains(asked, u.ID) })
	}
	return v, user, err
}

// ListSets shows the sets of an issue.
func (s *Server) ListSets(c echo.Context) error {
	v, _, err := s.setsOf(c)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.IssueSetsPage(v))
}

// AskForSets gives the chosen editors sets of their own, or says what is wrong.
func (s *Server) AskForSets(c echo.Context) error {
	v, user, err := s.setsOf(c)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "Galley could not read this request. Go back and try again.")
	}
	var editors []int64
	for _, value := range form["editor"] {
		id, _ := strconv.ParseInt(value, 10, 64) // 0 is nobody, who is refused
		editors = append(editors, id)
	}
	ctx := c.Request().Context()
	err = s.Store.AskForSets(ctx, v.Issue.ID, editors, user.ID)
	if fault.CodeOf(err) == fault.Invalid {
		v.Wrong = core.Sentence(ctx, err)
		return s.Render(c, http.StatusUnprocessableEntity, views.IssueSetsPage(v))
	}
	if err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "They find the issue under “My sets” in their list of issues."))
	return c.Redirect(http.StatusSeeOther, address.IssueSets.At(v.Issue.ID))
}

// WithdrawSet takes a set away again that nobody has begun.
func (s *Server) WithdrawSet(c echo.Context) error {
	v, _, err := s.setsOf(c)
	if err != nil {
		return err
	}
	id, err := core.NumberOf(c, "set", "set")
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(v.Rows, func(r views.SetRow) bool { return r.ID == id && r.Kind == models.Independent }) {
		return fault.New(fault.NotFound, "There is no such set.")
	}
	ctx := c.Request().Context()
	if err := s.Store.WithdrawSet(ctx, id); err != nil {
		return err
	}
	s.Desk.PutAway(id)
	s.Say(c, locale.T(ctx, "Withdrawn."))
	return c.Redirect(http.StatusSeeOther, address.IssueSets.At(v.Issue.ID))
}
