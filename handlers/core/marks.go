package core

import (
	"galley/engine/markup"
	"galley/views/parts"
)

// MarksOf are the spans and corrections of a block.
func MarksOf(set *markup.Set, e markup.Extent) []parts.MarkRow {
	var rows []parts.MarkRow
	for _, m := range set.MarksIn(e) {
		for _, p := range m.At {
			if p.Page == e.Page && p.Span().Overlaps(e.Span()) {
				rows = append(rows, parts.MarkRow{ID: m.ID, Role: m.Role, Start: p.Start, End: p.End, Depth: set.Depth(m.ID)})
			}
		}
	}
	for _, c := range set.CorrectionsIn(e) {
		rows = append(rows, parts.MarkRow{ID: c.ID, Start: c.Start, End: c.End, Correction: c.Text})
	}
	return rows
}
