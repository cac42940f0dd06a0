package issues

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/stages"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/issues"
)

// issueStagesOf is the page of the stages of the issue that the address names.
func (s *Server) issueStagesOf(c echo.Context) (v views.IssueStagesView, user models.User, err error) {
	if user, err = s.UserOf(c); err != nil {
		return v, user, err
	}
	if v.Issue, err = s.IssueOf(c); err != nil {
		return v, user, err
	}
	ctx := c.Request().Context()
	publication, err := s.Store.Publication(ctx, v.Issue.PublicationID)
	if err != nil {
		return v, user, err
	}
	v.People, err = s.Store.Users(ctx)
	v.Plan, v.Publication, v.MayChange = v.Issue.Set.Plan(), publication.Plan(), core.Administrators.Lets(user.Role)
	return v, user, err
}

// ShowIssueStages shows the stages that an issue goes through, and who is on duty.
func (s *Server) ShowIssueStages(c echo.Context) error {
	v, _, err := s.issueStagesOf(c)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.IssueStagesPage(v))
}

// UpdateIssueStages changes who is on duty for an issue or holds both, or takes over its publication's stages; or it
// shows the page again with what is wrong.
func (s *Server) UpdateIssueStages(c echo.Context) error {
	v, user, err := s.issueStagesOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	plan, err := afterDuty(c, &v, user)
	if err == nil {
		err = s.keepIssueStages(ctx, v.Issue.ID, plan, user)
	}
	if fault.CodeOf(err) == fault.Invalid {
		v.Errors = core.FieldsOr(ctx, err, "")
		return s.Render(c, http.StatusUnprocessableEntity, views.IssueStagesPage(v))
	}
	if err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "Saved."))
	return c.Redirect(http.StatusSeeOther, address.IssueStages.At(v.Issue.ID))
}

// keepIssueStages stores the stages of an issue; whoever has its sets open must learn of it from here.
func (s *Server) keepIssueStages(ctx context.Context, issue int64, plan stages.Plan, user models.User) error {
	if err := s.Store.SetIssueStages(ctx, issue, plan, &user.ID); err != nil {
		return err
	}
	s.Desk.Refresh(ctx)
	s.Desk.SettleSoon()
	return nil
}

// afterDuty is the issue's plan after the act that the form asks for. The view has what was typed.
func afterDuty(c echo.Context, v *views.IssueStagesView, user models.User) (stages.Plan, error) {
	form, err := c.FormParams()
	if err != nil {
		return v.Plan, fault.Wrap(fault.Invalid, err, "Galley could not read this request. Go back and try again.")
	}
	act, of, _ := strings.Cut(form.Get("act"), ":")
	switch act {
	case "save":
		v.Plan.Positions = slices.Clone(v.Plan.Positions)
		for i, q := range v.Plan.Positions {
			v.Plan.Positions[i].People = peopleIn(form["duty-"+q.ID], v.People)
		}
		return v.Plan, nil
	case "add-exception":
		person := append(peopleIn(form["person"], v.People), 0)[0]
		v.New = stages.Exception{Person: person, Stage: numberIn(form.Get("stage")), Why: strings.TrimSpace(form.Get("why")), By: user.Name}
		return v.Plan.Excepting(v.New), nil
	case "remove-exception":
		if n := numberIn(of); n >= 1 && n <= len(v.Plan.Both) {
			plan := v.Plan
			plan.Both = slices.Delete(slices.Clone(plan.Both), n-1, n)
			return plan, nil
		}
		return v.Plan, nil
	case "take-over":
		return v.Publication.InPlaceOf(v.Plan), nil
	}
	return v.Plan, unreadable()
}
