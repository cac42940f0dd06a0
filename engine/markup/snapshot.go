package markup

import (
	"encoding/json"
	"fmt"
	"iter"
)

// snapshotVersion is the version of the JSON that a snapshot is stored as.
const snapshotVersion = 1

type storedSnapshot struct {
	Version int          `json:"v"`
	Set     int64        `json:"version"`
	Cells   []storedCell `json:"cells"`
}

type storedCell struct {
	Cell    string          `json:"cell"`
	Value   json.RawMessage `json:"value,omitempty"` // absent for a cell that was emptied
	Touched int64           `json:"at"`
	Author  int64           `json:"by"`
}

// Cells are all cells that hold something, in no order that means anything.
func (s *Set) Cells() iter.Seq2[Cell, Value] {
	return func(yield func(Cell, Value) bool) {
		for c := range s.touched.all() {
			if v := s.Get(c); v != nil && !yield(c, v) {
				return
			}
		}
	}
}

// Snapshot is the set as JSON: every cell with its value and who changed it last.
func (s *Set) Snapshot() ([]byte, error) {
	stored := storedSnapshot{Version: snapshotVersion, Set: s.version}
	for c, t := range s.touched.all() {
		value, err := encodeValue(s.Get(c))
		if err != nil {
			return nil, fmt.Errorf("write cell %s: %w", c, err)
		}
		stored.Cells = append(stored.Cells, storedCell{c.String(), value, t.Version, t.Author})
	}
	return json.Marshal(stored)
}

// Restore is the set that a snapshot holds, on its source.
func Restore(source *Source, snapshot []byte) (*Set, error) {
	var stored storedSnapshot
	if err := json.Unmarshal(snapshot, &stored); err != nil {
		return nil, fmt.Errorf("read a snapshot: %w", err)
	}
	if stored.Version != snapshotVersion {
		return nil, fmt.Errorf("read a snapshot: its version is %d, this program knows %d", stored.Version, snapshotVersion)
	}
	s := NewSet(source)
	whole := Step{}
	for _, c := range stored.Cells {
		cell, err := ParseCell(c.Cell)
		if err != nil {
			return nil, fmt.Errorf("read a snapshot: %w", err)
		}
		value, err := decodeValue(cell.Kind, c.Value)
		if err != nil {
			return nil, fmt.Errorf("read cell %s of a snapshot: %w", c.Cell, err)
		}
		s = s.with(cell, value)
		s.touched = s.touched.put(cell, Touch{c.Touched, c.Author})
		whole.Changes = append(whole.Changes, Change{Cell: cell, To: value})
	}
	s.version = stored.Set
	s.refreshProblems(NewSet(source), whole)
	return s, nil
}
