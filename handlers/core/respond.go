package core

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
	"galley/views/parts"
)

// Render draws a component whole, then sends it: a component that fails leaves
// no half page behind.
func (s *Core) Render(c echo.Context, status int, page templ.Component) error {
	var b bytes.Buffer
	if err := page.Render(s.framed(c), &b); err != nil {
		return err
	}
	return c.HTMLBlob(status, b.Bytes())
}

// framed is the request's context with the page's frame in it.
func (s *Core) framed(c echo.Context) context.Context {
	ctx := c.Request().Context()
	user, _ := c.Get(KeyUser).(models.User)
	frame := parts.Frame{User: user, MayLoad: MayLoad(user), MayManage: user.ID != 0 && Administrators.Lets(user.Role)}
	if user.ID != 0 {
		var err error
		if frame.Unread, err = s.Store.UnreadNotices(ctx, user.ID); err != nil {
			RemarkOf(ctx).Fail(fmt.Errorf("count notices: %w", err)) // the page is worth more than its bell
		}
		frame.Papers = s.papersOf(ctx, user)
	}
	if c.Get(KeySession) != nil {
		frame.Flash = s.Sessions.PopString(ctx, sessionFlash)
		frame.Undo = s.Sessions.PopString(ctx, SessionUndo)
	}
	return parts.WithFrame(ctx, frame)
}

// papersOf reads all publications for the bar, with what waits for a user in them.
func (s *Core) papersOf(ctx context.Context, user models.User) func() []models.Paper {
	return func() []models.Paper {
		papers, err := s.Store.Papers(ctx, user)
		if err != nil {
			RemarkOf(ctx).Fail(fmt.Errorf("list publications: %w", err)) // the page is worth more than its bar
		}
		return papers
	}
}

// Say puts a sentence on the next page.
func (s *Core) Say(c echo.Context, sentence string) {
	s.Sessions.Put(c.Request().Context(), sessionFlash, sentence)
}

// trouble is an error as it is answered.
type trouble struct {
	Status   int
	Code     fault.Code
	title    locale.Key
	Sentence fault.Phrase
}

// AnswerError turns an error into an answer, and is the only function that does.
func (s *Core) AnswerError(err error, c echo.Context) {
	t, line := TroubleOf(err), RemarkOf(c.Request().Context())
	line.Answered(err, t, bearerOf(c) != "")
	if c.Response().Committed || line.isGone(c.Request(), c.Response()) {
		return
	}
	if err := s.sendTrouble(c, t); err != nil {
		line.Fail(fmt.Errorf("answer not sent: %w", err))
	}
}

func (s *Core) sendTrouble(c echo.Context, t trouble) error {
	get := c.Request().Method == http.MethodGet || c.Request().Method == http.MethodHead
	switch {
	case c.Get(KeyJSON) != nil:
		return c.JSON(t.Status, map[string]any{"error": map[string]any{"code": t.Code, "message": Phrased(c.Request().Context(), t.Sentence)}})
	case t.Code == fault.SignIn && get:
		return c.Redirect(http.StatusSeeOther, address.SignInFor(c.Request().URL.RequestURI()))
	case t.Code == fault.SignIn:
		return c.Redirect(http.StatusSeeOther, address.SignIn)
	}
	ctx := c.Request().Context()
	page := parts.Trouble{Status: t.Status, Title: t.title.In(ctx), Sentence: Phrased(ctx, t.Sentence)}
	if t.Status >= http.StatusInternalServerError {
		page.Request = RequestID(c)
	}
	return s.Render(c, t.Status, parts.TroublePage(page))
}

// TroubleOf is what a page says about an error, and the status of the answer.
func TroubleOf(err error) trouble {
	if e, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return trouble{http.StatusRequestEntityTooLarge, fault.Invalid, locale.Key("Too large"),
			fault.Say("The request is larger than %d MB. Send it in smaller parts.", e.Limit>>20)}
	}
	if e, ok := errors.AsType[*echo.HTTPError](err); ok {
		return troubleOfStatus(e.Code)
	}
	t := trouble{Code: fault.CodeOf(err), Sentence: fault.PhraseOf(err)}
	switch t.Code {
	case fault.Invalid:
		t.Status, t.title = http.StatusUnprocessableEntity, locale.Key("That is not possible")
	case fault.NotFound:
		t.Status, t.title = http.StatusNotFound, locale.Key("Not found")
	case fault.SignIn:
		t.Status, t.title = http.StatusUnauthorized, locale.Key("Please sign in")
	case fault.Forbidden:
		t.Status, t.title = http.StatusForbidden, locale.Key("Not allowed")
	case fault.Conflict:
		t.Status, t.title = http.StatusConflict, locale.Key("Somebody else was faster")
	default:
		t.Status, t.title, t.Code = http.StatusInternalServerError, locale.Key("Something went wrong"), fault.Internal
	}
	return t
}

func troubleOfStatus(status int) trouble {
	switch {
	case status == http.StatusNotFound:
		return trouble{status, fault.NotFound, locale.Key("Not found"), fault.Say("There is no page at this address. Continue from the list of issues.")}
	case status == http.StatusTooManyRequests:
		return trouble{status, fault.Forbidden, locale.Key("Please wait"), fault.Say("There were too many attempts. Please wait a minute, then try again.")}
	case status == http.StatusMethodNotAllowed:
		return trouble{status, fault.Invalid, locale.Key("That is not possible"), fault.Say("This address does not accept that kind of request. Continue from the list of issues.")}
	case status < http.StatusInternalServerError:
		return trouble{status, fault.Invalid, locale.Key("That is not possible"), fault.Say("Galley could not read this request. Go back and try again.")}
	}
	return trouble{status, fault.Internal, locale.Key("Something went wrong"), fault.PhraseOf(errors.New(""))}
}

// RequestID is the number that Galley gave to a request.
func RequestID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }
