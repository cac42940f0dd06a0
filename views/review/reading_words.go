package review

import (
	"context"
	"strconv"

	"galley/address"
	"galley/engine/keys"
	"galley/engine/markup"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// words say what ends or begins above a line.
func (e Edge) words(ctx context.Context) string {
	if e.Ends {
		return locale.T(ctx, "Article %s ends here", e.Number)
	}
	return locale.T(ctx, "Article %s begins here", e.Number)
}

// mark is what stands in the first column of a line: the sign of what is new and unread, a tick for what was read.
func (l Line) mark() string {
	switch {
	case l.Unread && l.Sign != "":
		return signMark(l.Sign)
	case l.Unread:
		return "+"
	case l.Sign != "" || l.First:
		return "✓"
	}
	return ""
}

// language is that of the text for what is called by its text, and the reader's for what is not.
func (p Part) language(v Reading) string {
	if p.Kind == OutsidePart {
		return ""
	}
	return v.Language
}

// workbenchURL is where the workbench shows the part.
func (v Reading) workbenchURL() string {
	if len(v.Rows) == 0 {
		return address.SetPage.At(v.Set, 1)
	}
	return address.Block(v.Set, v.Rows[0].Page, v.Rows[0].Start)
}

// stepURL is the address of the part before or after; that of this one if absent.
func (v Reading) stepURL(key string) string {
	if key == "" {
		key = v.Here.Key
	}
	return v.url(key)
}

// lineURL is the place of a comment: its line on this page, or nothing.
func (v Reading) lineURL(c Card) string {
	if c.Page == 0 {
		return "#panel"
	}
	return "#" + Line{Page: c.Page, Start: c.Start}.id()
}

// last is what was said last in a thread and not deleted: its words, or else what they suggest.
func (t Thread) last(ctx context.Context) string {
	for i := len(t.Comments) - 1; i >= 0; i-- {
		switch c := t.Comments[i]; {
		case c.Gone:
		case c.Text == "" && c.Suggests != "":
			return locale.T(ctx, "Suggests: %s", c.Suggests)
		default:
			return c.Text
		}
	}
	return locale.T(ctx, "This comment was deleted.")
}

// boxMark is what stands in the box of a point: a tick, or the digit that checks it off.
func (t Thread) boxMark(n int) string {
	switch {
	case t.Resolved != "":
		return "✓"
	case n <= 9:
		return strconv.Itoa(n)
	}
	return ""
}

func (t Thread) lastBy() string {
	if len(t.Comments) == 0 {
		return ""
	}
	return t.Comments[len(t.Comments)-1].By
}

// answerWord is what an answer is called.
func answerWord(ctx context.Context, answer string) string {
	switch answer {
	case models.Done:
		return locale.T(ctx, "done")
	case models.Disagree:
		return locale.T(ctx, "disagrees")
	}
	return locale.T(ctx, "asks back")
}

// RiskWord says why a block is worth a look: doubtful, long, or a state of blocks.
func RiskWord(ctx context.Context, why string) string {
	switch why {
	case "doubtful":
		return locale.T(ctx, "Doubtful")
	case "long":
		return locale.T(ctx, "A long heading")
	case string(markup.Assumed):
		return locale.T(ctx, "Assumed, not decided")
	}
	return locale.T(ctx, "Not decided")
}

// enterWords say what Enter does.
func (v Reading) enterWords(ctx context.Context) string {
	if v.Decision.Pass == nil {
		return locale.T(ctx, "next unread")
	}
	return locale.T(ctx, "next unread; with nothing unread: %s", v.Decision.Pass.Label)
}

// readWords say what a click on the sign of a line does.
func (l Line) readWords(ctx context.Context) string {
	if l.Unread {
		return locale.T(ctx, "Read this block")
	}
	return locale.T(ctx, "Make it unread again")
}

// changeWords name the button that lists what can be done with a block.
func (v Reading) changeWords(ctx context.Context) string {
	if v.MayMark {
		return locale.T(ctx, "Change…")
	}
	return locale.T(ctx, "Suggest a change…")
}

// hint is what the foot of the desk says of a key, and does when it is clicked.
type hint struct {
	Does  string // as the scripts call it
	Keys  []string
	Words string
}

// hints are the keys that are needed most, as they are for the reader.
func (v Reading) hints(ctx context.Context) []hint {
	var all []hint
	add := func(command, does, words string) {
		c, _ := keys.ByID(command)
		h := hint{Does: does, Words: words}
		for i, k := range v.Keys.Keys(c) {
			if i == 0 {
				h.Keys = append(h.Keys, k.String())
			}
		}
		all = append(all, h)
	}
	add("desk-read", "desk-read", locale.T(ctx, "read, go on"))
	add("desk-next", "desk-next", v.enterWords(ctx))
	if v.MaySpeak {
		add("desk-comment", "query", locale.T(ctx, "comment"))
		all = append(all, hint{Does: "change", Words: v.changeWords(ctx)})
		add("desk-take-back", "desk-take-back", locale.T(ctx, "revert"))
	}
	add("desk-point", "desk-point", locale.T(ctx, "next comment"))
	add("undo", "undo", locale.T(ctx, "undo"))
	add("help", "help", locale.T(ctx, "all keys"))
	return all
}

// keyRow is a line of the list of keys.
type keyRow struct {
	Keys  []string
	Words string
}

// keyRows are the keys of the desk as they are for the reader: what is the desk's own, then what it shares with the
// workbench.
func (v Reading) keyRows(ctx context.Context) []keyRow {
	var own, shared []keyRow
	for _, c := range keys.Commands {
		if !c.IsOfDesk() {
			continue
		}
		row := keyRow{Words: parts.CommandName(ctx, c)}
		for _, k := range v.Keys.Keys(c) {
			row.Keys = append(row.Keys, k.String())
		}
		if c.Group == keys.Reviewing {
			own = append(own, row)
		} else {
			shared = append(shared, row)
		}
	}
	return append(own, shared...)
}
