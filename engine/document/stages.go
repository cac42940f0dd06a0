package document

import (
	"fmt"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
)

// Stage is a change of the state of a set, a page or an article, as an export tells it. It is no mark:
// an import leaves it aside, and so does comparing.
type Stage struct {
	State   markup.State `json:"state"`
	Page    int          `json:"page,omitempty"`    // of a page
	Article string       `json:"article,omitempty"` // of an article that is still there
	Gone    bool         `json:"gone,omitempty"`    // of an article that is no longer there
	By      string       `json:"by,omitempty"`
	At      string       `json:"at"` // see Moment
	Reason  string       `json:"reason,omitempty"`
	Own     bool         `json:"own,omitempty"` // accepted by an author of changes in it
}

// staged is stages with the names that articles have in the export.
func staged(n *markup.Names, stages []Stage) []Stage {
	named := slices.Clone(stages)
	for i, s := range named {
		if s.Article != "" {
			named[i].Article = n.ArticleName(s.Article)
			named[i].Gone = named[i].Article == ""
		}
	}
	return named
}

// checkStages refuses stages of a file that say nothing, or of what is not in it.
func (d *Document) checkStages(source *markup.Source) error {
	for i, s := range d.Provenance.Stages {
		path := fmt.Sprintf("provenance.stages[%d]", i)
		known := markup.IsState(s.State)
		switch {
		case !known:
			return markup.FaultAt(path, "%q is not a state.", markup.Clip(string(s.State)))
		case s.Page != 0 && source.Page(s.Page) == nil:
			return markup.FaultAt(path, "there is no page %d in this file.", s.Page)
		case s.Article != "" && !slices.ContainsFunc(d.Marks.Articles, func(a markup.ArticleMark) bool { return a.ID == s.Article }):
			return markup.FaultAt(path, "there is no article %q in this file.", markup.Clip(s.Article))
		case !markup.IsMoment(s.At):
			return markup.FaultAt(path, "%q is not a time in UTC. Write it as 2022-11-10T08:30:00Z.", markup.Clip(s.At))
		case text.HasControls(s.By) || text.HasControls(s.Reason):
			return markup.FaultAt(path, "it contains control characters.")
		}
	}
	return nil
}
