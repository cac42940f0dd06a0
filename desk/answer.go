package desk

import (
	"galley/engine/markup"
	"galley/engine/text"
)

// Answer is what an act changed: cells with their version, no text, no words, no numbers.
type Answer struct {
	Version  int64                       `json:"version"`
	Cells    map[string]markup.Value     `json:"cells"`
	Problems map[string][]markup.Problem `json:"problems,omitempty"`
	Focus    *markup.Piece               `json:"focus,omitempty"`
	Kind     string                      `json:"kind"`
	Inferred bool                        `json:"inferred,omitempty"`
	Kept     []string                    `json:"kept,omitempty"`   // cells that an undo left as they are
	KeptBy   []string                    `json:"keptBy,omitempty"` // names of the colleagues who changed those since
	Author   int64                       `json:"author"`
	Steps    []text.ID                   `json:"steps"`
}

// news is what changed between two versions by steps, which are one act's.
func news(before, after *markup.Set, entries []markup.LoggedStep) Answer {
	a := Answer{Version: after.Version(), Cells: map[string]markup.Value{}, Kind: entries[0].Kind, Author: entries[0].Author}
	var steps []markup.Step
	for _, e := range entries {
		a.Steps = append(a.Steps, e.ID)
		a.Inferred = a.Inferred || e.Inferred
		steps = append(steps, e.Step)
		for _, c := range e.Step.Changes {
			a.Cells[c.Cell.String()] = after.Get(c.Cell)
		}
	}
	changed := markup.ChangedProblems(before, after, steps...)
	if len(changed) > 0 {
		a.Problems = map[string][]markup.Problem{}
		for scope, list := range changed {
			a.Problems[scope.String()] = list
		}
	}
	return a
}

// present answers a step that was stored before with its cells as they are now.
func present(head *markup.Set, entries []markup.LoggedStep) Answer {
	a := news(markup.NewSet(head.Source()), head, entries)
	for _, e := range entries {
		for _, c := range e.Step.Changes {
			// The browser may not have heard yet that a problem is gone.
			hasProblems := c.Cell.Kind == markup.BlockCell || c.Cell.Kind == markup.ArticleCell
			if hasProblems && len(head.ProblemsOf(c.Cell)) == 0 {
				a.clear(c.Cell)
			}
		}
	}
	return a
}

// clear says that a block or article has no problems.
func (a *Answer) clear(scope markup.Cell) {
	if a.Problems == nil {
		a.Problems = map[string][]markup.Problem{}
	}
	a.Problems[scope.String()] = []markup.Problem{}
}

func namesOf(cells []markup.Cell) []string {
	var names []string
	for _, c := range cells {
		names = append(names, c.String())
	}
	return names
}
