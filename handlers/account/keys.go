package account

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/keys"
	"galley/fault"
	"galley/handlers/core"
	views "galley/views/account"
)

// ShowKeys shows every command with its keys.
func (s *Server) ShowKeys(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	m, err := s.KeysOf(c.Request().Context(), user.ID)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.KeysPage(views.KeysView{Map: m, At: c.QueryParam("at")}))
}

// UpdateKeys changes the keys of one command or of all, or shows the page again with what is wrong.
func (s *Server) UpdateKeys(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	ctx, command := c.Request().Context(), c.FormValue("command")
	err = s.Store.ChangeKeys(ctx, user.ID, func(stored string) (string, error) {
		m, err := keys.ReadMap(stored)
		if err != nil {
			return "", err
		}
		next, err := changedKeys(c, m)
		return next.Stored(), err
	})
	wrong := keysTrouble(ctx, err)
	if wrong == "" && err != nil {
		return err
	}
	if wrong == "" {
		return c.Redirect(http.StatusSeeOther, address.KeysAt(command))
	}
	m, err := s.KeysOf(ctx, user.ID)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusUnprocessableEntity, views.KeysPage(views.KeysView{Map: m, At: command, Wrong: wrong, Tried: c.FormValue("keys")}))
}

// changedKeys is the map with what the form asks for.
func changedKeys(c echo.Context, m keys.Map) (keys.Map, error) {
	command := c.FormValue("command")
	switch act := c.FormValue("act"); {
	case c.FormValue("preset") == "standard":
		return keys.Map{}, nil
	case c.FormValue("preset") == string(keys.LeftHanded):
		return keys.Map{Preset: keys.LeftHanded}, nil
	case act == "reset-all":
		return keys.Map{Preset: m.Preset}, nil
	case act == "reset":
		return m.Without(command)
	case act != "set":
		return m, fault.New(fault.Invalid, "Galley could not read this request. Go back and try again.")
	}
	var list []keys.Key
	for word := range strings.FieldsSeq(c.FormValue("keys")) {
		k, err := keys.ReadKey(word)
		if err != nil {
			return m, err
		}
		list = append(list, k)
	}
	return m.With(command, list)
}

// keysTrouble is the sentence for a refused change; "" when it was not refused.
func keysTrouble(ctx context.Context, err error) string {
	if clash, found := errors.AsType[keys.Clash](err); found {
		return views.ClashSentence(ctx, clash)
	}
	if fault.CodeOf(err) == fault.Invalid {
		return core.Sentence(ctx, err)
	}
	return ""
}
