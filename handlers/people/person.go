package people

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
	views "galley/views/people"
)

// personOfPage is the account that the address names.
func (s *Server) personOfPage(c echo.Context) (models.User, error) {
	id, err := core.NumberOf(c, "id", "user")
	if err != nil {
		return models.User{}, err
	}
	return s.Store.User(c.Request().Context(), id)
}

// ShowPerson shows an account to an administrator.
func (s *Server) ShowPerson(c echo.Context) error {
	person, err := s.personOfPage(c)
	if err != nil {
		return err
	}
	return s.renderPerson(c, http.StatusOK, person, "")
}

func (s *Server) renderPerson(c echo.Context, status int, person models.User, wrong string) error {
	ctx := c.Request().Context()
	v := views.PersonView{Person: person, Now: s.Clock().Local(), Wrong: wrong}
	var err error
	if v.SignIns, err = s.Store.SignIns(ctx, person.ID); err != nil {
		return err
	}
	if v.Tokens, err = s.Store.Tokens(ctx, person.ID); err != nil {
		return err
	}
	return s.Render(c, status, views.PersonPage(v))
}

// changePerson lets an administrator change an account, and says what was done; what is refused is said on
// the page of the account.
func (s *Server) changePerson(c echo.Context, change func(by, person models.User) (said string, err error)) error {
	by, err := s.UserOf(c)
	if err != nil {
		return err
	}
	person, err := s.personOfPage(c)
	if err != nil {
		return err
	}
	said, err := change(by, person)
	if code := fault.CodeOf(err); code == fault.Conflict || code == fault.Invalid {
		return s.renderPerson(c, http.StatusConflict, person, core.Sentence(c.Request().Context(), err))
	}
	if err != nil {
		return err
	}
	s.Known.Purge()
	s.Say(c, said)
	return c.Redirect(http.StatusSeeOther, address.Person.At(person.ID))
}

// UpdateRole gives somebody another role.
func (s *Server) UpdateRole(c echo.Context) error {
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		role := vocabulary.PersonRole(c.FormValue("role"))
		if err := s.Store.ChangeRole(ctx, &by.ID, person.ID, role); err != nil {
			return "", err
		}
		return locale.T(ctx, "The role of %s is now: %s.", person.Name, parts.RoleWord(ctx, role)), nil
	})
}

// CloseAccount keeps somebody out, from this moment on.
func (s *Server) CloseAccount(c echo.Context) error {
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		if err := s.Store.SetActive(ctx, &by.ID, person.ID, false); err != nil {
			return "", err
		}
		s.Sessions.Put(ctx, core.SessionUndo, address.ReopenAccount.At(person.ID))
		return locale.T(ctx, "The account of %s is closed.", person.Name), nil
	})
}

// ReopenAccount lets somebody in again.
func (s *Server) ReopenAccount(c echo.Context) error {
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		if err := s.Store.SetActive(ctx, &by.ID, person.ID, true); err != nil {
			return "", err
		}
		return locale.T(ctx, "The account of %s is open again.", person.Name), nil
	})
}

// EndSignInsOf signs somebody out everywhere.
func (s *Server) EndSignInsOf(c echo.Context) error {
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		_, err := s.Store.EndOtherSignIns(ctx, person.ID, "", core.EntryFrom(c, models.AuditEntry{Kind: models.SignInEnded, UserID: &by.ID, AboutID: &person.ID}))
		return locale.T(ctx, "%s is signed out everywhere.", person.Name), err
	})
}

// RevokeTokenOf revokes a token of somebody.
func (s *Server) RevokeTokenOf(c echo.Context) error {
	id, err := core.NumberOf(c, "token", "token")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		err := s.Store.RevokeToken(ctx, by.ID, person.ID, id, core.FromOf(c))
		return locale.T(ctx, "The token is revoked and no longer works."), err
	})
}

// CreatePasswordLink makes a link that gives somebody a new password, and shows it once.
func (s *Server) CreatePasswordLink(c echo.Context) error {
	by, err := s.UserOf(c)
	if err != nil {
		return err
	}
	person, err := s.personOfPage(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	token, err := s.Store.LinkPassword(ctx, &by.ID, person.ID, passwordLinkLife)
	if fault.CodeOf(err) == fault.Conflict {
		return s.renderPerson(c, http.StatusConflict, person, core.Sentence(ctx, err))
	}
	if err != nil {
		return err
	}
	return s.ShowSecret(c, parts.SecretView{
		Title: locale.T(ctx, "New password for %s", person.Name), Label: locale.T(ctx, "The link"), Secret: s.absolute(c, address.Join.At(token)),
		Words: []string{locale.T(ctx, "Copy it now: it is shown only once."), locale.T(ctx, "It works once, for three days, and can be taken back on the People page. The old password works until then.")},
		Back:  address.Person.At(person.ID), BackTo: person.Name,
	})
}

const passwordLinkLife = 3 * core.Day
