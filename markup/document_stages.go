package markup

import (
	"fmt"
	"slices"
)

// Stage is a change of the state of a set, a page or an article, as an export tells it. It is no mark:
// an import leaves it aside, and so does comparing.
type Stage struct {
	State   State  `json:"state"`
	Page    int    `json:"page,omitempty"`    // of a page
	Article string `json:"article,omitempty"` // of an article that is still there
	Gone    bool   `json:"gone,omitempty"`    // of an article that is no longer there
	By      string `json:"by,omitempty"`
	At      string `json:"at"` // see Moment
	Reason  string `json:"reason,omitempty"`
	Own     bool   `json:"own,omitempty"` // accepted by who had made changes in it
}

// staged is stages with the names that articles have in the export.
func (n *Names) staged(stages []Stage) []Stage {
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
func (d *Document) checkStages(source *Source) error {
	for i, s := range d.Provenance.Stages {
		path := fmt.Sprintf("provenance.stages[%d]", i)
		known := IsState(s.State)
		switch {
		case !known:
			return FaultAt(path, "%q is no state.", Clip(string(s.State)))
		case s.Page != 0 && source.Page(s.Page) == nil:
			return FaultAt(path, "there is no page %d in this file.", s.Page)
		case s.Article != "" && !slices.ContainsFunc(d.Marks.Articles, func(a ArticleMark) bool { return a.ID == s.Article }):
			return FaultAt(path, "there is no article %q in this file.", Clip(s.Article))
		case !IsMoment(s.At):
			return FaultAt(path, "%q is no time in UTC, such as 2022-11-10T08:30:00Z.", Clip(s.At))
		case HasControls(s.By) || HasControls(s.Reason):
			return FaultAt(path, "it holds control characters.")
		}
	}
	return nil
}
