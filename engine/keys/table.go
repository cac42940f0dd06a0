package keys

import (
	"fmt"
	"slices"
	"strings"

	"galley/engine/vocabulary"
)

// Commands are all commands of the workbench and of the desk at which sets are reviewed. static/js/lib/key_grammar.js says what each of their default keys
// does; a browser test compares the two.
var Commands = slices.Concat(roleCommands(), deciding, articles, moving, extending, inside, marks, spanCommands(), pageCommands(), reviewing, checkCommands(), always)

var deciding = []Command{
	{ID: "decide", Group: Deciding, English: "Yes: decide, and go to the next place worth a look", Modes: unpicked, Keys: []Key{"Space"}},
	{ID: "start", Group: Deciding, English: "Start an article here", Modes: Block, Keys: []Key{"Enter"}},
	{ID: "merge", Group: Deciding, English: "Merge into the article above", Modes: Block | Caret, Keys: []Key{"Backspace"}, Danger: "two articles become one"},
	{ID: "undecide", Group: Deciding, English: "Undecide", Modes: Block | Caret, Keys: []Key{"u"}, Danger: "what was decided of the block is gone"},
	{ID: "undecide-article", Group: Deciding, English: "Undecide the whole article", Modes: unpicked, Keys: []Key{"S-u"}, Danger: "what was decided of the whole article is gone"},
	{ID: "fix", Group: Deciding, English: "Fix the problem here, if one act can", Modes: unpicked, Keys: []Key{"F8"}},
	{ID: "dismiss", Group: Deciding, English: "Dismiss the problem here, with a reason", Modes: unpicked, Keys: []Key{"F4"}, Left: []Key{"S-F8"}},
	{ID: "query", Group: Deciding, English: "Ask colleagues about the block, or the selected text", Modes: anywhere, Keys: []Key{"q"}, Left: []Key{`A-\`}},
	{ID: "query-article", Group: Deciding, English: "Ask colleagues about the article", Modes: anywhere, Keys: []Key{"S-q"}, Left: []Key{`A-S-\`}},
	{ID: "query-issue", Group: Deciding, English: "Ask colleagues about the issue", Modes: anywhere, Keys: []Key{"A-q"}, Left: []Key{`C-\`}},
	{ID: "answer", Group: Deciding, English: "Answer a query: done, disagree, ask back", Modes: unpicked, Keys: []Key{"`"}, Left: []Key{"A-["}},
	{ID: "take", Group: Deciding, English: "Apply the change that a colleague suggests", Modes: unpicked | deskUnpicked, Keys: []Key{`\`}, Left: []Key{"A-]"}, Danger: "a colleague's change becomes one's own"},
	{ID: "doubt", Group: Deciding, English: "Doubtful, or not", Modes: anywhere | deskAnywhere, Keys: []Key{","}, Left: []Key{"A-,"}},
}

var articles = []Command{
	{ID: "join", Group: Articles, English: "Join to the open end above", Modes: unpicked | deskUnpicked, Keys: []Key{"j"}},
	{ID: "ends", Group: Articles, English: "Choose the open end to join to", Modes: unpicked, Keys: []Key{"S-j"}},
	{ID: "glue", Group: Articles, English: "Change what stands between joined pieces", Modes: unpicked, Keys: []Key{"C-j"}},
	{ID: "assign", Group: Articles, English: "Give to an article", Modes: unpicked | deskUnpicked, Keys: []Key{"a"}, Left: []Key{"/"}},
	{ID: "type", Group: Articles, English: "Type of the article", Modes: unpicked | deskUnpicked, Keys: []Key{"t"}, Left: []Key{"6"}},
	{ID: "title", Group: Articles, English: "Title of the article", Modes: anywhere, Keys: []Key{"F2"}, Left: []Key{"F9"}},
	{ID: "unnest", Group: Articles, English: "Remove from the package", Modes: unpicked, Keys: []Key{"-"}},
	{ID: "nest", Group: Articles, English: "Move into the package above", Modes: unpicked, Keys: []Key{"+", "="}},
	{ID: "up", Group: Articles, English: "Move the block up in its article", Modes: unpicked, Keys: []Key{"A-Up"}},
	{ID: "down", Group: Articles, English: "Move the block down in its article", Modes: unpicked, Keys: []Key{"A-Down"}},
	{ID: "article-up", Group: Articles, English: "Move the article up", Modes: unpicked, Keys: []Key{"A-S-Up"}},
	{ID: "article-down", Group: Articles, English: "Move the article down", Modes: unpicked, Keys: []Key{"A-S-Down"}},
}

var moving = []Command{
	{ID: "above", Group: Moving, English: "Block above", Modes: Block, Keys: []Key{"Up"}},
	{ID: "below", Group: Moving, English: "Block below", Modes: Block, Keys: []Key{"Down"}},
	{ID: "first", Group: Moving, English: "First block", Modes: Block, Keys: []Key{"Home"}},
	{ID: "last", Group: Moving, English: "Last block", Modes: Block, Keys: []Key{"End"}},
	{ID: "window-up", Group: Moving, English: "One screen up", Modes: anywhere, Keys: []Key{"PgUp"}},
	{ID: "window-down", Group: Moving, English: "One screen down", Modes: anywhere, Keys: []Key{"PgDn"}},
	{ID: "undecided", Group: Moving, English: "Next undecided block", Modes: anywhere, Keys: []Key{"n"}},
	{ID: "undecided-back", Group: Moving, English: "Previous undecided block", Modes: anywhere, Keys: []Key{"S-n"}},
	{ID: "problem", Group: Moving, English: "Next open point: problem, query, what was returned", Modes: unpicked, Keys: []Key{"p"}},
	{ID: "problem-back", Group: Moving, English: "Previous open point", Modes: anywhere, Keys: []Key{"S-p"}},
	{ID: "article-back", Group: Moving, English: "Previous article", Modes: Block, Keys: []Key{"["}},
	{ID: "article-on", Group: Moving, English: "Next article", Modes: Block, Keys: []Key{"]"}},
	{ID: "top", Group: Moving, English: "First block, also from within the text", Modes: anywhere, Keys: []Key{"C-Home"}},
	{ID: "bottom", Group: Moving, English: "Last block, also from within the text", Modes: anywhere, Keys: []Key{"C-End"}},
}

var extending = []Command{
	{ID: "take-above", Group: Extending, English: "Select one more block above", Modes: Block | Desk, Keys: []Key{"S-Up"}},
	{ID: "take-below", Group: Extending, English: "Select one more block below", Modes: Block | Desk, Keys: []Key{"S-Down"}},
	{ID: "take-first", Group: Extending, English: "Select all blocks above", Modes: Block | Desk, Keys: []Key{"S-Home"}},
	{ID: "take-last", Group: Extending, English: "Select all blocks below", Modes: Block | Desk, Keys: []Key{"S-End"}},
	{ID: "take-window-up", Group: Extending, English: "Select one more screen above", Modes: anywhere, Keys: []Key{"S-PgUp"}},
	{ID: "take-window-down", Group: Extending, English: "Select one more screen below", Modes: anywhere, Keys: []Key{"S-PgDn"}},
}

var inside = []Command{
	{ID: "enter", Group: InText, English: "Into the text, at its start", Modes: Block | Desk, Keys: []Key{"Right"}},
	{ID: "enter-end", Group: InText, English: "Into the text, at its end", Modes: Block | Desk, Keys: []Key{"Left"}},
	{ID: "enter-select", Group: InText, English: "Into the text, selecting from its start", Modes: Block | Desk, Keys: []Key{"S-Right"}},
	{ID: "enter-end-select", Group: InText, English: "Into the text, selecting from its end", Modes: Block | Desk, Keys: []Key{"S-Left"}},
	{ID: "enter-word", Group: InText, English: "Into the text, after its first word", Modes: Block | Desk, Keys: []Key{"C-Right"}},
	{ID: "enter-end-word", Group: InText, English: "Into the text, before its last word", Modes: Block | Desk, Keys: []Key{"C-Left"}},
	{ID: "likely", Group: InText, English: "Next place where a cut is likely", Modes: anywhere | deskAnywhere, Keys: []Key{";"}, Left: []Key{"A-;"}},
	{ID: "likely-select", Group: InText, English: "Select up to the next likely cut", Modes: inText | deskInText, Keys: []Key{"S-;"}, Left: []Key{"A-S-;"}},
	{ID: "cut", Group: InText, English: "Cut here, or remove the cut", Modes: anywhere | deskAnywhere, Keys: []Key{"x"}, Left: []Key{"S-Enter"}},
	{ID: "cut-start", Group: InText, English: "Cut here and start an article", Modes: inText, Keys: []Key{"Enter"}, Danger: "an article is cut in two"},
	{ID: "correct", Group: InText, English: "Correct the text", Modes: anywhere | deskAnywhere, Keys: []Key{"w"}, Left: []Key{"A-Enter"}},
	{ID: "left", Group: InText, English: "Caret back", Modes: inText | deskInText, Keys: []Key{"Left"}},
	{ID: "right", Group: InText, English: "Caret forward", Modes: inText | deskInText, Keys: []Key{"Right"}},
	{ID: "line-up", Group: InText, English: "Caret up one line", Modes: inText | deskInText, Keys: []Key{"Up"}},
	{ID: "line-down", Group: InText, English: "Caret down one line", Modes: inText | deskInText, Keys: []Key{"Down"}},
	{ID: "text-start", Group: InText, English: "Caret to the start of the block", Modes: inText | deskInText, Keys: []Key{"Home"}},
	{ID: "text-end", Group: InText, English: "Caret to the end of the block", Modes: inText | deskInText, Keys: []Key{"End"}},
	{ID: "word-back", Group: InText, English: "Caret back one word", Modes: inText | deskInText, Keys: []Key{"C-Left"}},
	{ID: "word-on", Group: InText, English: "Caret forward one word", Modes: inText | deskInText, Keys: []Key{"C-Right"}},
	{ID: "sentence-back", Group: InText, English: "Caret back one sentence", Modes: inText | deskInText, Keys: []Key{"C-Up"}},
	{ID: "sentence-on", Group: InText, English: "Caret forward one sentence", Modes: inText | deskInText, Keys: []Key{"C-Down"}},
	{ID: "select-left", Group: InText, English: "Select back", Modes: Caret | Text | DeskCaret | DeskText, Keys: []Key{"S-Left"}},
	{ID: "select-right", Group: InText, English: "Select forward", Modes: Caret | Text | DeskCaret | DeskText, Keys: []Key{"S-Right"}},
	{ID: "select-up", Group: InText, English: "Select up one line", Modes: inText | deskInText, Keys: []Key{"S-Up"}},
	{ID: "select-down", Group: InText, English: "Select down one line", Modes: inText | deskInText, Keys: []Key{"S-Down"}},
	{ID: "select-start", Group: InText, English: "Select to the start of the block", Modes: inText | deskInText, Keys: []Key{"S-Home"}},
	{ID: "select-end", Group: InText, English: "Select to the end of the block", Modes: inText | deskInText, Keys: []Key{"S-End"}},
	{ID: "select-word-back", Group: InText, English: "Select back one word", Modes: Caret | Text | DeskCaret | DeskText, Keys: []Key{"C-S-Left"}},
	{ID: "select-word-on", Group: InText, English: "Select forward one word", Modes: Caret | Text | DeskCaret | DeskText, Keys: []Key{"C-S-Right"}},
	{ID: "select-sentence-back", Group: InText, English: "Select back one sentence", Modes: inText | deskInText, Keys: []Key{"C-S-Up"}},
	{ID: "select-sentence-on", Group: InText, English: "Select forward one sentence", Modes: inText | deskInText, Keys: []Key{"C-S-Down"}},
	{ID: "mark-back", Group: InText, English: "Choose the previous mark", Modes: inText | deskInText, Keys: []Key{"["}},
	{ID: "mark-on", Group: InText, English: "Choose the next mark", Modes: inText | deskInText, Keys: []Key{"]"}},
}

var marks = []Command{
	{ID: "end-back", Group: MarkKeys, English: "Move the end of the mark back", Modes: Mark | DeskMark, Keys: []Key{"S-Left"}},
	{ID: "end-on", Group: MarkKeys, English: "Move the end of the mark forward", Modes: Mark | DeskMark, Keys: []Key{"S-Right"}},
	{ID: "start-back", Group: MarkKeys, English: "Move the start of the mark back", Modes: Mark | DeskMark, Keys: []Key{"C-S-Left"}},
	{ID: "start-on", Group: MarkKeys, English: "Move the start of the mark forward", Modes: Mark | DeskMark, Keys: []Key{"C-S-Right"}},
	{ID: "unmark", Group: MarkKeys, English: "Remove the mark", Modes: Mark | Text | DeskMark | DeskText, Keys: []Key{"u", "Delete", "Backspace"}, Danger: "a mark or a correction is removed"},
}

var reviewing = []Command{
	{ID: "desk-read", Group: Reviewing, English: "Read what is in view, and go on", Modes: deskUnpicked, Keys: []Key{"Space"}},
	{ID: "desk-next", Group: Reviewing, English: "Next unread place; with nothing unread, accept and go on", Modes: Desk, Keys: []Key{"Enter"}, Danger: "the article is passed when all of it is read"},
	{ID: "desk-pass", Group: Reviewing, English: "Accept in spite of what is unread", Modes: Desk, Keys: []Key{"C-Enter"}, Danger: "the article is passed unread"},
	{ID: "desk-take-back", Group: Reviewing, English: "Take the change back", Modes: Desk | DeskCaret, Keys: []Key{"Backspace"}, Danger: "a colleague's change is taken back"},
	{ID: "desk-return", Group: Reviewing, English: "Return it, with words", Modes: Desk, Keys: []Key{"C-Backspace"}, Danger: "the article goes back to its author"},
	{ID: "desk-above", Group: Reviewing, English: "Block above", Modes: Desk, Keys: []Key{"Up"}},
	{ID: "desk-below", Group: Reviewing, English: "Block below", Modes: Desk, Keys: []Key{"Down"}},
	{ID: "desk-first", Group: Reviewing, English: "First block", Modes: Desk, Keys: []Key{"Home"}},
	{ID: "desk-last", Group: Reviewing, English: "Last block", Modes: Desk, Keys: []Key{"End"}},
	{ID: "desk-unread", Group: Reviewing, English: "Next unread place", Modes: deskUnpicked, Keys: []Key{"n"}},
	{ID: "desk-unread-back", Group: Reviewing, English: "Previous unread place", Modes: deskUnpicked, Keys: []Key{"S-n"}},
	{ID: "desk-again", Group: Reviewing, English: "Make the block unread again", Modes: Desk | DeskCaret, Keys: []Key{"u"}},
	{ID: "desk-point", Group: Reviewing, English: "Next open comment", Modes: deskUnpicked, Keys: []Key{"p"}},
	{ID: "desk-point-back", Group: Reviewing, English: "Previous open comment", Modes: deskUnpicked, Keys: []Key{"S-p"}},
	{ID: "desk-part-back", Group: Reviewing, English: "Previous part of the queue", Modes: Desk, Keys: []Key{"["}},
	{ID: "desk-part-on", Group: Reviewing, English: "Next part of the queue", Modes: Desk, Keys: []Key{"]"}},
	{ID: "desk-comment", Group: Reviewing, English: "Comment on the block, or the selected text", Modes: deskAnywhere, Keys: []Key{"q"}, Left: []Key{`A-\`}},
	{ID: "desk-comment-article", Group: Reviewing, English: "Comment on the article", Modes: deskAnywhere, Keys: []Key{"S-q"}, Left: []Key{`A-S-\`}},
}

var always = []Command{
	{ID: "undo", Group: Anywhere, English: "Undo", Modes: anywhere | deskAnywhere | DeskPoints, Keys: []Key{"z", "C-z"}, Left: []Key{"S-Backspace", "C-z"}, Danger: "what was done last is taken back, at the desk a decision too"},
	{ID: "redo", Group: Anywhere, English: "Redo", Modes: anywhere | deskAnywhere | DeskPoints, Keys: []Key{"S-z", "C-y", "C-S-z"}, Left: []Key{"A-Backspace", "C-y", "C-S-z"}, Danger: "what was taken back is done again"},
	{ID: "repeat", Group: Anywhere, English: "Repeat the last act here", Modes: anywhere, Keys: []Key{"."}, Left: []Key{"A-."}},
	{ID: "find", Group: Anywhere, English: "Find in the page", Modes: anywhere, Keys: []Key{"/", "C-f"}, Left: []Key{"A-/", "C-f"}},
	{ID: "proof", Group: Anywhere, English: "The proof beside the galley", Modes: anywhere, Keys: []Key{"0"}, Left: []Key{"A-0"}},
	{ID: "guidelines", Group: Anywhere, English: "The guidelines beside the galley", Modes: anywhere, Keys: []Key{"A-g"}, Left: []Key{"A-9"}},
	{ID: "reading", Group: Anywhere, English: "Source, corrected, or both readings", Modes: anywhere, Keys: []Key{"S-w"}, Left: []Key{"A-'"}},
	{ID: "palette", Group: Anywhere, English: "Go to, or do, anything", Modes: anywhere, Keys: []Key{"C-k"}},
	{ID: "help", Group: Anywhere, English: "All keys", Modes: anywhere | deskAnywhere | DeskPoints, Keys: []Key{"?"}},
	{ID: "out", Group: Anywhere, English: "One level out", Modes: anywhere | deskAnywhere | DeskPoints, Keys: []Key{"Escape"}, Fixed: true},
}

// leftLetters are the keys that stand in for the letters of the left half of the keyboard, where the
// right hand finds them: the left one is at the mouse.
var leftLetters = map[Key]Key{"c": ";", "d": "'", "b": ",", "f": ".", "e": `\`, "s": "0", "r": "9", "g": "8", "v": "7", "t": "6", "a": "/"}

// leftOf is what a letter is in the left-handed preset; nil when it stays.
func leftOf(letter Key) []Key {
	if other, moved := leftLetters[letter]; moved {
		return []Key{other}
	}
	return nil
}

// roleCommands set the roles of blocks that have a letter of their own, as the vocabulary says.
func roleCommands() []Command {
	var commands []Command
	for _, r := range vocabulary.Roles {
		if !r.Block || len(r.Key) != 1 {
			continue
		}
		letter := Key(strings.ToLower(r.Key))
		commands = append(commands, Command{ID: "role-" + r.ID, Group: RoleKeys, English: r.English, Role: r.ID, Modes: unpicked | deskUnpicked, Keys: []Key{letter}, Left: leftOf(letter), Shifted: true})
	}
	return append(commands, Command{ID: "else", Group: RoleKeys, English: "More roles", Modes: unpicked | deskUnpicked, Keys: []Key{"e"}, Left: leftOf("e"), Shifted: true})
}

// spans are the letters that mark the selected text.
var spans = []struct {
	letter Key
	role   string
}{
	{"y", vocabulary.RoleByline}, {"d", vocabulary.RoleDateline}, {"r", vocabulary.RoleCredit}, {"h", vocabulary.RoleRunInHead},
	{"s", vocabulary.RoleSubhead}, {"g", vocabulary.RoleSignature}, {"m", vocabulary.RoleFolio}, {"p", vocabulary.RolePerson},
	{"o", vocabulary.RolePersonRole}, {"f", vocabulary.RoleSource}, {"l", vocabulary.RolePlace}, {"t", vocabulary.RoleDate},
	{"i", vocabulary.RoleIssuer}, {"a", vocabulary.RoleSalutation}, {"k", vocabulary.RoleSpeaker}, {"j", vocabulary.RoleJump},
}

func spanCommands() []Command {
	var commands []Command
	for _, s := range spans {
		r, _ := vocabulary.RoleByID(s.role)
		commands = append(commands, Command{ID: "span-" + s.role, Group: SpanKeys, English: r.English, Role: r.ID, Modes: Text | DeskText, Keys: []Key{s.letter}, Left: leftOf(s.letter)})
	}
	return append(commands, Command{ID: "span-else", Group: SpanKeys, English: "More marks", Modes: Text | DeskText, Keys: []Key{"e"}, Left: leftOf("e")})
}

// pageCommands go to the first nine pages. The left-handed preset needs the digits from 6 on for
// roles, and reaches those pages by the palette.
func pageCommands() []Command {
	var commands []Command
	for n := 1; n <= 9; n++ {
		c := Command{ID: fmt.Sprintf("page-%d", n), Group: PageKeys, English: fmt.Sprintf("Page %d", n), Page: n, Modes: unpicked, Keys: []Key{Key(fmt.Sprint(n))}}
		if n >= 6 {
			c.Left = []Key{}
		}
		commands = append(commands, c)
	}
	return commands
}

// checkCommands check off the first nine points of an article, while the list of points has the focus: anywhere else
// at the desk a digit means nothing.
func checkCommands() []Command {
	var commands []Command
	for n := 1; n <= 9; n++ {
		commands = append(commands, Command{ID: fmt.Sprintf("desk-check-%d", n), Group: Reviewing, English: fmt.Sprintf("Check off point %d of the list", n), Point: n, Modes: DeskPoints, Keys: []Key{Key(fmt.Sprint(n))}, Danger: "somebody's point is settled"})
	}
	return commands
}

// Weighing says why one key may mean different things in different places, although a press by mistake does harm in
// one of them.
type Weighing struct {
	Commands []string // their IDs; with a * at the end all that begin so
	Why      string
}

// Weighed are all keys of which that was weighed. A test refuses any other.
var Weighed = []Weighing{
	{[]string{"merge", "unmark", "desk-take-back"}, "Backspace takes away what is nearest: the beginning of an article, a mark, a change. Each is one step, seen where it happens, and Z takes it back."},
	{[]string{"undecide", "unmark", "desk-again"}, "U undoes what was done here: a decision, a mark, the reading. The last changes nothing for others, and the first two are one step each."},
	{[]string{"start", "cut-start", "desk-next"}, "Enter finishes a place and goes on. At the desk it starts no article, and nothing passes while something is unread, within half a second of an article's appearing, or while the key is held; Z takes the decision back."},
	{[]string{"desk-check-*", "page-*", "role-*", "span-*", "type"}, "Digits check off points only while the list of points has the focus; nobody gets there by typing, and a second press opens the point again."},
}
