package desk

import (
	"fmt"
	"testing"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

const ownChange = "You changed something here after a colleague submitted it. Return it, or let somebody else accept it."

// stateOf is the act that gives an article a state.
func stateOf(article text.ID, state string) string {
	return fmt.Sprintf(`{"kind":"state","state":%q,"article":%q,"reason":"short of time"}`, state, article)
}

// twoArticles are an article of blocks 0 to 9 and one that begins at block 10.
func (o *office) twoArticles(who string) (first, second text.ID) {
	o.t.Helper()
	for _, n := range []int{0, 10} {
		o.do(who, role("headline", n))
	}
	return o.head().Block(o.extentOf(0)).Article, o.head().Block(o.extentOf(10)).Article
}

func (o *office) extentOf(n int) markup.Extent {
	o.t.Helper()
	e, found := o.head().Extent(1, blockCell(n).At)
	if !found {
		o.t.Fatalf("there is no block %d", n)
	}
	return e
}

// TestOneStepInTwoArticles changes two articles in one step: a colleague who submits one of them has not
// seen the other.
func TestOneStepInTwoArticles(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.people["an"] = as(o.people["wu"], vocabulary.Administrator)
		first, second := o.twoArticles("li")
		o.do("an", role("kicker", 0, 10))
		o.do("li", stateOf(first, "submitted"))
		o.do("an", stateOf(second, "submitted"))
		o.do("an", stateOf(first, "accepted"))
		o.refuses(o.ask("an", stateOf(second, "accepted")), fault.Forbidden, ownChange)
	})
}

// TestAPageHoldsItsArticles accepts a page as somebody who changed an article that begins on it.
func TestAPageHoldsItsArticles(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		first, _ := o.twoArticles("li")
		o.do("li", `{"kind":"state","state":"submitted","page":1}`)
		o.do("chen", fmt.Sprintf(`{"kind":"title","article":%q,"title":"另一个标题"}`, first))
		o.refuses(o.ask("chen", `{"kind":"state","state":"accepted","page":1,"reason":"short of time"}`), fault.Forbidden, ownChange)
	})
}

// TestWhatWasTakenBackIsNoChange lets a reviewer accept who took their own change back.
func TestWhatWasTakenBackIsNoChange(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("headline", 0))
		o.do("li", submitAll)
		o.do("chen", role("deck", 1))
		o.do("chen", undo)
		o.do("chen", redo)
		o.refuses(o.ask("chen", acceptAll), fault.Forbidden, ownChange)
		o.do("chen", undo)
		o.do("chen", acceptAll)
	})
}

// TestStatesAreFoundHoweverTheyAreWritten sends states as programs write them: with spaces, and with letters
// written as numbers.
func TestStatesAreFoundHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("headline", 0))
		o.do("li", `{ "state" : "submitted", "kind" : "state" }`)
		o.do("chen", `{"kin\u0064":"stat\u0065","state":"accepted","reason":"short of time"}`)
		found, err := o.Milestones(t.Context(), o.set)
		if err != nil || len(found) != 2 {
			t.Errorf("found %d changes of states, want 2: %+v (%v)", len(found), found, err)
		}
	})
}
