package desk

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"galley/engine/markup"
	"galley/engine/stages"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/fault"
	"galley/models"
)

// waits are the rows of what waits in the office's set, as everybody reads them.
func (o *office) waits() []models.Wait {
	o.t.Helper()
	var rows []models.Wait
	for _, who := range o.people {
		lines, err := o.store.Waiting(o.t.Context(), models.User{ID: who.ID, Role: who.Role}, 1000)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, l := range lines {
			if !slices.Contains(rows, l.Wait) {
				rows = append(rows, l.Wait)
			}
		}
	}
	return ordered(rows)
}

func ordered(rows []models.Wait) []models.Wait {
	slices.SortFunc(rows, func(a, b models.Wait) int {
		return cmp.Or(cmp.Compare(a.UserID, b.UserID), cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Since, b.Since))
	})
	return rows
}

// checkWaits fails the test if the rows of what waits are not what the function says of the stored steps.
func (o *office) checkWaits(after string) {
	o.t.Helper()
	crew, err := o.store.Crew(o.t.Context(), o.set)
	if err != nil {
		o.t.Fatal(err)
	}
	record, err := o.store.Set(o.t.Context(), o.set)
	if err != nil {
		o.t.Fatal(err)
	}
	want := outcomeOf(record, o.replay()).Waits(crew)
	for i := range want {
		want[i].SetID = o.set
	}
	if diff := gocmp.Diff(ordered(want), o.waits()); diff != "" {
		o.t.Fatalf("after %s the rows are not what waits (-want +got)\n%s", after, diff)
	}
}

// TestTheRowsOfWhatWaitsFollowEveryChange marks, decides, undoes, gives work and changes stages at random: after each,
// the stored rows are what the function says.
func TestTheRowsOfWhatWaitsFollowEveryChange(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		random := rand.New(rand.NewPCG(7, 9))
		names := []string{"li", "wu", "chen"}
		o.people["an"] = o.someone("an", vocabulary.Administrator)
		for range 12 {
			o.do("li", role("headline", random.IntN(300)))
		}
		waited := 0
		for i := range 60 {
			what := o.chance(random, names[random.IntN(3)])
			o.checkWaits(fmt.Sprintf("change %d, %s", i, what))
			waited += len(o.waits())
		}
		if waited < 25 {
			t.Errorf("something waited only %d times", waited)
		}
	})
}

// someone is a new person.
func (o *office) someone(name string, role vocabulary.PersonRole) markup.Actor {
	o.t.Helper()
	user := models.User{Name: name, Role: role, Active: true}
	if err := o.store.CreateUser(o.t.Context(), &user); err != nil {
		o.t.Fatal(err)
	}
	return markup.Actor{ID: user.ID, Role: role}
}

// chance changes something, and says what; what is refused is refused.
func (o *office) chance(random *rand.Rand, who string) string {
	o.t.Helper()
	ctx, set := o.t.Context(), o.head()
	var articles []text.ID
	for id := range set.Articles() {
		articles = append(articles, id)
	}
	scope := []string{`"page":1`, `"page":1,"outside":true`, `"own":false`}[random.IntN(3)]
	if len(articles) > 0 && random.IntN(4) > 0 {
		scope = fmt.Sprintf(`"article":%q`, articles[random.IntN(len(articles))])
	}
	var act string
	switch random.IntN(12) {
	case 0, 1, 2:
		act = fmt.Sprintf(`{"kind":"state","state":"submitted",%s}`, scope)
	case 3:
		act = fmt.Sprintf(`{"kind":"state","state":"returned","stage":1,"reason":"no",%s}`, scope)
	case 4:
		act = fmt.Sprintf(`{"kind":"state","state":"submitted","stage":1,"to":2,%s}`, scope)
	case 5:
		act = fmt.Sprintf(`{"kind":"state","state":"accepted","stage":%d,"reason":"all right",%s}`, 1+random.IntN(2), scope)
	case 6:
		act = role([]string{"headline", "body", "furniture"}[random.IntN(3)], random.IntN(300))
	case 7, 8:
		act = fmt.Sprintf(`{"kind":"state","state":%q,"reason":"no longer true",%s}`, []string{"withdrawn", "restored"}[random.IntN(2)], scope)
	case 9:
		act = []string{undo, undoDecision}[random.IntN(2)]
	case 10:
		g := models.Giving{Set: o.set, To: o.people[who].ID, By: o.people["an"].ID, Task: []string{models.ToMark, models.ToReview}[random.IntN(2)], Things: []models.Thing{{Page: random.IntN(2)}}}
		if err := o.store.Give(ctx, g); err != nil {
			o.t.Fatal(err)
		}
		if err := o.Settle(ctx, o.set); err != nil {
			o.t.Fatal(err)
		}
		return "giving " + g.Task
	default:
		return o.changeStages(random)
	}
	r := o.ask(who, act)
	if _, err := o.Apply(ctx, r); err != nil && fault.CodeOf(err) == "" {
		o.t.Fatalf("%s: %v", act, err)
	}
	return act
}

// changeStages gives the issue one stage, or two of named people.
func (o *office) changeStages(random *rand.Rand) string {
	o.t.Helper()
	ctx := o.t.Context()
	name := func(word string) stages.Name { return stages.Name{English: word, Chinese: word} }
	plan := stages.Plan{}
	if random.IntN(3) > 0 {
		plan.Stages = []stages.Stage{
			{Name: name("first"), Kind: stages.Review, Unit: stages.Article, People: []int64{o.people["wu"].ID, o.people["li"].ID}, Mends: true},
			{Name: name("second"), Kind: stages.Review, Unit: stages.Article, People: []int64{o.people["chen"].ID}, Mends: true},
		}
	}
	record, err := o.store.Set(ctx, o.set)
	if err != nil {
		o.t.Fatal(err)
	}
	if err := o.store.SetIssueStages(ctx, record.IssueID, plan, nil); err != nil {
		o.t.Fatal(err)
	}
	o.Refresh(ctx)
	if err := o.SettleAll(ctx); err != nil {
		o.t.Fatal(err)
	}
	return fmt.Sprintf("%d stages", len(plan.Stages))
}

// TestWhoIsToldOfADecision tells the next stage's people of what comes to wait for them, once, and whoever something is
// returned to.
func TestWhoIsToldOfADecision(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		first, second := o.twoArticles("li")
		told := func(who string) (kinds []string) {
			page, err := o.store.Notices(t.Context(), o.people[who].ID, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range page.Notices {
				kinds = append([]string{n.Kind}, kinds...)
			}
			return kinds
		}
		o.do("li", stateOf(first, "submitted"))
		o.do("li", stateOf(second, "submitted"))
		if diff := gocmp.Diff([]string{models.NoticeWaits}, told("chen")); diff != "" {
			t.Errorf("the reviewer is told (-want +got)\n%s", diff)
		}
		o.do("chen", stateOf(first, "returned"))
		o.do("chen", stateOf(second, "accepted"))
		if diff := gocmp.Diff([]string{models.NoticeReturned}, told("li")); diff != "" {
			t.Errorf("the editor is told (-want +got)\n%s", diff)
		}
		o.do("li", stateOf(first, "submitted"))
		if diff := gocmp.Diff([]string{models.NoticeWaits, models.NoticeWaits}, told("chen")); diff != "" {
			t.Errorf("after nothing waited the reviewer is told again (-want +got)\n%s", diff)
		}
		if told("wu") != nil {
			t.Errorf("somebody who has nothing to do with it is told %v", told("wu"))
		}
	})
}

// TestASetThatCannotBeReadKeepsNobodyFromTheOthers says what waits in a set beside one of a damaged step and one in the bin.
func TestASetThatCannotBeReadKeepsNobodyFromTheOthers(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		first, _ := o.twoArticles("li")
		o.do("li", stateOf(first, "submitted"))
		whole, damaged := o.set, o.newSet(2)
		o.set = damaged
		o.do("li", role("headline", 0))
		o.execute(fmt.Sprintf("UPDATE steps SET changes = '[' WHERE set_id = %d", damaged))
		o.execute("UPDATE annotation_sets SET unsettled = true")
		o.execute("DELETE FROM waits")
		o.set = whole
		o.restart()
		if err := o.SettleAll(t.Context()); err == nil {
			t.Error("nothing is said of the set that cannot be read")
		}
		o.checkWaits("all were settled")
		if len(o.waits()) == 0 {
			t.Error("nothing waits")
		}
	})
}
