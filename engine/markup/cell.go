package markup

import (
	"fmt"
	"strconv"
	"strings"

	"galley/engine/text"
)

// CellKind is the first part of a cell's name. Names are stored with every step, so they never
// change their meaning.
type CellKind string

// The kinds of cells.
const (
	BlockCell      CellKind = "block"      // block/PAGE/START
	CutCell        CellKind = "cut"        // cut/PAGE/OFFSET
	ArticleCell    CellKind = "article"    // article/ID
	JoinCell       CellKind = "join"       // join/PAGE/END, where the piece that goes on ends
	SpanCell       CellKind = "span"       // span/ID
	CorrectionCell CellKind = "correction" // correction/ID
	PictureCell    CellKind = "picture"    // picture/ID
	NotesCell      CellKind = "notes"      // notes/page/KEY
	StateCell      CellKind = "state"      // state, state/page/KEY, state/article/ID
	StageCell      CellKind = "stage"      // stage, stage/page/KEY, stage/article/ID: beside the state
	DismissalCell  CellKind = "dismissal"  // dismissal/block/PAGE/START/KIND, dismissal/article/ID/KIND
	WithheldCell   CellKind = "withheld"   // withheld/ID of an article
)

// Cell names one thing of a set that a step can change. It is comparable.
type Cell struct {
	Kind CellKind
	Page int     // for blocks, cuts, joins, and notes, states and stages of a page
	At   int     // for blocks, cuts and joins: code point of the page
	ID   text.ID // for everything that has one
	// Problem is the kind of problem that a dismissal is about.
	Problem ProblemKind
}

// Extent names a block: the source's boundaries and the set's cuts together make it.
type Extent struct {
	Page  int `json:"page"`
	Start int `json:"start"`
	End   int `json:"end"`
}

// Span is the extent without its page.
func (e Extent) Span() text.Span { return text.Span{Start: e.Start, End: e.End} }

// Cell is the cell of the block that starts where e starts.
func (e Extent) Cell() Cell { return Cell{Kind: BlockCell, Page: e.Page, At: e.Start} }

// position is a place in the text of an issue.
type position struct{ page, at int }

func (e Extent) start() position { return position{e.Page, e.Start} }
func (e Extent) end() position   { return position{e.Page, e.End} }

func blockCell(p position) Cell      { return Cell{Kind: BlockCell, Page: p.page, At: p.at} }
func cutCell(p position) Cell        { return Cell{Kind: CutCell, Page: p.page, At: p.at} }
func joinCell(p position) Cell       { return Cell{Kind: JoinCell, Page: p.page, At: p.at} }
func articleCell(id text.ID) Cell    { return Cell{Kind: ArticleCell, ID: id} }
func spanCell(id text.ID) Cell       { return Cell{Kind: SpanCell, ID: id} }
func correctionCell(id text.ID) Cell { return Cell{Kind: CorrectionCell, ID: id} }
func pictureCell(id text.ID) Cell    { return Cell{Kind: PictureCell, ID: id} }
func (c Cell) position() position    { return position{c.Page, c.At} }

// dismissalCell is where the dismissal of a problem of a block or article stands.
func dismissalCell(scope Cell, kind ProblemKind) Cell {
	return Cell{Kind: DismissalCell, Page: scope.Page, At: scope.At, ID: scope.ID, Problem: kind}
}

// scope is the block or article that a dismissal is about.
func (c Cell) scope() Cell {
	if c.ID != "" {
		return articleCell(c.ID)
	}
	return blockCell(c.position())
}

// String is the cell's name as it is stored and sent.
func (c Cell) String() string {
	switch c.Kind {
	case BlockCell, CutCell, JoinCell:
		return fmt.Sprintf("%s/%d/%d", c.Kind, c.Page, c.At)
	case NotesCell, StateCell, StageCell:
		if c.Page > 0 {
			return fmt.Sprintf("%s/page/%d", c.Kind, c.Page)
		}
		if c.ID != "" {
			return fmt.Sprintf("%s/article/%s", c.Kind, c.ID)
		}
		return string(c.Kind)
	case DismissalCell:
		return fmt.Sprintf("%s/%s/%s", c.Kind, c.scope(), c.Problem)
	default:
		return string(c.Kind) + "/" + c.ID
	}
}

// ParseCell reads a cell's name. It refuses what String would not have written.
func ParseCell(name string) (Cell, error) {
	cell, ok := parseCell(strings.Split(name, "/"))
	if !ok || cell.String() != name {
		return Cell{}, fmt.Errorf("read cell name %q: not one this version knows", name)
	}
	return cell, nil
}

func parseCell(parts []string) (Cell, bool) {
	c := Cell{Kind: CellKind(parts[0])}
	switch c.Kind {
	case BlockCell, CutCell, JoinCell:
		ok := len(parts) == 3 && number(parts[1], &c.Page) && number(parts[2], &c.At)
		return c, ok && c.Page > 0
	case NotesCell, StateCell, StageCell:
		return parseScope(c, parts[1:])
	case ArticleCell, SpanCell, CorrectionCell, PictureCell, WithheldCell:
		if len(parts) != 2 {
			return c, false
		}
		c.ID = parts[1]
		return c, text.ValidID(c.ID)
	case DismissalCell:
		return parseDismissal(parts[1:])
	default:
		return c, false
	}
}

// parseDismissal reads which problem of which block or article a dismissal is about. The kind of a
// problem is any word in small letters: which there are may change from release to release.
func parseDismissal(parts []string) (Cell, bool) {
	if len(parts) < 2 {
		return Cell{}, false
	}
	last := len(parts) - 1
	scope, ok := parseCell(parts[:last])
	kind := ProblemKind(parts[last])
	ok = ok && (scope.Kind == BlockCell || scope.Kind == ArticleCell) && kind.isWord()
	return dismissalCell(scope, kind), ok
}

// isWord reports whether a kind can stand in a cell's name: small letters, with hyphens between them.
func (k ProblemKind) isWord() bool {
	for part := range strings.SplitSeq(string(k), "-") {
		if part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz") != "" {
			return false
		}
	}
	return true
}

// parseScope reads what a state, a stage or notes belong to: a page, an article, or the set when nothing is said.
func parseScope(c Cell, parts []string) (Cell, bool) {
	switch {
	case len(parts) == 0:
		return c, c.Kind != NotesCell
	case len(parts) == 2 && parts[0] == "page":
		ok := number(parts[1], &c.Page)
		return c, ok && c.Page > 0
	case len(parts) == 2 && parts[0] == "article":
		c.ID = parts[1]
		return c, c.Kind != NotesCell && text.ValidID(c.ID)
	default:
		return c, false
	}
}

func number(digits string, into *int) bool {
	n, err := strconv.Atoi(digits)
	*into = n
	return err == nil && n >= 0
}
