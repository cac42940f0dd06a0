package markup

import (
	"cmp"
	"strings"

	"galley/engine/text"
)

// Set is one annotation set on one issue: an immutable value. A change gives a new one, which
// shares with the old whatever the change does not touch.
type Set struct {
	source  *Source
	version int64
	total   count // over all pages
	whole   int   // blocks of the source
	wrong   int   // problems, hints and dismissed ones apart
	groups  int   // articles that are packages

	blocks      table[position, Block]
	cuts        table[position, Cut]
	articles    table[text.ID, Article]
	joins       table[position, Join]
	marks       table[text.ID, Mark]
	corrections table[text.ID, Correction]
	pictures    table[text.ID, PlacedPicture]
	remarks     table[Cell, Value] // notes, states, and what is withheld
	dismissals  table[Cell, Dismissal]

	// What follows from the above, kept so that nothing is ever counted whole.
	joinsIn       table[linkKey, struct{}]   // joins by where they lead
	members       table[memberKey, struct{}] // blocks by article, in reading order
	tails         table[memberKey, struct{}] // blocks with a tail, by its article
	runs          table[memberKey, struct{}] // those of them that blocks without a cell follow
	children      table[childKey, struct{}]  // articles by parent
	order         table[orderKey, struct{}]  // articles in reading order
	places        table[text.ID, Place]      // where order has an article
	marksAt       table[anchorKey, struct{}] // spans by where their pieces stand, see anchors
	marksIn       table[childKey, struct{}]  // spans by parent
	correctionsAt table[anchorKey, struct{}] // corrections by where they begin
	picturesIn    table[childKey, struct{}]  // placed pictures by article
	tallies       table[text.ID, tally]      // roles of an article's blocks, counted
	counts        table[int, count]          // blocks of a page, counted
	problems      table[Cell, []Problem]     // of blocks and articles that have any
	touched       table[Cell, Touch]         // who changed a cell last, and when
	parts         *lazyParts                 // what is reviewed by itself, found when asked first; shared by sets of the same articles, withdrawn ones apart
}

// memberKey stands for a block of an article.
type memberKey struct {
	article text.ID
	place   Place
	block   position
}

// childKey stands for what lies under a parent.
type childKey struct{ parent, child text.ID }

// orderKey stands for an article at its place.
type orderKey struct {
	place   Place
	article text.ID
}

// linkKey stands for a join that leads to the piece which begins at start, from the one which ends at
// end. A step may take one and give one in any order, so there can be two for a moment.
type linkKey struct{ start, end position }

// anchorKey stands for something at a place in the text.
type anchorKey struct {
	at position
	id text.ID
}

// count holds the figures of a page.
type count struct{ cuts, decided int }

func (c count) plus(d count) count { return count{c.cuts + d.cuts, c.decided + d.decided} }

// Touch says which version changed a cell last, and who made it.
type Touch struct {
	Version int64
	Author  int64
}

// NewSet is the empty set on source, at version 0.
func NewSet(source *Source) *Set {
	whole := 0
	for _, p := range source.Pages {
		whole += len(p.Blocks)
	}
	return &Set{
		source:        source,
		parts:         new(lazyParts),
		whole:         whole,
		blocks:        newTable[position, Block](comparePositions),
		cuts:          newTable[position, Cut](comparePositions),
		articles:      newTable[text.ID, Article](strings.Compare),
		joins:         newTable[position, Join](comparePositions),
		marks:         newTable[text.ID, Mark](strings.Compare),
		corrections:   newTable[text.ID, Correction](strings.Compare),
		pictures:      newTable[text.ID, PlacedPicture](strings.Compare),
		remarks:       newTable[Cell, Value](compareCells),
		dismissals:    newTable[Cell, Dismissal](compareCells),
		joinsIn:       newTable[linkKey, struct{}](compareLinks),
		members:       newTable[memberKey, struct{}](compareMembers),
		tails:         newTable[memberKey, struct{}](compareMembers),
		runs:          newTable[memberKey, struct{}](compareMembers),
		children:      newTable[childKey, struct{}](compareChildren),
		order:         newTable[orderKey, struct{}](compareOrder),
		places:        newTable[text.ID, Place](strings.Compare),
		marksAt:       newTable[anchorKey, struct{}](compareAnchors),
		marksIn:       newTable[childKey, struct{}](compareChildren),
		correctionsAt: newTable[anchorKey, struct{}](compareAnchors),
		picturesIn:    newTable[childKey, struct{}](compareChildren),
		tallies:       newTable[text.ID, tally](strings.Compare),
		counts:        newTable[int, count](cmp.Compare[int]),
		problems:      newTable[Cell, []Problem](compareCells),
		touched:       newTable[Cell, Touch](compareCells),
	}
}

// Source is what the set points at.
func (s *Set) Source() *Source { return s.source }

// Version is the number of the last step applied; 0 for the empty set.
func (s *Set) Version() int64 { return s.version }

// Touched says who changed cell last; false if nobody did.
func (s *Set) Touched(c Cell) (Touch, bool) { return s.touched.get(c) }

// Get is what cell c holds; nil when it is empty.
func (s *Set) Get(c Cell) Value {
	switch c.Kind {
	case BlockCell:
		return valueOf(s.blocks.get(c.position()))
	case CutCell:
		return valueOf(s.cuts.get(c.position()))
	case ArticleCell:
		return valueOf(s.articles.get(c.ID))
	case JoinCell:
		return valueOf(s.joins.get(c.position()))
	case SpanCell:
		return valueOf(s.marks.get(c.ID))
	case CorrectionCell:
		return valueOf(s.corrections.get(c.ID))
	case PictureCell:
		return valueOf(s.pictures.get(c.ID))
	case DismissalCell:
		return valueOf(s.dismissals.get(c))
	default:
		v, _ := s.remarks.get(c)
		return v
	}
}

func valueOf[V Value](v V, found bool) Value {
	if !found {
		return nil
	}
	return v
}

func comparePositions(a, b position) int {
	return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.at, b.at))
}

func compareCells(a, b Cell) int {
	return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), cmp.Compare(a.Page, b.Page),
		cmp.Compare(a.At, b.At), strings.Compare(a.ID, b.ID), strings.Compare(string(a.Problem), string(b.Problem)))
}

func compareMembers(a, b memberKey) int {
	return cmp.Or(strings.Compare(a.article, b.article), a.place.compare(b.place), comparePositions(a.block, b.block))
}

func compareChildren(a, b childKey) int {
	return cmp.Or(strings.Compare(a.parent, b.parent), strings.Compare(a.child, b.child))
}

func compareOrder(a, b orderKey) int {
	return cmp.Or(a.place.compare(b.place), strings.Compare(a.article, b.article))
}

func compareLinks(a, b linkKey) int {
	return cmp.Or(comparePositions(a.start, b.start), comparePositions(a.end, b.end))
}

func compareAnchors(a, b anchorKey) int {
	return cmp.Or(comparePositions(a.at, b.at), strings.Compare(a.id, b.id))
}
