package account

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	"galley/newsroom"
	views "galley/views/account"
)

// linkForm is the form of the link that the address holds. Who tries many unknown links has to wait.
func (s *Server) linkForm(c echo.Context) (f views.JoinForm, err error) {
	keys := map[string]core.Patience{"link " + c.RealIP(): core.LinkPatience}
	if wait := s.Throttle.Waiting(keys); wait > 0 {
		return f, s.Slow(c, wait)
	}
	ctx := c.Request().Context()
	link, err := s.Store.OpenLink(ctx, c.Param("token"))
	if fault.CodeOf(err) == fault.NotFound {
		s.Throttle.Begin(keys)
	}
	if err != nil {
		return f, err
	}
	f.Token, f.Role = c.Param("token"), link.Role
	if link.Kind == models.PasswordLink {
		user, err := s.Store.User(ctx, *link.UserID)
		f.Name = user.Name
		return f, err
	}
	return f, nil
}

// ShowLink shows the form of an invitation or of a new password. It uses nothing up: mail programs and
// browsers fetch links ahead.
func (s *Server) ShowLink(c echo.Context) error {
	f, err := s.linkForm(c)
	if err != nil {
		return s.deadLink(c, err)
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return s.Render(c, http.StatusOK, views.JoinPage(f))
}

// deadLink says why a link lets nobody in; other errors are answered as everywhere.
func (s *Server) deadLink(c echo.Context, err error) error {
	if fault.CodeOf(err) != fault.NotFound {
		return err
	}
	core.RemarkOf(c.Request().Context()).Refuse(fault.PhraseOf(err))
	return s.Render(c, http.StatusNotFound, views.DeadLinkPage(core.Sentence(c.Request().Context(), err)))
}

// UseLink uses a link up and signs in, or shows the form again with what is wrong.
func (s *Server) UseLink(c echo.Context) error {
	f, err := s.linkForm(c)
	if err != nil {
		return s.deadLink(c, err)
	}
	if f.Role != "" {
		f.Name = strings.TrimSpace(c.FormValue("name"))
	}
	ctx := c.Request().Context()
	user, err := s.letIn(c, f)
	if code := fault.CodeOf(err); code == fault.Invalid || code == fault.Conflict {
		f.Errors = core.FieldsOr(ctx, err, "name")
		return s.Render(c, http.StatusUnprocessableEntity, views.JoinPage(f))
	}
	if err != nil {
		return s.deadLink(c, err)
	}
	s.Known.Purge()
	if err := s.OpenSession(c, user, models.ByLink); err != nil {
		return err
	}
	if f.Role != "" {
		s.Say(c, locale.T(ctx, "Welcome, %s.", user.Name))
	} else {
		s.Say(c, locale.T(ctx, "Your password is changed. You are signed out everywhere else."))
	}
	return c.Redirect(http.StatusSeeOther, address.Issues)
}

// letIn makes the account of an invitation, or gives one its new password.
func (s *Server) letIn(c echo.Context, f views.JoinForm) (models.User, error) {
	ctx, password, bad := c.Request().Context(), c.FormValue("password"), fault.Fields{}
	if f.Name == "" {
		bad["name"] = fault.Say("Enter your name.")
	}
	if problem := newsroom.PasswordProblem(password); problem.Format != "" {
		bad["password"] = problem
	}
	if err := bad.Err(); err != nil {
		return models.User{}, err
	}
	hash, err := s.passwords.Hash(ctx, password)
	if err != nil {
		return models.User{}, err
	}
	if f.Role == "" {
		return s.Store.UsePasswordLink(ctx, f.Token, hash, core.FromOf(c))
	}
	return s.Store.Join(ctx, f.Token, f.Name, hash)
}
