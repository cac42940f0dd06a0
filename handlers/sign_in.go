package handlers

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/locale"
	"galley/models"
	"galley/views"
)

// newSession shows the sign-in page, or goes on where somebody is signed in.
func (s *Server) newSession(c echo.Context) error {
	next := localPath(c.QueryParam("next"))
	if _, err := s.userOf(c); err == nil {
		return c.Redirect(http.StatusSeeOther, next)
	}
	return s.render(c, http.StatusOK, views.SignInPage(views.SignInForm{Next: next}))
}

// createSession signs somebody in, or says that name and password do not fit.
func (s *Server) createSession(c echo.Context) error {
	ctx := c.Request().Context()
	form := views.SignInForm{Name: strings.TrimSpace(c.FormValue("name")), Next: localPath(c.FormValue("next"))}
	keys := keysOf(form.Name, c.RealIP())
	if wait := s.throttle.begin(keys); wait > 0 {
		seconds := int(math.Ceil(wait.Seconds()))
		c.Response().Header().Set(echo.HeaderRetryAfter, fmt.Sprint(seconds))
		form.Wrong = waitWords(ctx, seconds)
		return s.render(c, http.StatusTooManyRequests, views.SignInPage(form))
	}
	user, err := s.authenticate(ctx, form.Name, c.FormValue("password"))
	if fault.CodeOf(err) == fault.SignIn {
		form.Wrong = sentence(ctx, err)
		return s.render(c, http.StatusUnprocessableEntity, views.SignInPage(form))
	}
	if err != nil {
		return err
	}
	s.throttle.clear(keys)
	if err := s.openSession(ctx, user); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, form.Next)
}

// authenticate finds the user of a name and password. It returns SignIn where
// they do not fit, and takes as long for a name that stands for nobody.
func (s *Server) authenticate(ctx context.Context, name, password string) (models.User, error) {
	user, err := s.Store.UserByName(ctx, name)
	if err != nil && fault.CodeOf(err) != fault.NotFound {
		return models.User{}, err
	}
	hash := user.PasswordHash
	if err != nil {
		hash = ""
	}
	fits, err := s.passwords.match(ctx, password, hash)
	if err != nil {
		return models.User{}, err
	}
	if !fits || !user.Active {
		return models.User{}, fault.New(fault.SignIn, "Name and password do not fit together. Check both; an administrator can give you a new password.")
	}
	return user, nil
}

// deleteSession signs out.
func (s *Server) deleteSession(c echo.Context) error {
	if err := s.Sessions.Destroy(c.Request().Context()); err != nil {
		return err
	}
	s.acquaintances.forget()
	return c.Redirect(http.StatusSeeOther, views.SignInURL)
}

// localPath is next where it is an address within Galley, else the home page:
// a sign-in never leads to another site.
func localPath(next string) string {
	u, err := url.Parse(next)
	local := err == nil && u.Scheme == "" && u.Host == "" && u.Opaque == "" &&
		strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.ContainsAny(next, "\\\r\n\t")
	if !local || u.Path == views.SignInURL || u.Path == views.SignOutURL {
		return views.HomeURL
	}
	return next
}

// waitWords asks for patience, for so many seconds.
func waitWords(ctx context.Context, seconds int) string {
	if seconds < 90 {
		return locale.N(ctx, seconds, "There were too many attempts. Please wait %d second, then try again.",
			"There were too many attempts. Please wait %d seconds, then try again.")
	}
	minutes := int(math.Ceil((time.Duration(seconds) * time.Second).Minutes()))
	return locale.N(ctx, minutes, "There were too many attempts. Please wait %d minute, then try again.",
		"There were too many attempts. Please wait %d minutes, then try again.")
}
