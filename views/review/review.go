package review

import (
	"context"
	"fmt"
	"strings"
	"time"

	"galley/address"
	"galley/engine/keys"
	"galley/engine/markup"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// Review is a set as its reviewer, or its author after it came back, looks at it.
type Review struct {
	Past       bool  // two versions that stand no longer, or not side by side: nothing is decided
	Head       int64 // the last version of the set
	Issue      models.IssueSummary
	Set        int64
	Language   string       // of the text
	State      markup.State // of the set
	Version    int64
	Since      int64 // the version that it is compared with
	First      bool  // nobody has looked at it yet: Since is the empty set
	All        bool  // every difference is shown of a first look too
	MaySpeak   bool
	Whole      Scope
	Pages      []Scope  // of an issue with several
	Keys       keys.Map // of who reviews
	MayMark    bool
	Milestones []parts.Milestone
	Articles   []ReviewedArticle // the last one holds what belongs to no article
	Total      int               // differences
	Open       int               // of those, by others and agreed to by nobody
	Queries    int               // open ones
	Now        time.Time
}

// Scope is how far a set or an article has come.
type Scope struct {
	Page       int    // of a page
	Name       string // of a page
	Article    string // its id; "" for the set
	State      markup.State
	Moves      []markup.State // the states that this person may give it now
	OpenPoints int
}

// ReviewedArticle is what is new in an article.
type ReviewedArticle struct {
	ID, Number, Title string
	Headless          bool
	URL               string // of its first block in the workbench; "" for one without text
	Scope             Scope
	Withheld          *markup.Withholding // from export; nil if it is not
	Blocks            int                 // counted in a first look only
	Differences       []ReviewedDifference
	Risks             []Risk
	Queries           []Query
}

// ReviewedDifference is one thing that is not as it was.
type ReviewedDifference struct {
	Key, Kind     string
	Number        string // of the block where it begins
	URL           string // of that block in the workbench
	Before, After string
	Quote         string // the text there
	By            string // who changed it last
	At            time.Time
	Mine          bool     // this person did
	Agreed        []string // names of who agrees
	AgreedHere    bool     // this person does
	MayReject     bool
	Block         ReviewedBlock // where it begins
	Covers        []ReviewedBlock
	Queries       []Query // about what it covers, and open
}

// ReviewedBlock is a block as acts name it; page 0 for none.
type ReviewedBlock struct{ Page, Start, End int }

// Risk is a block that is worth a look.
type Risk struct {
	Number, URL, Quote string
	Doubtful           bool
	State              string
	Problems           []markup.Problem // dismissed ones among them
	Block              ReviewedBlock
	Queries            []Query // about the block, and open
}

// Query is an open query.
type Query struct {
	By, Words, URL string
	At             time.Time
}

func (v Review) action(what string) string { return fmt.Sprintf("/sets/%d/review/%s", v.Set, what) }

func (v Review) url(since int64, all bool) string {
	if all {
		return address.Review(v.Set, fmt.Sprint(since), "1")
	}
	return address.Review(v.Set, fmt.Sprint(since), "")
}

// shown are the articles that have something to look at, or something that can be said of them.
func (v Review) shown() []ReviewedArticle {
	var list []ReviewedArticle
	for _, a := range v.Articles {
		if a.ID != "" || len(a.Differences)+len(a.Risks)+len(a.Queries) > 0 {
			list = append(list, a)
		}
	}
	return list
}

// summary is the last thing that was said when the set, or something in it, was returned.
func (v Review) summary() (parts.Milestone, bool) {
	for i := len(v.Milestones) - 1; i >= 0; i-- {
		m := v.Milestones[i]
		if m.State == markup.Submitted && m.Article == "" && m.Page == 0 {
			break
		}
		if m.State == markup.Returned && m.Reason != "" {
			return m, true
		}
	}
	return parts.Milestone{}, false
}

// anchor is the id of an article's section.
func (a ReviewedArticle) anchor() string {
	if a.ID == "" {
		return "rest"
	}
	return "article-" + a.ID
}

// keys are those of the differences that this person can still agree to.
func (a ReviewedArticle) keys() (keys []string) {
	for _, d := range a.Differences {
		if !d.AgreedHere && !d.Mine {
			keys = append(keys, d.Key)
		}
	}
	return keys
}

// rejectable are the keys of the differences that this person may take back.
func (a ReviewedArticle) rejectable() (keys []string) {
	for _, d := range a.Differences {
		if d.MayReject {
			keys = append(keys, d.Key)
		}
	}
	return keys
}

// scopeMoveWord is what the button says that gives a state.
func scopeMoveWord(ctx context.Context, s Scope, to markup.State) string {
	switch {
	case to == markup.Accepted:
		return locale.T(ctx, "Accept")
	case to == markup.Returned && s.State == markup.Accepted:
		return locale.T(ctx, "Reopen")
	case to == markup.Returned:
		return locale.T(ctx, "Return")
	case to == markup.Draft:
		return locale.T(ctx, "Take back")
	case s.Article != "" || s.Page != 0:
		return locale.T(ctx, "Ready for review")
	}
	return locale.T(ctx, "Submit")
}

// asksReason reports whether a scope may be given a state for which a reason is asked or welcome.
func (s Scope) asksReason() bool {
	for _, to := range s.Moves {
		if to == markup.Returned || to == markup.Accepted && s.OpenPoints > 0 {
			return true
		}
	}
	return false
}

// reasonLabel says what the reason is for.
func (s Scope) reasonLabel(ctx context.Context) string {
	if s.OpenPoints > 0 {
		return locale.N(ctx, s.OpenPoints, "Comment; required to accept it with %d open point", "Comment; required to accept it with %d open points")
	}
	return locale.T(ctx, "Comment on it")
}

// words are why a block is worth a look.
func (r Risk) words(ctx context.Context) []string {
	var words []string
	if r.Doubtful {
		words = append(words, locale.T(ctx, "doubtful"))
	}
	if r.State != string(markup.Decided) {
		words = append(words, blockStateWord(ctx, r.State))
	}
	for _, p := range r.Problems {
		word := parts.ProblemWords(ctx, string(p.Kind))
		if p.Dismissed != nil {
			word = locale.T(ctx, "%s, dismissed by %s: %s", word, p.Dismissed.By, strings.TrimSpace(p.Dismissed.Reason))
		}
		words = append(words, word)
	}
	return words
}

func blockStateWord(ctx context.Context, state string) string {
	if state == string(markup.Assumed) {
		return locale.T(ctx, "assumed")
	}
	return locale.T(ctx, "undecided")
}

// headline says in a sentence what the page holds.
func (v Review) headline(ctx context.Context) string {
	switch {
	case v.First && !v.All:
		return locale.T(ctx, "Nobody has reviewed this set yet. You see what is worth a look in each article; the proof shows the rest.")
	case v.Total == 0:
		return locale.T(ctx, "Nothing is new here.")
	case v.Open == 0:
		return locale.N(ctx, v.Total, "%d change, not waiting for you.", "%d changes, none of them waiting for you.")
	}
	return locale.T(ctx, "%d of %d changes still need a look.", v.Open, v.Total)
}

func (v Review) nothingNew(ctx context.Context) string {
	if v.First && !v.All {
		return locale.T(ctx, "Nothing stands out.")
	}
	return locale.T(ctx, "Nothing is new.")
}

// label is what a screen reader says of a row.
func (d ReviewedDifference) label(ctx context.Context) string {
	if d.Number == "" {
		return locale.T(ctx, "%s: %s became %s", d.Kind, d.Before, d.After)
	}
	return locale.T(ctx, "%s, block %s: %s became %s", d.Kind, d.Number, d.Before, d.After)
}
