package markup

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// StepVersion is the version of the JSON that a step is stored as. A set with a step of another
// version can be read, not changed.
const StepVersion = 1

// Change sets one cell. From lets a reverse notice that somebody was here since.
type Change struct {
	Cell     Cell
	From, To Value // nil is an empty cell
}

// Step is a reversible change of a set: what an act became. Applying it never infers anything.
type Step struct{ Changes []Change }

// Reverse is the step that takes s back.
func (s Step) Reverse() Step {
	back := slices.Clone(s.Changes)
	slices.Reverse(back)
	for i, c := range back {
		back[i].From, back[i].To = c.To, c.From
	}
	return Step{Changes: back}
}

// Equal reports whether s and t make the same changes in the same order.
func (s Step) Equal(t Step) bool {
	return slices.EqualFunc(s.Changes, t.Changes, func(a, b Change) bool {
		return a.Cell == b.Cell && equalValues(a.From, b.From) && equalValues(a.To, b.To)
	})
}

type storedStep struct {
	Version int            `json:"v"`
	Changes []storedChange `json:"changes"`
}

type storedChange struct {
	Cell string          `json:"cell"`
	From json.RawMessage `json:"from,omitempty"`
	To   json.RawMessage `json:"to,omitempty"`
}

// MarshalJSON writes the step as it is stored: a version and its changes by cell name.
func (s Step) MarshalJSON() ([]byte, error) {
	stored := storedStep{Version: StepVersion, Changes: make([]storedChange, len(s.Changes))}
	for i, c := range s.Changes {
		from, err := encodeValue(c.From)
		if err != nil {
			return nil, err
		}
		to, err := encodeValue(c.To)
		if err != nil {
			return nil, err
		}
		stored.Changes[i] = storedChange{Cell: c.Cell.String(), From: from, To: to}
	}
	return json.Marshal(stored)
}

func encodeValue(v Value) (json.RawMessage, error) {
	if v == nil {
		return nil, nil
	}
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("write a value: %w", err)
	}
	return data, nil
}

// UnmarshalJSON reads a stored step. It refuses another version, cells and values it does not know,
// and whatever this program would not have written just so.
func (s *Step) UnmarshalJSON(data []byte) error {
	var stored storedStep
	if err := json.Unmarshal(data, &stored); err != nil {
		return fmt.Errorf("read a step: %w", err)
	}
	if stored.Version != StepVersion {
		return fmt.Errorf("read a step: its version is %d, this program knows %d", stored.Version, StepVersion)
	}
	read := Step{Changes: make([]Change, len(stored.Changes))}
	for i, c := range stored.Changes {
		change, err := c.change()
		if err != nil {
			return fmt.Errorf("read change %d of a step: %w", i+1, err)
		}
		read.Changes[i] = change
	}
	if err := read.isWritten(data); err != nil {
		return err
	}
	*s = read
	return nil
}

// isWritten refuses data that is not how s is written, white space between its parts aside. So
// nothing in a step can be passed over.
func (s Step) isWritten(data []byte) error {
	var compact bytes.Buffer
	if err := json.Compact(&compact, data); err != nil {
		return fmt.Errorf("read a step: %w", err)
	}
	again, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if !bytes.Equal(compact.Bytes(), again) {
		return errors.New("read a step: something in it is not what this program writes")
	}
	return nil
}

func (c storedChange) change() (Change, error) {
	cell, err := ParseCell(c.Cell)
	if err != nil {
		return Change{}, err
	}
	from, err := decodeValue(cell.Kind, c.From)
	if err != nil {
		return Change{}, err
	}
	to, err := decodeValue(cell.Kind, c.To)
	if err != nil {
		return Change{}, err
	}
	return Change{Cell: cell, From: from, To: to}, nil
}
