package parts

import (
	"fmt"
	"testing"

	"galley/engine/markup"
	"galley/engine/stages"
	"galley/models"
)

// TestABarSaysHowFarAPageHasCome draws pages of issues with one stage and with seven.
func TestABarSaysHowFarAPageHasCome(t *testing.T) {
	t.Parallel()
	seven := stages.Plan{}
	for _, template := range stages.Templates() {
		if template.ID == "three-three" {
			seven = template.Plan
		}
	}
	tests := []struct {
		name string
		cell models.PageCell
		plan stages.Plan
		want string
	}{
		{"half marked", models.PageCell{Blocks: 4, Decided: 2, State: markup.Draft, Parts: 2}, stages.Plan{}, "0.50 0.00"},
		{"submitted with blocks left open", models.PageCell{Blocks: 4, Decided: 2, State: markup.Submitted, Parts: 2, At: []int{2}}, stages.Plan{}, "1.00 0.00"},
		{"one of two articles accepted", models.PageCell{Blocks: 4, Decided: 4, State: markup.Submitted, Parts: 2, Accepted: 1, At: []int{1}}, stages.Plan{}, "1.00 0.50"},
		{"accepted", models.PageCell{Blocks: 4, State: markup.Accepted, Parts: 2, Accepted: 2}, stages.Plan{}, "1.00 1.00"},
		{"of an older Galley, submitted", models.PageCell{Blocks: 4, Decided: 3, State: markup.Submitted}, stages.Plan{}, "1.00 0.00"},
		{"in the second review", models.PageCell{Blocks: 4, Decided: 4, State: markup.Submitted, Parts: 1, At: []int{0, 1}}, seven, "1.00 0.33 0.00 0.00"},
		{"in the proofs, one article behind", models.PageCell{Blocks: 4, Decided: 4, State: markup.Returned, Parts: 2, Returned: 1, At: []int{0, 0, 1, 0, 1}}, seven, "1.00 0.83 0.17 0.00"},
		{"before the sign-off", models.PageCell{Blocks: 4, Decided: 4, State: markup.Submitted, Parts: 1, At: []int{0, 0, 0, 0, 0, 0, 1}}, seven, "1.00 1.00 1.00 0.00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, x := "", 0.0
			for i, p := range BarOf(tt.cell, tt.plan) {
				var at, width, filled float64
				if _, err := fmt.Sscan(p.X+" "+p.Width+" "+p.Filled, &at, &width, &filled); err != nil || at < x {
					t.Errorf("part %d is %+v: %v", i, p, err)
				}
				x = at + width
				got += fmt.Sprintf(" %.2f", doneOf(tt.cell, barGroups(tt.plan)[i]))
			}
			if got != " "+tt.want || x < barWidth-0.3 || x > barWidth+0.3 {
				t.Errorf("the bar is%s, up to %.1f; want %s", got, x, tt.want)
			}
		})
	}
}
