package desk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

func TestAnActIsResolvedStoredAndAnswered(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		request := o.ask("li", role("body", 9))
		answer := o.must(request)
		inferred := inferredID(request.ID)
		if answer.Version != 2 || answer.Kind != "role" || !answer.Inferred || answer.Author != request.Actor.ID {
			t.Errorf("answer %+v, want version 2 with what was inferred", answer)
		}
		if diff := cmp.Diff([]text.ID{request.ID, inferred}, answer.Steps); diff != "" {
			t.Errorf("steps (-want +got)\n%s", diff)
		}
		if want := (&markup.Piece{Page: 1, Start: blockCell(10).At, End: blockCell(10).At}); !cmp.Equal(want, answer.Focus) {
			t.Errorf("focus %v, want %v", answer.Focus, want)
		}
		set := map[string]markup.Value{}
		for c, v := range o.head().Cells() {
			set[c.String()] = v
		}
		if diff := cmp.Diff(set, answer.Cells); diff != "" {
			t.Errorf("answered cells (-set +answer)\n%s", diff)
		}
		rows := o.rows()
		got := fmt.Sprint(len(rows), rows[0].StepID, rows[0].Act, rows[0].Inferred, rows[1].StepID, rows[1].Act, rows[1].Inferred)
		want := fmt.Sprint(2, request.ID, string(request.Raw), false, inferred, noAct, true)
		if got != want {
			t.Errorf("rows\n%s, want\n%s", got, want)
		}
		o.checkHead()
	})
}

func TestAStepSentTwiceIsAnsweredAgain(t *testing.T) {
	t.Parallel()
	// A turn sent twice would take itself back.
	turn := fmt.Sprintf(`{"kind":"turn","block":%s,"at":4}`, extent(0))
	tests := []struct {
		name  string
		act   string
		again func(o *office, r *Request)
	}{
		{"at once", role("body", 9), func(*office, *Request) {}},
		{"after others acted", role("body", 9), func(o *office, _ *Request) { o.do("wu", role("body", 20)) }},
		{"with a newer base", role("body", 9), func(o *office, r *Request) { r.Base = o.head().Version() }},
		{"after a restart", role("body", 9), func(o *office, _ *Request) { o.restart() }},
		{"after a restart, with a newer base", role("body", 9), func(o *office, r *Request) { o.restart(); r.Base = o.head().Version() }},
		{"a toggle after a restart, with a newer base", turn, func(o *office, r *Request) { o.restart(); r.Base = o.head().Version() }},
		{"when what it changed has been taken back", role("body", 9), func(o *office, _ *Request) { o.do("li", undo); o.do("li", undo) }},
		{"when it was refused meanwhile", role("body", 9), func(o *office, r *Request) {
			o.restart()
			o.do("li", `{"kind":"state","state":"submitted"}`)
			r.Base = o.head().Version()
		}},
	}
	onBoth(t, func(t *testing.T, o *office) {
		for i, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				o.set = o.newSet(i + 2)
				o.do("li", role("headline", 0))
				request := o.ask("li", tt.act)
				first := o.must(request)
				tt.again(o, &request)
				stored := len(o.rows())
				second := o.must(request)
				if got := len(o.rows()); got != stored {
					t.Errorf("%d steps are stored, want %d as before", got, stored)
				}
				head := o.head()
				want := Answer{Version: head.Version(), Kind: first.Kind, Author: first.Author, Steps: first.Steps, Inferred: first.Inferred, Cells: map[string]markup.Value{}}
				for name := range first.Cells {
					cell, err := markup.ParseCell(name)
					if err != nil {
						t.Fatal(err)
					}
					want.Cells[name] = head.Get(cell)
				}
				second.Problems = nil
				if diff := cmp.Diff(want, second); diff != "" {
					t.Errorf("second answer (-want +got)\n%s", diff)
				}
				o.checkHead()
			})
		}
	})
}

func TestAStepSentTwiceNamesTheProblemsThatAreLeft(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		request := o.ask("li", role("body", 0))
		first := o.must(request)
		article := o.head().Get(blockCell(0)).(markup.Block).Article
		scope := markup.Cell{Kind: markup.ArticleCell, ID: article}.String()
		if got := fmt.Sprint(first.Problems[scope]); got == "[]" {
			t.Fatalf("an article without a headline has no problem: %v", first.Problems)
		}
		o.do("wu", fmt.Sprintf(`{"kind":"headless","article":%q,"headless":true}`, article))
		got, told := o.must(request).Problems[scope]
		if !told || len(got) != 0 {
			t.Errorf("the problems of the article are told: %v, and are %v; want none", told, got)
		}
	})
}

func TestAStepSentAtTheSameTimeIsStoredOnce(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		for n := range 20 {
			request := o.ask("li", role("headline", n))
			versions := make([]int64, 8)
			var all sync.WaitGroup
			for i := range versions {
				all.Go(func() {
					mine := request
					_, mine.Act, _ = markup.ReadAct(request.Raw) // each comes in a request of its own
					if answer, err := o.Apply(context.Background(), mine); err != nil {
						t.Error(err)
					} else {
						versions[i] = answer.Version
					}
				})
			}
			all.Wait()
			for _, version := range versions {
				if version != versions[0] {
					t.Errorf("answered with the versions %v", versions)
					break
				}
			}
		}
		seen := map[string]bool{}
		for _, row := range o.rows() {
			if seen[row.StepID] {
				t.Errorf("step %s is stored twice", row.StepID)
			}
			seen[row.StepID] = true
		}
		o.checkHead()
	})
}

func TestAnIDOfSomebodyElseIsRefused(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		mine := o.ask("li", role("headline", 0))
		o.must(mine)
		for _, name := range []string{"at once", "after a restart"} {
			theirs := o.ask("wu", role("headline", 7))
			theirs.ID = mine.ID
			o.refuses(theirs, fault.Conflict, "Somebody else already sent a step with this ID.")
			if t.Failed() {
				t.Fatal(name)
			}
			o.restart()
		}
		bad := o.ask("li", role("body", 3))
		bad.ID = "no id"
		o.refuses(bad, fault.Invalid, `The step ID "no id" does not have the form Galley uses.`)
		o.checkHead()
	})
}

func TestWhatAColleagueChangedMeanwhileIsRefused(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("headline", 0))
		stale := o.ask("li", role("deck", 1))
		o.do("wu", role("body", 1))
		before := len(o.rows())
		err := o.refuses(stale, fault.Conflict, "wu changed this in the meantime; you now see the current state.")
		refused, ok := errors.AsType[*Refusal](err)
		if !ok {
			t.Fatalf("got %T, want a refusal", err)
		}
		want := &Refusal{Version: o.head().Version(), Cells: map[string]markup.Value{blockCell(1).String(): o.head().Get(blockCell(1))}}
		refused.Err = nil
		if diff := cmp.Diff(want, refused); diff != "" {
			t.Errorf("refusal (-want +got)\n%s", diff)
		}
		if got := len(o.rows()); got != before {
			t.Errorf("%d steps are stored, want %d", got, before)
		}
		o.checkHead()
	})
}

func TestWhatNobodyElseChangedIsDoneAtTheHead(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("headline", 0))
		mine := o.ask("li", role("deck", 1))
		o.do("wu", role("headline", 40))
		o.must(mine)
		for n, want := range map[int]string{0: "headline", 1: "deck", 40: "headline"} {
			if got := o.head().Get(blockCell(n)).(markup.Block).Role; got != want {
				t.Errorf("block %d is %s, want %s", n, got, want)
			}
		}
		o.checkHead()
	})
}

func TestActsThatAreRefusedStoreNothing(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("headline", 0))
		tests := []struct {
			name, who, act string
			code           fault.Code
			sentence       string
		}{
			{"a reviewer marks no draft", "chen", role("body", 1), fault.Forbidden, "Only editors can mark a draft; your role here is reviewer."},
			{"an unknown block", "li", `{"kind":"role","blocks":[{"page":1,"start":1,"end":3}],"role":"body"}`, fault.Conflict,
				"The block at 1–3 of page 1 no longer exists: somebody changed its cuts in the meantime. Look at it again, then repeat what you did."},
			{"an unknown role", "li", role("hat", 1), fault.Invalid, `"hat" is not a role of blocks.`},
			{"undo with nothing to undo", "wu", undo, fault.Invalid, "You have nothing left to undo."},
			{"redo with nothing to redo", "li", redo, fault.Invalid, "There is nothing to redo: you have done something else since your last undo."},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				before := len(o.rows())
				o.refuses(o.ask(tt.who, tt.act), tt.code, tt.sentence)
				if got := len(o.rows()); got != before {
					t.Errorf("%d steps are stored, want %d", got, before)
				}
			})
		}
		missing := o.ask("li", role("body", 1))
		missing.Set = 4711
		o.refuses(missing, fault.NotFound, "There is no such set.")
		o.checkHead()
	})
}

func TestAnActThatOnlyMovesTheFocusIsAnsweredAndNotStored(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("furniture", 0))
		want := o.do("li", role("body", 1))
		before := len(o.rows())
		got := o.do("li", role("body", 1))
		if got.Version != o.head().Version() || !cmp.Equal(got.Focus, want.Focus) || len(got.Cells) != 0 || len(got.Steps) != 0 {
			t.Errorf("got %+v, want no cells and the focus %v", got, want.Focus)
		}
		if stored := len(o.rows()); stored != before {
			t.Errorf("%d steps are stored, want %d", stored, before)
		}
	})
}
