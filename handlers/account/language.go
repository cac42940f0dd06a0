package account

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/handlers/core"
	"galley/locale"
)

// UpdateLanguage stores the language that somebody chose for the interface; "" follows the browser.
func (s *Server) UpdateLanguage(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	if err := s.Store.SetLanguage(c.Request().Context(), user.ID, c.FormValue("language")); err != nil {
		return err
	}
	s.Known.Purge()
	core.Speak(c, c.FormValue("language"))
	s.Say(c, locale.T(c.Request().Context(), "Galley now uses this language for you."))
	return c.Redirect(http.StatusSeeOther, address.Account)
}
