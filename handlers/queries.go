package handlers

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"galley/fault"
	"galley/markup"
	"galley/models"
)

// query is a thread as the workbench reads it.
type query struct {
	Key      string    `json:"key"`
	Anchor   string    `json:"anchor"` // block, text or article
	Page     int       `json:"page"`
	Start    int       `json:"start"`
	End      int       `json:"end"`
	Article  markup.ID `json:"article,omitempty"` // may be gone; then Start says where it stood
	Quote    string    `json:"quote"`             // the text there
	Resolved *resolved `json:"resolved,omitempty"`
	Comments []comment `json:"comments"`
}

type resolved struct {
	By string    `json:"by"`
	At time.Time `json:"at"`
}

type comment struct {
	Key    string    `json:"key"`
	By     string    `json:"by"`
	Author int64     `json:"author"`
	At     time.Time `json:"at"`
	Text   string    `json:"text"`
}

// longestQuote is how many code points of the text a query shows.
const longestQuote = 60

// queryOf is a thread with the words that it stands at.
func queryOf(source *markup.Source, t models.ThreadView) query {
	q := query{Key: t.Key, Anchor: t.Anchor, Page: t.Page, Start: t.StartAt, End: t.EndAt, Article: t.Article}
	if page := source.Page(t.Page); page != nil && page.Text.Holds(markup.Span{Start: t.StartAt, End: t.EndAt}) {
		q.Quote = page.Text.Slice(markup.Span{Start: t.StartAt, End: min(t.EndAt, t.StartAt+longestQuote)})
		if t.EndAt-t.StartAt > longestQuote {
			q.Quote += "…"
		}
	}
	if t.ResolvedAt != nil {
		q.Resolved = &resolved{t.Resolver, *t.ResolvedAt}
	}
	for _, c := range t.Comments {
		q.Comments = append(q.Comments, comment{c.Key, c.Author, c.AuthorID, c.CreatedAt, c.Text})
	}
	return q
}

// listQueries gives all queries of a set in the order of the text.
func (s *Server) listQueries(c echo.Context) error {
	o, err := s.openSet(c)
	if err != nil {
		return err
	}
	threads, err := s.Store.Threads(c.Request().Context(), o.Record.ID)
	if err != nil {
		return err
	}
	queries := make([]query, len(threads))
	for i, t := range threads {
		queries[i] = queryOf(o.Source(), t)
	}
	return c.JSON(http.StatusOK, map[string]any{"queries": queries})
}

// said is what somebody asks or answers, as the browser sends it.
type said struct {
	Key     string    `json:"key"` // made by the browser, so that it can be sent twice
	Anchor  string    `json:"anchor"`
	Page    int       `json:"page"`
	Start   int       `json:"start"`
	End     int       `json:"end"`
	Article markup.ID `json:"article"`
	Text    string    `json:"text"`
}

// readSaid reads who says what about which set, and whether they may.
func (s *Server) readSaid(c echo.Context) (opened, said, error) {
	o, err := s.openToSpeak(c)
	if err != nil {
		return o, said{}, err
	}
	var words said
	if err := json.NewDecoder(c.Request().Body).Decode(&words); err != nil {
		return o, words, fault.Wrap(fault.Invalid, err, "The words can not be read; please send them again.")
	}
	if !markup.ValidID(words.Key) {
		return o, words, fault.New(fault.Invalid, "The id %q is not one that Galley makes.", words.Key)
	}
	return o, words, nil
}

// openToSpeak is the set of the request, for somebody who may write about it.
func (s *Server) openToSpeak(c echo.Context) (opened, error) {
	o, err := s.openSet(c)
	if err != nil {
		return o, err
	}
	return o, markup.MaySpeak(actorOf(o.user), standingOf(o.Record))
}

// createQuery opens a thread on a block, on a piece of text or on an article.
func (s *Server) createQuery(c echo.Context) error {
	o, words, err := s.readSaid(c)
	if err != nil {
		return err
	}
	thread := models.Thread{SetID: o.Record.ID, Key: words.Key, Anchor: words.Anchor, Page: words.Page, StartAt: words.Start, EndAt: words.End, AuthorID: o.user.ID}
	if words.Anchor == models.OnArticle {
		thread.Article = words.Article
		standsOn(o.Set, &thread)
	}
	if err := checkAnchor(o.Set, thread); err != nil {
		return err
	}
	if err := s.Store.OpenThread(c.Request().Context(), thread, words.Text); err != nil {
		return err
	}
	return s.tellQuery(c, o, words.Key)
}

// standsOn puts a thread on an article where its first block stands: there it is shown when the
// article goes away.
func standsOn(set *markup.Set, thread *models.Thread) {
	for b := range set.Members(thread.Article) {
		thread.Page, thread.StartAt, thread.EndAt = b.Page, b.Start, b.End
		return
	}
}

// checkAnchor refuses a place that is not in the text, and an article that is not there.
func checkAnchor(set *markup.Set, t models.Thread) error {
	page := set.Source().Page(t.Page)
	_, stands := set.Article(t.Article)
	switch {
	case t.Anchor != models.OnBlock && t.Anchor != models.OnText && t.Anchor != models.OnArticle:
		return fault.New(fault.Invalid, "A query stands on a block, on a piece of text or on an article.")
	case t.Anchor == models.OnArticle && !stands:
		return fault.New(fault.Conflict, "That article is no longer there.")
	case page == nil || t.StartAt >= t.EndAt || !page.Text.Holds(markup.Span{Start: t.StartAt, End: t.EndAt}):
		return fault.New(fault.Invalid, "A query must stand at some text of a page.")
	}
	return nil
}

// answerQuery adds a comment.
func (s *Server) answerQuery(c echo.Context) error {
	o, words, err := s.readSaid(c)
	if err != nil {
		return err
	}
	comment := models.Comment{Key: words.Key, AuthorID: o.user.ID, Text: words.Text}
	if err := s.Store.AddComment(c.Request().Context(), o.Record.ID, c.Param("key"), comment); err != nil {
		return err
	}
	return s.tellQuery(c, o, c.Param("key"))
}

func (s *Server) resolveQuery(c echo.Context) error { return s.settleQuery(c, true) }

func (s *Server) reopenQuery(c echo.Context) error { return s.settleQuery(c, false) }

// settleQuery says that a thread is settled, or that it is open again.
func (s *Server) settleQuery(c echo.Context, settled bool) error {
	o, err := s.openToSpeak(c)
	if err != nil {
		return err
	}
	by := int64(0)
	if settled {
		by = o.user.ID
	}
	if err := s.Store.ResolveThread(c.Request().Context(), o.Record.ID, c.Param("key"), by); err != nil {
		return err
	}
	return s.tellQuery(c, o, c.Param("key"))
}

// tellQuery answers with a thread as it is now, and tells everybody who has the set open.
func (s *Server) tellQuery(c echo.Context, o opened, key string) error {
	ctx := c.Request().Context()
	thread, err := s.Store.ThreadByKey(ctx, o.Record.ID, key)
	if err != nil {
		return err
	}
	now := queryOf(o.Source(), thread)
	if err := s.Desk.Tell(ctx, o.Record.ID, "query", now); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, now)
}
