package workbench

import (
	"context"
	"strings"
	"time"

	"galley/engine/markup"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// ExportForm is what an export of a set can be asked to hold, and what was exported of it before.
type ExportForm struct {
	Issue     models.IssueSummary
	Set       int64
	Head      int64 // the set's version
	Page      int   // the first
	Articles  int
	Accepted  int                // of them
	Withheld  int                // of them
	Since     []ExportSince      // the latest first
	Made      []parts.ExportLine // the latest first
	Withdrawn []WithdrawnArticle
	Now       time.Time
}

// WithdrawnArticle is an article that was withdrawn, with the exports that hold it, the latest first.
type WithdrawnArticle struct {
	Number, Title string
	Headless      bool
	Said          markup.Withholding
	In            []parts.ExportLine
}

// ExportSince is an earlier version from which on changes can be asked for: one that was exported, or one
// at which something was accepted.
type ExportSince struct {
	Version  int64
	Exported bool
	Page     string // that was accepted, by its label; "" for the set, as Article
	Article  string // its number
	Name     string
	At       time.Time
}

// words name a version by what happened at it.
func (e ExportSince) words(ctx context.Context, now time.Time) string {
	what := locale.T(ctx, "accepted")
	switch {
	case e.Exported:
		what = locale.T(ctx, "exported")
	case e.Article != "":
		what = locale.T(ctx, "article %s accepted", e.Article)
	case e.Page != "":
		what = locale.T(ctx, "page %s accepted", e.Page)
	}
	words := []string{locale.T(ctx, "Version %d", e.Version), what}
	if e.Name != "" {
		words = append(words, e.Name)
	}
	return strings.Join(append(words, parts.ShortTime(ctx, e.At, now)), " · ")
}
