package account

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/handlers/core"
	"galley/locale"
	"galley/models"
	views "galley/views/account"
)

// NewSession shows the sign-in page, or goes on if somebody is signed in.
func (s *Server) NewSession(c echo.Context) error {
	next := core.LocalPath(c.QueryParam("next"))
	if _, err := s.UserOf(c); err == nil {
		return c.Redirect(http.StatusSeeOther, next)
	}
	return s.Render(c, http.StatusOK, views.SignInPage(views.SignInForm{Next: next, Provider: s.providerName()}))
}

// CreateSession signs somebody in, or says that name and password do not fit.
func (s *Server) CreateSession(c echo.Context) error {
	ctx := c.Request().Context()
	form := views.SignInForm{Name: strings.TrimSpace(c.FormValue("name")), Next: core.LocalPath(c.FormValue("next")), Provider: s.providerName()}
	keys := core.KeysOf(form.Name, c.RealIP())
	if wait := s.Throttle.Begin(keys); wait > 0 {
		form.Wrong = s.waitWords(c, wait)
		if err := s.noteSlowed(c, form.Name); err != nil {
			return err
		}
		return s.Render(c, http.StatusTooManyRequests, views.SignInPage(form))
	}
	user, err := s.authenticate(ctx, form.Name, c.FormValue("password"))
	if fault.CodeOf(err) == fault.SignIn {
		core.RemarkOf(ctx).About = user.ID
		core.RemarkOf(ctx).Refuse(fault.PhraseOf(err))
		if err := s.Note(c, models.AuditEntry{Kind: models.SignInFailed, AboutID: idOf(user), Detail: models.ByPassword}); err != nil {
			return err
		}
		form.Wrong = core.Sentence(ctx, err)
		return s.Render(c, http.StatusUnprocessableEntity, views.SignInPage(form))
	}
	if err != nil {
		return err
	}
	s.Throttle.Clear(keys)
	if err := s.OpenSession(c, user, models.ByPassword); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, form.Next)
}

// noteSlowed records that somebody guesses too often, every ten minutes at most.
func (s *Server) noteSlowed(c echo.Context, name string) error {
	ctx := c.Request().Context()
	user, err := s.Store.UserByName(ctx, name)
	if err != nil && fault.CodeOf(err) != fault.NotFound {
		return err
	}
	core.RemarkOf(ctx).About = user.ID
	return s.Store.NoteSeldom(ctx, 10*time.Minute, core.EntryFrom(c, models.AuditEntry{Kind: models.SignInSlowed, AboutID: idOf(user), Detail: models.ByPassword}))
}

// idOf is a user's id for the record. A name that stands for nobody is not kept: people type
// their password there.
func idOf(user models.User) *int64 {
	if user.ID == 0 {
		return nil
	}
	return &user.ID
}

// authenticate finds the user of a name and password. It returns SignIn if they
// do not fit, with the user of the name, and takes as long for a name that
// stands for nobody.
func (s *Server) authenticate(ctx context.Context, name, password string) (models.User, error) {
	user, err := s.Store.UserByName(ctx, name)
	if err != nil && fault.CodeOf(err) != fault.NotFound {
		return models.User{}, err
	}
	hash := user.PasswordHash
	if err != nil {
		hash = ""
	}
	fits, err := s.passwords.Match(ctx, password, hash)
	if err != nil {
		return models.User{}, err
	}
	if !fits || !user.Active {
		return user, fault.New(fault.SignIn, "The name or the password is wrong. Check both; an administrator can give you a new password.")
	}
	return user, nil
}

// DeleteSession signs out.
func (s *Server) DeleteSession(c echo.Context) error {
	ctx := c.Request().Context()
	if signIn := s.Sessions.GetString(ctx, core.SessionSignIn); signIn != "" {
		user, err := s.Store.DropSignIn(ctx, signIn)
		if err != nil {
			return err
		}
		if user != 0 {
			if err := s.Note(c, models.AuditEntry{Kind: models.SignedOut, UserID: &user}); err != nil {
				return err
			}
		}
	}
	if err := s.Sessions.Destroy(ctx); err != nil {
		return err
	}
	s.Known.Purge()
	return c.Redirect(http.StatusSeeOther, address.SignIn)
}

// waitWords asks for patience, people and programs alike.
func (s *Server) waitWords(c echo.Context, wait time.Duration) string {
	ctx, seconds := c.Request().Context(), core.SecondsOf(wait)
	c.Response().Header().Set(echo.HeaderRetryAfter, fmt.Sprint(seconds))
	if seconds < 90 {
		return locale.N(ctx, seconds, "There were too many attempts. Please wait %d second, then try again.",
			"There were too many attempts. Please wait %d seconds, then try again.")
	}
	minutes := int(math.Ceil((time.Duration(seconds) * time.Second).Minutes()))
	return locale.N(ctx, minutes, "There were too many attempts. Please wait %d minute, then try again.",
		"There were too many attempts. Please wait %d minutes, then try again.")
}
