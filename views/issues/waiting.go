package issues

import (
	"context"
	"slices"
	"strings"

	"galley/address"
	"galley/engine/markup"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// waitURL is where something that waits for the reader is done: at the desk, or where it begins.
func waitURL(w models.WaitLine) string {
	switch {
	case w.Stage > 0:
		return address.ReviewOf.At(w.SetID)
	case w.Page == 0:
		return address.SetPage.At(w.SetID, 1)
	case w.Article == "":
		return address.SetPage.At(w.SetID, w.Page)
	}
	return address.Block(w.SetID, w.Page, w.StartAt)
}

// waitState is the state of what waits.
func waitState(w models.WaitLine) markup.State {
	if w.Stage > 0 {
		return markup.Submitted
	}
	return markup.Returned
}

// waitWords say what has to be done.
func waitWords(ctx context.Context, w models.WaitLine) string {
	if w.Stage == 0 {
		return locale.T(ctx, "Returned to you")
	}
	words := locale.N(ctx, w.Parts, "%d to review", "%d to review")
	if plan := w.Plan(); !plan.IsSingle() {
		return parts.StageName(ctx, plan.Stage(w.Stage).Name) + " · " + words
	}
	return words
}

// waitTitle is the first of what was returned, and how much more was returned with it.
func waitTitle(ctx context.Context, w models.WaitLine) string {
	more := ""
	if w.Parts > 1 {
		more = " " + locale.N(ctx, w.Parts-1, "and %d more", "and %d more")
	}
	switch {
	case w.Article == "":
		return locale.T(ctx, "outside articles") + more
	case w.Title == "":
		return locale.T(ctx, "an article without a headline") + more
	}
	return "“" + excerpt(w.Title) + "”" + more
}

// waitLines say of an issue for whom something waits: what was returned, and the first stage of review in which
// something waits.
func (t IssueTable) waitLines(ctx context.Context, l models.ListLine) []string {
	people := t.WaitingIn[l.SetID]
	var lines []string
	if returned := t.namesAt(ctx, people, 0); returned != "" {
		lines = append(lines, locale.T(ctx, "%s: %s", parts.StateWord(ctx, markup.Returned), returned))
	}
	i := slices.IndexFunc(people, func(p models.WaitingPerson) bool { return p.Stage > 0 })
	if i < 0 {
		return lines
	}
	stage, plan := people[i].Stage, l.Plan()
	line := t.namesAt(ctx, people, stage)
	if !plan.IsSingle() {
		line = locale.T(ctx, "%s: %s", parts.StageName(ctx, plan.Stage(stage).Name), line)
	}
	return append(lines, line)
}

// namesAt are the people for whom something waits in a stage, the reader first, with how much.
func (t IssueTable) namesAt(ctx context.Context, people []models.WaitingPerson, stage int) string {
	var names []string
	for _, p := range people {
		switch {
		case p.Stage != stage:
		case p.UserID == t.User:
			names = slices.Insert(names, 0, locale.T(ctx, "you")+" · "+parts.Thousands(p.Parts))
		case p.UserID == markup.AnyReviewer:
			names = append(names, locale.T(ctx, "any reviewer")+" · "+parts.Thousands(p.Parts))
		default:
			names = append(names, p.Name+" · "+parts.Thousands(p.Parts))
		}
	}
	if len(names) > mostNamed {
		names = append(names[:mostNamed], locale.N(ctx, len(names)-mostNamed, "and %d more", "and %d more"))
	}
	return strings.Join(names, locale.T(ctx, ", "))
}

// mostNamed is how many people a row of the list names for whom something waits.
const mostNamed = 2
