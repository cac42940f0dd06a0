package issues

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/issues"
)

// numberField is a number that a form or an address holds, 0 for none.
func numberField(c echo.Context, name string) int {
	n, _ := strconv.Atoi(c.FormValue(name)) // 0 if unreadable
	return n
}

// NewGuideline shows the form of a new page, with an outline of the roles if one is asked for.
func (s *Server) NewGuideline(c echo.Context) error {
	id, err := core.NumberOf(c, "id", "publication")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	f := views.GuidelineForm{Now: s.Clock().Local()}
	if f.Publication, err = s.Store.Publication(ctx, id); err != nil {
		return err
	}
	if c.QueryParams().Has("outline") {
		own, err := s.Store.OwnRoles(ctx, id)
		if err != nil {
			return err
		}
		f.Draft.Title, f.Draft.Text = views.StartingOutline(ctx, own)
	}
	return s.Render(c, http.StatusOK, views.GuidelineFormPage(f))
}

// EditGuideline shows the form of a page.
func (s *Server) EditGuideline(c echo.Context) error {
	page, _, err := s.guideline(c)
	if err != nil {
		return err
	}
	f := views.GuidelineForm{Page: page.GuidelineID, Now: s.Clock().Local()}
	if f.Publication, err = s.Store.Publication(c.Request().Context(), page.PublicationID); err != nil {
		return err
	}
	f.Draft = models.GuidelineDraft{Title: page.Title, Text: page.Text, Base: page.Version}
	return s.Render(c, http.StatusOK, views.GuidelineFormPage(f))
}

// draftOf is the page that a form holds.
func draftOf(c echo.Context) models.GuidelineDraft {
	return models.GuidelineDraft{Title: c.FormValue("title"), Text: c.FormValue("text"), Reason: c.FormValue("reason"), Base: numberField(c, "base")}
}

// CreateGuideline saves a new page, or shows the form again: with what is wrong, or how it would look.
func (s *Server) CreateGuideline(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	id, err := core.NumberOf(c, "id", "publication")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	f := views.GuidelineForm{Draft: draftOf(c), Now: s.Clock().Local()}
	if f.Publication, err = s.Store.Publication(ctx, id); err != nil {
		return err
	}
	if c.FormValue("act") == "preview" {
		f.Preview = true
		return s.Render(c, http.StatusOK, views.GuidelineFormPage(f))
	}
	page, err := s.Store.CreateGuideline(ctx, id, f.Draft, user.ID)
	if err != nil {
		return s.guidelineRefused(c, f, err)
	}
	s.Say(c, locale.T(ctx, "Saved."))
	return c.Redirect(http.StatusSeeOther, address.Guideline.At(page))
}

// UpdateGuideline saves a page, or shows the form again: with what is wrong, what somebody else saved
// meanwhile, or how it would look.
func (s *Server) UpdateGuideline(c echo.Context) error {
	page, user, err := s.guideline(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	f := views.GuidelineForm{Page: page.GuidelineID, Draft: draftOf(c), Now: s.Clock().Local()}
	if f.Publication, err = s.Store.Publication(ctx, page.PublicationID); err != nil {
		return err
	}
	if c.FormValue("act") == "preview" {
		f.Preview = true
		return s.Render(c, http.StatusOK, views.GuidelineFormPage(f))
	}
	err = s.Store.SaveGuideline(ctx, page.GuidelineID, f.Draft, user.ID)
	if fault.CodeOf(err) == fault.Conflict {
		return s.guidelineClash(c, f, user)
	}
	if err != nil {
		return s.guidelineRefused(c, f, err)
	}
	s.Say(c, locale.T(ctx, "Saved."))
	return c.Redirect(http.StatusSeeOther, address.Guideline.At(page.GuidelineID))
}

// guidelineRefused shows a form again with what is wrong.
func (s *Server) guidelineRefused(c echo.Context, f views.GuidelineForm, err error) error {
	if fault.CodeOf(err) != fault.Invalid {
		return err
	}
	f.Errors = core.FieldsOr(c.Request().Context(), err, "")
	return s.Render(c, http.StatusUnprocessableEntity, views.GuidelineFormPage(f))
}

// guidelineClash shows a form again with what somebody else saved meanwhile. Saving once more is on top
// of that version.
func (s *Server) guidelineClash(c echo.Context, f views.GuidelineForm, user models.User) error {
	theirs, err := s.Store.Guideline(c.Request().Context(), f.Page, user.ID)
	if err != nil {
		return err
	}
	f.Theirs, f.Draft.Base = &theirs, theirs.Version
	return s.Render(c, http.StatusConflict, views.GuidelineFormPage(f))
}
