package core

import (
	"galley/desk"
	"galley/engine/markup"
	"galley/engine/stages"
	"galley/engine/text"
	"galley/views/parts"
)

// MilestoneOf is a change of state in words' parts, by the stages of the issue; numbers are those of the articles.
func MilestoneOf(set *markup.Set, plan stages.Plan, numbers map[text.ID]string, m desk.Milestone) parts.Milestone {
	shown := parts.Milestone{Version: m.Version, State: m.State, Reason: m.Reason, Own: m.Own, Name: m.Name, At: m.At, Page: m.Page, Outside: m.Outside, Unread: m.Unread}
	if !plan.IsSingle() && (m.Passes() || m.Returns()) && m.Stage != 0 {
		shown.Stage, shown.Passed = plan.Stage(m.Stage).Name, m.Passes()
		if m.To != 0 {
			shown.To = plan.Stage(m.To).Name
		}
	}
	if m.Page != 0 {
		shown.PageName = PageLabel(set.Source(), m.Page)
	}
	if m.Article != "" {
		shown.Article = numbers[m.Article]
		shown.Title = set.Title(m.Article)
		shown.Gone = shown.Article == ""
	}
	return shown
}
