package core

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/views/parts"
)

// ShowSecret shows what is shown once; no cache keeps it.
func (s *Core) ShowSecret(c echo.Context, v parts.SecretView) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.Render(c, http.StatusOK, parts.SecretPage(v))
}
