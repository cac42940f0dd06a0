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

// WorkLine is something that the reader has to do. Page and StartAt are where it is now.
type WorkLine struct {
	models.OwnWork
	Name            string // of a page or an article; "" for the whole issue
	Headless        bool   // Name are the first words of the article
	Gone            bool   // the article is no longer there
	State           markup.State
	Blocks, Decided int // of a page or the issue
}

// url is where the work is.
func (w WorkLine) url() string {
	switch {
	case w.Gone:
		return address.Assignments.At(w.SetID)
	case w.Task == models.ToReview:
		return address.ReviewOf.At(w.SetID)
	case w.Page == 0:
		return address.SetPage.At(w.SetID, 1)
	case w.Article == "":
		return address.SetPage.At(w.SetID, w.Page)
	}
	return address.Block(w.SetID, w.Page, w.StartAt)
}

// what names the part of the issue that it is about.
func (w WorkLine) what(ctx context.Context) string {
	switch {
	case w.Page == 0:
		return locale.T(ctx, "The whole issue")
	case w.Article != "" && w.Name == "":
		return locale.T(ctx, "An article")
	case w.Headless:
		return "“" + w.Name + "…”"
	}
	return w.Name
}

// words say what is due, how far it is, and who wants it.
func (w WorkLine) words(ctx context.Context) string {
	if w.Gone {
		return locale.T(ctx, "This article no longer exists.")
	}
	words := parts.TaskWord(ctx, w.Task)
	switch {
	case w.State == markup.Returned:
		words += " · " + parts.StateWord(ctx, w.State)
	case w.Task == models.ToReview && w.State != markup.Submitted:
		words += " · " + locale.T(ctx, "not submitted yet")
	case w.Task == models.ToMark && w.Blocks > 0:
		words += " · " + parts.UndecidedWords(ctx, w.Blocks-w.Decided)
	}
	if !w.Claimed() {
		words += " · " + locale.T(ctx, "given by %s", w.By)
	}
	return words
}

// Waits reports whether the work is among what waits for the reader: what was returned to them, or is for them to review.
func (w WorkLine) Waits(waiting []models.WaitLine) bool {
	return slices.ContainsFunc(waiting, func(l models.WaitLine) bool {
		if l.SetID != w.SetID {
			return false
		}
		return w.Task == models.ToMark && l.Stage == 0 && w.State == markup.Returned || w.Task == models.ToReview && l.Stage > 0 && w.State == markup.Submitted
	})
}

// Sets are the sets of all issues that the page shows.
func (t IssueTable) Sets() []int64 {
	var sets []int64
	for _, lines := range [][]models.ListLine{t.List.Lines, t.Drafts} {
		for _, l := range lines {
			sets = append(sets, l.SetID)
		}
	}
	for _, w := range t.Waiting {
		sets = append(sets, w.SetID)
	}
	for _, l := range t.Today {
		if !l.Missing {
			sets = append(sets, l.SetID)
		}
	}
	slices.Sort(sets)
	return slices.Compact(sets)
}

// whoHas are those who have something of an issue to mark, behind what is said of it before.
func (t IssueTable) whoHas(ctx context.Context, set int64) string {
	work := t.Work[set]
	if len(work.Editors) == 0 {
		return ""
	}
	return " · " + strings.Join(work.Editors, locale.T(ctx, ", "))
}

// mayClaim reports whether the reader can claim an issue as a whole.
func (t IssueTable) mayClaim(l models.ListLine) bool {
	return t.MayMark && l.Kind != models.Adjudicated && t.Work[l.SetID].Whole == nil && (l.State() == markup.Draft || l.State() == markup.Returned || l.Undecided > 0 && l.State() == markup.Submitted)
}

// mine is the reader's assignment of an issue as a whole, to be marked; nil if they have none that is
// open.
func (t IssueTable) mine(l models.ListLine) *models.AssignmentView {
	if a := t.Work[l.SetID].Whole; a != nil && a.UserID == t.User && a.DoneAt == nil {
		return a
	}
	return nil
}

// here is the page as it is narrowed and sorted, to come back to.
func (t IssueTable) here() string { return ListURL(t.Query) }

// dueChoices are the times by which the list can be narrowed.
func dueChoices(ctx context.Context) []parts.Choice {
	return []parts.Choice{{Value: "late", Label: locale.T(ctx, "late")}, {Value: "day", Label: locale.T(ctx, "within a day")}, {Value: "week", Label: locale.T(ctx, "within a week")}}
}

// askedURL is where a query stands.
func askedURL(a models.Asked) string {
	if a.Page == 0 {
		return address.SetPage.At(a.SetID, 1)
	}
	return address.Block(a.SetID, a.Page, a.StartAt)
}

// excerptLength is how much of somebody's words a line holds, in characters.
const excerptLength = 60

// excerpt are the first words of a text, on one line.
func excerpt(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= excerptLength {
		return string(runes)
	}
	return string(runes[:excerptLength]) + "…"
}
