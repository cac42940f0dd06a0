package review

import (
	"github.com/labstack/echo/v4"

	"galley/engine/markup"
	"galley/handlers/core"
)

// ChangeRole gives a block another role, as a step of the reviewer.
func (s *Server) ChangeRole(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	block, err := core.ReviewedBlock(c)
	if err != nil {
		return err
	}
	act := &markup.SetRole{Blocks: []markup.Extent{block}, Role: c.FormValue("role"), Start: c.FormValue("begins") != ""}
	if err := s.applyReview(c, o, "role", act, nil); err != nil {
		return err
	}
	return s.BackToReview(c, o.Record.ID)
}
