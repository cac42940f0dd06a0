package handlers

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/engine/markup"
	"galley/fault"
)

// reviewedBlock is the block that a form of the review names.
func reviewedBlock(c echo.Context) (markup.Extent, error) {
	var numbers [3]int
	for i, name := range []string{"page", "start", "end"} {
		n, err := strconv.Atoi(c.FormValue(name))
		if err != nil {
			return markup.Extent{}, fault.New(fault.Invalid, "No block is named. Go to a block first.")
		}
		numbers[i] = n
	}
	return markup.Extent{Page: numbers[0], Start: numbers[1], End: numbers[2]}, nil
}

// changeRole gives a block another role, as a step of who reviews.
func (s *Server) changeRole(c echo.Context) error {
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
