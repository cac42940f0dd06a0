package keys

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"galley/fault"
)

func TestThePresetsAreWhole(t *testing.T) {
	for _, preset := range []Preset{Standard, LeftHanded} {
		m := Map{Preset: preset}
		for _, c := range Commands {
			if clash, found := m.clash(c); found {
				t.Errorf("preset %q, command %s: %v", preset, c.ID, clash)
			}
			for _, k := range m.Keys(c) {
				if _, err := ReadKey(string(k)); err != nil || (k.Refused().Format != "" && !c.Fixed) {
					t.Errorf("preset %q, command %s: %s cannot be used: %v %s", preset, c.ID, k, err, k.Refused())
				}
			}
			if len(m.Keys(c)) == 0 && c.Group != PageKeys {
				t.Errorf("preset %q leaves %s without a key", preset, c.ID)
			}
		}
	}
}

func TestIDsAreNotUsedTwice(t *testing.T) {
	if len(byID) != len(Commands) {
		t.Errorf("%d commands have %d ids", len(Commands), len(byID))
	}
	for _, c := range Commands {
		if !slices.Contains(Groups, c.Group) || c.Modes == 0 || c.English == "" {
			t.Errorf("command %s lacks a group, a mode or a name", c.ID)
		}
	}
}

// TestTheLeftHandedPresetIsForTheRightHand looks at the letters and digits only: the others are signs
// and named keys of the right half, or are pressed once in a while.
func TestTheLeftHandedPresetIsForTheRightHand(t *testing.T) {
	m := Map{Preset: LeftHanded}
	for _, c := range Commands {
		for i, k := range m.Keys(c) {
			if i == 0 && len(k) == 1 && slices.Contains([]Key{"q", "w", "e", "r", "t", "a", "s", "d", "f", "g", "z", "x", "c", "v", "b"}, k) {
				t.Errorf("%s is on %s, under the left hand", c.ID, k)
			}
		}
	}
}

func TestWith(t *testing.T) {
	tests := []struct {
		name   string
		map_   Map
		id     string
		keys   []Key
		keysIs []Key
		code   fault.Code
		clash  string // the other command
	}{
		{"a free key is taken", Map{}, "join", []Key{"'"}, []Key{"'"}, "", ""},
		{"a command may have several keys", Map{}, "join", []Key{"'", "F9"}, []Key{"'", "F9"}, "", ""},
		{"a command may have none", Map{}, "join", nil, nil, "", ""},
		{"the same key twice is one", Map{}, "join", []Key{"'", "'"}, []Key{"'"}, "", ""},
		{"a key of another command is refused", Map{}, "join", []Key{"h"}, []Key{"j"}, "", "role-headline"},
		{"a role key owns its key with Shift", Map{}, "undo", []Key{"S-h"}, []Key{"z", "C-z"}, "", "role-headline"},
		{"a role wants its key with Shift too", Map{}, "role-headline", []Key{"n"}, []Key{"h"}, "", "undecided"},
		{"a slash with Shift is the question mark", Map{Own: map[string][]Key{"find": {"C-f"}}}, "role-headline", []Key{"/"}, []Key{"h"}, "", "help"},
		{"in other modes the key is free", Map{}, "span-person", []Key{"b"}, []Key{"b"}, "", ""},
		{"a key that was left is free", Map{Own: map[string][]Key{"role-headline": {"'"}}}, "join", []Key{"h"}, []Key{"h"}, "", ""},
		{"Tab is never taken", Map{}, "join", []Key{"Tab"}, []Key{"j"}, fault.Invalid, ""},
		{"Shift+Space is never taken", Map{}, "join", []Key{"S-Space"}, []Key{"j"}, fault.Invalid, ""},
		{"Ctrl+Space is never taken", Map{}, "join", []Key{"C-Space"}, []Key{"j"}, fault.Invalid, ""},
		{"Alt+Left is never taken", Map{}, "join", []Key{"A-Left"}, []Key{"j"}, fault.Invalid, ""},
		{"Ctrl and a digit is never taken", Map{}, "join", []Key{"C-3"}, []Key{"j"}, fault.Invalid, ""},
		{"Ctrl+N is never taken", Map{}, "join", []Key{"C-n"}, []Key{"j"}, fault.Invalid, ""},
		{"Ctrl+Shift+T is never taken", Map{}, "join", []Key{"C-S-t"}, []Key{"j"}, fault.Invalid, ""},
		{"F5 is never taken", Map{}, "join", []Key{"F5"}, []Key{"j"}, fault.Invalid, ""},
		{"Esc is never taken", Map{}, "join", []Key{"Escape"}, []Key{"j"}, fault.Invalid, ""},
		{"F2 can be taken when it is free", Map{Preset: LeftHanded}, "join", []Key{"F2"}, []Key{"F2"}, "", ""},
		{"Esc keeps what it does", Map{}, "out", []Key{"'"}, []Key{"Escape"}, fault.Invalid, ""},
		{"an unknown command is not there", Map{}, "fly", []Key{"'"}, nil, fault.NotFound, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := tt.map_.Stored()
			got, err := tt.map_.With(tt.id, tt.keys)
			clash, clashes := errors.AsType[Clash](err)
			if clash.Other.ID != tt.clash || clashes != (tt.clash != "") {
				t.Errorf("clash with %q, want %q (%v)", clash.Other.ID, tt.clash, err)
			}
			if !clashes && (err != nil) != (tt.code != "") || tt.code != "" && fault.CodeOf(err) != tt.code {
				t.Errorf("error %v, want code %q", err, tt.code)
			}
			c, _ := ByID(tt.id)
			if diff := cmp.Diff(tt.keysIs, got.Keys(c)); diff != "" {
				t.Errorf("keys (-want +got):\n%s", diff)
			}
			if tt.map_.Stored() != before {
				t.Errorf("the map itself became %s", tt.map_.Stored())
			}
			again, err := ReadMap(got.Stored())
			if err != nil || again.Stored() != got.Stored() {
				t.Errorf("stored %s, read %s, %v", got.Stored(), again.Stored(), err)
			}
		})
	}
}

func TestTwoCommandsCanChangeKeys(t *testing.T) {
	m := Map{}
	for _, change := range []struct {
		id  string
		key Key
	}{{"role-kicker", "'"}, {"role-headline", "k"}, {"role-kicker", "h"}} {
		var err error
		if m, err = m.With(change.id, []Key{change.key}); err != nil {
			t.Fatal(err)
		}
	}
	again, err := ReadMap(m.Stored())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string][]Key{"role-kicker": {"h"}, "role-headline": {"k"}}, again.Own); diff != "" {
		t.Errorf("own keys (-want +got):\n%s", diff)
	}
	if _, err := again.Without("role-kicker"); err == nil {
		t.Error("K went back to the kicker although the headline has it")
	}
}

func TestAnOldMapIsReadAsFarAsItHolds(t *testing.T) {
	m, err := ReadMap(`{"preset":"three-handed","own":{"fly":["q"],"join":["h"],"undo":["Tab"],"assign":["'"],"out":["b"]}}`)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Map{Own: map[string][]Key{"assign": {"'"}}}, m); diff != "" {
		t.Errorf("map (-want +got):\n%s", diff)
	}
	if _, err := ReadMap("no JSON"); err == nil {
		t.Error("a broken map was read")
	}
}

func TestMovesAreWhatDiffers(t *testing.T) {
	m := Map{Own: map[string][]Key{"role-headline": {"'"}, "join": nil}}
	want := []Move{
		{[]string{"block", "caret", "mark", "desk", "desk-caret", "desk-mark"}, []Key{"h"}, []Key{"'"}},
		{[]string{"block", "caret", "mark", "desk", "desk-caret", "desk-mark"}, []Key{"S-h"}, []Key{"S-'"}},
		{[]string{"block", "caret", "mark", "desk", "desk-caret", "desk-mark"}, []Key{"j"}, []Key{}},
	}
	if diff := cmp.Diff(want, m.Moves()); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
	if len(Map{}.Moves()) != 0 {
		t.Error("the default moves something")
	}
}

func TestKeysAreReadAsPeopleWriteThem(t *testing.T) {
	tests := []struct {
		written string
		want    Key
		shown   string
	}{
		{"h", "h", "H"}, {"H", "h", "H"}, {"Shift+J", "S-j", "Shift+J"}, {"S-j", "S-j", "Shift+J"}, {"ctrl shift z", "C-S-z", "Ctrl+Shift+Z"},
		{"Cmd+K", "C-k", "Ctrl+K"}, {"⌥ ↑", "A-Up", "Alt+↑"}, {"Alt+Up", "A-Up", "Alt+↑"}, {"f2", "F2", "F2"}, {"+", "+", "+"}, {"Ctrl++", "C-+", "Ctrl++"},
		{"-", "-", "-"}, {"space", "Space", "Space"}, {"Esc", "Escape", "Esc"}, {";", ";", ";"}, {`\`, `\`, `\`},
		{"hh", "", ""}, {"", "", ""}, {"Hyper+H", "", ""}, {"é", "", ""}, {"F13", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.written, func(t *testing.T) {
			got, err := ReadKey(tt.written)
			if got != tt.want || (err != nil) != (tt.want == "") || got.String() != tt.shown {
				t.Errorf("read %q, shown %q (%v), want %q, %q", got, got, err, tt.want, tt.shown)
			}
		})
	}
}
