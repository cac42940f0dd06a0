package desk

import (
	"fmt"
	"testing"

	"galley/engine/markup"
	"galley/engine/stages"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
)

// inTwoStages gives the office's issue two reviews, of Wu and of Li and Chen; the second must not have marked nor done the
// first.
func (o *office) inTwoStages() {
	o.t.Helper()
	name := func(word string) stages.Name { return stages.Name{English: word, Chinese: word} }
	plan := stages.Plan{Stages: []stages.Stage{
		{Name: name("first"), Kind: stages.Review, Unit: stages.Article, People: []int64{o.people["wu"].ID}, Mends: true},
		{Name: name("second"), Kind: stages.Review, Unit: stages.Article, People: []int64{o.people["li"].ID, o.people["chen"].ID, o.people["wu"].ID}, Differ: []int{0, 1}, Mends: true},
	}}
	record, err := o.store.Set(o.t.Context(), o.set)
	if err == nil {
		err = o.store.SetIssueStages(o.t.Context(), record.IssueID, plan, nil)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	o.Refresh(o.t.Context())
}

// passed is the act by which a stage passes an article.
func passed(article text.ID, stage int) string {
	if stage == 2 {
		return fmt.Sprintf(`{"kind":"state","state":"accepted","stage":2,"article":%q,"reason":"seen"}`, article)
	}
	return fmt.Sprintf(`{"kind":"state","state":"submitted","stage":1,"to":2,"article":%q}`, article)
}

// TestFourEyesFollowEveryDecision asks who marked and who passed what, for people whose first step was a mark, and for
// people who were in another article first.
func TestFourEyesFollowEveryDecision(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		first, second := o.twoArticles("li")
		o.inTwoStages()
		o.do("wu", role("deck", 11)) // in the second article, as one of its editors
		o.do("li", submitAll)
		o.do("wu", role("kicker", 1)) // mends in the first review
		o.do("wu", passed(first, 1))
		o.do("wu", passed(second, 1))
		o.refuses(o.ask("li", passed(first, 2)), fault.Forbidden, "You marked something here, and “second” is for somebody else to do.")
		o.refuses(o.ask("wu", passed(first, 2)), fault.Forbidden, "You did “first” here, and “second” is for somebody else to do.")
		o.refuses(o.ask("wu", passed(second, 2)), fault.Forbidden, "You marked something here, and “second” is for somebody else to do.")
		o.do("chen", passed(first, 2))
	})
}

const undoDecision = `{"kind":"undo","of":"state"}`

// TestADecisionIsTakenBackUntilSomebodyGoesOn passes, returns and accepts, and takes each back: as if it had never been,
// but not once somebody else has gone on.
func TestADecisionIsTakenBackUntilSomebodyGoesOn(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		first, _ := o.twoArticles("li")
		o.inTwoStages()
		at := func(want string) {
			t.Helper()
			st := o.head().StandOf(markup.Cell{Kind: markup.StateCell, ID: first})
			if got := fmt.Sprint(st.State, " ", st.Stage); got != want {
				t.Errorf("stands at %s, want %s", got, want)
			}
			o.checkWaits("deciding")
		}
		o.do("li", stateOf(first, "submitted"))
		o.do("wu", role("kicker", 1))
		o.do("wu", passed(first, 1))
		at("submitted 2")
		o.do("wu", undo) // of the mark; the decision stays
		at("submitted 2")
		o.do("wu", undoDecision)
		at("submitted 1")
		o.restart()
		if all, err := o.Milestones(t.Context(), o.set); err != nil || len(all) != 1 {
			t.Errorf("%d decisions stand, %v, want the submission alone", len(all), err)
		}
		o.do("wu", redo) // of the mark
		o.do("wu", passed(first, 1))
		o.do("chen", passed(first, 2))
		o.do("chen", undoDecision)
		at("submitted 2")
		o.do("chen", passed(first, 2))
		at("accepted 1")
		o.people["an"] = o.someone("an", vocabulary.Administrator)
		o.do("an", fmt.Sprintf(`{"kind":"state","state":"returned","article":%q,"reason":"late"}`, first))
		o.refuses(o.ask("chen", undoDecision), fault.Conflict, "an has gone on with it since, so your decision stays. Press again for what you did before.")
		at("returned 1")
	})
}
