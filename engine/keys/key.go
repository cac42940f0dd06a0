package keys

import (
	"regexp"
	"slices"
	"strings"

	"galley/fault"
)

// Key is a key with its modifiers as the scripts name it: h, S-h, C-S-Left, ?, Space. Letters are
// small; Shift is named for letters and named keys, and for signs that have no name of their own.
type Key string

// bases are the keys by their names; F keys that nobody may take are among them, so that they can be
// refused by name.
const bases = `[a-z0-9]|[][/?.,;+=\-'\\` + "`" + `]|Up|Down|Left|Right|PgUp|PgDn|Space|Home|End|Enter|Backspace|Delete|Escape|Tab|F(?:1[0-2]|[1-9])`

var whole = regexp.MustCompile(`^(C-)?(A-)?(S-)?(` + bases + `)$`)

// words are the names that people write and read, beside those of the scripts.
var words = map[string]string{
	"up": "Up", "down": "Down", "left": "Left", "right": "Right", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right",
	"pgup": "PgUp", "pageup": "PgUp", "pgdn": "PgDn", "pagedown": "PgDn", "space": "Space", "home": "Home", "end": "End",
	"enter": "Enter", "return": "Enter", "⏎": "Enter", "backspace": "Backspace", "⌫": "Backspace", "delete": "Delete", "del": "Delete",
	"escape": "Escape", "esc": "Escape", "tab": "Tab", "minus": "-", "plus": "+",
}

var modifiers = map[string]string{
	"ctrl": "C-", "control": "C-", "cmd": "C-", "command": "C-", "⌘": "C-", "⌃": "C-",
	"alt": "A-", "option": "A-", "⌥": "A-", "shift": "S-", "⇧": "S-",
}

// ReadKey reads a key as a script or a person writes it: C-S-z, Ctrl+Shift+Z, or simply h. It returns
// Invalid for what is no key.
func ReadKey(written string) (Key, error) {
	written = strings.TrimSpace(written)
	if whole.MatchString(written) {
		return Key(written), nil
	}
	rest := written
	var held []string
	for {
		i := strings.IndexAny(rest, "+ ")
		if i <= 0 || i == len(rest)-1 {
			break
		}
		modifier, known := modifiers[strings.ToLower(rest[:i])]
		if !known {
			break
		}
		held = append(held, modifier)
		rest = strings.TrimLeft(rest[i+1:], " ")
	}
	var base string
	if name, known := words[strings.ToLower(rest)]; known {
		base = name
	} else if len([]rune(rest)) == 1 {
		base = strings.ToLower(rest)
	} else {
		base = strings.ToUpper(rest) // F2
	}
	key := Key("")
	for _, m := range []string{"C-", "A-", "S-"} {
		if slices.Contains(held, m) {
			key += Key(m)
		}
	}
	key += Key(base)
	if !whole.MatchString(string(key)) {
		return "", fault.New(fault.Invalid, "Galley does not know the key %q. Write it as in H, Shift+J, Ctrl+K or F2.", written)
	}
	return key, nil
}

// shifted is the key with Shift held.
func (k Key) shifted() Key {
	m := whole.FindStringSubmatch(string(k))
	switch {
	case m == nil, m[4] == "?", m[4] == "+":
		return k // Shift made the sign already
	case m[4] == "/":
		return Key(m[1] + m[2] + "?")
	case m[4] == "=":
		return Key(m[1] + m[2] + "+")
	}
	return Key(m[1] + m[2] + "S-" + m[4])
}

// shown are the names on the keys, if they are not plain capitals.
var shown = map[string]string{
	"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Escape": "Esc", "Delete": "Del",
}

// String is the key as people read it: Ctrl+Shift+Z.
func (k Key) String() string {
	m := whole.FindStringSubmatch(string(k))
	if m == nil {
		return string(k)
	}
	base := m[4]
	if len(base) == 1 {
		base = strings.ToUpper(base)
	}
	if name, known := shown[base]; known {
		base = name
	}
	name := ""
	for i, word := range []string{"Ctrl+", "Alt+", "Shift+"} {
		if m[i+1] != "" {
			name += word
		}
	}
	return name + base
}

// Refused is the sentence why nobody may give this key to a command; the empty phrase if one may.
func (k Key) Refused() fault.Phrase {
	m := whole.FindStringSubmatch(string(k))
	if m == nil {
		return fault.Say("Press a key, alone or with Ctrl, Alt or Shift.")
	}
	control, alt, shift, base := m[1] != "", m[2] != "", m[3] != "", m[4]
	var why fault.Phrase
	switch {
	case base == "Escape":
		return fault.Say("Esc always goes one level out, so that there is always a way back.")
	case base == "Tab":
		why = fault.Say("it moves from one part of the page to the next")
	case base == "Space" && (shift || control):
		why = fault.Say("input methods use it")
	case alt && (base == "Left" || base == "Right"):
		why = fault.Say("the browser uses it to go back and forward")
	case control && len(base) == 1 && base >= "0" && base <= "9":
		why = fault.Say("the browser uses it to switch tabs")
	case control && slices.Contains([]string{"n", "t", "w", "q", "l", "r"}, base):
		why = fault.Say("the browser reserves it")
	case control && !alt && !shift && slices.Contains([]string{"a", "c", "v", "x"}, base):
		why = fault.Say("it selects, copies and pastes")
	case slices.Contains([]string{"F1", "F3", "F5", "F6", "F7", "F10", "F11", "F12"}, base) || len(base) > 1 && base[0] == 'F' && (control || alt):
		why = fault.Say("the browser or the system reserves it")
	default:
		return fault.Phrase{}
	}
	return fault.Say("%s cannot be used: %s.", k.String(), why)
}
