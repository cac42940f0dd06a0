package review

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

// adjudicated is onto after a plan; a plan that changes nothing leaves it.
func adjudicated(t failer, c *Comparison, onto *markup.Set, decisions []Decision, settings Settings) *markup.Set {
	t.Helper()
	seed := text.DerivedID("plan", int(onto.Version()))
	plan, err := c.Plan(onto, decisions, settings)
	if err != nil {
		t.Fatalf("plan: %v", err)
	}
	r, err := onto.Resolve(plan.Act, seed, markup.Circumstances{})
	if err != nil && strings.Contains(err.Error(), "This would change nothing") {
		return onto
	}
	if err != nil {
		t.Fatalf("resolve the plan: %v", err)
	}
	next, err := onto.Apply(markup.LoggedStep{Version: onto.Version() + 1, ID: seed, Author: 3, Step: r.Step})
	if err != nil {
		t.Fatalf("apply the plan: %v", err)
	}
	checkOrigins(t, next, plan, r.Step)
	return next
}

// checkOrigins checks that what a step puts into a cell has an origin.
func checkOrigins(t failer, after *markup.Set, plan *Plan, step markup.Step) {
	t.Helper()
	for _, change := range step.Changes {
		block, isBlock := change.To.(markup.Block)
		saysNothing := isBlock && block.Role == "" && !block.Doubtful && block.Place == nil
		before, _ := change.From.(markup.Block)
		onlyTail := isBlock && block.Role == before.Role && block.Article == before.Article
		if _, isCut := change.To.(markup.Cut); change.To != nil && !saysNothing && !onlyTail && !isCut && len(plan.Origins[change.Cell.String()]) == 0 {
			t.Errorf("%s has no origin: %+v", change.Cell, change)
		}
	}
}

// TestDecidingForOneSetGivesThatSet is the law of adjudicating, for all at once and one by one.
func TestDecidingForOneSetGivesThatSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := randomPair(t)
		c := comparing(t, a, b)
		empty := markup.NewSet(a.Source())
		for i, want := range []*markup.Set{a, b} {
			got := adjudicated(t, c, empty, c.TakeAll(i), Settings{Agreed: true})
			if said := differingMarks(want, got); len(said) > 0 {
				t.Fatalf("all decided for set %d: %s", i, strings.Join(said, "\n"))
			}
		}
		got := adjudicated(t, c, empty, nil, Settings{Agreed: true})
		decisions := c.TakeAll(1)
		for _, at := range rapid.Permutation(indexes(len(decisions))).Draw(t, "order") {
			decided := append([]Decision(nil), decisions...)
			got = adjudicated(t, c, got, decided, Settings{Now: []string{decisions[at].Key}})
		}
		if said := differingMarks(b, got); len(said) > 0 {
			t.Fatalf("decided one by one for the second set: %s", strings.Join(said, "\n"))
		}
	})
}

func indexes(n int) []int { return numbers(0, n) }

// TestAnyDecisionsApply decides at random, one by one; each either applies or says why it cannot.
func TestAnyDecisionsApply(t *testing.T) {
	refused, applied := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		a, b := randomPair(t)
		c := comparing(t, a, b)
		set := adjudicated(t, c, markup.NewSet(a.Source()), nil, Settings{Agreed: true})
		var decisions []Decision
		for _, d := range c.Differences {
			take := rapid.SampledFrom([]Take{TakeSet, TakeSet, TakeSet, TakeBoth, TakeNeither}).Draw(t, "take")
			if !d.CanTake(take) {
				take = TakeSet
			}
			decisions = append(decisions, Decision{Key: d.Key, Take: take, Set: rapid.IntRange(0, 1).Draw(t, "set")})
			seed := text.DerivedID("any", len(decisions))
			plan, err := c.Plan(set, decisions, Settings{Now: []string{d.Key}})
			if err != nil {
				t.Fatalf("plan %+v: %v", decisions[len(decisions)-1], err)
			}
			r, err := set.Resolve(plan.Act, seed, markup.Circumstances{})
			if fault.CodeOf(err) == fault.Invalid || fault.CodeOf(err) == fault.Conflict {
				if !strings.Contains(err.Error(), "This would change nothing") {
					t.Logf("%v: %+v", err, d)
					refused++
				}
				continue
			}
			next, err := set.Apply(markup.LoggedStep{Version: set.Version() + 1, ID: seed, Author: 3, Step: r.Step})
			if err != nil {
				t.Fatalf("apply: %v", err)
			}
			applied++
			set = next
		}
	})
	t.Logf("%d decisions applied, %d refused", applied, refused)
	if refused*50 > applied {
		t.Errorf("%d of %d decisions are refused", refused, refused+applied)
	}
}
