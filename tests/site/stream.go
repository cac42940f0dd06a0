package site

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// Stream is a set's stream of events as a browser hears it.
type Stream struct {
	t     *testing.T
	lines *bufio.Scanner
	// Leave hangs up.
	Leave func()
}

// Event is one of a stream's.
type Event struct{ Name, Data string }

// Events opens the stream of a set for a page that knows a version of it.
func (v *Visitor) Events(set, from int64) *Stream {
	v.T.Helper()
	return v.Listen(v.Request(http.MethodGet, fmt.Sprintf("/sets/%d/events?from=%d", set, from), nil))
}

// Listen opens the stream that a request asks for.
func (v *Visitor) Listen(r *http.Request) *Stream {
	v.T.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	response, err := v.Client.Do(r.WithContext(ctx))
	if err != nil {
		cancel()
		v.T.Fatal(err)
	}
	leave := func() {
		cancel()
		_ = response.Body.Close() // nothing more is read
	}
	v.T.Cleanup(leave)
	if kind := response.Header.Get("Content-Type"); response.StatusCode != http.StatusOK || kind != "text/event-stream" {
		v.T.Fatalf("answer: %d %s", response.StatusCode, kind)
	}
	return &Stream{v.T, bufio.NewScanner(response.Body), leave}
}

// Next waits for the next event; it has no name if the stream ended.
func (s *Stream) Next() Event {
	s.t.Helper()
	var e Event
	for s.lines.Scan() {
		line := s.lines.Text()
		if name, ok := strings.CutPrefix(line, "event: "); ok {
			e.Name = name
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			e.Data = data
		}
		if line == "" {
			return e
		}
	}
	return Event{}
}

// Is checks the next event.
func (s *Stream) Is(name, data string) {
	s.t.Helper()
	if got, want := s.Next(), (Event{name, data}); got != want {
		s.t.Errorf("event %+v, want %+v", got, want)
	}
}

// Ends checks that nothing more comes.
func (s *Stream) Ends() {
	s.t.Helper()
	s.Is("", "")
}
