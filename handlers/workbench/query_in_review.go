package workbench

import (
	"github.com/labstack/echo/v4"

	"galley/engine/text"
	"galley/handlers/core"
	"galley/models"
)

// AskInReview opens a thread on a block, from its place in the review.
func (s *Server) AskInReview(c echo.Context) error {
	o, err := s.openToSpeak(c)
	if err != nil {
		return err
	}
	block, err := core.ReviewedBlock(c)
	if err != nil {
		return err
	}
	words := said{Key: text.NewID(), Anchor: models.OnBlock, Page: block.Page, Start: block.Start, End: block.End, Text: c.FormValue("text")}
	first, err := s.comment(c, o, words)
	if err != nil {
		return err
	}
	thread := threadOf(o, words)
	if err := checkAnchor(o.Set, thread); err != nil {
		return err
	}
	if _, err := s.Store.OpenThread(c.Request().Context(), thread, first); err != nil {
		return err
	}
	if _, err := s.announce(c, o, words.Key, newsOf(first)); err != nil {
		return err
	}
	return s.BackToReview(c, o.Record.ID)
}
