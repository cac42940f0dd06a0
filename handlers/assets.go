package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/static"
)

// health says that the server answers.
func health(c echo.Context) error {
	return c.String(http.StatusOK, "ok\n")
}

// showAsset serves a sheet, script or picture; one asked for by its version is
// kept by the browser for ever.
func showAsset(c echo.Context) error {
	name, lasting := static.File(c.Param("*"))
	keep := "no-cache"
	if lasting {
		keep = "public, max-age=31536000, immutable"
	}
	file, err := static.FS.Open(name)
	if err != nil {
		return echo.ErrNotFound
	}
	defer func() { _ = file.Close() }() // it was only read, from memory
	if about, err := file.Stat(); err != nil || about.IsDir() {
		return echo.ErrNotFound
	}
	c.Response().Header().Set(echo.HeaderCacheControl, keep)
	http.ServeFileFS(c.Response(), c.Request(), static.FS, name)
	return nil
}

// serveBlob serves what never changes, such as a published schema: it tells what an export holds, not what Galley
// holds.
func serveBlob(kind string, data []byte) echo.HandlerFunc {
	return func(c echo.Context) error { return c.Blob(http.StatusOK, kind, data) }
}
