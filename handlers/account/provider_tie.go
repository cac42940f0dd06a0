package account

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/account"
)

// AskToTie sends somebody who is signed in to the provider, so that their account can be signed in to from
// there, too. Who has a password gives it once more: nobody else at this desk can tie an account to theirs.
func (s *Server) AskToTie(c echo.Context) error {
	if s.provider == nil {
		return echo.ErrNotFound
	}
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	if err := s.confirmed(c, user); err != nil {
		return s.tieTrouble(c, err)
	}
	if err := s.leave(c, pending{Tie: user.ID, Next: address.Account}); err != nil {
		return s.tieTrouble(c, err)
	}
	return nil
}

// comeBackTied ties the account of the person signed in to the one at the provider, if it is still who
// left for it.
func (s *Server) comeBackTied(c echo.Context, p pending) error {
	ctx := c.Request().Context()
	user, err := s.UserOf(c)
	if err != nil || user.ID != p.Tie {
		return s.signInTrouble(c, p.Next, providerFault(err, sayForeign))
	}
	who, err := s.identify(c, p)
	if err != nil {
		return s.tieTrouble(c, err)
	}
	if err := s.Store.Tie(ctx, user.ID, who, core.FromOf(c)); err != nil {
		return s.tieTrouble(c, err)
	}
	s.Known.Purge()
	s.Say(c, locale.T(ctx, "You can now sign in through %s.", s.provider.Name))
	return c.Redirect(http.StatusSeeOther, address.Account)
}

// Untie ends that an account is signed in to through the provider.
func (s *Server) Untie(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	if err := s.confirmed(c, user); err != nil {
		return s.tieTrouble(c, err)
	}
	if err := s.Store.Untie(c.Request().Context(), user.ID, core.FromOf(c)); err != nil {
		return s.tieTrouble(c, err)
	}
	s.Known.Purge()
	s.Say(c, locale.T(c.Request().Context(), "You now sign in with your password only."))
	return c.Redirect(http.StatusSeeOther, address.Account)
}

// confirmed asks for the person's password, if they have one.
func (s *Server) confirmed(c echo.Context, user models.User) error {
	if user.PasswordHash == "" {
		return nil
	}
	bad := fault.Fields{}
	if err := s.checkCurrent(c, user, "confirm", bad); err != nil {
		return err
	}
	return bad.Err()
}

// tieTrouble shows the account page with what is wrong.
func (s *Server) tieTrouble(c echo.Context, err error) error {
	if code := fault.CodeOf(err); code == fault.Internal {
		return err
	}
	if fault.CodeOf(err) != fault.Invalid {
		line := core.RemarkOf(c.Request().Context())
		line.Refuse(fault.PhraseOf(err))
		line.Cause = errors.Unwrap(err)
	}
	return s.renderAccount(c, http.StatusUnprocessableEntity, views.AccountView{Tie: views.TieForm{Errors: core.FieldsOr(c.Request().Context(), err, "")}})
}
