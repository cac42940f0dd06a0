package desk

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
	"galley/models"
	"galley/tests/samples"
)

// session is what an editor did who marked a page to its gold by keys alone. The browser's
// TestAWholeSessionIsTakenBackAndDoneAgain records it, and fails when keys do something else.
const session = "zhuzhou-2022-11-10-p1"

// recordedActs are the acts of the session in their order.
func recordedActs(t *testing.T) (ids []text.ID, acts []json.RawMessage) {
	t.Helper()
	var recorded []struct {
		ID  text.ID         `json:"id"`
		Act json.RawMessage `json:"act"`
	}
	if err := json.Unmarshal([]byte(samples.Read(t, session+".acts.json")), &recorded); err != nil {
		t.Fatal(err)
	}
	for _, r := range recorded {
		ids, acts = append(ids, r.ID), append(acts, r.Act)
	}
	return ids, acts
}

// loadSession is the team's set on the page of the session.
func (o *office) loadSession() {
	o.t.Helper()
	issue, err := o.store.CreateIssue(o.t.Context(), models.NewIssue{Publication: "株洲日报", Language: "zh-Hans",
		Date: "2022-11-10", Number: "23126", Pages: []models.NewPage{{Text: samples.Read(o.t, session+".txt")}}})
	if err != nil {
		o.t.Fatal(err)
	}
	o.set = issue.Set.ID
}

// stages are the sets that the stored steps lead through, the empty one first.
func (o *office) stages() []*markup.Set {
	o.t.Helper()
	stages := []*markup.Set{markup.NewSet(o.head().Source())}
	for _, row := range o.rows() {
		entry, err := loggedStepOf(row)
		if err != nil {
			o.t.Fatal(err)
		}
		next, err := stages[len(stages)-1].Apply(entry)
		if err != nil {
			o.t.Fatal(err)
		}
		stages = append(stages, next)
	}
	return stages
}

// startAnew closes program and store, and opens both again at the same address.
func (o *office) startAnew() *office {
	o.t.Helper()
	o.Close()
	if err := o.store.Close(); err != nil {
		o.t.Fatal(err)
	}
	return o.other(o.t)
}

// stands fails the test if the head is not the set that was there before.
func (o *office) stands(when string, want *markup.Set) {
	o.t.Helper()
	got := o.head()
	if diff := markup.Differences(want, got); len(diff) > 0 {
		o.t.Fatalf("%s the set is another (-want +got)\n%s", when, cmp.Diff([]string(nil), diff))
	}
	sameCells(o.t, cells(want), cells(got))
	if o.t.Failed() {
		o.t.Fatal(when)
	}
}

// TestAWholeSessionIsUndoneAndRedone marks a whole page as it was recorded, takes everything back to
// the empty set and does it again to the end, and once more after a restart of the program, with
// another start half-way. Every stage equals the one on the way forward.
func TestAWholeSessionIsUndoneAndRedone(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.loadSession()
		ids, acts := recordedActs(t)
		for i, raw := range acts {
			kind, act, err := markup.ReadAct(raw)
			if err != nil {
				t.Fatal(err)
			}
			o.must(Request{Set: o.set, ID: ids[i], Base: o.head().Version(), Kind: kind, Act: act, Raw: raw, Actor: o.people["li"], At: time.Now()})
		}
		stages := o.stages()
		steps := len(stages) - 1
		blocks, decided := o.head().CountAll()
		if blocks != decided || o.head().CountArticles() < 10 || steps <= len(acts) {
			t.Fatalf("the session decides %d of %d blocks into %d articles, in %d acts and %d steps", decided, blocks, o.head().CountArticles(), len(acts), steps)
		}
		for round, halfway := range []bool{false, true} {
			for n := steps - 1; n >= 0; n-- {
				if halfway && n == steps/2 {
					o = o.startAnew()
				}
				o.do("li", undo)
				o.stands(fmt.Sprintf("in round %d, with %d of %d steps left,", round+1, n, steps), stages[n])
			}
			o.refuses(o.ask("li", undo), fault.Invalid, "You have nothing left to undo.")
			for n := 1; n <= steps; n++ {
				if halfway && n == steps/2 {
					o = o.startAnew()
				}
				o.do("li", redo)
				o.stands(fmt.Sprintf("in round %d, with %d of %d steps done again,", round+1, n, steps), stages[n])
			}
			o.refuses(o.ask("li", redo), fault.Invalid, "There is nothing to redo: you have done something else since your last undo.")
			o.checkHead()
			o = o.startAnew()
		}
		t.Logf("%d acts, %d steps, each undone and redone twice", len(acts), steps)
	})
}
