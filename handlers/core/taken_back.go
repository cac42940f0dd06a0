package core

import (
	"galley/engine/markup"
	"galley/fault"
)

// Rejected is what the record holds of changes that were taken back in review.
type Rejected struct {
	Kind  string   `json:"kind"`
	Cells []string `json:"cells"`
}

// CellsNamed reads names of cells. It returns Invalid for none, and for what names none.
func CellsNamed(names []string) ([]markup.Cell, error) {
	if len(names) == 0 {
		return nil, fault.New(fault.Invalid, "Choose a change first.")
	}
	cells := make([]markup.Cell, len(names))
	for i, name := range names {
		var err error
		if cells[i], err = markup.ParseCell(name); err != nil {
			return nil, fault.Wrap(fault.Invalid, err, "The form could not be read. Please send it again.")
		}
	}
	return cells, nil
}
