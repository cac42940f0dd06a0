package parts

import (
	"context"
	"time"

	"galley/engine/markup"
	"galley/engine/stages"
	"galley/locale"
)

// Milestone is a change of the state of a set, a page or an article.
type Milestone struct {
	Version        int64
	State          markup.State
	Reason         string
	Own            bool   // accepted by an author of changes
	Name           string // of who did it; "" for a deleted account
	At             time.Time
	Page           int    // of a page
	PageName       string // its label, or its key if it has none
	Outside        bool   // of what belongs to no article there
	Unread         int    // places that were not looked at
	Article, Title string // the number and the title, of an article
	Gone           bool   // the article is no longer there

	Stage, To stages.Name // in which it was decided, and which it went to; empty in an issue of one stage, and for the author
	Passed    bool        // the stage passed it; else it returned it
}

// StageName is the name of a stage of review, or of a position, in the reader's language.
func StageName(ctx context.Context, name stages.Name) string {
	return name.Word(locale.Of(ctx).String())
}

// Did is what was done, in a word or two.
func (m Milestone) Did(ctx context.Context) string {
	none := stages.Name{}
	switch {
	case m.Stage == none:
		return StateWord(ctx, m.State)
	case m.Passed:
		return locale.T(ctx, "%s: passed", m.Stage)
	case m.To != none:
		return locale.T(ctx, "%s: returned to %s", m.Stage, m.To)
	}
	return locale.T(ctx, "%s: returned", m.Stage)
}

// Words are what was done, by whom being told beside them.
func (m Milestone) Words(ctx context.Context) string {
	what := m.Did(ctx)
	switch {
	case m.Gone:
		return locale.T(ctx, "An article that no longer exists: %s", what)
	case m.Article != "":
		return locale.T(ctx, "Article %s: %s", m.Article, what)
	case m.Outside:
		return locale.T(ctx, "Page %s, outside articles: %s", m.PageName, what)
	case m.Page != 0:
		return locale.T(ctx, "Page %s: %s", m.PageName, what)
	}
	return locale.T(ctx, "The set: %s", what)
}

// ScopeWords say what the change is about, if it is about more than one article; "" if it is not.
func (m Milestone) ScopeWords(ctx context.Context) string {
	switch {
	case m.Article != "" || m.Gone:
		return ""
	case m.Outside:
		return locale.T(ctx, "what stands outside articles on page %s", m.PageName)
	case m.Page != 0:
		return locale.T(ctx, "all of page %s", m.PageName)
	}
	return locale.T(ctx, "the whole set")
}
