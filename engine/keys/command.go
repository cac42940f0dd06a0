package keys

// Mode says what a key acts on, as a set of bits: the same key may do different things in different
// modes.
type Mode uint16

// The modes of the workbench, and of the desk at which sets are reviewed.
const (
	Block      Mode = 1 << iota // the focused block
	Caret                       // the place in its text
	Mark                        // a chosen mark
	Text                        // selected text
	Desk                        // the focused block where a set is reviewed
	DeskCaret                   // the place in its text there
	DeskMark                    // a chosen mark there
	DeskText                    // selected text there
	DeskPoints                  // the list of what was said of the article there

	anywhere = Block | Caret | Mark | Text
	unpicked = Block | Caret | Mark // no text is selected: letters act on the block
	inText   = Caret | Mark | Text

	deskAnywhere = Desk | DeskCaret | DeskMark | DeskText
	deskUnpicked = Desk | DeskCaret | DeskMark
	deskInText   = DeskCaret | DeskMark | DeskText
)

// modeNames are the modes as the scripts call them.
var modeNames = []struct {
	mode Mode
	name string
}{{Block, "block"}, {Caret, "caret"}, {Mark, "mark"}, {Text, "text"}, {Desk, "desk"}, {DeskCaret, "desk-caret"},
	{DeskMark, "desk-mark"}, {DeskText, "desk-text"}, {DeskPoints, "desk-points"}}

// Names are the modes in m, as the scripts call them.
func (m Mode) Names() []string {
	var names []string
	for _, n := range modeNames {
		if m&n.mode != 0 {
			names = append(names, n.name)
		}
	}
	return names
}

// Command is something a key does. Its ID is stored and never changes.
type Command struct {
	ID      string
	Group   Group
	English string // its name; the catalogue of the interface has it in other languages
	Role    string // the role that it sets, which has a name in every language; "" for none
	Page    int    // the page that it goes to, 0 for none
	Point   int    // the point of the list that it checks off, 0 for none
	Modes   Mode
	Keys    []Key // the keys it has by default
	Left    []Key // the keys it has in the left-handed preset, when others
	// Shifted commands own their keys with Shift as well: role keys, which then start an article.
	Shifted bool
	Fixed   bool // nobody may change it
	// Danger says what harm a press by mistake does: what it passes, returns, removes or takes back; "" for none.
	Danger string
}

// IsOfDesk reports whether the command is one of the desk at which sets are reviewed.
func (c Command) IsOfDesk() bool { return c.Modes&(deskAnywhere|DeskPoints) != 0 }

// Group is a part of the table.
type Group string

// The groups, in the order of the page.
const (
	Moving    Group = "Moving"
	Deciding  Group = "Deciding"
	RoleKeys  Group = "Roles"
	Articles  Group = "Articles and joins"
	InText    Group = "In the text"
	MarkKeys  Group = "With a mark chosen"
	SpanKeys  Group = "With text selected"
	Anywhere  Group = "Always"
	PageKeys  Group = "Pages"
	Extending Group = "Selecting blocks"
	Reviewing Group = "In review"
)

// Groups are all groups, in the order of the page.
var Groups = []Group{RoleKeys, Deciding, Articles, Moving, Extending, InText, MarkKeys, SpanKeys, PageKeys, Reviewing, Anywhere}

// owned are all keys that a command takes when it has these.
func (c Command) owned(keys []Key) []Key {
	if !c.Shifted {
		return keys
	}
	all := make([]Key, 0, 2*len(keys))
	for _, k := range keys {
		all = append(all, k, k.shifted())
	}
	return all
}

// ByID is the command with id; false if the table has none.
func ByID(id string) (Command, bool) {
	c, found := byID[id]
	return c, found
}

var byID = func() map[string]Command {
	index := make(map[string]Command, len(Commands))
	for _, c := range Commands {
		index[c.ID] = c
	}
	return index
}()
