package handlers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"galley/address"
	"galley/fault"
	"galley/locale"
	"galley/models"
	"galley/views"
)

// render draws a component whole, then sends it: a component that fails leaves
// no half page behind.
func (s *core) render(c echo.Context, status int, page templ.Component) error {
	var b bytes.Buffer
	if err := page.Render(s.framed(c), &b); err != nil {
		return err
	}
	return c.HTMLBlob(status, b.Bytes())
}

// framed is the request's context with the page's frame in it.
func (s *core) framed(c echo.Context) context.Context {
	ctx := c.Request().Context()
	user, _ := c.Get(keyUser).(models.User)
	frame := views.Frame{User: user, MayLoad: mayLoad(user), MayManage: user.ID != 0 && administrators.lets(user.Role)}
	if user.ID != 0 {
		var err error
		if frame.Unread, err = s.Store.UnreadNotices(ctx, user.ID); err != nil {
			remarkOf(ctx).fail(fmt.Errorf("count notices: %w", err)) // the page is worth more than its bell
		}
	}
	if c.Get(keySession) != nil {
		frame.Flash = s.Sessions.PopString(ctx, sessionFlash)
		frame.Undo = s.Sessions.PopString(ctx, sessionUndo)
	}
	return views.WithFrame(ctx, frame)
}

// say puts a sentence on the next page.
func (s *core) say(c echo.Context, sentence string) {
	s.Sessions.Put(c.Request().Context(), sessionFlash, sentence)
}

// trouble is an error as it is answered.
type trouble struct {
	status   int
	code     fault.Code
	title    locale.Key
	sentence fault.Phrase
}

// answerError turns an error into an answer, and is the only function that does.
func (s *core) answerError(err error, c echo.Context) {
	t, line := troubleOf(err), remarkOf(c.Request().Context())
	line.answered(err, t, bearerOf(c) != "")
	if c.Response().Committed || line.isGone(c.Request(), c.Response()) {
		return
	}
	if err := s.sendTrouble(c, t); err != nil {
		line.fail(fmt.Errorf("answer not sent: %w", err))
	}
}

func (s *core) sendTrouble(c echo.Context, t trouble) error {
	get := c.Request().Method == http.MethodGet || c.Request().Method == http.MethodHead
	switch {
	case c.Get(keyJSON) != nil:
		return c.JSON(t.status, map[string]any{"error": map[string]any{"code": t.code, "message": phrased(c.Request().Context(), t.sentence)}})
	case t.code == fault.SignIn && get:
		return c.Redirect(http.StatusSeeOther, address.SignInFor(c.Request().URL.RequestURI()))
	case t.code == fault.SignIn:
		return c.Redirect(http.StatusSeeOther, address.SignIn)
	}
	ctx := c.Request().Context()
	page := views.Trouble{Status: t.status, Title: t.title.In(ctx), Sentence: phrased(ctx, t.sentence)}
	if t.status >= http.StatusInternalServerError {
		page.Request = requestID(c)
	}
	return s.render(c, t.status, views.TroublePage(page))
}

func troubleOf(err error) trouble {
	if e, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return trouble{http.StatusRequestEntityTooLarge, fault.Invalid, locale.Key("That is too much"),
			fault.Say("What was sent is larger than %d MB. Send it in smaller parts.", e.Limit>>20)}
	}
	if e, ok := errors.AsType[*echo.HTTPError](err); ok {
		return troubleOfStatus(e.Code)
	}
	t := trouble{code: fault.CodeOf(err), sentence: fault.PhraseOf(err)}
	switch t.code {
	case fault.Invalid:
		t.status, t.title = http.StatusUnprocessableEntity, locale.Key("That does not fit")
	case fault.NotFound:
		t.status, t.title = http.StatusNotFound, locale.Key("Not found")
	case fault.SignIn:
		t.status, t.title = http.StatusUnauthorized, locale.Key("Please sign in")
	case fault.Forbidden:
		t.status, t.title = http.StatusForbidden, locale.Key("Not allowed")
	case fault.Conflict:
		t.status, t.title = http.StatusConflict, locale.Key("Something else came first")
	default:
		t.status, t.title, t.code = http.StatusInternalServerError, locale.Key("Something went wrong"), fault.Internal
	}
	return t
}

func troubleOfStatus(status int) trouble {
	switch {
	case status == http.StatusNotFound:
		return trouble{status, fault.NotFound, locale.Key("Not found"), fault.Say("There is no page at this address. Go on from the list of issues.")}
	case status == http.StatusTooManyRequests:
		return trouble{status, fault.Forbidden, locale.Key("Please wait"), fault.Say("There were too many attempts. Please wait a minute, then try again.")}
	case status == http.StatusMethodNotAllowed:
		return trouble{status, fault.Invalid, locale.Key("That does not fit"), fault.Say("This address does not take that kind of request. Go on from the list of issues.")}
	case status < http.StatusInternalServerError:
		return trouble{status, fault.Invalid, locale.Key("That does not fit"), fault.Say("Galley could not read this request. Go back and try again.")}
	}
	return trouble{status, fault.Internal, locale.Key("Something went wrong"), fault.PhraseOf(errors.New(""))}
}

func requestID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }
