package stages

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

// filled is a template's plan with three people in each of its positions.
func filled(id string) Plan {
	for _, t := range Templates() {
		if t.ID == id {
			p := t.Over(Plan{})
			for i := range p.Positions {
				p.Positions[i].People = []int64{1, 2, 3}
			}
			return p
		}
	}
	panic("no template " + id)
}

func TestTemplatesAreValidOncePeopleHoldTheirPositions(t *testing.T) {
	for _, template := range Templates() {
		t.Run(template.ID, func(t *testing.T) {
			p := filled(template.ID)
			if err := p.Validate(); err != nil {
				t.Errorf("with people: %v", err)
			}
			again, err := Read(p.String())
			if err != nil || !cmp.Equal(again, p) {
				t.Errorf("read again (%v): %s", err, cmp.Diff(p, again))
			}
			if empty := template.Over(Plan{}); empty.IsSingle() == (fault.CodeOf(empty.Validate()) == fault.Invalid) {
				t.Errorf("without people: %v", empty.Validate())
			}
		})
	}
}

func TestValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Plan)
		field  string // "" if nothing is wrong
		says   string
	}{
		{"two stages", func(*Plan) {}, "", ""},
		{"a stage for any reviewer", func(p *Plan) { p.Stages[0].Positions = nil }, "", ""},
		{"ten stages", func(p *Plan) {
			for range 8 {
				p.Stages = append(p.Stages, p.Stages[0])
			}
		}, "stages", "There can be at most 9 stages."},
		{"a name in one language", func(p *Plan) { p.Stages[1].Chinese = " " }, "name-2", "Give it a name in both languages."},
		{"a long name", func(p *Plan) { p.Stages[0].Chinese = strings.Repeat("审", 41) }, "name-1", "Write at most 40 characters, on one line."},
		{"a name on two lines", func(p *Plan) { p.Stages[0].English = "a\nb" }, "name-1", "Write at most 40 characters, on one line."},
		{"an unknown kind", func(p *Plan) { p.Stages[0].Kind = "" }, "stages", "The form could not be read. Please send it again."},
		{"an unknown unit", func(p *Plan) { p.Stages[0].Unit = "line" }, "stages", "The form could not be read. Please send it again."},
		{"articles after pages", func(p *Plan) { p.Stages[0].Unit = Page }, "unit-2", "Once pages pass as a whole, articles cannot pass one by one again. Put this stage before those of pages."},
		{"a position without people", func(p *Plan) { p.Positions[1].People = nil }, "who-2", "Nobody holds this stage. Name people, or fill its position."},
		{"an unknown position", func(p *Plan) { p.Stages[0].Positions = []string{editors, "cooks"} }, "who-1", "There is no such position."},
		{"a stage that differs from itself", func(p *Plan) { p.Stages[0].Differ = []int{1} }, "differ-1", "A stage can differ from the marking and from stages before it."},
		{"a position without a name", func(p *Plan) { p.Positions[0].English = "" }, "position-1", "Give it a name in both languages."},
		{"two positions of a name", func(p *Plan) { p.Positions[1].Name = p.Positions[0].Name }, "position-2", "There is such a position already."},
		{"late goes nowhere", func(p *Plan) { p.Late = 3 }, "late", "There is no such stage."},
		{"an exception", func(p *Plan) { p.Both = []Exception{{1, 2, "ill", "Chen"}} }, "", ""},
		{"an exception without a reason", func(p *Plan) { p.Both = []Exception{{1, 2, " ", "Chen"}} }, "why", "Say why one person holds both."},
		{"an exception for nobody", func(p *Plan) { p.Both = []Exception{{0, 2, "ill", "Chen"}} }, "person", "Choose a person."},
		{"an exception of no stage", func(p *Plan) { p.Both = []Exception{{1, 3, "ill", "Chen"}} }, "stage", "There is no such stage."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := filled("two")
			tt.change(&p)
			err := p.Validate()
			if tt.field == "" {
				if err != nil {
					t.Errorf("got %v, want nil", err)
				}
				return
			}
			if got := fault.FieldsOf(err)[tt.field].String(); fault.CodeOf(err) != fault.Invalid || got != tt.says {
				t.Errorf("got %v: %q, want %q", err, got, tt.says)
			}
		})
	}
}
