package desk

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

// story is acts of one editor, some with more that is inferred of them.
var story = []string{
	role("headline", 0), role("deck", 1), role("body", 9), role("body", 10),
	`{"kind":"decide","block":` + extent(11) + `}`,
	role("headline", 40), role("caption", 41), role("furniture", 60, 61, 62), role("body", 49),
	`{"kind":"doubt","blocks":[` + extent(1) + `],"doubtful":true}`,
	fmt.Sprintf(`{"kind":"correct","page":1,"start":%d,"end":%d,"text":"甲"}`, blockCell(2).At, blockCell(2).At+2),
	`{"kind":"turn","block":` + extent(0) + `,"at":4}`,
}

func TestUndoReachesTheEmptySetAndRedoComesBack(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		after func(o *office) // every act
	}{
		{"in one run", func(*office) {}},
		{"with a restart after every act", (*office).restart},
		{"with the set put away after every act", func(o *office) { o.Sweep(0) }},
	}
	onBoth(t, func(t *testing.T, o *office) {
		for i, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				o.set = o.newSet(i + 2)
				stages := []map[markup.Cell]markup.Value{cells(o.head())}
				for _, act := range story {
					o.do("li", act)
					tt.after(o)
				}
				set := markup.NewSet(o.head().Source())
				for _, row := range o.rows() {
					entry, err := loggedStepOf(row)
					if err != nil {
						t.Fatal(err)
					}
					if set, err = set.Apply(entry); err != nil {
						t.Fatal(err)
					}
					stages = append(stages, cells(set))
				}
				if len(stages) <= len(story)+1 {
					t.Fatalf("%d acts made %d steps, want more: nothing was inferred", len(story), len(stages)-1)
				}
				for n := len(stages) - 2; n >= 0; n-- {
					o.do("li", undo)
					tt.after(o)
					sameCells(t, stages[n], cells(o.head()))
				}
				o.refuses(o.ask("li", undo), fault.Invalid, "You have nothing left to undo.")
				for _, want := range stages[1:] {
					o.do("li", redo)
					tt.after(o)
					sameCells(t, want, cells(o.head()))
				}
				o.refuses(o.ask("li", redo), fault.Invalid, "There is nothing to redo: you have done something else since your last undo.")
				o.checkHead()
			})
		}
	})
}

func TestTheFirstUndoTakesOnlyTheInference(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("headline", 0))
		request := o.ask("li", role("body", 9))
		if !o.must(request).Inferred {
			t.Fatal("nothing was inferred")
		}
		o.do("li", undo)
		if got := o.head().Get(blockCell(9)); !cmp.Equal(got.(markup.Block).Role, "body") {
			t.Errorf("the block is %+v, want body", got)
		}
		for _, mark := range o.head().Marks() {
			t.Errorf("the %s is left, want no span", mark.Role)
		}
		o.do("li", undo)
		if got := o.head().Get(blockCell(9)); got != nil {
			t.Errorf("the block is %+v, want undecided", got)
		}
		var undone []string
		for _, row := range o.rows() {
			if row.Undoes != nil {
				undone = append(undone, *row.Undoes)
			}
		}
		if diff := cmp.Diff([]string{inferredID(request.ID), request.ID}, undone); diff != "" {
			t.Errorf("undone (-want +got)\n%s", diff)
		}
	})
}

func TestUndoLeavesWhatAColleagueChanged(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("wu", role("headline", 0))
		o.do("li", role("furniture", 5, 6))
		o.do("wu", role("masthead", 6))
		answer := o.do("li", undo)
		if diff := cmp.Diff([]string{blockCell(6).String()}, answer.Kept); diff != "" {
			t.Errorf("kept (-want +got)\n%s", diff)
		}
		if diff := cmp.Diff([]string{"wu"}, answer.KeptBy); diff != "" {
			t.Errorf("kept by (-want +got)\n%s", diff)
		}
		if five, six := o.head().Get(blockCell(5)), o.head().Get(blockCell(6)); five != nil || six.(markup.Block).Role != "masthead" {
			t.Errorf("the blocks are %+v and %+v, want nothing and a masthead", five, six)
		}
		o.do("li", role("furniture", 8))
		o.do("wu", role("masthead", 8))
		before := len(o.rows())
		o.refuses(o.ask("li", undo), fault.Conflict, "wu has since changed all of this, so it stays. Press again for what you did before.")
		if got := len(o.rows()); got != before {
			t.Errorf("%d steps are stored, want %d", got, before)
		}
		o.checkHead()
		o.do("li", role("noise", 12))
		o.do("li", role("noise", 10))
		o.do("wu", role("masthead", 10))
		o.refuses(o.ask("li", undo), fault.Conflict, "wu has since changed all of this, so it stays. Press again for what you did before.")
		o.do("li", undo)
		if ten, twelve := o.head().Get(blockCell(10)), o.head().Get(blockCell(12)); ten.(markup.Block).Role != "masthead" || twelve != nil {
			t.Errorf("the blocks are %+v and %+v, want a masthead and nothing", ten, twelve)
		}
		o.restart()
		o.do("li", redo) // the record alone says what was passed over
		if twelve := o.head().Get(blockCell(12)); twelve == nil || twelve.(markup.Block).Role != "noise" {
			t.Errorf("after a restart and a redo block 12 is %+v, want noise again", twelve)
		}
	})
}

func TestUndoPassesOverStates(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("headline", 0))
		o.do("li", `{"kind":"state","state":"submitted"}`)
		o.do("li", `{"kind":"state","state":"draft"}`)
		for range len(o.rows()) - 2 {
			o.do("li", undo)
		}
		o.refuses(o.ask("li", undo), fault.Invalid, "You have nothing left to undo.")
		state := markup.Cell{Kind: markup.StateCell}
		sameCells(t, map[markup.Cell]markup.Value{state: markup.Draft}, cells(o.head()))
	})
}

func TestANewActEndsRedo(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("furniture", 0))
		o.do("li", undo)
		o.do("wu", role("furniture", 7)) // a colleague's does not
		o.do("li", redo)
		o.do("li", undo)
		o.do("li", role("furniture", 9))
		o.refuses(o.ask("li", redo), fault.Invalid, "There is nothing to redo: you have done something else since your last undo.")
		o.do("li", undo)
		o.refuses(o.ask("li", undo), fault.Invalid, "You have nothing left to undo.")
		o.do("wu", undo)
		sameCells(t, map[markup.Cell]markup.Value{}, cells(o.head()))
	})
}

func TestUndoFindsAStepThatWaitsToBeWritten(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("furniture", 0))
		o.do("li", undo)
		for _, name := range []string{"history known", "history unknown"} {
			release := o.stopWriting()
			first := o.begin(o.ask("li", role("furniture", 5)))
			o.waitFor(1)
			second := o.begin(o.ask("li", undo))
			o.waitFor(2)
			release()
			if err1, err2 := <-first, <-second; err1 != nil || err2 != nil {
				t.Fatalf("%s: %v and %v", name, err1, err2)
			}
			sameCells(t, map[markup.Cell]markup.Value{}, cells(o.head()))
			o.checkHead()
			o.restart()
		}
	})
}

// checkHistory fails the test if what the desk knows of an author's history differs from the
// stored steps.
func (o *office) checkHistory(author int64) {
	o.t.Helper()
	want := &history{}
	kinds := map[text.ID]bool{} // state steps
	for _, row := range o.rows() {
		e, err := loggedStepOf(row)
		if err != nil {
			o.t.Fatal(err)
		}
		kinds[e.ID] = e.Kind == "state"
		if e.Author == author && !kinds[e.ID] {
			want.add(e)
		}
	}
	open := o.find(o.set)
	open.mu.Lock()
	defer open.mu.Unlock()
	got, err := o.historyOf(context.Background(), open, author)
	if err != nil {
		o.t.Fatal(err)
	}
	if fmt.Sprint(*got) != fmt.Sprint(*want) {
		o.t.Errorf("the history of %d\n%v, want\n%v", author, *got, *want)
	}
}
