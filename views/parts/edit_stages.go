package parts

import (
	"context"
	"fmt"
	"strings"

	"galley/engine/stages"
	"galley/locale"
	"galley/models"
)

// stageRows are the rows of a change of stages of review: the stages by name; else who does them, counted; and who
// holds both.
func stageRows(ctx context.Context, e models.EditLine) []editRow {
	was, _ := e.Before["Stages"].(string)
	is, _ := e.After["Stages"].(string)
	if was == is {
		return nil
	}
	before, after := stages.Of(was), stages.Of(is)
	var rows []editRow
	add := func(what, before, after string) {
		if before != after {
			rows = append(rows, editRow{What: what, Before: before, After: after, ours: true})
		}
	}
	add(locale.T(ctx, "Review stages"), stageNames(ctx, before, false), stageNames(ctx, after, false))
	if len(rows) == 0 {
		add(locale.T(ctx, "Review stages · who may"), stageNames(ctx, before, true), stageNames(ctx, after, true))
	}
	add(locale.T(ctx, "Holds both"), reasons(ctx, before), reasons(ctx, after))
	if len(rows) == 0 {
		rows = append(rows, editRow{What: locale.T(ctx, "Review stages · people or rules")})
	}
	return rows
}

// stageNames are the stages of a plan in the reader's language, with how many people hold each if counted.
func stageNames(ctx context.Context, p stages.Plan, counted bool) string {
	var names []string
	for n := 1; n <= p.Last(); n++ {
		name := StageName(ctx, p.Stage(n).Name)
		if counted && !p.Stage(n).Open() {
			name = fmt.Sprintf("%s %d", name, len(p.Holders(n)))
		}
		names = append(names, name)
	}
	return strings.Join(names, " · ")
}

// reasons are why people hold both, with the one who allowed it.
func reasons(ctx context.Context, p stages.Plan) string {
	var all []string
	for _, e := range p.Both {
		all = append(all, locale.T(ctx, "%s (%s)", e.Why, e.By))
	}
	return strings.Join(all, " · ")
}
