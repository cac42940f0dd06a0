package document

import (
	"fmt"
	"slices"

	"galley/engine/markup"
	"galley/engine/stages"
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

	Stage   int  `json:"stage,omitempty"`   // of review, in which it was decided
	To      int  `json:"to,omitempty"`      // the stage that it went to
	Next    int  `json:"next,omitempty"`    // of what was returned: the stage after whoever mends it
	Outside bool `json:"outside,omitempty"` // only of what belongs to no article on the page
	Unread  int  `json:"unread,omitempty"`  // places that were not looked at
}

// staged is what was decided with the names that articles have in the export.
func staged(n *markup.Names, decided []Stage) []Stage {
	named := slices.Clone(decided)
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
		known := markup.IsState(s.State) || d.Format != 1 && (s.State == markup.Withdrawn || s.State == markup.Restored)
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
		case min(s.Stage, s.To, s.Next, s.Unread) < 0 || max(s.Stage, s.To, s.Next) > stages.MaxStages || s.Outside && s.Page == 0:
			return markup.FaultAt(path, "there is no such stage of review.")
		}
	}
	return d.checkReview(source)
}

// checkReview refuses what a file says of its review if that cannot be.
func (d *Document) checkReview(source *markup.Source) error {
	p := d.Provenance
	for i, s := range p.Review {
		kind, unit := stages.Kind(s.Kind), stages.Unit(s.Unit)
		if kind != stages.Review && kind != stages.Proof || unit != stages.Article && unit != stages.Page || text.HasControls(s.Name+s.Chinese) {
			return markup.FaultAt(fmt.Sprintf("provenance.review[%d]", i), "it is no stage of review.")
		}
	}
	if p.Stage < 0 || p.Stage > stages.MaxStages {
		return markup.FaultAt("provenance.stage", "there is no such stage of review.")
	}
	for i, s := range p.Sheets {
		if source.Page(s.Page) == nil || s.Number < 1 || !markup.IsMoment(s.At) || s.Void != "" && !markup.IsMoment(s.Void) {
			return markup.FaultAt(fmt.Sprintf("provenance.sheets[%d]", i), "it needs a page of the file, a number and a time.")
		}
	}
	if r := p.Replaces; r != nil && (r.Version < 0 || !markup.IsMoment(r.At)) {
		return markup.FaultAt("provenance.replaces", "it needs a version and a time.")
	}
	return nil
}
