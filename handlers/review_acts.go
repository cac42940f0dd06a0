package handlers

import (
	"github.com/labstack/echo/v4"

	"galley/engine/markup"
)

// changeRole gives a block another role, as a step of who reviews.
func (s *reviewServer) changeRole(c echo.Context) error {
	o, err := s.openSet(c)
	if err != nil {
		return err
	}
	block, err := reviewedBlock(c)
	if err != nil {
		return err
	}
	act := &markup.SetRole{Blocks: []markup.Extent{block}, Role: c.FormValue("role"), Start: c.FormValue("begins") != ""}
	if err := s.applyReview(c, o, "role", act, nil); err != nil {
		return err
	}
	return s.backToReview(c, o.Record.ID)
}
