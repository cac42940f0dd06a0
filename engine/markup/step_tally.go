package markup

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Tally is what a stored step did for how a set gets on.
type Tally struct {
	Decided   int // blocks that became decided
	TakenBack int // blocks that were decided and became something else
	Moves     []StateMove
}

// StateMove is a change of a state.
type StateMove struct {
	Cell string // the name of the state's cell
	To   State
}

// What marks a decided block and a state in stored changes: no text of ours can hold either, since its
// quotes are escaped.
var (
	decidedWords = []byte(`"decided":true`)
	stateWords   = `"cell":"` + string(StateCell)
)

// TallyOf reads what a step did from its act and its changes as they are stored, at a fraction of what reading
// the step costs. A step of a version that this program does not know counts for nothing.
func TallyOf(act, changes string) (Tally, error) {
	if !strings.Contains(changes, string(decidedWords)) && !strings.Contains(changes, stateWords) {
		return Tally{}, nil
	}
	var stored storedStep
	if err := json.Unmarshal([]byte(changes), &stored); err != nil {
		return Tally{}, fmt.Errorf("read a step: %w", err)
	}
	if stored.Version != StepVersion {
		return Tally{}, nil
	}
	var t Tally
	says := saysState(act)
	for _, c := range stored.Changes {
		kind, _, _ := strings.Cut(c.Cell, "/")
		switch {
		case kind == string(BlockCell):
			t.count(bytes.Contains(c.From, decidedWords), bytes.Contains(c.To, decidedWords))
		case kind == string(StateCell) && says:
			t.Moves = append(t.Moves, StateMove{c.Cell, State(strings.Trim(string(c.To), `"`))})
		}
	}
	t.settle()
	return t, nil
}

// count counts a block that was decided or not, and is or is not.
func (t *Tally) count(was, is bool) {
	if is && !was {
		t.Decided++
	}
	if was && !is {
		t.TakenBack++
	}
}

// settle gives parts that go with the whole the whole's state, a draft by default.
func (t *Tally) settle() {
	said := Draft
	for _, m := range t.Moves {
		if m.To != "" {
			said = m.To
		}
	}
	for i := range t.Moves {
		if t.Moves[i].To == "" {
			t.Moves[i].To = said
		}
	}
}

// Stored is how a word of the engine, such as a role or the kind of an act, stands in stored acts and changes:
// what a database looks for.
func Stored(word string) string { return `"` + word + `"` }

// saysState reports whether an act is about a state. Others only carry one along: if an article is parted,
// the new part has the state of the old.
func saysState(act string) bool {
	kind, err := KindOf([]byte(act))
	return err == nil && slices.Contains([]string{KindState, KindUndo, KindRedo}, kind)
}
