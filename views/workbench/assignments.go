package workbench

import (
	"context"
	"fmt"
	"time"

	"galley/address"
	"galley/engine/markup"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// SetWork is the page that says who has what of a set.
type SetWork struct {
	Issue   models.IssueSummary
	Set     models.SetView
	User    int64
	Rows    []WorkRow
	People  []WorkPerson // to whom work can be given here
	MayGive bool
	MayMark bool // the reader can claim pages to mark
	MayLook bool // the reader can claim pages to review
	Past    []PastWork
	Wrong   string // what is wrong with what was asked
	Form    WorkForm
	Now     time.Time
}

// WorkForm is what was asked and could not be done.
type WorkForm struct {
	Task   string
	To     int64
	Chosen map[string]bool // what was chosen, by WorkRow.Key
}

// WorkPerson is somebody to whom work can be given.
type WorkPerson struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Mark bool   `json:"mark,omitempty"` // can be given something to mark
	Look bool   `json:"look,omitempty"` // can be given something to review
}

// WorkRow is the whole set, a page or an article, with its holders.
type WorkRow struct {
	Key      string // all, page:1, article:ID
	Page     int    // 0 for the whole set
	Start    int    // of an article
	Article  string
	Label    string // of a page; the title of an article
	Headless bool   // Label are the first words of the article
	Gone     bool   // the article is no longer there
	Merged   string // the title of the article that took it in; "" for none
	State    markup.State
	Mark     *models.AssignmentView
	Review   *models.AssignmentView
	Articles []WorkRow // of a page: those that begin on it and that nobody was given
}

// PastWork is an assignment that has ended.
type PastWork struct {
	models.AssignmentView
	What string // a page's label, an article's title; "" for the whole set
}

// Rows are named so in the document.
func (r WorkRow) id() string {
	switch {
	case r.Article != "":
		return "work-" + r.Article
	case r.Page == 0:
		return "work-all"
	}
	return fmt.Sprint("work-", r.Page)
}

// name is what a row is called.
func (r WorkRow) name(ctx context.Context) string {
	switch {
	case r.Article != "" && r.Headless:
		return "“" + r.Label + "…”"
	case r.Article != "" && r.Label == "":
		return locale.T(ctx, "An article")
	case r.Article != "" || r.Page != 0:
		return r.Label
	}
	return locale.T(ctx, "The whole issue")
}

// has is who has a row for a task.
func (r WorkRow) has(task string) *models.AssignmentView {
	if task == models.ToReview {
		return r.Review
	}
	return r.Mark
}

// url is where a row leads.
func (r WorkRow) url(set int64) string {
	switch {
	case r.Article != "":
		return address.Block(set, r.Page, r.Start)
	case r.Page == 0:
		return address.SetPage.At(set, 1)
	}
	return address.SetPage.At(set, r.Page)
}

// mayClaim reports whether the reader can claim something for a task.
func (v SetWork) mayClaim(task string, r WorkRow) bool {
	done := r.State == markup.Accepted || task == models.ToMark && r.State == markup.Submitted
	return !r.Gone && !done && (task == models.ToMark && v.MayMark || task == models.ToReview && v.MayLook)
}

// mayEnd reports whether the reader can release, withdraw or hand over what somebody has.
func (v SetWork) mayEnd(a models.AssignmentView) bool { return v.MayGive || a.UserID == v.User }

// endWord is what the button says that takes something from somebody.
func (v SetWork) endWord(ctx context.Context, a models.AssignmentView) string {
	if a.UserID == v.User {
		return locale.T(ctx, "Release")
	}
	return locale.T(ctx, "Take back")
}

// mayClaimSome reports whether the reader can claim anything at all.
func (v SetWork) mayClaimSome() bool { return v.MayMark || v.MayLook }

// takers are those who can be given a task.
func (v SetWork) takers(task string) []WorkPerson {
	var able []WorkPerson
	for _, p := range v.People {
		if task == models.ToReview && p.Look || task == models.ToMark && p.Mark {
			able = append(able, p)
		}
	}
	return able
}

// pastWords say how an assignment ended.
func (p PastWork) words(ctx context.Context) string {
	switch p.How {
	case models.Handed:
		return locale.T(ctx, "handed over by %s", p.Ender)
	case models.Withdrawn:
		return locale.T(ctx, "taken back by %s", p.Ender)
	}
	return locale.T(ctx, "released")
}

// what is what the assignment was of.
func (p PastWork) what(ctx context.Context) string {
	if p.What == "" {
		return locale.T(ctx, "The whole issue")
	}
	return p.What
}

// workKind says what a row is, for its looks.
func workKind(r WorkRow) string {
	switch {
	case r.Article != "":
		return "article"
	case r.Page == 0:
		return "issue"
	}
	return "page"
}

// givenWords say who gave something, and when.
func givenWords(ctx context.Context, a models.AssignmentView, now time.Time) string {
	if a.Claimed() {
		return locale.T(ctx, "claimed %s", parts.ShortTime(ctx, a.At, now))
	}
	return locale.T(ctx, "given by %s, %s", a.By, parts.ShortTime(ctx, a.At, now))
}

// claimLabel is what the button is called that claims something.
func claimLabel(ctx context.Context, task string, r WorkRow) string {
	if task == models.ToReview {
		return locale.T(ctx, "Claim for review: %s", r.name(ctx))
	}
	return locale.T(ctx, "Claim for marking: %s", r.name(ctx))
}
