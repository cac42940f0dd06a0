package issues

import (
	"net/http"
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

// stagesOf is the page of the stages of the publication that the address names.
func (s *Server) stagesOf(c echo.Context) (v views.StagesView, user models.User, err error) {
	if user, err = s.UserOf(c); err != nil {
		return v, user, err
	}
	id, err := core.NumberOf(c, "id", "publication")
	if err != nil {
		return v, user, err
	}
	ctx := c.Request().Context()
	if v.Publication, err = s.Store.Publication(ctx, id); err != nil {
		return v, user, err
	}
	v.People, err = s.Store.Users(ctx)
	v.Plan, v.MayChange = v.Publication.Plan(), core.Administrators.Lets(user.Role)
	return v, user, err
}

// ShowStages shows the stages of review of a publication.
func (s *Server) ShowStages(c echo.Context) error {
	v, _, err := s.stagesOf(c)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.StagesPage(v))
}

// UpdateStages saves the stages of review of a publication, or shows the form again with what is wrong. Every other
// act shows the form as it is after it, and keeps nothing.
func (s *Server) UpdateStages(c echo.Context) error {
	v, user, err := s.stagesOf(c)
	if err != nil {
		return err
	}
	form, err := c.FormParams()
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "Galley could not read this request. Go back and try again.")
	}
	if v.Plan, err = planIn(form, v.People); err != nil {
		return err
	}
	v.Running = form.Get("running") != ""
	if act := form.Get("act"); act != "save" {
		if v.Plan, err = after(v.Plan, act); err != nil {
			return err
		}
		return s.Render(c, http.StatusOK, views.StagesPage(v))
	}
	return s.saveStages(c, v, user)
}

// saveStages saves what stands in the form, or shows it again with what is wrong.
func (s *Server) saveStages(c echo.Context, v views.StagesView, user models.User) error {
	ctx, plan := c.Request().Context(), v.Plan
	if plan.Late == 1 {
		plan.Late = 0 // the first stage, whichever it is
	}
	err := s.Store.SetPublicationStages(ctx, v.Publication.ID, plan, v.Running, &user.ID)
	if fault.CodeOf(err) == fault.Invalid {
		v.Errors = core.FieldsOr(ctx, err, "")
		return s.Render(c, http.StatusUnprocessableEntity, views.StagesPage(v))
	}
	if err != nil {
		return err
	}
	if v.Running {
		s.Desk.Refresh(ctx)
		s.Desk.SettleSoon()
	}
	s.Say(c, locale.T(ctx, "Saved."))
	return c.Redirect(http.StatusSeeOther, address.Stages.At(v.Publication.ID))
}

// after is a plan after an act of its form, such as "up:2". It returns Invalid for one that is unknown.
func after(p stages.Plan, act string) (stages.Plan, error) {
	name, of, _ := strings.Cut(act, ":")
	n := numberIn(of)
	switch name {
	case "template":
		for _, t := range stages.Templates() {
			if t.ID == of {
				return t.Over(p), nil
			}
		}
	case "add-stage":
		return p.With(), nil
	case "remove-stage":
		return p.Without(n), nil
	case "up":
		return p.Moved(n, -1), nil
	case "down":
		return p.Moved(n, 1), nil
	case "add-position":
		return p.WithPosition(), nil
	case "remove-position":
		return p.WithoutPosition(of), nil
	}
	return p, unreadable()
}
