package workbench

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
	"galley/handlers/core"
	"galley/newsroom"
)

// suggestable are the kinds of acts that a comment may suggest: those that mark, and withholding. State is given,
// problems are dismissed and acts are taken back by whoever answers for it. What is new to a reader in review may be
// suggested to be taken back: see suggestTakingBack.
var suggestable = []string{
	"role", "start", "decide", "merge", "join", "unjoin", "glue", "assign", "undecide", "cut", "uncut", "span", "unmark", "respan", "rename",
	"attribute", "type", "title", "headless", "edit", "nest", "unnest", "doubt", "turn", "correct", "uncorrect", "picture", "unpicture", "move",
	markup.KindWithhold, "lift",
}

// longestSuggestion is how many bytes of an act a comment suggests at most: everybody who opens the set reads them.
const longestSuggestion = 64 << 10

// suggestionOf reads an act that a comment suggests, and says what it would replace. It returns Invalid
// for one that cannot be suggested, and the refusal of one that cannot be done now; an act that is not
// there is "".
func (s *Server) suggestionOf(ctx context.Context, o core.Opened, raw json.RawMessage) (act, was string, err error) {
	set := o.Set
	if len(raw) == 0 || string(raw) == "null" {
		return "", "", nil
	}
	if len(raw) > longestSuggestion {
		return "", "", fault.New(fault.Invalid, "That is too much for one suggestion. Suggest it in parts.")
	}
	if kind, _ := markup.KindOf(raw); kind == markup.KindReject {
		act, err = s.suggestTakingBack(ctx, o, raw)
		return act, "", err
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

// takingBack is a suggestion to put cells back as its author saw them when they reviewed the set.
type takingBack struct {
	Kind  string      `json:"kind"`
	Cells []string    `json:"cells"`
	Step  markup.Step `json:"step"` // that would do it; made by the server
}

// suggestTakingBack reads a suggestion to take back what is new to its author, and keeps with it what the cells held
// before. It returns Conflict for what is not new to them any more, and the refusal of what cannot be taken back.
func (s *Server) suggestTakingBack(ctx context.Context, o core.Opened, raw json.RawMessage) (string, error) {
	var asked takingBack
	if err := json.Unmarshal(raw, &asked); err != nil {
		return "", fault.Wrap(fault.Invalid, err, "The act is malformed.")
	}
	cells, err := core.CellsNamed(asked.Cells)
	if err != nil {
		return "", err
	}
	reading, err := newsroom.ReadingRoom{Desk: s.Desk, Store: s.Store}.Open(ctx, o.View, o.User.ID, -1)
	if err != nil {
		return "", err
	}
	if asked.Step, err = reading.TakeBack(cells); err != nil {
		return "", err
	}
	if _, err := o.Resolve(markup.AdoptOf(asked.Step), text.NewID(), markup.Circumstances{}); err != nil {
		return "", err
	}
	kept, err := json.Marshal(asked)
	return string(kept), err
}

// suggestedRequest is the request for what a comment suggests.
func (s *Server) suggestedRequest(ctx context.Context, o core.Opened, sent stepRequest, act string) (desk.Request, error) {
	sent.Act = json.RawMessage(act)
	if kind, _ := markup.KindOf(sent.Act); kind != markup.KindReject {
		return s.requestOf(ctx, o, sent)
	}
	var back takingBack
	if err := json.Unmarshal(sent.Act, &back); err != nil {
		return desk.Request{}, fmt.Errorf("read a suggestion to take back: %w", err)
	}
	if !o.HoldsBefore(back.Step) && !o.HoldsBefore(back.Step.Reverse()) { // the second is so already
		return desk.Request{}, fault.New(fault.Conflict, "This was changed in the meantime. Look at it again, then decide.")
	}
	raw, err := json.Marshal(core.Rejected{Kind: back.Kind, Cells: back.Cells})
	return desk.Request{Set: o.Record.ID, ID: sent.ID, Base: sent.Base, Kind: markup.KindReject, Act: markup.AdoptOf(back.Step), Raw: raw, Actor: o.User.Actor(), At: s.Clock()}, err
}
