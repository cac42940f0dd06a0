package markup

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"galley/engine/stages"
)

// waits says what waits for whom in a set: the person, the stage, and the parts.
func waits(s *Set, plan stages.Plan, crew Crew) string {
	var all []string
	for _, w := range s.Waiting(plan, crew) {
		var parts []string
		for _, p := range w.Parts {
			if p.ID != "" {
				parts = append(parts, strings.TrimRight(p.ID, "0"))
			} else {
				parts = append(parts, fmt.Sprint("page ", p.Page))
			}
		}
		all = append(all, fmt.Sprintf("%d in %d: %s", w.Person, w.Stage, strings.Join(parts, ", ")))
	}
	return strings.Join(all, "; ")
}

// differing is a plan whose second stage is also held by the people of the first, and is for somebody else to do.
func differing(plan stages.Plan) stages.Plan {
	plan.Stages = slices.Clone(plan.Stages)
	plan.Stages[1].People, plan.Stages[1].Differ = []int64{11, 12}, []int{1}
	return plan
}

func TestWhatWaitsForWhom(t *testing.T) {
	plan := threeStages()
	a1, a2 := testID("a1"), testID("a2")
	name := func(id string) string { return strings.TrimRight(id, "0") }
	on := func(act SetState, article string, page int) *SetState {
		act.Page, act.Article, act.Reason = page, article, "so it is"
		return &act
	}
	submit, back := SetState{State: Submitted}, SetState{State: Returned, Stage: 1}
	pass := SetState{State: Submitted, Stage: 1, To: 2}
	authors := []int64{1, 11}
	tests := []struct {
		name string
		plan stages.Plan
		crew Crew
		acts []any
		want string // with 1 and 2 for the articles
	}{
		{"a draft waits for nobody", plan, Crew{Authors: authors}, nil, ""},
		{"what is submitted waits for the first stage", plan, Crew{Authors: authors}, []any{"editor", on(submit, a1, 0)}, "11 in 1: 1"},
		{"what has passed waits for the next", plan, Crew{Authors: authors},
			[]any{"editor", on(submit, a1, 0), "editor", on(submit, a2, 0), "first", on(pass, a2, 0)}, "11 in 1: 1; 12 in 2: 2"},
		{"but not for whoever passed it there, if somebody else is to review it", differing(plan), Crew{Authors: authors},
			[]any{"editor", on(submit, a1, 0), "first", on(pass, a1, 0)}, "12 in 2: 1"},
		{"a stage that is open waits for any reviewer", stages.Plan{}, Crew{Authors: authors}, []any{"editor", on(submit, a1, 0)}, "0 in 1: 1"},
		{"or for whoever was given it", stages.Plan{}, Crew{Authors: authors, Given: []Given{{Article: a1, Person: 7, Review: true}, {Person: 8, Review: true}, {Article: a2, Person: 9}}},
			[]any{"editor", on(submit, a1, 0), "editor", on(submit, a2, 0)}, "7 in 1: 1; 8 in 1: 2"},
		{"what is given does not stand in for a stage's people", plan, Crew{Authors: authors, Given: []Given{{Person: 7, Review: true}}}, []any{"editor", on(submit, a1, 0)}, "11 in 1: 1"},
		{"what is returned waits for whoever was given it", plan, Crew{Authors: authors, Given: []Given{{Page: 1, Person: 7}, {Page: 1, Person: 8, Review: true}}},
			[]any{"editor", on(submit, a1, 0), "first", on(back, a1, 0)}, "7 in 0: 1"},
		{"and if nobody was, for whoever marked it; each return by itself", plan, Crew{Authors: []int64{1}},
			[]any{"editor", on(submit, a1, 0), "editor", on(submit, a2, 0), "first", on(back, a1, 0), "first", on(back, a2, 0)}, "9 in 0: 1; 9 in 0: 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := parseSet(t, town, "1 body a1 / 2 body a2")
			s, err := decided(t, s, Standing{Plan: tt.plan}, tt.acts...)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.NewReplacer(": 1", ": "+name(a1), ": 2", ": "+name(a2)).Replace(tt.want)
			if got := waits(s, tt.plan, tt.crew); got != want {
				t.Errorf("waits %q, want %q", got, want)
			}
		})
	}
}
