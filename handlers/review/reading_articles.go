package review

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/desk"
)

// listedArticle is an article as the list behind A shows it; static/js/markup/choices.js reads it.
type listedArticle struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Title  string `json:"title"`
	Colour int    `json:"colour"`
}

// ListArticles lists the articles and packages of a set in reading order, to give a block to one of them.
func (s *Server) ListArticles(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	p := &page{Opened: o, ctx: c.Request().Context(), server: s, numbers: o.Set.Numbers(), plan: desk.StandingOf(o.Record).Plan}
	articles := []listedArticle{}
	for _, a := range p.parts() {
		if !a.outside {
			articles = append(articles, listedArticle{ID: a.Key, Label: a.Number, Title: a.Title, Colour: a.Colour})
		}
	}
	return c.JSON(http.StatusOK, articles)
}
