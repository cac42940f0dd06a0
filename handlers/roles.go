package handlers

import (
	"slices"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/models"
)

// loaders may bring issues in.
var loaders = []models.Role{models.Administrator, models.Editor}

// mayLoad says whether a person may bring issues in.
func mayLoad(user models.User) bool { return slices.Contains(loaders, user.Role) }

// changers may change the data of publications, issues and pages.
var changers = []models.Role{models.Administrator, models.Editor}

// mayChange says whether a person may change data.
func mayChange(user models.User) bool { return slices.Contains(changers, user.Role) }

// deleters may put issues into the bin and take them out again.
var deleters = []models.Role{models.Administrator, models.Editor}

// mayDelete says whether a person may put issues into the bin.
func mayDelete(user models.User) bool { return slices.Contains(deleters, user.Role) }

// only lets the roles pass and refuses everybody else with a sentence.
func (s *Server) only(roles []models.Role, sentence string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			user, err := s.userOf(c)
			if err != nil {
				return err
			}
			if !slices.Contains(roles, user.Role) {
				return fault.New(fault.Forbidden, sentence)
			}
			return next(c)
		}
	}
}
