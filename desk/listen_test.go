package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/text"
)

// heard is an answer as a listener reads it.
type heard struct {
	Version int64
	Kind    string
	Author  int64
	Steps   []text.ID
	Cells   map[string]json.RawMessage
}

// listen hears everything in the office's set until the returned function is called, which gives it.
func (o *office) listen() (stop func() []heard) {
	o.t.Helper()
	listener, _, err := o.Listen(context.Background(), o.set, o.people["ghost"])
	if err != nil {
		o.t.Fatal(err)
	}
	var all []heard
	done := make(chan struct{})
	go func() {
		defer close(done)
		for e := range listener.News {
			var h heard
			if err := json.Unmarshal(e.Data, &h); err != nil {
				o.t.Error(err)
			}
			all = append(all, h)
		}
	}()
	return func() []heard {
		listener.Leave()
		<-done
		return all
	}
}

func TestListenersHearEveryVersionInOrderOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, one *office) {
		other := one.other(t)
		authors := one.crew(4)
		stops := []func() []heard{one.listen(), one.listen(), other.listen()}
		var all sync.WaitGroup
		for n, author := range authors {
			server := one
			if n == 3 {
				server = other
			}
			all.Go(func() { server.work(author, n, 30) })
		}
		all.Wait()
		one.Refresh(context.Background())
		other.Refresh(context.Background())
		rows := one.rows()
		for n, stop := range stops {
			version := int64(0)
			for _, h := range stop() {
				if want := version + int64(len(h.Steps)); h.Version != want {
					t.Fatalf("listener %d heard of version %d with %d steps after %d", n, h.Version, len(h.Steps), version)
				}
				for _, id := range h.Steps {
					if row := rows[version]; id != row.StepID || h.Author != row.AuthorID {
						t.Errorf("listener %d heard of step %s by %d, want %s by %d", n, id, h.Author, row.StepID, row.AuthorID)
					}
					version++
				}
			}
			if version != int64(len(rows)) {
				t.Errorf("listener %d heard of versions up to %d, want %d", n, version, len(rows))
			}
		}
	})
}

func TestAListenerHearsWhatTheAnswerSaid(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, one *office) {
		other := one.other(t)
		stops := []func() []heard{one.listen(), other.listen()}
		answer := one.do("li", role("body", 9))
		other.Refresh(context.Background())
		data, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		var want heard
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
		for _, stop := range stops {
			if diff := cmp.Diff([]heard{want}, stop()); diff != "" {
				t.Errorf("heard (-want +got)\n%s", diff)
			}
		}
	})
}

func TestASlowListenerIsDropped(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		slow, version, err := o.Listen(context.Background(), o.set, o.people["ghost"])
		if err != nil || version != 0 {
			t.Fatalf("version %d: %v", version, err)
		}
		quick := o.listen()
		for n := range backlog + 1 {
			o.do("li", role("furniture", n))
		}
		got := 0
		for range slow.News {
			got++
		}
		if got != backlog {
			t.Errorf("the slow one heard %d, want %d and the end", got, backlog)
		}
		slow.Leave() // of one that was dropped does nothing
		if got := len(quick()); got != backlog+1 {
			t.Errorf("the quick one heard %d, want %d", got, backlog+1)
		}
		if got := fmt.Sprint(len(o.find(o.set).listeners)); got != "0" {
			t.Errorf("%s listeners are left, want none", got)
		}
	})
}
