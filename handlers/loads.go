package handlers

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/formats"
	"galley/fault"
	"galley/models"
	"galley/newsroom"
	"galley/views"
)

// newLoad shows the form that takes an issue's text.
func (s *issuesServer) newLoad(c echo.Context) error {
	return s.render(c, http.StatusOK, views.NewIssuePage(views.LoadForm{}))
}

// createLoad reads what was sent and puts it by until it is confirmed, or shows
// the form again with what is wrong.
func (s *issuesServer) createLoad(c echo.Context) error {
	user, err := s.userOf(c)
	if err != nil {
		return err
	}
	form, token, err := s.stage(c, user)
	if fault.CodeOf(err) == fault.Invalid {
		form.Wrong = sentence(c.Request().Context(), err)
		return s.render(c, http.StatusUnprocessableEntity, views.NewIssuePage(form))
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, address.Load.At(token)+optionsOf(form))
}

// stage receives a load, reads its pages and stores them for confirmation. It
// returns Invalid for everything that cannot be loaded; then nothing is stored.
func (s *issuesServer) stage(c echo.Context, user models.User) (form views.LoadForm, token string, err error) {
	d, err := s.receive(c)
	defer func() {
		if closing := d.close(); closing != nil {
			s.Log.Warn("remove a load's folder", "error", closing, "request", requestID(c))
		}
	}()
	if err != nil {
		return d.form, "", err
	}
	ctx := c.Request().Context()
	if err := s.loading.Acquire(ctx, 1); err != nil {
		return d.form, "", err
	}
	defer s.loading.Release(1)
	texts, err := formats.ReadText(d.files, formats.TextOptions{Replace: d.form.Replace})
	if err != nil {
		return d.form, "", err
	}
	pages := newsroom.ProposePages(texts)
	token, err = s.Store.StageLoad(ctx, user.ID, pages)
	return d.form, token, err
}

// optionsOf carries the form's choices on to the confirmation, as a query.
func optionsOf(form views.LoadForm) string {
	query := url.Values{}
	if form.Language != "" {
		query.Set("language", form.Language)
	}
	if form.Again {
		query.Set("again", "yes")
	}
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}
