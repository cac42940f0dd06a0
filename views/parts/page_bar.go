package parts

import (
	"galley/engine/markup"
	"galley/engine/stages"
	"galley/models"
)

// BarPart is a part of the bar of a page, in units of its picture: where it lies, and how much of it is filled.
type BarPart struct{ X, Width, Filled string }

// The picture of a page's bar.
const (
	barWidth, barHeight = 41.0, 4.0
	barGap              = 1.5
)

// barGroup is what a part of the bar stands for: the marking, or stages of review.
type barGroup struct {
	weight float64
	stages []int // nil for the marking
}

// barGroups are the marking, the reviews, the proofs and the sign-off of a plan, as far as it has them. The sign-off is
// the last proof of a page, unless it is the only one.
func barGroups(plan stages.Plan) []barGroup {
	marking, review, proof, sign := barGroup{weight: 10}, barGroup{weight: 11}, barGroup{weight: 11}, barGroup{weight: 5}
	for n := 1; n <= plan.Last(); n++ {
		switch {
		case IsSignOff(plan, n):
			sign.stages = append(sign.stages, n)
		case plan.Stage(n).Kind == stages.Proof:
			proof.stages = append(proof.stages, n)
		default:
			review.stages = append(review.stages, n)
		}
	}
	groups := []barGroup{marking}
	for _, g := range []barGroup{review, proof, sign} {
		if g.stages != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

// IsSignOff reports whether a stage is the last of a plan and signs off pages that were read in a proof before.
func IsSignOff(plan stages.Plan, n int) bool {
	last := plan.Stage(n)
	return n > 1 && n == plan.Last() && last.Kind == stages.Proof && last.Unit == stages.Page && plan.Stage(n-1).Kind == stages.Proof
}

// BarOf is the bar of a page: how far its parts have come, by the stages of its issue.
func BarOf(c models.PageCell, plan stages.Plan) []BarPart {
	groups := barGroups(plan)
	weights := 0.0
	for _, g := range groups {
		weights += g.weight
	}
	unit := (barWidth - barGap*float64(len(groups)-1)) / weights
	at, bar := 0.0, make([]BarPart, len(groups))
	for i, g := range groups {
		width := g.weight * unit
		bar[i] = BarPart{Point(at), Point(width), Point(width * doneOf(c, g))}
		at += width + barGap
	}
	return bar
}

// doneOf is how much of a group is done on a page, from 0 to 1.
func doneOf(c models.PageCell, g barGroup) float64 {
	if c.State == markup.Accepted {
		return 1
	}
	if g.stages == nil {
		return markedOf(c)
	}
	if c.Parts == 0 {
		return 0
	}
	passed := 0
	for _, n := range g.stages {
		passed += c.Accepted
		for i, parts := range c.At {
			if i+1 > n {
				passed += parts
			}
		}
	}
	return float64(passed) / float64(len(g.stages)*c.Parts)
}

// markedOf is how much of a page is marked: its blocks, unless all of it was handed in.
func markedOf(c models.PageCell) float64 {
	open := c.Parts - c.Accepted
	for _, parts := range c.At {
		open -= parts
	}
	switch {
	case c.Parts > 0 && open == 0 || c.Parts == 0 && c.State != markup.Draft:
		return 1
	case c.Blocks == 0:
		return 0
	}
	return float64(c.Decided) / float64(c.Blocks)
}
