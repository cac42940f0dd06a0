package workbench

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/markup"
)

// heartbeat keeps a quiet stream alive and finds out who has gone or signed out.
const heartbeat = 15 * time.Second

// hello is the first event of a stream: the version that it begins after, and who else is there.
type hello struct {
	Version int64            `json:"version"`
	Here    []desk.Colleague `json:"here,omitempty"`
}

// StreamEvents sends every step of a set, what is said about it and where colleagues are, as server-sent
// events, beginning after the version that the page was drawn at. A page too far behind is told to load
// itself again.
func (s *Server) StreamEvents(c echo.Context) error {
	o, err := s.OpenSet(c)
	if err != nil {
		return err
	}
	listener, version, err := s.Desk.Listen(c.Request().Context(), o.Record.ID, o.User.Actor())
	if err != nil {
		return err
	}
	defer listener.Leave()

	header := c.Response().Header()
	header.Set(echo.HeaderContentType, "text/event-stream")
	header.Set(echo.HeaderCacheControl, "no-store")
	header.Set("X-Accel-Buffering", "no")
	out := http.NewResponseController(c.Response())
	_ = out.SetWriteDeadline(time.Time{}) // a stream has no end; not every server has deadlines
	c.Response().WriteHeader(http.StatusOK)

	send := func(event string, data []byte) error {
		if _, err := fmt.Fprintf(c.Response(), "event: %s\ndata: %s\n\n", event, data); err != nil {
			return err
		}
		return out.Flush()
	}
	if from, _ := strconv.ParseInt(c.QueryParam("from"), 10, 64); from < version {
		return send("reload", []byte("{}"))
	}
	hello, err := json.Marshal(hello{version, listener.Here})
	if err != nil {
		return err
	}
	if err := send("hello", hello); err != nil {
		return nil // the browser has gone
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	return s.relay(c, relayed{Set: o.Record.ID, News: listener.News, Beat: beat.C, Send: send})
}

// hears reports whether who listens to a set is still there and may still see it.
func (s *Server) hears(c echo.Context, set int64) error {
	user, err := s.FreshUser(c)
	if err != nil {
		return err
	}
	standing, err := s.Desk.Standing(c.Request().Context(), set, user.Actor())
	if err != nil {
		return err
	}
	return markup.MayRead(user.Actor(), standing)
}

// relayed is a stream of a set's news to a browser.
type relayed struct {
	Set  int64
	News <-chan desk.Event
	Beat <-chan time.Time
	Send func(name string, data []byte) error
}

// relay passes news of a set on until the browser goes, signs out, or is too slow. It looks who listens with
// every beat, and whenever somebody's sign-in, role or account has changed here.
func (s *Server) relay(c echo.Context, r relayed) error {
	for {
		changed := s.Known.Purged()
		if err := s.hears(c, r.Set); err != nil {
			_ = r.Send("signed-out", []byte("{}")) // whether it arrives or not, the stream ends
			return nil
		}
		if !s.relayUntil(c, r, changed) {
			return nil
		}
	}
}

// relayUntil is relay until it is time to look who listens; goOn is false if the stream has ended.
func (s *Server) relayUntil(c echo.Context, r relayed, changed <-chan struct{}) (goOn bool) {
	for {
		select {
		case <-c.Request().Context().Done():
			return false
		case <-changed:
			return true
		case e, open := <-r.News:
			if !open {
				_ = r.Send("reload", []byte("{}")) // whether it arrives or not, the stream ends
				return false
			}
			if r.Send(e.Name, e.Data) != nil {
				return false
			}
		case <-r.Beat:
			if err := s.hears(c, r.Set); err != nil {
				return true // which says so
			}
			if r.Send("beat", []byte("{}")) != nil {
				return false
			}
		}
	}
}
