package parts

import (
	"context"
	"fmt"
	"strings"

	"galley/engine/markup"
	"galley/locale"
	"galley/models"
)

// The shapes that stand for how far a page or an issue is, distinct without colour.
const (
	ShapeBlank    = "blank"    // nobody has begun
	ShapeHalf     = "half"     // being marked
	ShapeFull     = "full"     // marked, or submitted
	ShapeTick     = "tick"     // accepted
	ShapeReturned = "returned" // returned: a corner is turned down
	ShapeMissing  = "missing"  // expected, and not here
)

// ShapeOf is the shape of work in a state of which some blocks of all are decided.
func ShapeOf(state markup.State, decided, blocks int) string {
	switch {
	case state == markup.Accepted:
		return ShapeTick
	case state == markup.Returned:
		return ShapeReturned
	case state == markup.Submitted || blocks > 0 && decided >= blocks:
		return ShapeFull
	case decided > 0:
		return ShapeHalf
	}
	return ShapeBlank
}

// ShapeWords is a shape in words.
func ShapeWords(ctx context.Context, shape string) string { return shapeKeys[shape].In(ctx) }

var shapeKeys = map[string]locale.Key{
	ShapeBlank:    locale.Key("not started"),
	ShapeHalf:     locale.Key("being marked"),
	ShapeFull:     locale.Key("marked, or submitted"),
	ShapeTick:     locale.Key("accepted"),
	ShapeReturned: locale.Key("returned"),
	ShapeMissing:  locale.Key("expected, missing"),
}

// mostCells is how many pages of an issue the list draws.
const mostCells = 8

// CellsShown are the pages that a line draws, and how many it leaves out.
func CellsShown(l models.IssueLine) (cells []models.PageCell, more int) {
	cells = l.PageCells()
	if len(cells) > mostCells {
		return cells[:mostCells], len(cells) - mostCells
	}
	return cells, 0
}

// CellTitle says what a page's cell stands for.
func CellTitle(ctx context.Context, c models.PageCell) string {
	words := []string{
		locale.T(ctx, "Page %s", PageLabel(c.Label, c.Key)),
		locale.T(ctx, "%d of %d blocks decided", c.Decided, c.Blocks),
		ShapeWords(ctx, ShapeOf(c.State, c.Decided, c.Blocks)),
	}
	if c.Problems > 0 {
		words = append(words, locale.N(ctx, c.Problems, "%d problem", "%d problems"))
	}
	return strings.Join(words, " · ")
}

// CellsWords sum the cells up for those who do not see them.
func CellsWords(ctx context.Context, l models.IssueLine) string {
	counts, order := map[string]int{}, []string{ShapeBlank, ShapeHalf, ShapeFull, ShapeReturned, ShapeTick}
	for _, c := range l.PageCells() {
		counts[ShapeOf(c.State, c.Decided, c.Blocks)]++
	}
	words := []string{locale.N(ctx, l.Pages, "%d page", "%d pages")}
	for _, shape := range order {
		if counts[shape] > 0 {
			words = append(words, fmt.Sprint(counts[shape])+" "+ShapeWords(ctx, shape))
		}
	}
	return strings.Join(words, " · ")
}
