package workbench

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/handlers/core"
	"galley/models"
)

// EditComment gives a comment of one's own other words.
func (s *Server) EditComment(c echo.Context) error {
	o, words, err := s.readSaid(c)
	if err != nil {
		return err
	}
	mentions, err := s.mentionsIn(c, o, words.Text)
	if err != nil {
		return err
	}
	row := models.Comment{Key: c.Param("comment"), AuthorID: o.User.ID, Text: words.Text}
	fresh, err := s.Store.EditComment(c.Request().Context(), o.Record.ID, c.Param("key"), models.Said{Comment: row, Mentions: mentions})
	if err != nil {
		return err
	}
	if len(fresh) == 0 {
		return s.tellQuery(c, o, c.Param("key"))
	}
	return s.tellNews(c, o, c.Param("key"), news{row.Key, fresh})
}

// mayDeleteWords reports whether a person may delete what others said.
func mayDeleteWords(user models.User) bool { return user.Role == vocabulary.Administrator }

// DeleteComment takes the words out of a comment of one's own; administrators may do so with all.
func (s *Server) DeleteComment(c echo.Context) error {
	o, err := s.openToSpeak(c)
	if err != nil {
		return err
	}
	gone, err := s.Store.DeleteComment(c.Request().Context(), o.Record.ID, c.Param("key"), c.Param("comment"),
		models.Deleter{ID: o.User.ID, Others: mayDeleteWords(o.User)})
	if err != nil {
		return err
	}
	if gone {
		return s.tellGone(c, o, c.Param("key"))
	}
	return s.tellQuery(c, o, c.Param("key"))
}

// TakeSuggestion does what a comment suggests, as a step of whoever takes it, and settles the thread. A
// refusal gives the present value of what it was about, as that of any step does.
func (s *Server) TakeSuggestion(c echo.Context) error {
	o, err := s.openToSpeak(c)
	if err != nil {
		return err
	}
	var sent stepRequest
	if err := readJSON(c, &sent); err != nil {
		return unread(err, fault.Wrap(fault.Invalid, err, "The step is malformed: send an object with id and base."))
	}
	ctx, thread, key := c.Request().Context(), c.Param("key"), c.Param("comment")
	suggested, err := s.Store.Comment(ctx, o.Record.ID, thread, key)
	switch {
	case err != nil:
		return err
	case suggested.Act == "":
		return fault.New(fault.Conflict, "This comment no longer suggests a change.")
	}
	request, err := s.suggestedRequest(ctx, o, sent, suggested.Act)
	if err != nil {
		return err
	}
	answer, err := s.Desk.Apply(ctx, request)
	if refused, ok := errors.AsType[*desk.Refusal](err); ok {
		return c.JSON(core.TroubleOf(err).Status, refusalOf(c, err, refused))
	}
	if err != nil {
		return err
	}
	if err := s.Store.TakeSuggestion(ctx, o.Record.ID, thread, key, o.User.ID); err != nil {
		return err
	}
	return s.tellTaken(c, o, thread, answer)
}

// tellTaken answers with the step and with the thread as it is now, and tells everybody of the thread;
// of the step they hear as of any other.
func (s *Server) tellTaken(c echo.Context, o core.Opened, thread string, answer desk.Answer) error {
	ctx := c.Request().Context()
	view, err := s.Store.ThreadByKey(ctx, o.Record.ID, thread)
	if err != nil {
		return err
	}
	now := queryOf(o.Set, view)
	if err := s.Desk.Tell(ctx, o.Record.ID, "query", now); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"answer": answer, "query": now})
}

// mostRead is how many comments a browser may say to have been read at once.
const mostRead = 5000

// ReadQueries notes how far somebody has read: the keys of the last comments that they saw. Other pages
// of theirs hear of it.
func (s *Server) ReadQueries(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	var read struct {
		Comments []text.ID `json:"comments"`
	}
	if err := readJSON(c, &read); err != nil {
		return unread(err, fault.Wrap(fault.Invalid, err, "The list of read comments is malformed: send an object with comments."))
	}
	if len(read.Comments) > mostRead {
		return fault.New(fault.Invalid, "Too many comments (%d); send at most %d at once.", len(read.Comments), mostRead)
	}
	ctx := c.Request().Context()
	if err := s.Store.ReadThreads(ctx, o.User.ID, o.Record.ID, read.Comments); err != nil {
		return err
	}
	if err := s.Desk.TellOne(ctx, o.Record.ID, o.User.ID, "read", read); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, read)
}
