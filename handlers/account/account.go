package account

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/newsroom"
	views "galley/views/account"
)

// EditAccount shows a person's own account.
func (s *Server) EditAccount(c echo.Context) error {
	return s.renderAccount(c, http.StatusOK, views.AccountView{})
}

// renderAccount shows the account page; v holds what is wrong in one of its forms.
func (s *Server) renderAccount(c echo.Context, status int, v views.AccountView) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	v.HasPassword, v.Now = user.PasswordHash != "", s.Clock().Local()
	v.Tie.Provider, v.Tie.Tied = s.providerName(), user.Subject != ""
	v.Here = s.Sessions.GetString(ctx, core.SessionSignIn)
	if v.Token.Days == 0 {
		v.Token.Days = defaultTokenDays
	}
	if v.Token.Scopes == nil {
		v.Token.Scopes = map[string]bool{models.ScopeRead: true}
	}
	if v.SignIns, err = s.Store.SignIns(ctx, user.ID); err != nil {
		return err
	}
	if v.Tokens, err = s.Store.Tokens(ctx, user.ID); err != nil {
		return err
	}
	return s.Render(c, status, views.AccountPage(v))
}

// UpdateAccount changes the password and ends the person's other sessions, or
// shows the form again with what is wrong.
func (s *Server) UpdateAccount(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	err = s.changePassword(c, user)
	if fault.CodeOf(err) == fault.Invalid {
		return s.renderAccount(c, http.StatusUnprocessableEntity, views.AccountView{Errors: core.FieldsOr(c.Request().Context(), err, "")})
	}
	if err != nil {
		return err
	}
	s.Say(c, locale.T(c.Request().Context(), "Your password is changed. You are signed out everywhere else."))
	return c.Redirect(http.StatusSeeOther, address.Account)
}

// checkCurrent adds what is wrong with the password that the person has now, as the form's field holds it;
// guessing waits here, too.
func (s *Server) checkCurrent(c echo.Context, user models.User, field string, bad fault.Fields) error {
	keys := core.KeysOf(user.Name, c.RealIP())
	if wait := s.Throttle.Begin(keys); wait > 0 {
		return fault.Fields{field: fault.Say("There were too many attempts. Please wait a minute, then try again.")}.Err()
	}
	fits, err := s.passwords.Match(c.Request().Context(), c.FormValue(field), user.PasswordHash)
	if err != nil {
		return err
	}
	if !fits {
		bad[field] = fault.Say("This is not your password.")
		core.RemarkOf(c.Request().Context()).Refuse(bad[field])
		return nil
	}
	s.Throttle.Clear(keys)
	return nil
}

func (s *Server) changePassword(c echo.Context, user models.User) error {
	ctx := c.Request().Context()
	password, bad := c.FormValue("password"), fault.Fields{}
	if problem := newsroom.PasswordProblem(password); problem.Format != "" {
		bad["password"] = problem
	} else if password != c.FormValue("again") {
		bad["again"] = fault.Say("The two passwords differ. Type the new one again.")
	}
	if user.PasswordHash != "" {
		if err := s.checkCurrent(c, user, "current", bad); err != nil {
			return err
		}
	}
	if err := bad.Err(); err != nil {
		return err
	}
	hash, err := s.passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	if err := s.Store.SetPassword(ctx, user.ID, hash, core.FromOf(c)); err != nil {
		return err
	}
	s.Known.Purge()
	// The new password ended every sign-in; this one starts again.
	return s.OpenSession(c, user, models.ByPassword)
}
