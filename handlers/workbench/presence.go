package workbench

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/handlers/core"
)

// touched says who changed a block last. Seconds is how long ago that was when it was asked, for
// browsers whose clock is wrong.
type touched struct {
	By      string    `json:"by"` // "" for a deleted account
	Author  int64     `json:"author"`
	At      time.Time `json:"at"`
	Seconds int64     `json:"seconds"`
}

// MoveFocus tells colleagues where somebody's focus rests, and answers who changed the block there
// last. Nothing of it is stored.
func (s *Server) MoveFocus(c echo.Context) error {
	o, err := s.ReadSet(c)
	if err != nil {
		return err
	}
	var focus struct{ Page, Start int }
	if err := readJSON(c, &focus); err != nil {
		return unread(err, fault.Wrap(fault.Invalid, err, "The focus is malformed: send an object with page and start."))
	}
	if err := s.Desk.Focus(c.Request().Context(), o.Record.ID, o.User.Actor(), focus.Page, focus.Start); err != nil {
		return err
	}
	last, err := s.touchedOf(c, o, focus.Page, focus.Start)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"touched": last})
}

// touchedOf is who changed the block last that holds a code point of a page; nil if nobody has.
func (s *Server) touchedOf(c echo.Context, o core.Opened, page, at int) (*touched, error) {
	block, found := o.Extent(page, at)
	if !found {
		return nil, nil
	}
	touch, found := o.LastTouch(block)
	if !found {
		return nil, nil
	}
	signature, err := s.Store.SignatureOf(c.Request().Context(), o.Record.ID, touch.Version)
	if err != nil {
		return nil, err
	}
	return &touched{signature.Name, signature.Author, signature.At, int64(max(0, s.Clock().Sub(signature.At)).Seconds())}, nil
}
