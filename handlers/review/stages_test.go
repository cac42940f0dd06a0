package review_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"galley/engine/markup"
	"galley/engine/stages"
	"galley/engine/text"
	"galley/engine/vocabulary"
	"galley/tests/site"
)

// newsroom is a set that Li has marked and submitted, in an issue of two reviews, a proof and a sign-off.
type newsroom struct {
	*inReview
	an, bo, dai, chi, admin *site.Visitor
	articles                []text.ID
}

func newNewsroom(t *testing.T) *newsroom {
	t.Helper()
	r := newReview(t)
	n := &newsroom{inReview: r}
	s := r.li.Site
	ids := map[string]int64{}
	for name, who := range map[string]**site.Visitor{"An": &n.an, "Bo": &n.bo, "Dai": &n.dai, "Chi": &n.chi} {
		ids[name] = s.User(t, name, vocabulary.Editor).ID
		*who = s.As(t, name)
	}
	s.User(t, "Tian", vocabulary.Administrator)
	n.admin = s.As(t, "Tian")
	name := func(english, chinese string) stages.Name { return stages.Name{English: english, Chinese: chinese} }
	plan := stages.Plan{Late: 4, Positions: []stages.Position{{ID: "proof", Name: name("Proofreaders", "校对"), People: []int64{ids["Dai"]}}}, Stages: []stages.Stage{
		{Name: name("First review", "一审"), Kind: stages.Review, Unit: stages.Article, People: []int64{ids["An"]}, Differ: []int{0}, Mends: true},
		{Name: name("Second review", "二审"), Kind: stages.Review, Unit: stages.Article, People: []int64{ids["An"], ids["Bo"]}, Differ: []int{0, 1}, Mends: true},
		{Name: name("Proof", "一校"), Kind: stages.Proof, Unit: stages.Page, Positions: []string{"proof"}, Differ: []int{0}},
		{Name: name("Sign-off", "签样"), Kind: stages.Proof, Unit: stages.Page, People: []int64{ids["Chi"]}},
	}}
	set, err := s.Server.Store.Set(context.Background(), r.set)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Server.Store.SetIssueStages(context.Background(), set.IssueID, plan, nil); err != nil {
		t.Fatal(err)
	}
	s.Server.Desk.Refresh(context.Background())
	if err := s.Server.Desk.SettleAll(context.Background()); err != nil {
		t.Fatal(err)
	}
	n.articles = articlesOn(n.an.Get(r.url("")))
	if len(n.articles) != 2 {
		t.Fatalf("%d articles", len(n.articles))
	}
	return n
}

// passes and returns decide of a part in a stage; to is the stage it goes back to, 0 for its author.
func (n *newsroom) passes(who *site.Visitor, stage int, part string) *site.Answer {
	n.t.Helper()
	return n.decide(who, part, url.Values{"state": {"accepted"}, "stage": {strconv.Itoa(stage)}, "reason": {"Seen."}})
}

func (n *newsroom) returns(who *site.Visitor, stage, to int, part string) *site.Answer {
	n.t.Helper()
	return n.decide(who, part, url.Values{"state": {"returned"}, "stage": {strconv.Itoa(stage)}, "to": {strconv.Itoa(to)}, "reason": {"Look at it again."}})
}

// stands says how far the parts have come: the two articles, and what stands outside articles.
func (n *newsroom) stands(want string) {
	n.t.Helper()
	view, err := n.li.Site.Server.Desk.View(context.Background(), n.set)
	if err != nil {
		n.t.Fatal(err)
	}
	var all []string
	for _, c := range []markup.Cell{{Kind: markup.StateCell, ID: n.articles[0]}, {Kind: markup.StateCell, ID: n.articles[1]}, {Kind: markup.StateCell, Page: 1}} {
		st := view.StandOf(c)
		all = append(all, string(st.State)+" "+strconv.Itoa(st.Stage))
	}
	if got := strings.Join(all, ", "); got != want {
		n.t.Errorf("stands at %q, want %q", got, want)
	}
}

// TestAnIssueGoesThroughItsStages lets five people review an issue: returned at two stages, mended and passed on, the
// wrong person refused at each stage, signed off by page, and reopened late.
func TestAnIssueGoesThroughItsStages(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	a, b := n.articles[0], n.articles[1]
	for stage, wrong := range map[int]*site.Visitor{1: n.bo, 2: n.chi, 3: n.wu, 4: n.admin} {
		n.passes(wrong, stage, a).Is(http.StatusForbidden).Contains("you do not hold that stage")
	}
	n.passes(n.an, 1, a).Is(http.StatusSeeOther)
	n.passes(n.an, 1, a).Is(http.StatusSeeOther) // the button was pressed twice
	n.stands("submitted 2, submitted 1, submitted 1")
	n.passes(n.an, 2, a).Is(http.StatusForbidden).Contains("You did")
	n.returns(n.bo, 2, 0, a).Is(http.StatusSeeOther)
	n.stands("returned 2, submitted 1, submitted 1")
	n.state(n.li, "submitted", a).Is(http.StatusSeeOther)
	n.stands("submitted 2, submitted 1, submitted 1")

	// An mends, which An may pass on, as Bo is the other pair of eyes.
	n.do(n.an, site.RoleAct(n.blocks[3], "deck"))
	n.do(n.an, site.RoleAct(n.blocks[3], "headline"))
	n.do(n.an, site.RoleAct(n.blocks[4], "lead"))
	n.passes(n.an, 1, b).Is(http.StatusSeeOther)
	n.passes(n.an, 1, "page-1").Is(http.StatusSeeOther)
	for _, part := range []string{a, b, "page-1"} {
		n.passes(n.bo, 2, part).Is(http.StatusSeeOther)
	}
	n.stands("submitted 3, submitted 3, submitted 3")

	n.li.Step(n.set, text.NewID(), 1000, site.RoleAct(n.blocks[1], "lead")).Is(http.StatusForbidden)
	n.dai.Step(n.set, text.NewID(), 1000, site.RoleAct(n.blocks[1], "lead")).Is(http.StatusForbidden).Contains("does not change marks")
	n.passes(n.dai, 3, a).Is(http.StatusForbidden).Contains("as a whole")
	n.returns(n.dai, 3, 1, b).Is(http.StatusSeeOther)
	n.passes(n.dai, 3, "whole-1").Is(http.StatusSeeOther)
	n.stands("submitted 4, submitted 1, submitted 4")
	n.passes(n.an, 1, b).Is(http.StatusSeeOther) // back to the proof, not through the second review again
	n.stands("submitted 4, submitted 3, submitted 4")
	n.passes(n.dai, 3, "whole-1").Is(http.StatusSeeOther)
	n.passes(n.chi, 4, "whole-1").Is(http.StatusSeeOther)
	n.stands("accepted 1, accepted 1, accepted 1")
	n.is(markup.Accepted)

	// Late, one article is opened again: it goes to the sign-off, and the rest stays.
	n.decide(n.chi, a, url.Values{"state": {"returned"}, "reason": {"The name is wrong."}}).Is(http.StatusSeeOther)
	n.do(n.li, site.RoleAct(n.blocks[1], "lead"))
	n.state(n.li, "submitted", a).Is(http.StatusSeeOther)
	n.stands("submitted 4, accepted 1, accepted 1")
	n.passes(n.chi, 4, "whole-1").Is(http.StatusSeeOther)
	n.stands("accepted 1, accepted 1, accepted 1")
}

// is checks the state of the set as the list knows it.
func (n *newsroom) is(want markup.State) {
	n.t.Helper()
	set, err := n.li.Site.Server.Store.Set(context.Background(), n.set)
	if err != nil || set.State != want {
		n.t.Errorf("the set is %s, %v, want %s", set.State, err, want)
	}
}

// TestTheDeskSaysWhoseStageItIs opens the desk as each of the people.
func TestTheDeskSaysWhoseStageItIs(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	a := n.articles[0]
	n.an.Get(n.at(a)).Is(http.StatusOK).Contains("Pass to Second review")
	n.bo.Get(n.at(a)).Is(http.StatusOK).Contains("It waits for “First review”.")
	n.passes(n.an, 1, a).Is(http.StatusSeeOther)
	n.an.Get(n.at(a)).Is(http.StatusOK).Contains("You did “First review” here")
	n.bo.Get(n.at(a)).Is(http.StatusOK).Contains("Pass to Proof").Contains("A return goes to").Contains("First review: passed").Contains("Since “First review” passed it")
}

// TestTheNextStageReadsAgainstTheOneBefore lets the second review see only what changed since the first passed it.
func TestTheNextStageReadsAgainstTheOneBefore(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	a := n.articles[0]
	n.passes(n.an, 1, a).Is(http.StatusSeeOther)
	if new := changesOn(n.bo.Get(n.at(a))); len(new) != 0 {
		t.Errorf("new after the first review: %v", new)
	}
	n.do(n.bo, site.RoleAct(n.blocks[1], "lead"))
	n.returns(n.bo, 2, 0, a).Is(http.StatusSeeOther)
	n.do(n.li, site.RoleAct(n.blocks[1], "verse"))
	n.state(n.li, "submitted", a).Is(http.StatusSeeOther)
	if new := changesOn(n.bo.Get(n.at(a))); len(new) != 1 {
		t.Errorf("new after Li changed it: %v", new)
	}
}

// TestAStageIsHeldTwiceWithWords lets one person do two stages of an issue, as an administrator says.
func TestAStageIsHeldTwiceWithWords(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	ctx, s, a := context.Background(), n.li.Site, n.articles[0]
	n.passes(n.an, 1, a).Is(http.StatusSeeOther)
	n.passes(n.an, 2, a).Is(http.StatusForbidden)
	set, err := s.Server.Store.Set(ctx, n.set)
	if err != nil {
		t.Fatal(err)
	}
	plan := set.Plan()
	plan.Both = []stages.Exception{{Person: plan.Stages[0].People[0], Stage: 2, Why: "Bo is ill.", By: "Tian"}}
	if err := s.Server.Store.SetIssueStages(ctx, set.IssueID, plan, nil); err != nil {
		t.Fatal(err)
	}
	n.passes(n.an, 2, a).Is(http.StatusSeeOther)
	n.stands("submitted 3, submitted 1, submitted 1")
}
