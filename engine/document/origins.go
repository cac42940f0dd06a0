package document

import (
	"fmt"
	"slices"
	"strings"

	"galley/engine/markup"
	"galley/engine/text"
)

// MarkOrigin says where a mark of an adjudicated set came from, as an export tells it. Like all provenance
// it is no mark: an import leaves it aside, and so does comparing.
type MarkOrigin struct {
	// Mark is a mark of the file: a block, cut, join or note by its place, such as block/1/269; an article,
	// span, correction or picture by its name, such as a3.
	Mark    string   `json:"mark"`
	Aspects []string `json:"aspects"` // of the mark, such as role or grouping
	From    []string `json:"from"`    // whose sets say so; empty if it is the adjudicator's own
	Decided bool     `json:"decided,omitempty"`
}

// namedOrigins are origins with the names that marks have in the export, in their order; those of marks
// that are no longer there are left out. Their marks are cells.
func namedOrigins(n *markup.Names, origins []MarkOrigin) []MarkOrigin {
	byID := map[string]string{}
	for i, id := range n.Articles {
		byID[markup.Cell{Kind: markup.ArticleCell, ID: id}.String()] = markup.Ordinal("a", i)
	}
	for i, id := range n.Spans {
		byID[markup.Cell{Kind: markup.SpanCell, ID: id}.String()] = markup.Ordinal("s", i)
	}
	for i, c := range n.Corrections {
		byID[markup.Cell{Kind: markup.CorrectionCell, ID: c.ID}.String()] = markup.Ordinal("c", i)
	}
	for i, p := range n.Pictures {
		byID[markup.Cell{Kind: markup.PictureCell, ID: p.ID}.String()] = markup.Ordinal("g", i)
	}
	var named []MarkOrigin
	for _, o := range origins {
		cell, err := markup.ParseCell(o.Mark)
		if err != nil || n.Set.Get(cell) == nil {
			continue
		}
		if cell.ID != "" {
			if o.Mark = byID[o.Mark]; o.Mark == "" {
				continue // a state or a dismissal of an article
			}
		}
		named = append(named, o)
	}
	slices.SortStableFunc(named, func(a, b MarkOrigin) int { return strings.Compare(a.Mark, b.Mark) })
	return named
}

// checkOrigins refuses origins of a file that are of nothing in it.
func (d *Document) checkOrigins(source *markup.Source) error {
	names := map[string]bool{}
	for _, a := range d.Marks.Articles {
		names[a.ID] = true
	}
	for _, s := range d.Marks.Spans {
		names[s.ID] = true
	}
	for _, c := range d.Marks.Corrections {
		names[c.ID] = true
	}
	for _, p := range d.Marks.Pictures {
		names[p.ID] = true
	}
	for i, o := range d.Provenance.Origins {
		path := fmt.Sprintf("provenance.origins[%d]", i)
		if len(o.Aspects) == 0 || slices.ContainsFunc(append(slices.Clone(o.Aspects), o.From...), text.HasControls) {
			return markup.FaultAt(path, "it is empty, or contains control characters.")
		}
		if names[o.Mark] {
			continue
		}
		cell, err := markup.ParseCell(o.Mark)
		if err != nil || cell.ID != "" || cell.Page != 0 && source.Page(cell.Page) == nil {
			return markup.FaultAt(path, "there is no mark %q in this file.", markup.Clip(o.Mark))
		}
	}
	return nil
}
