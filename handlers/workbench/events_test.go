package workbench_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"galley/desk"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/handlers/workbench"
	"galley/models"
	"galley/tests/site"
)

func TestEveryoneHearsAStep(t *testing.T) {
	t.Parallel()
	galley := site.New(t)
	galley.User(t, "li", vocabulary.Editor)
	galley.User(t, "gu", vocabulary.Reader)
	li, gu := galley.As(t, "li"), galley.As(t, "gu")
	set, blocks := galley.NewSet(t)
	first := li.Events(set, 0)
	first.Is("hello", `{"version":0}`)
	streams := []*site.Stream{first, gu.Events(set, 0)}
	streams[1].Is("hello", `{"version":0,"here":[{"id":1,"name":"li","start":0}]}`)
	first.Is("presence", `{"id":2,"name":"gu","start":0}`)
	for n := range 3 {
		sent := li.Step(set, text.NewID(), int64(n), site.RoleAct(blocks[n], "furniture")).Is(http.StatusOK)
		for _, s := range streams {
			got := s.Next()
			if got.Name != "step" {
				t.Fatalf("event %+v, want a step", got)
			}
			var heard, said map[string]any
			if err := errors.Join(json.Unmarshal([]byte(got.Data), &heard), json.Unmarshal([]byte(sent.Body), &said)); err != nil {
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
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	li := s.As(t, "li")
	set, blocks := s.NewSet(t)
	li.Step(set, text.NewID(), 0, site.RoleAct(blocks[0], "furniture")).Is(http.StatusOK)
	behind := li.Events(set, 0)
	behind.Is("reload", "{}")
	behind.Ends()
	li.Events(set, 1).Is("hello", `{"version":1}`)
}

func TestStrangersHearNothing(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	set, _ := s.NewSet(t)
	got := toldBy(s.Visitor(t).Get(fmt.Sprintf("/sets/%d/events?from=0", set)).Is(http.StatusUnauthorized))
	if got.Error.Code != "sign-in" {
		t.Errorf("code %q, want sign-in", got.Error.Code)
	}
}

func TestAListenerWhoGoesIsForgotten(t *testing.T) {
	t.Parallel()
	galley := site.New(t)
	galley.User(t, "li", vocabulary.Editor)
	li := galley.As(t, "li")
	set, _ := galley.NewSet(t)
	s := li.Events(set, 0)
	s.Is("hello", `{"version":0}`)
	s.Leave()
	for range 500 {
		if galley.Server.Desk.Sweep(0) == 1 { // it leaves a set alone that somebody listens to
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the set is still open, since somebody is said to listen")
}

func TestARelayLooksWhoListensWithEveryBeat(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	user := s.User(t, "li", vocabulary.Editor)
	set, _ := s.NewSet(t)
	li := s.As(t, "li")
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
			if err := s.Server.Store.SetPassword(context.Background(), user.ID, "another", models.From{}); err != nil {
				t.Error(err)
			}
			beat <- time.Time{}
		}, []string{"signed-out"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := li.Request(http.MethodGet, "/", nil)
			for _, cookie := range li.Client.Jar.Cookies(r.URL) {
				r.AddCookie(cookie)
			}
			c := echo.New().NewContext(r, httptest.NewRecorder())
			var names []string
			send := func(name string, _ []byte) error { names = append(names, name); return nil }
			news, beat := make(chan desk.Event), make(chan time.Time)
			go tt.do(news, beat)
			if err := workbench.New(s.Server.Core).Relay(c, workbench.Relayed{Set: set, News: news, Beat: beat, Send: send}); err != nil {
				t.Error(err)
			}
			if !slices.Equal(names, tt.names) {
				t.Errorf("sent %v, want %v", names, tt.names)
			}
		})
	}
}
