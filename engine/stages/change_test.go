package stages

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// lettered is a plan of some stages called A, B and so on, with random rules.
func lettered(t *rapid.T) Plan {
	var p Plan
	for i := range rapid.IntRange(1, MaxStages).Draw(t, "stages") {
		name := string(rune('A' + i))
		s := Stage{Name: Name{name, name}, Kind: Review, Unit: Article}
		for d := range i + 1 {
			if rapid.Bool().Draw(t, "differs") {
				s.Differ = append(s.Differ, d)
			}
		}
		p.Stages = append(p.Stages, s)
	}
	p.Late = rapid.IntRange(0, len(p.Stages)).Draw(t, "late")
	p.Both = []Exception{{Person: 1, Stage: rapid.IntRange(1, len(p.Stages)).Draw(t, "both"), Why: "ill"}}
	return p
}

// named is the name of a stage; that of the marking is empty.
func (p Plan) named(n int) string {
	if n == 0 {
		return ""
	}
	return p.Stages[n-1].English
}

// rules says in names what refers to stages, without what refers to one of them.
func (p Plan) rules(without string) []string {
	var all []string
	say := func(what string, stages ...string) {
		if !slices.Contains(stages, without) {
			slices.Sort(stages)
			all = append(all, fmt.Sprint(what, stages))
		}
	}
	for _, s := range p.Stages {
		for _, d := range s.Differ {
			say("differ", s.English, p.named(d))
		}
	}
	if p.Late > 0 {
		say("late", p.named(p.Late))
	}
	for _, e := range p.Both {
		say("both", p.named(e.Stage))
	}
	slices.Sort(all)
	return all
}

func TestRulesFollowTheirStages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := lettered(t)
		before := p.String()
		n, by := rapid.IntRange(1, len(p.Stages)).Draw(t, "n"), rapid.IntRange(-MaxStages, MaxStages).Draw(t, "by")
		moved, without := p.Moved(n, by), p.Without(n)
		if diff := cmp.Diff(p.rules("-"), moved.rules("-")); diff != "" {
			t.Errorf("moved (-before +after)\n%s", diff)
		}
		if diff := cmp.Diff(p.rules(p.named(n)), without.rules("-")); diff != "" {
			t.Errorf("without (-before +after)\n%s", diff)
		}
		if at := min(max(1, n+by), len(p.Stages)); moved.named(at) != p.named(n) {
			t.Errorf("%s moved to %s", p.named(n), moved.named(at))
		}
		for _, after := range []Plan{moved, without} {
			if err := after.Validate(); err != nil {
				t.Errorf("%v is invalid: %v", after, err)
			}
		}
		if p.String() != before {
			t.Error("the plan itself was changed")
		}
	})
}

func TestStagesAreAddedUpToNine(t *testing.T) {
	var p Plan
	for n := range MaxStages + 1 {
		p = p.With()
		if want := min(n+1, MaxStages); len(p.Stages) != want {
			t.Fatalf("%d stages, want %d", len(p.Stages), want)
		}
	}
	p.Stages[8].Unit = Page
	if next := p.Without(1).With(); next.Stages[8].Unit != Page {
		t.Error("a stage after pages is of articles")
	}
	for _, n := range []int{0, 10} {
		if len(p.Without(n).Stages) != MaxStages || len(p.Moved(n, 1).Stages) != MaxStages {
			t.Errorf("stage %d is there", n)
		}
	}
}

func TestPositionsComeAndGo(t *testing.T) {
	p := filled("two").WithPosition().WithPosition()
	var ids []string
	for _, q := range p.Positions {
		ids = append(ids, q.ID)
	}
	if want := []string{editors, heads, "position-1", "position-2"}; !slices.Equal(ids, want) {
		t.Errorf("positions %v, want %v", ids, want)
	}
	without := p.WithoutPosition(editors)
	if _, there := without.Position(editors); there || len(without.Stages[0].Positions) != 0 || len(p.Stages[0].Positions) != 1 {
		t.Errorf("without editors: %v, before: %v", without, p)
	}
}

func TestATemplateKeepsThePeople(t *testing.T) {
	there := Plan{Positions: []Position{
		{ID: heads, Name: Name{"Desk", "部主任"}, People: []int64{7}},
		{ID: "position-1", Name: Name{"Lawyers", "法务"}, People: []int64{8}},
		{ID: "position-2", Name: Name{"Nobody", "无人"}},
	}}
	for _, template := range Templates() {
		if template.ID != "two" {
			continue
		}
		want := []Position{usual[0], there.Positions[0], there.Positions[1]}
		if diff := cmp.Diff(want, template.Over(there).Positions); diff != "" {
			t.Errorf("positions (-want +got)\n%s", diff)
		}
	}
	for _, q := range usual {
		if q.People != nil {
			t.Errorf("the usual position %s has people", q.ID)
		}
	}
}

func TestDuty(t *testing.T) {
	p := Plan{Positions: []Position{{ID: editors, People: []int64{1, 2, 3}}}, Both: []Exception{{1, 1, "ill", "Chen"}}}
	tests := []struct {
		name         string
		before, want []int64
	}{
		{"nobody was on duty", nil, []int64{1, 2, 3}},
		{"two were", []int64{3, 1}, []int64{3, 1}},
		{"a deputy and one of the position", []int64{9, 2}, []int64{2}},
		{"a deputy alone", []int64{9}, []int64{1, 2, 3}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := p.Duty(Plan{Positions: []Position{{ID: editors, People: tt.before}}})
			if !slices.Equal(got.Positions[0].People, tt.want) || got.Both != nil {
				t.Errorf("on duty %v with %v, want %v", got.Positions[0].People, got.Both, tt.want)
			}
		})
	}
}

func TestAnExceptionReplacesAnEarlierOne(t *testing.T) {
	p := Plan{}.Excepting(Exception{1, 2, "ill", "Chen"}).Excepting(Exception{1, 3, "ill", "Chen"}).Excepting(Exception{1, 2, "away", "Wu"})
	if want := []Exception{{1, 3, "ill", "Chen"}, {1, 2, "away", "Wu"}}; !slices.Equal(p.Both, want) {
		t.Errorf("exceptions %v, want %v", p.Both, want)
	}
}
