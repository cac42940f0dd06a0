package desk

import (
	"fmt"
	"testing"

	"galley/engine/markup"
	"galley/models"
)

func TestADismissedProblemCountsInNoColumnOfTheIssueList(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, o *office) {
		o.do("li", role("body", 0))
		article := o.head().Block(markup.Extent{Page: 1, Start: 0, End: blockLength}).Article
		about := fmt.Sprintf(`"article":%q,"problem":"no-headline"`, article)
		for _, tt := range []struct {
			name, act string
			want      int
		}{
			{"the problem is open", `{"kind":"type","article":"` + article + `","type":"brief"}`, 1},
			{"it is dismissed", `{"kind":"dismiss",` + about + `,"reason":"a picture stood for it"}`, 0},
			{"it is opened again", `{"kind":"reopen",` + about + `}`, 1},
		} {
			o.do("li", tt.act)
			o.Close() // waits for what is being counted
			list, err := o.store.List(t.Context(), models.ListQuery{})
			if err != nil {
				t.Fatal(err)
			}
			line := list.Lines[0]
			if cells := line.PageCells(); line.Problems != tt.want || len(cells) != 1 || cells[0].Problems != tt.want {
				t.Errorf("%s: the line counts %d problems and its pages are %+v, want %d in both", tt.name, line.Problems, cells, tt.want)
			}
		}
	})
}
