package core

import (
	"context"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// localized speaks to strangers in the language that their browser asks for, and of days as they turn here.
func (s *Core) localized(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Add(echo.HeaderVary, "Accept-Language")
		c.SetRequest(c.Request().WithContext(parts.WithTurn(c.Request().Context(), s.Turn)))
		Speak(c, "")
		return next(c)
	}
}

// Speak sets the language of the request: the chosen one, else what the browser asks for.
func Speak(c echo.Context, chosen string) {
	r := c.Request()
	tag := locale.Choose(chosen, r.Header.Get("Accept-Language"))
	c.SetRequest(r.WithContext(locale.With(r.Context(), tag)))
}

// recognise remembers who asks, and speaks to them in the language they chose.
func recognise(c echo.Context, user models.User) {
	c.Set(KeyUser, user)
	if user.Language != "" {
		Speak(c, user.Language)
	}
}

// Phrased is a phrase in the reader's language.
func Phrased(ctx context.Context, p fault.Phrase) string {
	return p.In(func(format string, words ...any) string { return locale.T(ctx, format, words...) })
}

// Sentence is what may be shown of an error, in the reader's language.
func Sentence(ctx context.Context, err error) string { return Phrased(ctx, fault.PhraseOf(err)) }

// Fields are an error's sentences by form field, in the reader's language.
func Fields(ctx context.Context, err error) map[string]string {
	all := map[string]string{}
	for name, phrase := range fault.FieldsOf(err) {
		all[name] = Phrased(ctx, phrase)
	}
	return all
}

// FieldsOr are fields; an error without any goes to field.
func FieldsOr(ctx context.Context, err error, field string) map[string]string {
	if all := Fields(ctx, err); len(all) > 0 {
		return all
	}
	return map[string]string{field: Sentence(ctx, err)}
}
