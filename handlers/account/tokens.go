package account

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/account"
	"galley/views/parts"
)

// defaultTokenDays is how long a token is good for by default.
const defaultTokenDays = 90

// CreateToken makes a token and shows it, once.
func (s *Server) CreateToken(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	form := parts.TokenForm{Name: c.FormValue("name"), Scopes: map[string]bool{}}
	form.Days, _ = strconv.Atoi(c.FormValue("days")) // 0 is refused
	var scopes []string
	for _, scope := range models.Scopes() {
		if c.FormValue("scope-"+scope) != "" {
			form.Scopes[scope] = true
			scopes = append(scopes, scope)
		}
	}
	token, err := s.Store.MakeToken(ctx, user.ID,
		models.NewToken{Name: form.Name, Scopes: scopes, Life: time.Duration(min(form.Days, 1000)) * core.Day}, core.FromOf(c))
	if code := fault.CodeOf(err); code == fault.Invalid || code == fault.Conflict {
		form.Errors = core.FieldsOr(ctx, err, "")
		return s.renderAccount(c, http.StatusUnprocessableEntity, views.AccountView{Token: form})
	}
	if err != nil {
		return err
	}
	return s.ShowSecret(c, parts.SecretView{
		Title: locale.T(ctx, "A token"), Label: locale.T(ctx, "The token"), Secret: token,
		Words: []string{locale.T(ctx, "Copy it now: it is shown only once."), locale.T(ctx, "Anybody who has it can act in your name, as far as it allows. Keep it safe like a password.")},
		Back:  address.Account, BackTo: locale.T(ctx, "Your account"),
	})
}

// RevokeToken revokes a token of one's own.
func (s *Server) RevokeToken(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	id, err := core.NumberOf(c, "token", "token")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	if err := s.Store.RevokeToken(ctx, user.ID, user.ID, id, core.FromOf(c)); err != nil {
		return err
	}
	s.Known.Purge()
	s.Say(c, locale.T(ctx, "The token is revoked and no longer works."))
	return c.Redirect(http.StatusSeeOther, address.Account)
}

// EndSignIn signs a person out of another browser.
func (s *Server) EndSignIn(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	if err := s.Store.EndSignIn(ctx, user.ID, c.Param("visit"), core.EntryFrom(c, models.AuditEntry{Kind: models.SignInEnded, UserID: &user.ID})); err != nil {
		return err
	}
	s.Known.Purge()
	s.Say(c, locale.T(ctx, "That browser is signed out."))
	return c.Redirect(http.StatusSeeOther, address.Account)
}

// EndOtherSignIns signs a person out everywhere but here.
func (s *Server) EndOtherSignIns(c echo.Context) error {
	user, err := s.UserOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	here := s.Sessions.GetString(ctx, core.SessionSignIn)
	n, err := s.Store.EndOtherSignIns(ctx, user.ID, here, core.EntryFrom(c, models.AuditEntry{Kind: models.SignInEnded, UserID: &user.ID}))
	if err != nil {
		return err
	}
	s.Known.Purge()
	s.Say(c, locale.N(ctx, n, "You are signed out in %d other place.", "You are signed out in %d other places."))
	return c.Redirect(http.StatusSeeOther, address.Account)
}
