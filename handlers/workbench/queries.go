package workbench

import (
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
	"galley/models"
)

// ListQueries gives all queries of a set in the order of the text, and how far the reader has read them.
func (s *Server) ListQueries(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	threads, err := s.Store.Threads(ctx, o.Record.ID)
	if err != nil {
		return err
	}
	read, err := s.Store.ReadSoFar(ctx, o.User.ID, o.Record.ID)
	if err != nil {
		return err
	}
	queries := make([]query, len(threads))
	for i, t := range threads {
		queries[i] = queryOf(o.Set, t)
		queries[i].Read = lastRead(t, o.User, read[t.ID])
	}
	return c.JSON(http.StatusOK, map[string]any{"queries": queries})
}

// said is what somebody asks, answers or suggests, as the browser sends it.
type said struct {
	Key     string          `json:"key"` // made by the browser, so that it can be sent twice
	Anchor  string          `json:"anchor"`
	Page    int             `json:"page"`
	Start   int             `json:"start"`
	End     int             `json:"end"`
	Article text.ID         `json:"article"`
	Span    text.ID         `json:"span"`
	Text    string          `json:"text"`
	Answer  string          `json:"answer"` // done, disagree, ask or nothing
	Act     json.RawMessage `json:"act"`    // what is suggested, as steps are sent
}

// readSaid reads who says what about which set, and whether they may.
func (s *Server) readSaid(c echo.Context) (core.Opened, said, error) {
	o, err := s.openToSpeak(c)
	if err != nil {
		return o, said{}, err
	}
	var words said
	if err := readJSON(c, &words); err != nil {
		return o, words, unread(err, fault.Wrap(fault.Invalid, err, "Your text did not arrive as it should; please send it again."))
	}
	return o, words, nil
}

// openToSpeak is the set of the request, for somebody who may write about it.
func (s *Server) openToSpeak(c echo.Context) (core.Opened, error) {
	o, err := s.OpenSet(c)
	if err != nil {
		return o, err
	}
	return o, markup.MaySpeak(o.User.Actor(), desk.StandingOf(o.Record))
}

// comment is what somebody says, checked as far as the set goes.
func (s *Server) comment(c echo.Context, o core.Opened, words said) (models.Said, error) {
	if !text.ValidID(words.Key) {
		return models.Said{}, fault.New(fault.Invalid, "The ID %q does not have the form Galley uses.", words.Key)
	}
	switch words.Answer {
	case "", models.Done, models.Disagree, models.Ask:
	default:
		return models.Said{}, fault.New(fault.Invalid, "An answer must be done, disagree or ask.")
	}
	act, was, err := s.suggestionOf(c.Request().Context(), o, words.Act)
	if err != nil {
		return models.Said{}, err
	}
	mentions, err := s.mentionsIn(c, o, words.Text)
	row := models.Comment{Key: words.Key, AuthorID: o.User.ID, Text: words.Text, Answer: words.Answer, Act: act, Was: was}
	return models.Said{Comment: row, Mentions: mentions}, err
}

// CreateQuery opens a thread on a block, a piece of text, a span, an article or the whole issue.
func (s *Server) CreateQuery(c echo.Context) error {
	o, words, err := s.readSaid(c)
	if err != nil {
		return err
	}
	first, err := s.comment(c, o, words)
	if err != nil {
		return err
	}
	thread := threadOf(o, words)
	if err := checkAnchor(o.Set, thread); err != nil {
		return err
	}
	fresh, err := s.Store.OpenThread(c.Request().Context(), thread, first)
	if err != nil {
		return err
	}
	return s.tellNew(c, o, words.Key, first, fresh)
}

// threadOf is the thread that somebody wants to open, at the place that it is about.
func threadOf(o core.Opened, words said) models.Thread {
	thread := models.Thread{SetID: o.Record.ID, Key: words.Key, Anchor: words.Anchor, AuthorID: o.User.ID}
	switch words.Anchor {
	case models.OnIssue:
	case models.OnArticle:
		thread.Article = words.Article
		for b := range o.Set.Members(words.Article) { // there it is shown when the article goes away
			thread.Page, thread.StartAt, thread.EndAt = b.Page, b.Start, b.End
			break
		}
	case models.OnSpan:
		thread.Span = words.Span
		if mark, stands := o.Set.Mark(words.Span); stands {
			thread.Page, thread.StartAt, thread.EndAt = mark.At[0].Page, mark.At[0].Start, mark.At[0].End
		}
	default:
		thread.Page, thread.StartAt, thread.EndAt = words.Page, words.Start, words.End
	}
	return thread
}

// checkAnchor refuses a place that is not in the text, and an article or a span that is not there.
func checkAnchor(set *markup.Set, t models.Thread) error {
	page := set.Source().Page(t.Page)
	_, article := set.Article(t.Article)
	_, span := set.Mark(t.Span)
	switch t.Anchor {
	case models.OnIssue:
		return nil
	case models.OnBlock, models.OnText, models.OnArticle, models.OnSpan:
	default:
		return fault.New(fault.Invalid, "A query must refer to a block, a piece of text, a mark, an article or the issue.")
	}
	switch {
	case t.Anchor == models.OnArticle && !article:
		return fault.New(fault.Conflict, "That article no longer exists.")
	case t.Anchor == models.OnSpan && !span:
		return fault.New(fault.Conflict, "That mark no longer exists.")
	case page == nil || t.StartAt >= t.EndAt || !page.Text.Holds(text.Span{Start: t.StartAt, End: t.EndAt}):
		return fault.New(fault.Invalid, "A query must refer to some text of a page.")
	}
	return nil
}

// AnswerQuery adds a comment.
func (s *Server) AnswerQuery(c echo.Context) error {
	o, words, err := s.readSaid(c)
	if err != nil {
		return err
	}
	comment, err := s.comment(c, o, words)
	if err != nil {
		return err
	}
	fresh, err := s.Store.AddComment(c.Request().Context(), o.Record.ID, c.Param("key"), comment)
	if err != nil {
		return err
	}
	return s.tellNew(c, o, c.Param("key"), comment, fresh)
}

// ResolveQuery closes a query.
func (s *Server) ResolveQuery(c echo.Context) error { return s.settleQuery(c, true) }

// ReopenQuery opens a closed query again.
func (s *Server) ReopenQuery(c echo.Context) error { return s.settleQuery(c, false) }

// settleQuery says that a thread is settled, or that it is open again.
func (s *Server) settleQuery(c echo.Context, settled bool) error {
	o, err := s.openToSpeak(c)
	if err != nil {
		return err
	}
	by := int64(0)
	if settled {
		by = o.User.ID
	}
	if err := s.Store.ResolveThread(c.Request().Context(), o.Record.ID, c.Param("key"), by); err != nil {
		return err
	}
	return s.tellQuery(c, o, c.Param("key"))
}
