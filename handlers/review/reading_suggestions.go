package review

import (
	"encoding/json"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/locale"
	"galley/views/parts"
)

// suggestion is what a comment suggests, in words; static/js/markup/suggestion_words.js says the same at the workbench.
func (p *page) suggestion(act string) string {
	if kind, _ := markup.KindOf(json.RawMessage(act)); kind == markup.KindReject {
		return locale.T(p.ctx, "Take a change back")
	}
	_, read, err := markup.ReadAct(json.RawMessage(act))
	if err != nil {
		return locale.T(p.ctx, "A change")
	}
	if words := p.suggestionInText(read); words != "" {
		return words
	}
	w := changeWords{page: p}
	switch a := read.(type) {
	case *markup.SetRole:
		if a.Start {
			return locale.T(p.ctx, "%s for %s, and a new article starts there", parts.Capital(parts.RoleWords(p.ctx, a.Role)), p.blocksNamed(a.Blocks))
		}
		return locale.T(p.ctx, "%s for %s", parts.Capital(parts.RoleWords(p.ctx, a.Role)), p.blocksNamed(a.Blocks))
	case *markup.StartArticle:
		return locale.T(p.ctx, "A new article starts at %s", p.blockNamed(a.Block))
	case *markup.Merge:
		return locale.T(p.ctx, "Merge the article at %s into the one above", p.blockNamed(a.Block))
	case *markup.JoinUp:
		return locale.T(p.ctx, "Join %s to the text it continues", p.blockNamed(a.Block))
	case *markup.Unjoin:
		return locale.T(p.ctx, "Take %s apart from the text above", p.blockNamed(a.Block))
	case *markup.Assign:
		return locale.T(p.ctx, "Give %s to %s", p.blocksNamed(a.Blocks), w.articleName(a.Article))
	case *markup.Doubt:
		if a.Doubtful {
			return locale.T(p.ctx, "Mark %s as doubtful", p.blocksNamed(a.Blocks))
		}
		return locale.T(p.ctx, "Mark %s as not doubtful", p.blocksNamed(a.Blocks))
	case *markup.SetType:
		return locale.T(p.ctx, "%s as the type of %s", parts.Capital(parts.TypeWords(p.ctx, a.Type)), w.articleName(a.Article))
	case *markup.SetHeadless:
		if a.Headless {
			return locale.T(p.ctx, "No headline for %s", w.articleName(a.Article))
		}
		return locale.T(p.ctx, "A headline for %s", w.articleName(a.Article))
	case *markup.Withhold:
		return locale.T(p.ctx, "Withhold %s from export", w.articleName(a.Article))
	case *markup.Lift:
		return locale.T(p.ctx, "Release %s for export", w.articleName(a.Article))
	}
	return locale.T(p.ctx, "A change")
}

// suggestionInText is what is suggested of text within a block, in words; "" for what is about blocks and articles.
func (p *page) suggestionInText(act markup.Act) string {
	w := changeWords{page: p}
	switch a := act.(type) {
	case *markup.CutBlock:
		return locale.T(p.ctx, "Cut %s", p.blockNamed(a.Block))
	case *markup.MarkSpan:
		at := markup.Mark{At: []markup.Piece{{Page: a.Page, Start: a.Start, End: a.End}}}
		return locale.T(p.ctx, "Mark “%s” as %s", w.quote(at), parts.RoleWords(p.ctx, a.Role))
	case *markup.Unmark:
		mark, _ := p.Mark(a.Span)
		return locale.T(p.ctx, "Remove the mark on “%s”", w.quote(mark))
	case *markup.Correct:
		source := p.Source().Page(a.Page)
		if source == nil || !source.Text.Holds(text.Span{Start: a.Start, End: a.End}) {
			return locale.T(p.ctx, "A change")
		}
		return w.correction(markup.Correction{Page: a.Page, Start: a.Start, End: a.End, Text: a.Text})
	}
	return ""
}

// blockNamed is a block by its number, as suggestions name it.
func (p *page) blockNamed(e markup.Extent) string {
	return locale.T(p.ctx, "block %s", p.called(e.Page, e.Start))
}

// blocksNamed names one block, or the first of several and how many they are.
func (p *page) blocksNamed(blocks []markup.Extent) string {
	switch len(blocks) {
	case 0:
		return locale.T(p.ctx, "a block")
	case 1:
		return p.blockNamed(blocks[0])
	}
	return locale.T(p.ctx, "%s blocks from %s on", len(blocks), p.blockNamed(blocks[0]))
}
