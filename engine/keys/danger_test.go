package keys

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// weighs reports whether a weighing is about a command.
func (w Weighing) weighs(id string) bool {
	return slices.ContainsFunc(w.Commands, func(name string) bool {
		all, many := strings.CutSuffix(name, "*")
		return name == id || many && strings.HasPrefix(id, all)
	})
}

// hazards are the keys of a preset that mean something dangerous in one place and something else in another, other
// than what was weighed. It counts in used which weighings speak of a key.
func hazards(commands []Command, preset Preset, weighed []Weighing, used map[int]bool) []string {
	m := Map{Preset: preset}
	byKey := map[Key][]Command{}
	for _, c := range commands {
		for _, k := range c.owned(m.Keys(c)) {
			byKey[k] = append(byKey[k], c)
		}
	}
	var found []string
	for k, meanings := range byKey {
		for i, a := range meanings {
			for _, b := range meanings[i+1:] {
				if a.Danger == "" && b.Danger == "" {
					continue
				}
				at := slices.IndexFunc(weighed, func(w Weighing) bool { return w.weighs(a.ID) && w.weighs(b.ID) })
				if at < 0 {
					found = append(found, fmt.Sprintf("%s is %s in one place and %s in another", k, a.ID, b.ID))
				} else {
					used[at] = true
				}
			}
		}
	}
	slices.Sort(found)
	return found
}

// TestNoKeyMeansTwoDangerousThings holds that a key which does harm in one place means nothing else in another, in any
// preset, unless the table says in words why it may, and that the table says nothing that is not so.
func TestNoKeyMeansTwoDangerousThings(t *testing.T) {
	used := map[int]bool{}
	for _, preset := range []Preset{Standard, LeftHanded} {
		for _, wrong := range hazards(Commands, preset, Weighed, used) {
			t.Errorf("preset %q: %s", preset, wrong)
		}
	}
	for i, w := range Weighed {
		if !used[i] || w.Why == "" {
			t.Errorf("nothing has to be weighed of %v", w.Commands)
		}
		for _, name := range w.Commands {
			if !slices.ContainsFunc(Commands, func(c Command) bool { return Weighing{Commands: []string{name}}.weighs(c.ID) }) {
				t.Errorf("no command is called %s", name)
			}
		}
	}
}

// TestHazardsAreFound plants keys that would do harm.
func TestHazardsAreFound(t *testing.T) {
	weighed := []Weighing{{Commands: []string{"a", "b"}}}
	tests := []struct {
		name     string
		commands []Command
		want     int
	}{
		{"two dangerous things in two places", []Command{{ID: "pass", Modes: Desk, Keys: []Key{"y"}, Danger: "passes"}, {ID: "delete", Modes: Block, Keys: []Key{"y"}, Danger: "deletes"}}, 1},
		{"a dangerous and a harmless thing", []Command{{ID: "pass", Modes: Desk, Keys: []Key{"y"}, Danger: "passes"}, {ID: "down", Modes: Block, Keys: []Key{"y"}}}, 1},
		{"a role key owns its key with Shift", []Command{{ID: "pass", Modes: Desk, Keys: []Key{"S-y"}, Danger: "passes"}, {ID: "role", Modes: Block, Keys: []Key{"y"}, Shifted: true}}, 1},
		{"two harmless things", []Command{{ID: "up", Modes: Desk, Keys: []Key{"y"}}, {ID: "down", Modes: Block, Keys: []Key{"y"}}}, 0},
		{"other keys", []Command{{ID: "pass", Modes: Desk, Keys: []Key{"y"}, Danger: "passes"}, {ID: "down", Modes: Block, Keys: []Key{"x"}}}, 0},
		{"what was weighed", []Command{{ID: "a", Modes: Desk, Keys: []Key{"y"}, Danger: "passes"}, {ID: "b", Modes: Block, Keys: []Key{"y"}}}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := hazards(tt.commands, Standard, weighed, map[int]bool{}); len(got) != tt.want {
				t.Errorf("found %v, want %d", got, tt.want)
			}
		})
	}
}

// TestWhatDecidesIsDangerous holds that no command of the desk that decides was forgotten.
func TestWhatDecidesIsDangerous(t *testing.T) {
	for _, id := range []string{"desk-next", "desk-pass", "desk-return", "desk-take-back", "desk-check-1", "undo", "redo", "take", "merge", "unmark"} {
		if c, found := ByID(id); !found || c.Danger == "" {
			t.Errorf("%s is not called dangerous", id)
		}
	}
}
