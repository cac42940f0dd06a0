package core

import (
	"galley/desk"
	"galley/engine/markup"
	"galley/engine/text"
	"galley/views/parts"
)

// MilestoneOf is a change of state in words' parts; numbers are those of the articles.
func MilestoneOf(set *markup.Set, numbers map[text.ID]string, m desk.Milestone) parts.Milestone {
	shown := parts.Milestone{Version: m.Version, State: m.State, Reason: m.Reason, Own: m.Own, Name: m.Name, At: m.At, Page: m.Scope.Page, Outside: m.Outside, Unread: m.Unread}
	if m.Scope.ID != "" {
		shown.Article = numbers[m.Scope.ID]
		shown.Title = set.Title(m.Scope.ID)
		shown.Gone = shown.Article == ""
	}
	return shown
}
