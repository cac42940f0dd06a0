package review

import (
	"net/http"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
	"galley/fault"
	"galley/handlers/core"
	"galley/models"
	"galley/newsroom"
)

// sentSeen is what a reader has read, as their browser sends it.
type sentSeen struct {
	Version int64          `json:"version"` // that was before them
	Text    []markup.Piece `json:"text"`
	Cells   []string       `json:"cells"`
	Forget  []markup.Piece `json:"forget"` // to be read again
}

// mostSeen is how many pieces a browser may say at once that it has shown.
const mostSeen = 2000

// SaveSeen keeps what a reader has read.
func (s *Server) SaveSeen(c echo.Context) error {
	o, err := s.ReadSet(c)
	if err != nil {
		return err
	}
	var sent sentSeen
	if err := c.Bind(&sent); err != nil {
		return fault.Wrap(fault.Invalid, err, "The form could not be read. Please send it again.")
	}
	if len(sent.Text)+len(sent.Cells)+len(sent.Forget) > mostSeen {
		return fault.New(fault.Invalid, "Say of at most %d places at once that you read them.", mostSeen)
	}
	see := newsroom.See{Version: sent.Version, Text: sent.Text, Forget: sent.Forget}
	if len(sent.Cells) > 0 {
		if see.Cells, err = core.CellsNamed(sent.Cells); err != nil {
			return err
		}
	}
	for _, at := range append(append([]markup.Piece{}, sent.Text...), sent.Forget...) {
		if page := o.Source().Page(at.Page); page == nil || !page.Text.Holds(at.Span()) {
			return fault.New(fault.Invalid, "This issue has no such text.")
		}
	}
	if err := s.readingRoom().Save(c.Request().Context(), o.View, o.User.ID, see); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{})
}

// longestDraft is how long the words are at most that are kept before they are sent, in code points; they may be as
// long as what they become.
const longestDraft = 4000

// SaveDraft keeps words that somebody has begun and not sent.
func (s *Server) SaveDraft(c echo.Context) error {
	o, err := s.ReadSet(c)
	if err != nil {
		return err
	}
	var sent struct {
		Place string `json:"place"`
		Words string `json:"words"`
	}
	if err := c.Bind(&sent); err != nil {
		return fault.Wrap(fault.Invalid, err, "The form could not be read. Please send it again.")
	}
	if utf8.RuneCountInString(sent.Words) > longestDraft || len(sent.Place) == 0 || len(sent.Place) > 100 {
		return fault.New(fault.Invalid, "A draft can have at most %d characters; please shorten it.", longestDraft)
	}
	if err := markup.MaySpeak(o.User.Actor(), desk.StandingOf(o.Record)); err != nil {
		return err
	}
	if err := s.Store.SaveDraft(c.Request().Context(), models.Draft{UserID: o.User.ID, SetID: o.Record.ID, Place: sent.Place, Words: sent.Words}); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{})
}
