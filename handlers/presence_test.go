package handlers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
	"galley/handlers/workbench"
	"galley/models"
)

// focus tells where somebody's focus rests.
func (v *visitor) focus(set int64, body string) *answer {
	v.t.Helper()
	r := v.request(http.MethodPost, fmt.Sprintf("/sets/%d/focus", set), strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return v.send(r)
}

func TestAFocusIsToldAndAnsweredWithWhoChangedTheBlock(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	site.user(t, "gu", models.Reader)
	li, gu := site.as(t, "li"), site.as(t, "gu")
	set, blocks := site.newSet(t)
	heard := gu.events(set, 0)
	heard.is(event{"hello", `{"version":0}`})
	stream := li.events(set, 0)
	stream.is(event{"hello", `{"version":0,"here":[{"id":2,"name":"gu","start":0}]}`})
	heard.is(event{"presence", `{"id":1,"name":"li","start":0}`})

	at := blocks[2]
	here := fmt.Sprintf(`{"page":1,"start":%d}`, at.Start)
	if got := li.focus(set, here).is(http.StatusOK).body; strings.TrimSpace(got) != `{"touched":null}` {
		t.Errorf("the answer is %s, want that nobody has changed the block", got)
	}
	heard.is(event{"presence", fmt.Sprintf(`{"id":1,"name":"li","page":1,"start":%d}`, at.Start)})
	li.step(set, text.NewID(), 0, roleAct(at, "furniture")).is(http.StatusOK)
	if got := heard.next(); got.name != "step" {
		t.Errorf("heard %v, want a step", got)
	}
	done := site.now
	site.now = site.now.Add(3 * time.Minute)
	var got struct{ Touched workbench.Touched }
	if err := json.Unmarshal([]byte(gu.focus(set, here).is(http.StatusOK).body), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(workbench.Touched{By: "li", Author: 1, At: done, Seconds: 180}, got.Touched); diff != "" {
		t.Errorf("touched (-want +got)\n%s", diff)
	}
	heard.next() // its own focus
	stream.leave()
	heard.is(event{"presence", `{"id":1,"name":"li","start":0,"gone":true}`})
}

func TestAFocusOfAStrangerOrOutsideTheTextIsRefused(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.user(t, "li", models.Editor)
	set, _ := site.newSet(t)
	tests := []struct {
		name, who string
		set       int64
		body      string
		status    int
	}{
		{"a stranger", "", set, `{"page":1,"start":0}`, http.StatusUnauthorized},
		{"a set that is none", "li", 4711, `{"page":1,"start":0}`, http.StatusNotFound},
		{"a page that is none", "li", set, `{"page":9,"start":0}`, http.StatusUnprocessableEntity},
		{"a place that is none", "li", set, `{"page":1,"start":-1}`, http.StatusUnprocessableEntity},
		{"no JSON", "li", set, `x`, http.StatusUnprocessableEntity},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := site.visitor(t)
			if tt.who != "" {
				v = site.as(t, tt.who)
			}
			v.focus(tt.set, tt.body).is(tt.status)
		})
	}
}
