package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/models"
)

// ear is somebody who listens, and what they have heard of others so far.
type ear struct {
	*Listener
	t *testing.T
}

func (o *office) ear(who string) ear {
	o.t.Helper()
	actor := o.people[who]
	actor.Name = who
	l, _, err := o.Listen(context.Background(), o.set, actor)
	if err != nil {
		o.t.Fatal(err)
	}
	return ear{l, o.t}
}

// hears checks the presences told since the last look.
func (e ear) hears(want ...string) {
	e.t.Helper()
	var got []string
	for len(e.News) > 0 {
		event := <-e.News
		if event.Name != "presence" {
			e.t.Errorf("heard %s, want presences only", event.Name)
			continue
		}
		var c Colleague
		if err := json.Unmarshal(event.Data, &c); err != nil {
			e.t.Fatal(err)
		}
		got = append(got, c.words())
	}
	if !slices.Equal(got, want) {
		e.t.Errorf("heard %q, want %q", got, want)
	}
}

func (c Colleague) words() string {
	if c.Gone {
		return c.Name + " gone"
	}
	return fmt.Sprintf("%s %d:%d", c.Name, c.Page, c.Start)
}

func (o *office) focus(who string, page, start int) {
	o.t.Helper()
	if err := o.Focus(context.Background(), o.set, o.people[who], page, start); err != nil {
		o.t.Fatal(err)
	}
}

func TestColleaguesHearWhoIsThereAndWhere(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.focus("li", 1, 64) // nobody listens yet: that is told to nobody, and forgotten
		wu := o.ear("wu")
		li := o.ear("li")
		wu.hears("li 0:0")
		o.focus("li", 1, 64)
		o.focus("li", 1, 64) // a beat is no news
		wu.hears("li 1:64")
		chen := o.ear("chen")
		here := map[string]bool{}
		for _, c := range chen.Here {
			here[c.words()] = true
		}
		if len(here) != 2 || !here["li 1:64"] || !here["wu 0:0"] {
			t.Errorf("a newcomer hears of %v", here)
		}

		// Two tabs of one person are one person, with the last focus.
		again := o.ear("li")
		o.focus("li", 1, 128)
		again.Leave()
		wu.hears("chen 0:0", "li 1:128")
		li.Leave()
		li.Leave()
		wu.hears("li gone")
		o.focus("li", 1, 64)
		chen.Leave()
		wu.hears("chen gone")
		if got := o.find(o.set).present; len(got) != 1 {
			t.Errorf("%d people are there, want one", len(got))
		}
		if got := len(o.rows()); got != 0 {
			t.Errorf("%d steps are stored, want none", got)
		}
	})
}

func TestWhoIsSilentFadesAndComesBack(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		wu, li := o.ear("wu"), o.ear("li")
		o.focus("li", 1, 64)
		wu.hears("li 0:0", "li 1:64")
		o.find(o.set).present[o.people["li"].ID].heard = time.Now().Add(-absence - time.Second)
		o.focus("wu", 1, 0)
		o.focus("wu", 1, 0)
		wu.hears("li gone", "wu 1:0")
		if chen := o.ear("chen"); len(chen.Here) != 1 || chen.Here[0].Name != "wu" {
			t.Errorf("a newcomer hears of %v, want of wu alone", chen.Here)
		}
		o.focus("li", 1, 64)
		wu.hears("chen 0:0", "li 1:64")
		o.find(o.set).present[o.people["li"].ID].heard = time.Now().Add(-absence - time.Second)
		o.focus("wu", 1, 0)
		li.Leave() // was gone already
		wu.hears("li gone")
	})
}

func TestAFocusIsWithinTheText(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		wu := o.ear("wu")
		for _, at := range [][2]int{{0, 0}, {2, 0}, {1, -1}, {1, 300 * (blockLength + 2)}} {
			err := o.Focus(context.Background(), o.set, o.people["wu"], at[0], at[1])
			if fault.CodeOf(err) != fault.Invalid {
				t.Errorf("a focus at %v: got %v, want that it is refused", at, err)
			}
		}
		wu.hears()
		if err := o.Focus(context.Background(), 4711, o.people["wu"], 1, 0); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("a focus in no set: got %v", err)
		}
	})
}

func TestRefusalsAndUndoNameTheColleague(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("headline", 0))
		article := o.head().Get(blockCell(0)).(markup.Block).Article
		o.do("wu", `{"kind":"assign","blocks":[`+extent(40)+`],"article":"`+article+`"}`)
		user := models.User{Name: "吴敏", Role: vocabulary.Editor, Active: true}
		if err := o.store.CreateUser(t.Context(), &user); err != nil {
			t.Fatal(err)
		}
		o.people["min"] = markup.Actor{ID: user.ID, Role: vocabulary.Editor}
		o.do("li", undo)           // what was inferred
		answer := o.do("li", undo) // the article stays, for wu's block belongs to it
		if !slices.Equal(answer.KeptBy, []string{"wu"}) || len(answer.Kept) == 0 {
			t.Errorf("kept %v by %v, want by wu", answer.Kept, answer.KeptBy)
		}
		o.do("li", role("furniture", 60, 61))
		o.do("wu", role("masthead", 60))
		o.do("min", role("masthead", 61))
		o.refuses(o.ask("li", undo), fault.Conflict, "wu, 吴敏 has since changed all of this, so it stays. Press again for what you did before.")
		stale := o.ask("li", role("noise", 70))
		o.do("min", role("masthead", 70))
		o.refuses(stale, fault.Conflict, "吴敏 changed this in the meantime; you now see the current state.")
	})
}
