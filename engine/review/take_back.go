package review

import (
	"galley/engine/markup"
	"galley/fault"
)

// TakeBack is the step that puts cells back as the reader saw them. It returns Conflict for what is not new to them
// any more.
func (n *News) TakeBack(cells []markup.Cell) (markup.Step, error) {
	var step markup.Step
	for _, cell := range cells {
		c, isNew := n.Of(cell)
		if !isNew {
			return markup.Step{}, fault.New(fault.Conflict, "This was changed in the meantime. Look at it again, then decide.")
		}
		step.Changes = append(step.Changes, markup.Change{Cell: cell, From: c.To, To: c.From})
	}
	return step, nil
}
