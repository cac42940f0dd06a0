package views

import (
	"context"
	"fmt"
	"strings"

	"galley/engine/markup"
	"galley/locale"
	"galley/models"
)

// The shapes that stand for how far a page or an issue is, told apart without colour.
const (
	shapeBlank    = "blank"    // nobody has begun
	shapeHalf     = "half"     // being marked
	shapeFull     = "full"     // marked, or submitted
	shapeTick     = "tick"     // accepted
	shapeReturned = "returned" // returned: a corner is turned down
	shapeMissing  = "missing"  // expected, and not here
)

// shapeOf is the shape of work in a state of which some blocks of all are decided.
func shapeOf(state markup.State, decided, blocks int) string {
	switch {
	case state == markup.Accepted:
		return shapeTick
	case state == markup.Returned:
		return shapeReturned
	case state == markup.Submitted || blocks > 0 && decided >= blocks:
		return shapeFull
	case decided > 0:
		return shapeHalf
	}
	return shapeBlank
}

// shapeWords is a shape in words.
func shapeWords(ctx context.Context, shape string) string { return shapeKeys[shape].In(ctx) }

var shapeKeys = map[string]locale.Key{
	shapeBlank:    locale.Key("not started"),
	shapeHalf:     locale.Key("being marked"),
	shapeFull:     locale.Key("marked, or submitted"),
	shapeTick:     locale.Key("accepted"),
	shapeReturned: locale.Key("returned"),
	shapeMissing:  locale.Key("expected, missing"),
}

// mostCells is how many pages of an issue the list draws.
const mostCells = 16

// cellsShown are the pages that a line draws, and how many it leaves out.
func cellsShown(l models.IssueLine) (cells []models.PageCell, more int) {
	cells = l.PageCells()
	if len(cells) > mostCells {
		return cells[:mostCells-1], len(cells) - mostCells + 1
	}
	return cells, 0
}

// cellTitle says what a page's cell stands for.
func cellTitle(ctx context.Context, c models.PageCell) string {
	words := []string{
		locale.T(ctx, "Page %s", pageName(c)),
		locale.T(ctx, "%d of %d blocks decided", c.Decided, c.Blocks),
		shapeWords(ctx, shapeOf(c.State, c.Decided, c.Blocks)),
	}
	if c.Problems > 0 {
		words = append(words, locale.N(ctx, c.Problems, "%d problem", "%d problems"))
	}
	return strings.Join(words, " · ")
}

// pageName is the label of a page, its key where it has none.
func pageName(c models.PageCell) string {
	if c.Label != "" {
		return c.Label
	}
	return fmt.Sprint(c.Key)
}

// cellsWords sum the cells up for those who do not see them.
func cellsWords(ctx context.Context, l models.IssueLine) string {
	counts, order := map[string]int{}, []string{shapeBlank, shapeHalf, shapeFull, shapeReturned, shapeTick}
	for _, c := range l.PageCells() {
		counts[shapeOf(c.State, c.Decided, c.Blocks)]++
	}
	words := []string{locale.N(ctx, l.Pages, "%d page", "%d pages")}
	for _, shape := range order {
		if counts[shape] > 0 {
			words = append(words, fmt.Sprint(counts[shape])+" "+shapeWords(ctx, shape))
		}
	}
	return strings.Join(words, " · ")
}
