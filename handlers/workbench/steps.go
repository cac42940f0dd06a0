package workbench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
)

// stepRequest is an act as the browser sends it.
type stepRequest struct {
	ID   text.ID         `json:"id"`
	Base int64           `json:"base"`
	Act  json.RawMessage `json:"act"`
}

// CreateStep resolves an act, stores it and answers with the changed cells. A refusal gives the
// present value of what it was about.
func (s *Server) CreateStep(c echo.Context) error {
	o, err := s.ReadSet(c)
	if err != nil {
		return err
	}
	var sent stepRequest
	if err := readJSON(c, &sent); err != nil {
		return unread(err, fault.Wrap(fault.Invalid, err, "The step is malformed: send an object with id, base and act."))
	}
	request, err := s.requestOf(c.Request().Context(), o, sent)
	if err != nil {
		return err
	}
	answer, err := s.Desk.Apply(c.Request().Context(), request)
	if refused, ok := errors.AsType[*desk.Refusal](err); ok {
		core.RemarkOf(c.Request().Context()).Answered(err, core.TroubleOf(err), false)
		return c.JSON(core.TroubleOf(err).Status, refusalOf(c, err, refused))
	}
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, answer)
}

// keptSteps are acts that a browser kept until it could send them.
type keptSteps struct {
	User  int64         `json:"user"` // who did them
	Steps []stepRequest `json:"steps"`
}

// mostKept is how many kept acts are taken at once.
const mostKept = 100

// CreateKept applies acts one after the other, in the order in which they were done, and answers each
// by itself: what is refused does not hold up what comes after it. If the server itself fails, the
// results end: acts without one have to be sent again.
func (s *Server) CreateKept(c echo.Context) error {
	o, err := s.ReadSet(c)
	if err != nil {
		return err
	}
	var sent keptSteps
	if err := readJSON(c, &sent); err != nil {
		return unread(err, fault.Wrap(fault.Invalid, err, "The steps are malformed: send an object with user and steps."))
	}
	if sent.User != o.User.ID {
		return fault.New(fault.SignIn, "Somebody else is signed in now. Sign in as yourself again to send what you did.")
	}
	if len(sent.Steps) > mostKept {
		return fault.New(fault.Invalid, "Too many steps (%d); send at most %d at once.", len(sent.Steps), mostKept)
	}
	results, err := s.applyAll(c, o, sent.Steps)
	if err != nil && len(results) == 0 {
		return err
	}
	if err != nil {
		core.RemarkOf(c.Request().Context()).Fail(fmt.Errorf("kept steps of set %d, after %d: %w", o.Record.ID, len(results), err))
	}
	return c.JSON(http.StatusOK, map[string]any{"results": results})
}

// applyAll asks the desk for acts in order. The error is the server's own, which ends the results.
func (s *Server) applyAll(c echo.Context, o core.Opened, steps []stepRequest) ([]any, error) {
	results := make([]any, len(steps))
	var requests []desk.Request
	var places []int // of the requests among the results
	for i, step := range steps {
		request, err := s.requestOf(c.Request().Context(), o, step)
		if err != nil {
			results[i] = refusalOf(c, err, nil)
			continue
		}
		requests, places = append(requests, request), append(places, i)
	}
	for i, done := range s.Desk.ApplyAll(c.Request().Context(), requests) {
		refused, _ := errors.AsType[*desk.Refusal](done.Err)
		switch {
		case done.Err == nil:
			results[places[i]] = done.Answer
		case fault.CodeOf(done.Err) == fault.Internal:
			return results[:places[i]], done.Err
		default:
			results[places[i]] = refusalOf(c, done.Err, refused)
		}
	}
	return results, nil
}

// refusalOf is the answer to a browser about a refused act; refused is nil if no cell stands in its way.
func refusalOf(c echo.Context, err error, refused *desk.Refusal) map[string]any {
	t := core.TroubleOf(err)
	said := map[string]any{"error": map[string]any{"code": t.Code, "message": core.Phrased(c.Request().Context(), t.Sentence)}}
	if refused != nil {
		said["version"], said["cells"] = refused.Version, refused.Cells
	}
	return said
}

// readJSON reads the body of a request into v.
func readJSON(c echo.Context, v any) error {
	body, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, v)
}

// unread is err if the body did not come, or was too long, and else what is wrong with it.
func unread(err, wrong error) error {
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return err
	}
	return wrong
}

// requestOf is what a user asks of a set.
func (s *Server) requestOf(ctx context.Context, o core.Opened, sent stepRequest) (desk.Request, error) {
	r := desk.Request{Set: o.Record.ID, ID: sent.ID, Base: sent.Base, Raw: sent.Act, Actor: o.User.Actor(), At: s.Clock()}
	var err error
	if r.Kind, r.Act, err = markup.ReadAct(sent.Act); err != nil {
		return r, err
	}
	if state, says := r.Act.(*markup.SetState); says && state.State == markup.Accepted {
		issue, err := s.Store.Issue(ctx, o.Record.IssueID)
		if err != nil {
			return r, err
		}
		r.OwnAcceptance, err = s.AllowsOwnAcceptance(ctx, issue, r.Act)
		return r, err
	}
	return r, nil
}
