package keys

import (
	"encoding/json"
	"fmt"
	"slices"

	"galley/fault"
)

// Preset is a whole set of keys to begin from.
type Preset string

// The presets.
const (
	Standard   Preset = ""
	LeftHanded Preset = "left-handed" // the left hand is at the mouse, the right one has the keys
)

// Map is what one person made of the keys: a preset, and the commands with keys of their own. The
// zero Map is the default.
type Map struct {
	Preset Preset           `json:"preset,omitempty"`
	Own    map[string][]Key `json:"own,omitempty"` // by the command's ID
}

// ReadMap reads a stored map. What this release does not know, or would refuse now, is left out:
// those commands have the keys of the preset. "" is the default.
func ReadMap(stored string) (Map, error) {
	var read Map
	if stored == "" {
		return read, nil
	}
	if err := json.Unmarshal([]byte(stored), &read); err != nil {
		return Map{}, fmt.Errorf("read a map of keys: %w", err)
	}
	m := Map{Own: map[string][]Key{}}
	if read.Preset == LeftHanded {
		m.Preset = LeftHanded
	}
	for _, c := range Commands {
		if keys, own := read.Own[c.ID]; own && !c.Fixed && !slices.ContainsFunc(keys, func(k Key) bool { return k.Refused().Format != "" }) {
			m.Own[c.ID] = keys
		}
	}
	m.settle()
	return m, nil
}

// settle takes back, one by one, what clashes; the presets themselves never do.
func (m *Map) settle() {
	for again := true; again; {
		again = false
		for _, c := range Commands {
			if _, own := m.Own[c.ID]; !own {
				continue
			}
			if _, found := m.clash(c); found {
				delete(m.Own, c.ID)
				again = true
			}
		}
	}
}

// Stored is the map as ReadMap reads it; "" for the default.
func (m Map) Stored() string {
	if m.Preset == Standard && len(m.Own) == 0 {
		return ""
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic("write a map of keys: " + err.Error()) // strings always can be written
	}
	return string(data)
}

// PresetKeys are the keys that a command has in the map's preset.
func (m Map) PresetKeys(c Command) []Key {
	if m.Preset == LeftHanded && c.Left != nil {
		return c.Left
	}
	return c.Keys
}

// Keys are the keys of a command; none is possible.
func (m Map) Keys(c Command) []Key {
	if own, changed := m.Own[c.ID]; changed && !c.Fixed {
		return own
	}
	return m.PresetKeys(c)
}

// Changed reports whether a command has other keys than in the preset.
func (m Map) Changed(c Command) bool { return !slices.Equal(m.Keys(c), m.PresetKeys(c)) }

// With is the map with other keys for a command; the map itself is left as it was. It returns
// NotFound for a command that is not there, and Invalid for keys that nobody may take or that
// another command has.
func (m Map) With(id string, keys []Key) (Map, error) {
	c, known := ByID(id)
	if !known {
		return m, fault.New(fault.NotFound, "There is no command %q.", id)
	}
	if c.Fixed {
		return m, fault.New(fault.Invalid, "The key of this command cannot be changed, so that there is always a way back.")
	}
	next := Map{Preset: m.Preset, Own: map[string][]Key{}}
	for other, own := range m.Own {
		next.Own[other] = own
	}
	var unique []Key
	for _, k := range keys {
		if why := k.Refused(); why.Format != "" {
			return m, fault.New(fault.Invalid, "%s", why)
		}
		if !slices.Contains(unique, k) {
			unique = append(unique, k)
		}
	}
	if next.Own[id] = unique; !next.Changed(c) {
		delete(next.Own, id)
	}
	if clash, found := next.clash(c); found {
		return m, clash
	}
	return next, nil
}

// Clash is a key that two commands would have at once.
type Clash struct {
	Key   Key
	Other Command
}

// Error names the key and the other command.
func (c Clash) Error() string { return fmt.Sprintf("%s is the key of %q", c.Key, c.Other.English) }

// clash is the first key of a command that another one has in the same mode.
func (m Map) clash(c Command) (Clash, bool) {
	mine := c.owned(m.Keys(c))
	for _, other := range Commands {
		if other.ID == c.ID || other.Modes&c.Modes == 0 {
			continue
		}
		for _, k := range other.owned(m.Keys(other)) {
			if slices.Contains(mine, k) {
				return Clash{k, other}, true
			}
		}
	}
	return Clash{}, false
}

// Without is the map with the preset's keys for a command. It returns a Clash where another command
// has taken one of them meanwhile.
func (m Map) Without(id string) (Map, error) {
	c, known := ByID(id)
	if !known {
		return m, fault.New(fault.NotFound, "There is no command %q.", id)
	}
	return m.With(id, m.PresetKeys(c))
}

// Move is a command whose keys differ from the default: in these modes the keys in To do what those
// in From do by default.
type Move struct {
	Modes []string `json:"modes"`
	From  []Key    `json:"from"`
	To    []Key    `json:"to"`
}

// Moves are all commands whose keys differ from the default, for the scripts.
func (m Map) Moves() []Move {
	moves := []Move{}
	for _, c := range Commands {
		if keys := m.Keys(c); !slices.Equal(keys, c.Keys) {
			moves = append(moves, moveOf(c, c.Keys, keys))
		}
		if keys := m.Keys(c); c.Shifted && !slices.Equal(keys, c.Keys) {
			moves = append(moves, moveOf(c, shiftAll(c.Keys), shiftAll(keys)))
		}
	}
	return moves
}

func moveOf(c Command, from, to []Key) Move {
	return Move{c.Modes.Names(), slices.Clone(from), append([]Key{}, to...)}
}

func shiftAll(keys []Key) []Key {
	all := []Key{}
	for _, k := range keys {
		all = append(all, k.shifted())
	}
	return all
}
