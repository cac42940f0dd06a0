package issues

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"galley/address"
	"galley/engine/markup"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// waitURL is where something that waits for the reader is done: at its place at the desk, or where it is marked.
func waitURL(w models.WaitLine) string {
	switch {
	case w.Stage > 0 && w.Article != "":
		return address.Reading(w.SetID, w.Article, -1, "")
	case w.Stage > 0 && w.Page > 0:
		return address.Reading(w.SetID, fmt.Sprintf("page-%d", w.Page), -1, "")
	case w.Stage > 0:
		return address.ReviewOf.At(w.SetID)
	case w.Page == 0:
		return address.SetPage.At(w.SetID, 1)
	case w.Article == "":
		return address.SetPage.At(w.SetID, w.Page)
	}
	return address.Block(w.SetID, w.Page, w.StartAt)
}

// waitStage is in which stage something waits, or that it was returned.
func waitStage(ctx context.Context, w models.WaitLine) stageWords {
	return stageWordsOf(ctx, w.Plan(), w.Stage)
}

// waitTitle is the first of what waits, and how much more waits with it.
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
	return excerpt(w.Title) + more
}

// waitWhere says where the first of what waits is, and whose marks it is if they are not the team's.
func waitWhere(ctx context.Context, w models.WaitLine) string {
	words := []string{w.Date}
	if w.Page > 0 {
		words = append(words, parts.PageWords(w.Label, w.Page, w.Language))
	}
	if w.Kind != models.Team {
		words = append(words, parts.SetName(ctx, w.Kind, ""))
	}
	return strings.Join(words, " · ")
}

// waitingCount is how much waits for the reader, as far as it is listed.
func (t IssueTable) waitingCount() string {
	n := parts.Thousands(len(t.Waiting) + len(t.Asked))
	if t.MoreWaiting {
		return n + "+"
	}
	return n
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
