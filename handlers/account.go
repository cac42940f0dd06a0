package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/locale"
	"galley/models"
	"galley/views"
)

// editAccount shows the form that changes the password.
func (s *Server) editAccount(c echo.Context) error {
	return s.render(c, http.StatusOK, views.AccountPage(views.AccountForm{}))
}

// updateAccount changes the password and ends the person's other sessions, or
// shows the form again with what is wrong.
func (s *Server) updateAccount(c echo.Context) error {
	user, err := s.userOf(c)
	if err != nil {
		return err
	}
	err = s.changePassword(c, user)
	if fault.CodeOf(err) == fault.Invalid {
		return s.render(c, http.StatusUnprocessableEntity, views.AccountPage(views.AccountForm{Errors: fieldsOr(c.Request().Context(), err, "")}))
	}
	if err != nil {
		return err
	}
	s.say(c, locale.T(c.Request().Context(), "Your password is changed. Every other place where you were signed in is signed out."))
	return c.Redirect(http.StatusSeeOther, views.AccountURL)
}

func (s *Server) changePassword(c echo.Context, user models.User) error {
	ctx := c.Request().Context()
	password, bad := c.FormValue("password"), fault.Fields{}
	if problem := PasswordProblem(password); problem.Format != "" {
		bad["password"] = problem
	} else if password != c.FormValue("again") {
		bad["again"] = fault.Say("This is not the same as the new password. Type it once more.")
	}
	fits, err := s.passwords.match(ctx, c.FormValue("current"), user.PasswordHash)
	if err != nil {
		return err
	}
	if !fits {
		bad["current"] = fault.Say("This is not your password.")
	}
	if err := bad.Err(); err != nil {
		return err
	}
	hash, err := s.passwords.hash(ctx, password)
	if err != nil {
		return err
	}
	if err := s.Store.SetPassword(ctx, user.ID, hash); err != nil {
		return err
	}
	s.acquaintances.forget()
	// The new password's stamp ends every session but this one.
	user.PasswordHash = hash
	return s.openSession(ctx, user)
}
