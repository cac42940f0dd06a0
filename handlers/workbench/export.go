package workbench

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/engine/formats"
	"galley/fault"
	"galley/newsroom"
)

// ExportSet sends a set as a file in a format. The file is written whole before it is sent, so that
// a failure never leaves half a file on somebody's disk.
func (s *Server) ExportSet(c echo.Context) error {
	o, err := s.OpenNamed(c)
	if err != nil {
		return err
	}
	format, known := formats.ByKey(c.Param("format"))
	if !known || format.Write == nil {
		return fault.New(fault.NotFound, "Galley cannot export the format %q. Choose json or xml.", c.Param("format"))
	}
	ask, err := exportAsked(c)
	if err != nil {
		return err
	}
	ask.Program = s.Version
	ctx := c.Request().Context()
	document, err := newsroom.DocumentOf(ctx, s.Desk, s.Store, o.View, ask)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := format.Write(&file, document); err != nil {
		return fmt.Errorf("export set %d as %s: %w", o.Record.ID, format.Name, err)
	}
	if err := s.Store.SaveExport(ctx, ask.Record(o.View, format, &o.User.ID)); err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": formats.FileName(document.Issue, format)}))
	header.Set(echo.HeaderCacheControl, "no-store")
	return c.Blob(http.StatusOK, format.ContentType, file.Bytes())
}

// exportAsked reads what a request asks an export to hold: ?accepted=1 and ?since=VERSION.
func exportAsked(c echo.Context) (ask newsroom.Export, err error) {
	switch asked := c.QueryParam("accepted"); asked {
	case "", "0":
	case "1":
		ask.Accepted = true
	default:
		return ask, fault.New(fault.Invalid, "“accepted” must be 1, for accepted articles only, or be left out.")
	}
	if asked := c.QueryParam("since"); asked != "" {
		version, err := strconv.ParseInt(asked, 10, 64)
		if err != nil {
			return ask, fault.New(fault.NotFound, "This set has no version %s.", asked)
		}
		ask.Since = &version
	}
	return ask, nil
}
