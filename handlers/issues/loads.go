package issues

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/formats"
	"galley/fault"
	"galley/handlers/core"
	"galley/models"
	"galley/newsroom"
	views "galley/views/issues"
)

// NewLoad shows the form that takes an issue's text.
func (s *Server) NewLoad(c echo.Context) error {
	return s.Render(c, http.StatusOK, views.NewIssuePage(views.LoadForm{}))
}

// CreateLoad reads what was sent and puts it by until it is confirmed, or shows
// the form again with what is wrong.
func (s *Server) CreateLoad(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	form, token, err := s.stage(c, user)
	if fault.CodeOf(err) == fault.Invalid {
		form.Wrong = core.Sentence(c.Request().Context(), err)
		return s.Render(c, http.StatusUnprocessableEntity, views.NewIssuePage(form))
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, address.Load.At(token)+optionsOf(form))
}

// stage receives a load, reads its pages and stores them for confirmation. It
// returns Invalid for everything that cannot be loaded; then nothing is stored.
func (s *Server) stage(c echo.Context, user models.User) (form views.LoadForm, token string, err error) {
	d, err := s.receive(c)
	defer func() {
		if closing := d.close(); closing != nil {
			s.Log.Warn("remove a load's folder", "error", closing, "request", core.RequestID(c))
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
