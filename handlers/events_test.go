package handlers

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/text"
	"galley/handlers/workbench"
	"galley/models"
)

// event is a server-sent event.
type event struct{ name, data string }

// stream is an open stream of events.
type stream struct {
	t     *testing.T
	lines *bufio.Scanner
	leave func()
}

// events opens the stream of a set.
func (v *visitor) events(set, from int64) *stream {
	v.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := v.request(http.MethodGet, fmt.Sprintf("/sets/%d/events?from=%d", set, from), nil).WithContext(ctx)
	response, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	leave := func() {
		cancel()
		_ = response.Body.Close()
	}
	v.t.Cleanup(leave)
	if kind := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || kind != "text/event-stream" {
		v.t.Fatalf("answer: %d %s", response.StatusCode, kind)
	}
	return &stream{v.t, bufio.NewScanner(response.Body), leave}
}

// next waits for the next event; it has no name where the stream ended.
func (s *stream) next() event {
	s.t.Helper()
	var e event
	for s.lines.Scan() {
		line := s.lines.Text()
		if name, ok := strings.CutPrefix(line, "event: "); ok {
			e.name = name
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			e.data = data
		}
		if line == "" {
			return e
		}
	}
	return event{}
}

// is checks the next event.
func (s *stream) is(want event) {
	s.t.Helper()
	if got := s.next(); got != want {
		s.t.Errorf("event %+v, want %+v", got, want)
	}
}

func TestEveryoneHearsAStep(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	site.user(t, "gu", models.Reader)
	li, gu := site.as(t, "li"), site.as(t, "gu")
	set, blocks := site.newSet(t)
	first := li.events(set, 0)
	first.is(event{"hello", `{"version":0}`})
	streams := []*stream{first, gu.events(set, 0)}
	streams[1].is(event{"hello", `{"version":0,"here":[{"id":1,"name":"li","start":0}]}`})
	first.is(event{"presence", `{"id":2,"name":"gu","start":0}`})
	for n := range 3 {
		sent := li.step(set, text.NewID(), int64(n), roleAct(blocks[n], "furniture")).is(http.StatusOK)
		for _, s := range streams {
			got := s.next()
			if got.name != "step" {
				t.Fatalf("event %+v, want a step", got)
			}
			var heard, said map[string]any
			if err := errors.Join(json.Unmarshal([]byte(got.data), &heard), json.Unmarshal([]byte(sent.body), &said)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(said, heard); diff != "" || heard["author"] == nil || heard["steps"] == nil {
				t.Errorf("event (-answer +event)\n%s", diff)
			}
		}
	}
}

func TestAPageThatIsBehindIsToldToReload(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	li := site.as(t, "li")
	set, blocks := site.newSet(t)
	li.step(set, text.NewID(), 0, roleAct(blocks[0], "furniture")).is(http.StatusOK)
	behind := li.events(set, 0)
	behind.is(event{"reload", "{}"})
	behind.is(event{}) // the end
	li.events(set, 1).is(event{"hello", `{"version":1}`})
}

func TestStrangersHearNothing(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	set, _ := site.newSet(t)
	got := site.visitor(t).get(fmt.Sprintf("/sets/%d/events?from=0", set)).is(http.StatusUnauthorized).told()
	if got.Error.Code != "sign-in" {
		t.Errorf("code %q, want sign-in", got.Error.Code)
	}
}

func TestAListenerWhoGoesIsForgotten(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	li := site.as(t, "li")
	set, _ := site.newSet(t)
	s := li.events(set, 0)
	s.is(event{"hello", `{"version":0}`})
	s.leave()
	for range 500 {
		if site.server.Desk.Sweep(0) == 1 { // it leaves a set alone that somebody listens to
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the set is still open, since somebody is said to listen")
}

func TestARelayLooksWhoListensWithEveryBeat(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	user := site.user(t, "li", models.Editor)
	set, _ := site.newSet(t)
	li := site.as(t, "li")
	tests := []struct {
		name  string
		do    func(news chan desk.Event, beat chan time.Time)
		names []string
	}{
		{"a beat and a step", func(news chan desk.Event, beat chan time.Time) {
			beat <- time.Time{}
			news <- desk.Event{Name: "step", Data: []byte("{}")}
			close(news)
		},
			[]string{"beat", "step", "reload"}},
		{"a listener that was too slow", func(news chan desk.Event, _ chan time.Time) { close(news) }, []string{"reload"}},
		{"a password that changed", func(_ chan desk.Event, beat chan time.Time) {
			if err := site.server.Store.SetPassword(context.Background(), user.ID, "another", models.From{}); err != nil {
				t.Error(err)
			}
			beat <- time.Time{}
		}, []string{"signed-out"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := li.request(http.MethodGet, "/", nil)
			for _, cookie := range li.client.Jar.Cookies(r.URL) {
				r.AddCookie(cookie)
			}
			c := echo.New().NewContext(r, httptest.NewRecorder())
			var names []string
			send := func(name string, _ []byte) error { names = append(names, name); return nil }
			news, beat := make(chan desk.Event), make(chan time.Time)
			go tt.do(news, beat)
			if err := site.server.workbench.Relay(c, workbench.Relayed{Set: set, News: news, Beat: beat, Send: send}); err != nil {
				t.Error(err)
			}
			if !slices.Equal(names, tt.names) {
				t.Errorf("sent %v, want %v", names, tt.names)
			}
		})
	}
}
