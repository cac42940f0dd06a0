package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/locale"
	"galley/models"
)

// localized speaks to strangers in the language that their browser asks for.
func localized(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Add(echo.HeaderVary, "Accept-Language")
		speak(c, "")
		return next(c)
	}
}

// speak sets the language of the request: the chosen one, else what the browser asks for.
func speak(c echo.Context, chosen string) {
	r := c.Request()
	tag := locale.Choose(chosen, r.Header.Get("Accept-Language"))
	c.SetRequest(r.WithContext(locale.With(r.Context(), tag)))
}

// recognise remembers who asks, and speaks to them in the language they chose.
func recognise(c echo.Context, user models.User) {
	c.Set(keyUser, user)
	if user.Language != "" {
		speak(c, user.Language)
	}
}

// phrased is a phrase in the reader's language.
func phrased(ctx context.Context, p fault.Phrase) string {
	return p.In(func(format string, words ...any) string { return locale.T(ctx, format, words...) })
}

// sentence is what may be shown of an error, in the reader's language.
func sentence(ctx context.Context, err error) string { return phrased(ctx, fault.PhraseOf(err)) }

// fields are an error's sentences by form field, in the reader's language.
func fields(ctx context.Context, err error) map[string]string {
	all := map[string]string{}
	for name, phrase := range fault.FieldsOf(err) {
		all[name] = phrased(ctx, phrase)
	}
	return all
}

// fieldsOr are fields; an error without any goes to field.
func fieldsOr(ctx context.Context, err error, field string) map[string]string {
	if all := fields(ctx, err); len(all) > 0 {
		return all
	}
	return map[string]string{field: sentence(ctx, err)}
}

// updateLanguage stores the language that somebody chose for the interface; "" follows the browser.
func (s *core) updateLanguage(c echo.Context) error {
	user, err := s.userOf(c)
	if err != nil {
		return err
	}
	if err := s.Store.SetLanguage(c.Request().Context(), user.ID, c.FormValue("language")); err != nil {
		return err
	}
	s.known.Purge()
	speak(c, c.FormValue("language"))
	s.say(c, locale.T(c.Request().Context(), "From now on Galley speaks this language to you."))
	return c.Redirect(http.StatusSeeOther, address.Account)
}
