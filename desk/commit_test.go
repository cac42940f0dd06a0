package desk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/models"
)

// stopWriting holds the writer's token until release is called.
func (o *office) stopWriting() (release func()) {
	o.token <- struct{}{}
	return func() { <-o.token }
}

// begin starts an act and gives what comes of it.
func (o *office) begin(r Request) <-chan error {
	result := make(chan error, 1)
	go func() {
		_, err := o.Apply(context.Background(), r)
		result <- err
	}()
	return result
}

// waitFor waits until n steps of the office's set are under way.
func (o *office) waitFor(n int) {
	o.t.Helper()
	open := o.find(o.set)
	for range 5000 {
		open.mu.Lock()
		waiting := len(open.inflight)
		open.mu.Unlock()
		if waiting == n {
			return
		}
		time.Sleep(time.Millisecond)
	}
	o.t.Fatalf("there never were %d steps under way", n)
}

func TestManyWriteAtOnce(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		sets int
	}{{"one set", 1}, {"four sets", 4}}
	onBoth(t, func(t *testing.T, o *office) {
		authors := o.crew(8)
		for i, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				sets := []*office{}
				for n := range tt.sets {
					set := *o
					set.set = o.newSet(10*i + n + 2)
					sets = append(sets, &set)
				}
				acked := make([]map[text.ID]bool, len(authors))
				var all sync.WaitGroup
				for n, author := range authors {
					all.Go(func() { acked[n] = sets[n%tt.sets].work(author, n, 40) })
				}
				all.Wait()
				for n, set := range sets {
					set.checkHead()
					for m, author := range authors {
						set.checkHistory(o.people[author].ID)
						if m%tt.sets == n {
							set.checkStored(o.people[author].ID, acked[m])
						}
					}
				}
			})
		}
	})
}

// crew is the names of n more editors.
func (o *office) crew(n int) []string {
	o.t.Helper()
	var names []string
	for i := range n {
		name := fmt.Sprintf("editor %d", i)
		user := models.User{Name: name, Role: vocabulary.Editor, Active: true}
		if err := o.store.CreateUser(context.Background(), &user); err != nil {
			o.t.Fatal(err)
		}
		o.people[name] = markup.Actor{ID: user.ID, Role: vocabulary.Editor}
		names = append(names, name)
	}
	return names
}

// work lets somebody do n acts by chance, most of them on blocks of their own, and gives the steps
// that were answered. Acts may be refused, but not fail.
func (o *office) work(who string, corner, n int) map[text.ID]bool {
	chance := rand.New(rand.NewPCG(uint64(corner), 7))
	acked := map[text.ID]bool{}
	for range n {
		block := corner*30 + chance.IntN(30)
		if chance.IntN(10) == 0 {
			block = chance.IntN(300)
		}
		act := []string{
			role("body", block), role("caption", block), role("headline", block), role("furniture", block),
			`{"kind":"undecide","blocks":[` + extent(block) + `]}`, undo, undo, redo,
		}[chance.IntN(8)]
		r := o.ask(who, act)
		answer, err := o.Apply(context.Background(), r)
		if code := fault.CodeOf(err); code != "" && code != fault.Conflict && code != fault.Invalid {
			o.t.Errorf("%s: %v", act, err)
		}
		if err == nil && len(answer.Steps) > 0 {
			acked[r.ID] = true
		}
	}
	return acked
}

// checkStored fails the test if the steps of an author are not exactly those that were answered.
func (o *office) checkStored(author int64, acked map[text.ID]bool) {
	o.t.Helper()
	stored := 0
	for _, row := range o.rows() {
		if row.AuthorID != author || row.Act == noAct {
			continue
		}
		stored++
		if !acked[row.StepID] {
			o.t.Errorf("version %d was never answered", row.Version)
		}
	}
	if stored != len(acked) || stored == 0 {
		o.t.Errorf("%d steps of author %d are stored, and %d were answered", stored, author, len(acked))
	}
}

func TestAStepThatCannotBeStoredHoldsUpNobody(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		release := o.stopWriting()
		ghost := o.begin(o.ask("ghost", role("furniture", 1)))
		o.waitFor(1)
		li := o.begin(o.ask("li", role("furniture", 2)))
		o.waitFor(2)
		wu := o.begin(o.ask("wu", role("furniture", 3)))
		o.waitFor(3)
		release()
		if err := <-ghost; fault.CodeOf(err) != fault.Conflict {
			t.Errorf("the step of somebody without an account: %v, want a conflict", err)
		}
		if err1, err2 := <-li, <-wu; err1 != nil || err2 != nil {
			t.Errorf("the steps after it: %v and %v, want both done", err1, err2)
		}
		if got := o.head().Version(); got != 2 {
			t.Errorf("the set has version %d, want 2", got)
		}
		o.checkHead()
		o.do("li", undo)
		o.do("wu", undo)
		sameCells(t, map[markup.Cell]markup.Value{}, cells(o.head()))
		o.checkHead()
	})
}

func TestUndoIsRightAfterAStepFailed(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("furniture", 1))
		o.do("li", undo) // the desk knows the history from here
		o.do("li", role("furniture", 2))
		release := o.stopWriting()
		ghost := o.begin(o.ask("ghost", role("furniture", 1)))
		o.waitFor(1)
		first := o.begin(o.ask("li", role("furniture", 3)))
		o.waitFor(2)
		second := o.begin(o.ask("li", undo))
		o.waitFor(3)
		release()
		if err := <-ghost; err == nil {
			t.Error("the act of somebody who is nobody was taken")
		}
		// Which of the two comes first now is not said.
		if err1, err2 := <-first, <-second; err1 != nil || err2 != nil {
			t.Errorf("%v and %v, want both done", err1, err2)
		}
		o.checkHistory(o.people["li"].ID)
		o.checkHead()
	})
}

func TestAStoreThatIsGoneLosesNothing(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("furniture", 1))
		broken := o.other(t)
		broken.do("li", role("furniture", 2))
		if err := broken.store.Close(); err != nil {
			t.Fatal(err)
		}
		for n := range 3 {
			request := Request{Set: o.set, ID: text.NewID(), Base: 2, Kind: "role", Actor: o.people["li"], Raw: []byte(role("furniture", 5+n))}
			_, request.Act, _ = markup.ReadAct(request.Raw)
			if _, err := broken.Apply(context.Background(), request); fault.CodeOf(err) != fault.Internal {
				t.Errorf("got %v, want an internal error", err)
			}
		}
		open := broken.find(o.set)
		if open.pending != open.committed || open.pending.Version() != 2 || len(open.inflight) != 0 {
			t.Errorf("pending %d, committed %d, under way %d", open.pending.Version(), open.committed.Version(), len(open.inflight))
		}
		o.do("wu", role("furniture", 3))
		o.checkHead()
	})
}

func TestAWriterThatBreaksOffLeavesNobodyWaiting(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		store := o.store
		release := o.stopWriting()
		o.head()
		result := o.begin(o.ask("li", role("furniture", 1)))
		o.waitFor(1)
		o.Desk.store = nil // so that the writer panics
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the writer did not break off")
				}
			}()
			o.write()
		}()
		o.Desk.store = store
		release()
		if err := <-result; fault.CodeOf(err) != fault.Internal {
			t.Errorf("got %v, want an internal error", err)
		}
		o.do("li", role("furniture", 1))
		o.checkHead()
	})
}

func TestAnActThatBreaksOffLeavesTheSetUsable(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		request := o.ask("li", role("furniture", 1))
		request.Act = &struct{ markup.Act }{} // resolving it panics
		func() {
			defer func() { _ = recover() }()
			_, err := o.Apply(context.Background(), request)
			t.Errorf("got %v, want a panic", err)
		}()
		o.do("li", role("furniture", 1))
		o.checkHead()
	})
}

// A step that is being written while somebody catches up is given up by the pending head, and may
// still be written.
func TestAStepThatWasGivenUpAndIsWrittenAllTheSame(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("furniture", 1))
		o.do("li", undo)
		release := o.stopWriting()
		first, _, err := o.queueUp(context.Background(), o.ask("li", role("furniture", 2)), false)
		if err != nil {
			t.Fatal(err)
		}
		o.queue = nil // it is with the writer
		open := o.find(o.set)
		open.mu.Lock()
		open.fallBack()
		open.mu.Unlock()
		second := o.begin(o.ask("li", role("furniture", 3)))
		o.waitFor(2)
		third := o.begin(o.ask("li", undo))
		o.waitFor(3)
		if errs := o.store.AppendSteps(context.Background(), []models.Append{first.append}); errs[0] != nil {
			t.Fatal(errs[0])
		}
		o.settle(first)
		release()
		if err1, err2 := <-second, <-third; err1 != nil || err2 != nil {
			t.Errorf("%v and %v, want both done", err1, err2)
		}
		o.checkHistory(o.people["li"].ID)
		o.checkHead()
	})
}
