package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/locale"
	"galley/models"
	"galley/views"
)

// personOfPage is the account that the address names.
func (s *peopleServer) personOfPage(c echo.Context) (models.User, error) {
	id, err := numberOf(c, "id", "user")
	if err != nil {
		return models.User{}, err
	}
	return s.Store.User(c.Request().Context(), id)
}

// showPerson shows an account to an administrator.
func (s *peopleServer) showPerson(c echo.Context) error {
	person, err := s.personOfPage(c)
	if err != nil {
		return err
	}
	return s.renderPerson(c, http.StatusOK, person, "")
}

func (s *peopleServer) renderPerson(c echo.Context, status int, person models.User, wrong string) error {
	ctx := c.Request().Context()
	v := views.PersonView{Person: person, Now: s.clock().Local(), Wrong: wrong}
	var err error
	if v.Visits, err = s.Store.SignIns(ctx, person.ID); err != nil {
		return err
	}
	if v.Tokens, err = s.Store.Tokens(ctx, person.ID); err != nil {
		return err
	}
	return s.render(c, status, views.PersonPage(v))
}

// changePerson lets an administrator change an account, and says what was done; what is refused is said on
// the page of the account.
func (s *peopleServer) changePerson(c echo.Context, change func(by, person models.User) (said string, err error)) error {
	by, err := s.userOf(c)
	if err != nil {
		return err
	}
	person, err := s.personOfPage(c)
	if err != nil {
		return err
	}
	said, err := change(by, person)
	if code := fault.CodeOf(err); code == fault.Conflict || code == fault.Invalid {
		return s.renderPerson(c, http.StatusConflict, person, sentence(c.Request().Context(), err))
	}
	if err != nil {
		return err
	}
	s.known.Purge()
	s.say(c, said)
	return c.Redirect(http.StatusSeeOther, address.Person.At(person.ID))
}

// updateRole gives somebody another role.
func (s *peopleServer) updateRole(c echo.Context) error {
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		role := models.Role(c.FormValue("role"))
		if err := s.Store.ChangeRole(ctx, &by.ID, person.ID, role); err != nil {
			return "", err
		}
		return locale.T(ctx, "The role of %s is now: %s.", person.Name, views.RoleWord(ctx, role)), nil
	})
}

// closeAccount keeps somebody out, from this moment on.
func (s *peopleServer) closeAccount(c echo.Context) error {
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		if err := s.Store.SetActive(ctx, &by.ID, person.ID, false); err != nil {
			return "", err
		}
		s.Sessions.Put(ctx, sessionUndo, address.ReopenAccount.At(person.ID))
		return locale.T(ctx, "The account of %s is closed.", person.Name), nil
	})
}

// reopenAccount lets somebody in again.
func (s *peopleServer) reopenAccount(c echo.Context) error {
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		if err := s.Store.SetActive(ctx, &by.ID, person.ID, true); err != nil {
			return "", err
		}
		return locale.T(ctx, "The account of %s is open again.", person.Name), nil
	})
}

// endVisitsOf signs somebody out everywhere.
func (s *peopleServer) endVisitsOf(c echo.Context) error {
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		_, err := s.Store.EndOtherSignIns(ctx, person.ID, "", entryFrom(c, models.AuditEntry{Kind: models.SignInEnded, UserID: &by.ID, AboutID: &person.ID}))
		return locale.T(ctx, "%s is signed out everywhere.", person.Name), err
	})
}

// revokeTokenOf revokes a token of somebody.
func (s *peopleServer) revokeTokenOf(c echo.Context) error {
	id, err := numberOf(c, "token", "token")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	return s.changePerson(c, func(by, person models.User) (string, error) {
		err := s.Store.RevokeToken(ctx, by.ID, person.ID, id, fromOf(c))
		return locale.T(ctx, "The token is revoked. It opens nothing any more."), err
	})
}

// createPasswordLink makes a link that gives somebody a new password, and shows it once.
func (s *peopleServer) createPasswordLink(c echo.Context) error {
	by, err := s.userOf(c)
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
		return s.renderPerson(c, http.StatusConflict, person, sentence(ctx, err))
	}
	if err != nil {
		return err
	}
	return s.showSecret(c, views.SecretView{
		Title: locale.T(ctx, "New password for %s", person.Name), Label: locale.T(ctx, "The link"), Secret: s.absolute(c, address.Join.At(token)),
		Words: []string{locale.T(ctx, "Copy it now: it is shown this once."), locale.T(ctx, "It works once, for three days, and can be taken back on the page of people. The old password works until it is used.")},
		Back:  address.Person.At(person.ID), BackTo: person.Name,
	})
}

const passwordLinkLife = 3 * day
