package workbench

import (
	"encoding/json"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
)

// suggestable are the kinds of acts that a comment may suggest: those that mark. State is given, problems
// are dismissed and acts are taken back by whoever answers for it.
var suggestable = []string{
	"role", "start", "decide", "merge", "join", "unjoin", "glue", "assign", "undecide", "cut", "uncut", "span", "unmark", "respan", "rename",
	"attribute", "type", "title", "headless", "edit", "nest", "unnest", "doubt", "turn", "correct", "uncorrect", "picture", "unpicture", "move",
}

// longestSuggestion is how many bytes of an act a comment suggests at most: everybody who opens the set reads them.
const longestSuggestion = 64 << 10

// suggestionOf reads an act that a comment suggests, and says what it would replace. It returns Invalid
// for one that cannot be suggested, and the refusal of one that cannot be done now; an act that is not
// there is "".
func suggestionOf(set *markup.Set, raw json.RawMessage) (act, was string, err error) {
	if len(raw) == 0 || string(raw) == "null" {
		return "", "", nil
	}
	if len(raw) > longestSuggestion {
		return "", "", fault.New(fault.Invalid, "That is too much for one suggestion. Suggest it in parts.")
	}
	kind, read, err := markup.ReadAct(raw)
	if err != nil {
		return "", "", err
	}
	if !slices.Contains(suggestable, kind) {
		return "", "", fault.New(fault.Invalid, "That cannot be suggested. Suggest a change to the marks.")
	}
	was = replaced(set, read)
	if _, err := set.Resolve(read, text.NewID(), markup.Circumstances{}); err != nil {
		return "", "", err
	}
	return string(raw), was, nil
}

// replaced is what an act would replace: the id of a role or a type, or words; "" if one cannot say.
func replaced(set *markup.Set, act markup.Act) string {
	switch a := act.(type) {
	case *markup.SetRole:
		if len(a.Blocks) > 0 && set.Stands(a.Blocks[0]) {
			return set.Block(a.Blocks[0]).Role
		}
	case *markup.Assign:
		if len(a.Blocks) > 0 && set.Stands(a.Blocks[0]) {
			title, _ := core.TitleOf(set, set.Block(a.Blocks[0]).Article)
			return title
		}
	case *markup.SetType:
		article, _ := set.Article(a.Article)
		return article.Type
	case *markup.SetTitle:
		title, _ := core.TitleOf(set, a.Article)
		return title
	case *markup.Rename:
		mark, _ := set.Mark(a.Span)
		return mark.Role
	case *markup.Correct:
		return quoted(set.Source(), a.Page, text.Span{Start: a.Start, End: a.End})
	}
	return ""
}
