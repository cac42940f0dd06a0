package review

import (
	"context"
	"time"

	"galley/engine/markup"
	"galley/locale"
	"galley/models"
)

// Differences is what differs between two versions of a set.
type Differences struct {
	Head     int64 // the last version of the set
	Issue    models.IssueSummary
	Set      int64
	Language string // of the text
	Version  int64
	Since    int64              // the version that it is compared with
	Articles []DifferingArticle // those in which something differs; the last one may hold what belongs to no article
	Now      time.Time
}

// DifferingArticle is what differs in an article.
type DifferingArticle struct {
	ID, Number, Title string
	Headless          bool
	URL               string // of its page in the history; "" for one without text
	State             markup.State
	Withheld          *markup.Withholding // from export; nil if it is not
	Rows              []DifferenceRow
}

// DifferenceRow is one thing that is not as it was.
type DifferenceRow struct {
	Key, Kind     string
	Number        string // of the block where it begins
	URL           string // of its page in the history
	Before, After string
	Quote         string // the text there
	By            string // who changed it last
	At            time.Time
}

// anchor is the id of an article's section.
func (a DifferingArticle) anchor() string {
	if a.ID == "" {
		return "rest"
	}
	return "article-" + a.ID
}

// label is what a screen reader says of a row.
func (d DifferenceRow) label(ctx context.Context) string {
	if d.Number == "" {
		return locale.T(ctx, "%s: %s became %s", d.Kind, d.Before, d.After)
	}
	return locale.T(ctx, "%s, block %s: %s became %s", d.Kind, d.Number, d.Before, d.After)
}
