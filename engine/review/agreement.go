package review

import (
	"slices"

	"galley/engine/agreement"
	"galley/engine/markup"
	"galley/engine/vocabulary"
)

// Agreement is how well two of the sets agree. The first counts as right for a measure that wants one.
type Agreement struct {
	Pieces     int           // of the text, which neither cuts
	Boundaries agreement.PRF // where articles change
	Pk         agreement.Score
	WindowDiff agreement.Score
	Articles   agreement.PRF   // B-cubed
	Roles      agreement.Score // Cohen's kappa over the roles of pieces
	Exact      agreement.PRF   // spans
	Overlap    agreement.PRF   // spans
	Unitizing  agreement.Unitizing
}

// Overall is how well all sets agree.
type Overall struct {
	Fleiss    agreement.Score // over the roles of pieces
	Alpha     agreement.Score // over the roles of pieces
	Unitizing agreement.Unitizing
}

// Agree measures two of the sets.
func (c *Comparison) Agree(first, second int) Agreement {
	reference, other := c.Segmentation(first), c.Segmentation(second)
	roles := c.roleLabels()
	a, b := c.Units(first), c.Units(second)
	return Agreement{
		Pieces:     len(c.pieces),
		Boundaries: agreement.BoundaryScores(reference, other),
		Pk:         agreement.Pk(reference, other, 0),
		WindowDiff: agreement.WindowDiff(reference, other, 0),
		Articles:   agreement.BCubed(c.groupsOf(first), c.groupsOf(second)),
		Roles:      agreement.CohenKappa(roles[first], roles[second]),
		Exact:      agreement.SpanF1(a, b, true),
		Overlap:    agreement.SpanF1(a, b, false),
		Unitizing:  agreement.UnitizingAlpha(c.Continuum(), [][]agreement.Unit{a, b}),
	}
}

// AgreeAll measures all sets together.
func (c *Comparison) AgreeAll() Overall {
	roles := c.roleLabels()
	return Overall{Fleiss: agreement.FleissKappa(roles), Alpha: agreement.Alpha(roles), Unitizing: agreement.UnitizingAlpha(c.Continuum(), c.allUnits())}
}

// Gamma measures the spans of all sets.
func (c *Comparison) Gamma(settings agreement.GammaSettings) agreement.GammaResult {
	return agreement.Gamma(c.allUnits(), settings)
}

func (c *Comparison) allUnits() [][]agreement.Unit {
	var all [][]agreement.Unit
	for set := range c.sides {
		all = append(all, c.Units(set))
	}
	return all
}

// RolesInterval is the bootstrap interval of Cohen's kappa of two sets, drawn from the pieces.
func (c *Comparison) RolesInterval(first, second, rounds int, level float64, seed uint64) agreement.Interval {
	roles := c.roleLabels()
	return c.interval([][]int{roles[first], roles[second]}, rounds, level, seed, func(l [][]int) agreement.Score { return agreement.CohenKappa(l[0], l[1]) })
}

// AlphaInterval is the bootstrap interval of alpha of all sets, drawn from the pieces.
func (c *Comparison) AlphaInterval(rounds int, level float64, seed uint64) agreement.Interval {
	return c.interval(c.roleLabels(), rounds, level, seed, agreement.Alpha)
}

// ArticlesInterval is the bootstrap interval of the F1 of B-cubed of two sets, drawn from the pieces.
func (c *Comparison) ArticlesInterval(first, second, rounds int, level float64, seed uint64) agreement.Interval {
	groups := [][]int{c.groupsOf(first), c.groupsOf(second)}
	return c.interval(groups, rounds, level, seed, func(l [][]int) agreement.Score { return agreement.BCubed(l[0], l[1]).F1 })
}

func (c *Comparison) interval(labels [][]int, rounds int, level float64, seed uint64, score func([][]int) agreement.Score) agreement.Interval {
	drawn := make([][]int, len(labels))
	for i := range drawn {
		drawn[i] = make([]int, len(c.pieces))
	}
	return agreement.Bootstrap(len(c.pieces), rounds, level, seed, func(items []int) agreement.Score {
		for i, list := range labels {
			for k, item := range items {
				drawn[i][k] = list[item]
			}
		}
		return score(drawn)
	})
}

// Segmentation is where a set goes from one article to another, with the pieces as units. What belongs
// to no article is taken as one if it stands together.
func (c *Comparison) Segmentation(set int) agreement.Segmentation {
	s := agreement.Segmentation{Units: len(c.pieces)}
	for p := 1; p < len(c.pieces); p++ {
		if c.block(p, set).Article != c.block(p-1, set).Article {
			s.Bounds = append(s.Bounds, p)
		}
	}
	return s
}

// groupsOf are the articles of a set by piece, as numbers.
func (c *Comparison) groupsOf(set int) []int {
	groups := make([]int, len(c.pieces))
	for p := range c.pieces {
		if groups[p] = c.story(p, set); groups[p] < 0 {
			groups[p] = agreement.Missing
		}
	}
	return groups
}

// roleLabels are the roles of all pieces by set, as numbers in the order of the vocabulary; Missing
// if a block has none.
func (c *Comparison) roleLabels() [][]int {
	number := map[string]int{}
	for i, r := range vocabulary.Roles {
		number[r.ID] = i
	}
	all := make([][]int, len(c.sides))
	for set := range c.sides {
		all[set] = make([]int, len(c.pieces))
		for p := range c.pieces {
			role := c.block(p, set).Role
			label, known := number[role]
			switch {
			case role == "":
				label = agreement.Missing
			case !known:
				label = len(number)
				number[role] = label
			}
			all[set][p] = label
		}
	}
	return all
}

// Matrix is how often a role of one set meets a role of another.
type Matrix struct {
	Roles []string // in the order of the vocabulary, or "" for none last; those that occur
	Cells [][]MatrixCell
}

// MatrixCell is what stands behind one field of a matrix.
type MatrixCell struct {
	Count  int
	Blocks []markup.Extent // the pieces, in text order
}

// Confusion is the matrix of the roles of the first set (rows) and the second (columns), by piece.
func (c *Comparison) Confusion(first, second int) Matrix {
	used := map[string]bool{}
	for p := range c.pieces {
		used[c.block(p, first).Role], used[c.block(p, second).Role] = true, true
	}
	m := Matrix{Roles: inOrder(used)}
	for range m.Roles {
		m.Cells = append(m.Cells, make([]MatrixCell, len(m.Roles)))
	}
	at := map[string]int{}
	for i, role := range m.Roles {
		at[role] = i
	}
	for p, piece := range c.pieces {
		cell := &m.Cells[at[c.block(p, first).Role]][at[c.block(p, second).Role]]
		cell.Count++
		cell.Blocks = append(cell.Blocks, piece.Extent)
	}
	return m
}

// inOrder are the roles used, in the order of the vocabulary; those it does not know behind them, and
// none last.
func inOrder(used map[string]bool) []string {
	var roles, others []string
	for _, r := range vocabulary.Roles {
		if used[r.ID] {
			roles = append(roles, r.ID)
		}
	}
	for role := range used {
		if _, known := vocabulary.RoleByID(role); !known && role != "" {
			others = append(others, role)
		}
	}
	slices.Sort(others)
	roles = append(roles, others...)
	if used[""] {
		roles = append(roles, "")
	}
	return roles
}
