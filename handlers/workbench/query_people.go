package workbench

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
	"galley/handlers/core"
	"galley/models"
)

// ListReaders gives everybody whom a comment on a set can mention.
func (s *Server) ListReaders(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	people, err := s.peopleOf(c, o)
	if err != nil {
		return err
	}
	named := []mention{}
	for _, p := range people {
		if p.ID != o.User.ID {
			named = append(named, mention{p.ID, p.Name})
		}
	}
	return c.JSON(http.StatusOK, map[string]any{"people": named})
}

// peopleOf are those who may read a set, by name.
func (s *Server) peopleOf(c echo.Context, o core.Opened) ([]models.User, error) {
	users, err := s.Store.Users(c.Request().Context())
	return slices.DeleteFunc(users, func(u models.User) bool {
		return !u.Active || markup.MayRead(u.Actor(), desk.StandingOf(o.Record)) != nil
	}), err
}

// mentionsIn are the people whom a text names, of those who may read the set.
func (s *Server) mentionsIn(c echo.Context, o core.Opened, text string) ([]models.Mention, error) {
	if !strings.ContainsAny(text, "@＠") {
		return nil, nil
	}
	people, err := s.peopleOf(c, o)
	return models.Mentioned(text, people), err
}
