package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/views"
)

// showSecret shows what is shown once; no cache keeps it.
func (s *core) showSecret(c echo.Context, v views.SecretView) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.render(c, http.StatusOK, views.SecretPage(v))
}
