package workbench_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

// focus tells where somebody's focus rests.
func focus(v *site.Visitor, set int64, body string) *site.Answer {
	v.T.Helper()
	r := v.Request(http.MethodPost, fmt.Sprintf("/sets/%d/focus", set), strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return v.Send(r)
}

func TestAFocusIsToldAndAnsweredWithWhoChangedTheBlock(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	s.User(t, "gu", vocabulary.Reader)
	li, gu := s.As(t, "li"), s.As(t, "gu")
	set, blocks := s.NewSet(t)
	heard := gu.Events(set, 0)
	heard.Is("hello", `{"version":0}`)
	stream := li.Events(set, 0)
	stream.Is("hello", `{"version":0,"here":[{"id":2,"name":"gu","start":0}]}`)
	heard.Is("presence", `{"id":1,"name":"li","start":0}`)

	at := blocks[2]
	here := fmt.Sprintf(`{"page":1,"start":%d}`, at.Start)
	if got := focus(li, set, here).Is(http.StatusOK).Body; strings.TrimSpace(got) != `{"touched":null}` {
		t.Errorf("the answer is %s, want that nobody has changed the block", got)
	}
	heard.Is("presence", fmt.Sprintf(`{"id":1,"name":"li","page":1,"start":%d}`, at.Start))
	li.Step(set, text.NewID(), 0, site.RoleAct(at, "furniture")).Is(http.StatusOK)
	if got := heard.Next(); got.Name != "step" {
		t.Errorf("heard %v, want a step", got)
	}
	done := s.Now
	s.Now = s.Now.Add(3 * time.Minute)
	type touched struct {
		By      string
		Author  int64
		At      time.Time
		Seconds int64
	}
	var got struct{ Touched touched }
	if err := json.Unmarshal([]byte(focus(gu, set, here).Is(http.StatusOK).Body), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(touched{By: "li", Author: 1, At: done, Seconds: 180}, got.Touched); diff != "" {
		t.Errorf("touched (-want +got)\n%s", diff)
	}
	heard.Next() // its own focus
	stream.Leave()
	heard.Is("presence", `{"id":1,"name":"li","start":0,"gone":true}`)
}

func TestAFocusOfAStrangerOrOutsideTheTextIsRefused(t *testing.T) {
	t.Parallel()
	s := site.New(t)
	s.User(t, "li", vocabulary.Editor)
	set, _ := s.NewSet(t)
	tests := []struct {
		name, who string
		set       int64
		body      string
		status    int
	}{
		{"a stranger", "", set, `{"page":1,"start":0}`, http.StatusUnauthorized},
		{"an unknown set", "li", 4711, `{"page":1,"start":0}`, http.StatusNotFound},
		{"an unknown page", "li", set, `{"page":9,"start":0}`, http.StatusUnprocessableEntity},
		{"an invalid place", "li", set, `{"page":1,"start":-1}`, http.StatusUnprocessableEntity},
		{"no JSON", "li", set, `x`, http.StatusUnprocessableEntity},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := s.Visitor(t)
			if tt.who != "" {
				v = s.As(t, tt.who)
			}
			focus(v, tt.set, tt.body).Is(tt.status)
		})
	}
}
