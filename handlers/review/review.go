package review

import (
	"encoding/json"
	"strconv"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/handlers/core"
)

// applyReview makes a step of an act of this person at the head of the set. Sent is what the record holds of
// it; nil for the act itself.
func (s *Server) applyReview(c echo.Context, o core.Opened, kind string, act markup.Act, sent any) error {
	ctx := c.Request().Context()
	var raw json.RawMessage
	if sent != nil {
		var err error
		if raw, err = json.Marshal(sent); err != nil {
			return err
		}
	}
	own, err := s.AllowsOwnAcceptance(ctx, o.Issue, act)
	if err != nil {
		return err
	}
	_, err = s.Desk.Apply(ctx, desk.Request{Set: o.Record.ID, ID: text.NewID(), Base: seenOf(c, o), Kind: kind, Act: act, Raw: raw,
		Actor: o.User.Actor(), At: s.Clock(), OwnAcceptance: own})
	return err
}

// seenOf is the version that the sender of a form saw; the head, if the form does not say.
func seenOf(c echo.Context, o core.Opened) int64 {
	seen, err := strconv.ParseInt(c.FormValue("seen"), 10, 64)
	if err != nil {
		return o.Version()
	}
	return min(seen, o.Version())
}
