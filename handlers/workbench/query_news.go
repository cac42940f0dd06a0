package workbench

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"galley/handlers/core"
	"galley/models"
)

// news is something new that was said.
type news struct {
	comment   string  // its key
	mentioned []int64 // whom it mentions and did not mention before; never who says it
}

// newsOf is the news that a comment is.
func newsOf(said models.Said) news {
	n := news{comment: said.Key}
	for _, m := range said.Mentions {
		n.mentioned = append(n.mentioned, m.UserID)
	}
	return n
}

// tellNew sends the news of a comment; one that was sent before is no news.
func (s *Server) tellNew(c echo.Context, o core.Opened, thread string, said models.Said, fresh bool) error {
	if !fresh {
		return s.tellQuery(c, o, thread)
	}
	return s.tellNews(c, o, thread, newsOf(said))
}

// tellNews announces news and answers with the thread that they are in.
func (s *Server) tellNews(c echo.Context, o core.Opened, thread string, n news) error {
	now, err := s.announce(c, o, thread, n)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, now)
}

// announce is the one place that everything passes that somebody says, once: comments that are new, and
// those whose changed words mention somebody else. Here it is known who is mentioned for the first time.
// Everybody who has the set open hears of it.
func (s *Server) announce(c echo.Context, o core.Opened, thread string, n news) (query, error) {
	ctx := c.Request().Context()
	view, err := s.Store.ThreadByKey(ctx, o.Record.ID, thread)
	if err != nil {
		return query{}, err
	}
	now := queryOf(o.Set, view)
	now.News = n.comment
	now.Mentioned = slices.DeleteFunc(n.mentioned, func(user int64) bool { return user == o.User.ID })
	return now, s.Desk.Tell(ctx, o.Record.ID, "query", now)
}

// tellQuery answers with a thread as it is now, and tells everybody who has the set open.
func (s *Server) tellQuery(c echo.Context, o core.Opened, thread string) error {
	return s.tellNews(c, o, thread, news{})
}

// tellGone says that a thread is no longer there.
func (s *Server) tellGone(c echo.Context, o core.Opened, thread string) error {
	gone := map[string]any{"key": thread, "gone": true}
	if err := s.Desk.Tell(c.Request().Context(), o.Record.ID, "query", gone); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, gone)
}
