package markup

import (
	"iter"
	"maps"
	"slices"
)

// A dismissal holds for the problem as it was found. It goes with the problem, or with the extent of
// its block: the act that makes the problem go away, cuts the block or puts it together takes the
// dismissal along, and its undo brings both back. The same problem coming up again is a new one, and
// open.

// Dismissals are all dismissals by cell: those of articles first, then those of blocks in text order.
func (s *Set) Dismissals() iter.Seq2[Cell, Dismissal] { return s.dismissals.all() }

// dismissalsOf are the cells of the dismissals of a block or article.
func (s *Set) dismissalsOf(scope Cell) []Cell {
	var cells []Cell
	for c := range s.dismissals.from(dismissalCell(scope, "")) {
		if c.scope() != scope {
			break
		}
		cells = append(cells, c)
	}
	return cells
}

// withDismissals is problems with those of them marked that were dismissed.
func (s *Set) withDismissals(scope Cell, problems []Problem) []Problem {
	for i, p := range problems {
		if dismissed, found := s.dismissals.get(dismissalCell(scope, p.Kind)); found {
			problems[i].Dismissed = &dismissed
		}
	}
	return problems
}

// settle drops the dismissals of problems that the draft made go away. Only blocks and articles whose
// problems may have changed are looked at.
func (d *draft) settle() {
	if d.now.dismissals.len() == 0 {
		return
	}
	scopes := map[Cell]bool{}
	for _, c := range d.order {
		if c.Kind != DismissalCell {
			d.base.addScopes(scopes, c, d.from[c])
			d.now.addScopes(scopes, c, d.now.Get(c))
		}
	}
	for _, scope := range slices.SortedFunc(maps.Keys(scopes), compareCells) { // so that the step is the same each time
		d.settleScope(scope)
	}
}

func (d *draft) settleScope(scope Cell) {
	cells := d.now.dismissalsOf(scope)
	if len(cells) == 0 {
		return
	}
	left := map[ProblemKind]bool{}
	for _, p := range d.now.findProblems(scope) {
		left[p.Kind] = true
	}
	moved := d.moved(scope)
	for _, c := range cells {
		// What an undo or an import brings was not there before; it is taken as it is.
		if d.base.dismissals.has(c) && (moved || !left[c.Problem]) {
			d.put(c, nil)
		}
	}
}

// moved reports whether a block ends elsewhere than before the draft.
func (d *draft) moved(scope Cell) bool {
	if scope.Kind != BlockCell {
		return false
	}
	was, stood := d.base.startsAt(scope.position())
	now, stands := d.now.startsAt(scope.position())
	return stood && stands && was != now
}

// undismiss drops all dismissals of a block or article that goes away.
func (d *draft) undismiss(scope Cell) {
	for _, c := range d.now.dismissalsOf(scope) {
		d.put(c, nil)
	}
}
