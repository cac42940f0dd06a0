package workbench

import (
	"context"
	"slices"

	"galley/engine/markup"
	"galley/handlers/core"
	"galley/views/parts"
)

// returnOf is the last return in a set of which something is returned now; nil for every other set.
func (s *Server) returnOf(ctx context.Context, o core.Opened) (*parts.Milestone, error) {
	returned := o.StateOf(markup.Cell{Kind: markup.StateCell}) == markup.Returned
	for c, v := range o.Remarks() {
		returned = returned || c.Kind == markup.StateCell && v == markup.Returned
	}
	if !returned {
		return nil, nil
	}
	milestones, err := s.Desk.Milestones(ctx, o.Record.ID)
	if err != nil {
		return nil, err
	}
	for _, m := range slices.Backward(milestones) {
		if m.State == markup.Returned {
			shown := core.MilestoneOf(o.Set, o.Record.Plan(), o.Set.Numbers(), m)
			return &shown, nil
		}
	}
	return nil, nil
}
