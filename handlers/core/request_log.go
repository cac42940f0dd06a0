package core

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"galley/address"
	"galley/fault"
	"galley/models"
	"galley/static"
)

// The log holds one line a request, which says what was asked, by whom, and what became of it. It never
// holds what people typed, read or keep secret: of an address it has the route's pattern, for an address
// may hold the token of a link; of a sentence for people the words that stand in the program, and not those
// that fill it; of somebody who failed to sign in the number of the account, and not the name, for people
// type their password there.

// statusGone stands in the log for a visitor who did not wait for the answer.
const statusGone = 499

// Remark is what a line tells besides the request and its status.
type Remark struct {
	SignedIn models.User // who signed in by this request; zero if nobody did
	About    int64       // the account that somebody could not show to be theirs; 0 for none
	Refused  bool        // somebody wanted what they may not, or could not sign in
	why      string      // what people were told, without the words that fill it
	Cause    error       // of a refusal, if the operator has to know it
	err      error       // what went wrong in Galley itself
	cut      bool        // the request's body did not come to its end
}

type remarkKey struct{}

// RemarkOf is what the line of a context's request will tell. It is for the request's own goroutine.
func RemarkOf(ctx context.Context) *Remark {
	if t, ok := ctx.Value(remarkKey{}).(*Remark); ok {
		return t
	}
	return &Remark{}
}

// Fail notes what went wrong in Galley itself; all that did stands in the one line, except for what broke off
// behind it because who asked has gone.
func (t *Remark) Fail(err error) {
	if t.err == nil || !errors.Is(err, context.Canceled) {
		t.err = errors.Join(t.err, err)
	}
}

// Refuse notes that somebody was refused, and with which sentence.
func (t *Remark) Refuse(says fault.Phrase) { t.Refused, t.why = true, patternOf(says) }

// Answered notes an error that is answered: as a failure, a refusal, or only its sentence.
func (t *Remark) Answered(err error, as trouble, byToken bool) {
	switch {
	case as.Status >= http.StatusInternalServerError:
		t.Fail(err)
		return
	case as.Code == fault.Forbidden, as.Code == fault.SignIn && byToken:
		t.Refused = true
	}
	t.why = patternOf(as.Sentence)
}

// patternOf is a phrase without the words that fill it: those may be anybody's.
func patternOf(p fault.Phrase) string {
	if p.Format != "" && p.Format != "%s" {
		return p.Format
	}
	var all []string
	for _, word := range p.Words {
		if phrase, ok := word.(fault.Phrase); ok {
			all = append(all, patternOf(phrase))
		}
	}
	return strings.Join(all, " ")
}

// logged writes a request's line, and answers its error before.
func (s *Core) logged(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start, t := time.Now(), &Remark{}
		answer := c.Response() // another stands in its place within the session
		r := c.Request().WithContext(context.WithValue(c.Request().Context(), remarkKey{}, t))
		if r.ContentLength != 0 {
			r.Body = body{r.Body, t}
		}
		c.SetRequest(r)
		if err := next(c); err != nil {
			s.AnswerError(err, c)
		}
		s.writeLine(c, t, answer, time.Since(start))
		return nil
	}
}

// writeLine writes the line of a request that took so long. That of a stream is written when it ends.
func (s *Core) writeLine(c echo.Context, t *Remark, answer *echo.Response, took time.Duration) {
	what, status, route := "request", answer.Status, c.Path()
	stream := strings.HasPrefix(answer.Header().Get(echo.HeaderContentType), "text/event-stream")
	if stream {
		what = "stream"
	}
	switch {
	case t.isGone(c.Request(), answer):
		status = statusGone
	case t.err != nil && !answer.Committed:
		status = http.StatusInternalServerError // nobody waited for it
	}
	if route == "" || route == "/*" {
		route = "unmatched"
	}
	line := []slog.Attr{
		slog.String("method", c.Request().Method), slog.String("route", route), slog.Int("status", status),
		slog.Float64("ms", math.Round(took.Seconds()*1e4)/10), slog.String("request", RequestID(c)), slog.String("from", c.RealIP()),
	}
	line = append(line, t.attributes(c)...)
	s.Log.LogAttrs(context.WithoutCancel(c.Request().Context()), t.level(status, stream || isQuiet(route)), what, line...)
}

// attributes are what is logged of some requests only.
func (t *Remark) attributes(c echo.Context) []slog.Attr {
	var all []slog.Attr
	who, _ := c.Get(KeyUser).(models.User)
	if t.SignedIn.ID != 0 {
		who = t.SignedIn
	}
	if who.ID != 0 {
		all = append(all, slog.String("who", who.Name), slog.Int64("account", who.ID))
	}
	if t.About != 0 {
		all = append(all, slog.Int64("about", t.About))
	}
	if t.why != "" {
		all = append(all, slog.String("why", t.why))
	}
	if err := errors.Join(t.Cause, t.err); err != nil {
		all = append(all, slog.String("error", err.Error()))
	}
	if p, ok := errors.AsType[*panicked](t.err); ok {
		all = append(all, slog.String("stack", p.stack))
	}
	return all
}

// level is how much a line matters: who went away is nobody's fault, whatever broke off then.
func (t *Remark) level(status int, quiet bool) slog.Level {
	switch {
	case status == statusGone:
		return slog.LevelDebug
	case t.err != nil || status >= http.StatusInternalServerError:
		return slog.LevelError
	case t.Refused || status == http.StatusForbidden || status == http.StatusTooManyRequests:
		return slog.LevelWarn
	case quiet:
		return slog.LevelDebug
	}
	return slog.LevelInfo
}

// isQuiet reports whether a route is asked for by pages and machines all the time, and tells nobody anything.
func isQuiet(route string) bool {
	return route == static.Prefix+"*" || route == address.Health || route == address.Bell || route == string(address.Focus)
}

// isGone reports whether who asked did not wait for the answer: what went wrong then is that alone. A panic
// is one all the same.
func (t *Remark) isGone(r *http.Request, answer *echo.Response) bool {
	if _, ok := errors.AsType[*panicked](t.err); ok || t.err == nil {
		return false
	}
	left := r.Context().Err() != nil
	return t.cut || left && (answer.Committed || errors.Is(t.err, context.Canceled))
}

// body is that of a request, and notes when it breaks off.
type body struct {
	io.ReadCloser
	remark *Remark
}

// Read is part of io.Reader.
func (b body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF { //nolint:errorlint // a reader gives the end as it is
		b.remark.cut = true
	}
	return n, err
}

// panicked is the error that a panic becomes.
type panicked struct {
	err   error
	stack string
}

// Error gives what the panic said.
func (p *panicked) Error() string { return fmt.Sprintf("panic: %s", p.err) }

// Unwrap gives the cause.
func (p *panicked) Unwrap() error { return p.err }

// recovered turns a panic into an error of ours, which keeps the stack for the log.
func (s *Core) recovered() echo.MiddlewareFunc {
	return middleware.RecoverWithConfig(middleware.RecoverConfig{
		StackSize: 16 << 10, DisableStackAll: true, DisableErrorHandler: true,
		LogErrorFunc: func(_ echo.Context, err error, stack []byte) error { return &panicked{err, string(stack)} },
	})
}
