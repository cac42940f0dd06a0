package issues

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/issues"
)

// publicationOf is the page of the publication that the address names.
func (s *Server) publicationOf(c echo.Context) (v views.PublicationView, user models.User, err error) {
	if user, err = s.UserOf(c); err != nil {
		return v, user, err
	}
	id, err := core.NumberOf(c, "id", "publication")
	if err != nil {
		return v, user, err
	}
	ctx := c.Request().Context()
	if v.Publication, err = s.Store.Publication(ctx, id); err != nil {
		return v, user, err
	}
	if v.Roles, err = s.Store.OwnRoles(ctx, id); err != nil {
		return v, user, err
	}
	v.Edits, err = s.Store.PublicationEdits(ctx, id)
	p := v.Publication
	v.Data, v.Now, v.MayChange = models.PublicationData{Name: p.Name, Language: p.Language, Serial: p.Serial, OwnAcceptance: p.OwnAcceptance}, s.Clock().Local(), core.MayChange(user)
	v.MayAllow = user.Role == vocabulary.Administrator
	return v, user, err
}

// ShowPublication shows a publication's data and its own roles.
func (s *Server) ShowPublication(c echo.Context) error {
	v, _, err := s.publicationOf(c)
	if err != nil {
		return err
	}
	return s.Render(c, http.StatusOK, views.PublicationPage(v))
}

// UpdatePublication changes a publication's data, or shows the form again with what is wrong.
func (s *Server) UpdatePublication(c echo.Context) error {
	v, user, err := s.publicationOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	v.Data = models.PublicationData{Name: c.FormValue("name"), Language: c.FormValue("language"), Serial: c.FormValue("serial"), OwnAcceptance: v.Publication.OwnAcceptance}
	if v.MayAllow {
		v.Data.OwnAcceptance = c.FormValue("own-acceptance") != ""
	}
	err = s.Store.ChangePublication(ctx, v.Publication.ID, v.Data, &user.ID)
	if fault.CodeOf(err) == fault.Invalid {
		v.Errors = core.FieldsOr(ctx, err, "")
		return s.Render(c, http.StatusUnprocessableEntity, views.PublicationPage(v))
	}
	if err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "Saved."))
	return c.Redirect(http.StatusSeeOther, address.Publication.At(v.Publication.ID))
}

// CreateOwnRole adds a role of the publication's own, or shows the form again with what is wrong.
func (s *Server) CreateOwnRole(c echo.Context) error {
	v, user, err := s.publicationOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	place, _ := strconv.Atoi(c.FormValue("place")) // 0 is refused
	v.New = models.NewOwnRole{Place: place, Base: c.FormValue("base"), Slug: c.FormValue("slug"),
		Word: c.FormValue("word"), English: c.FormValue("english"), Chinese: c.FormValue("chinese")}
	err = s.Store.AddOwnRole(ctx, v.Publication.ID, v.New, &user.ID)
	if fault.CodeOf(err) == fault.Invalid {
		v.NewErrors = core.FieldsOr(ctx, err, "")
		return s.Render(c, http.StatusUnprocessableEntity, views.PublicationPage(v))
	}
	if err != nil {
		return err
	}
	s.Say(c, locale.T(ctx, "E %d now sets the new role. Reload workbenches that are already open.", place))
	return c.Redirect(http.StatusSeeOther, address.Publication.At(v.Publication.ID))
}

// UpdateOwnRole changes the words of an own role, retires it, brings it back or removes it, or shows the
// page again with what is wrong.
func (s *Server) UpdateOwnRole(c echo.Context) error {
	v, user, err := s.publicationOf(c)
	if err != nil {
		return err
	}
	place, err := core.NumberOf(c, "place", "role")
	if err != nil {
		return err
	}
	tried := models.OwnRole{Place: int(place), Word: c.FormValue("word"), English: c.FormValue("english"), Chinese: c.FormValue("chinese")}
	err = s.changeOwnRole(c, v, tried, user)
	if code := fault.CodeOf(err); code == fault.Invalid || code == fault.Conflict {
		v.Tried, v.Wrong = &tried, firstSentence(c, err)
		return s.Render(c, http.StatusUnprocessableEntity, views.PublicationPage(v))
	}
	if err != nil {
		return err
	}
	s.Say(c, locale.T(c.Request().Context(), "Saved."))
	return c.Redirect(http.StatusSeeOther, address.Publication.At(v.Publication.ID))
}

// changeOwnRole does what the button of a role's row asks for.
func (s *Server) changeOwnRole(c echo.Context, v views.PublicationView, tried models.OwnRole, user models.User) error {
	words := models.OwnRoleWords{Word: tried.Word, English: tried.English, Chinese: tried.Chinese}
	for _, r := range v.Roles {
		if r.Place == tried.Place {
			words.Retired = r.Retired
		}
	}
	switch c.FormValue("act") {
	case "remove":
		return s.Store.RemoveOwnRole(c.Request().Context(), v.Publication.ID, tried.Place, &user.ID)
	case "retire":
		words.Retired = true
	case "revive":
		words.Retired = false
	}
	return s.Store.ChangeOwnRole(c.Request().Context(), v.Publication.ID, tried.Place, words, &user.ID)
}

// firstSentence is one sentence about an error: of its fields the first in the order of the row.
func firstSentence(c echo.Context, err error) string {
	all := core.Fields(c.Request().Context(), err)
	for _, name := range []string{"word", "english", "chinese"} {
		if all[name] != "" {
			return all[name]
		}
	}
	return core.Sentence(c.Request().Context(), err)
}
