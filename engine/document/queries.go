package document

import (
	"fmt"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
)

// Query is what colleagues said to each other about a place, as an export tells it. It is no mark: an
// import leaves it aside, and so does comparing.
type Query struct {
	Anchor        string   `json:"anchor"` // block, text, article, span or issue
	*markup.Piece          // nil for one on the whole issue
	Article       string   `json:"article,omitempty"` // of one on an article that is still there
	Resolved      *Settled `json:"resolved,omitempty"`
	Comments      []Remark `json:"comments"`
}

// Settled says who resolved a query, and when.
type Settled struct {
	By string `json:"by"`
	At string `json:"at"` // see Moment
}

// Remark is one thing that somebody said. Its text may be "" if it suggests something or says done.
type Remark struct {
	By       string `json:"by"`
	At       string `json:"at"` // see Moment
	Text     string `json:"text"`
	Answer   string `json:"answer,omitempty"`   // done, disagree or ask
	Suggests string `json:"suggests,omitempty"` // the kind of act that it suggests, such as role
}

// sound reports whether a remark of a file can have been made.
func (r Remark) sound() bool {
	known := slices.Contains(markup.Kinds(), r.Suggests)
	return markup.IsMoment(r.At) && !text.HasControls(r.Text) && !text.HasControls(r.By) && (known || r.Suggests == "") &&
		slices.Contains([]string{"", "done", "disagree", "ask"}, r.Answer) && (r.Text != "" || known || r.Answer == "done")
}

// named is queries with the names that articles have in the export.
func named(n *markup.Names, queries []Query) []Query {
	named := slices.Clone(queries)
	for i, q := range named {
		named[i].Article = n.ArticleName(q.Article)
	}
	return named
}

// checkQueries refuses queries of a file that stand nowhere or say nothing.
func (d *Document) checkQueries(source *markup.Source) error {
	for i, q := range d.Provenance.Queries {
		path := fmt.Sprintf("provenance.queries[%d]", i)
		var page *markup.Page
		if q.Piece != nil {
			page = source.Page(q.Page)
		}
		switch {
		case !slices.Contains([]string{"block", "text", "article", "span", "issue"}, q.Anchor):
			return markup.FaultAt(path, "%q is not a place for a query: use block, text, article, span or issue.", markup.Clip(q.Anchor))
		case (q.Piece == nil) != (q.Anchor == "issue"):
			return markup.FaultAt(path, "a query on the issue has no page, start and end, and every other one has them.")
		case q.Piece != nil && (page == nil || q.Start >= q.End || !page.Text.Holds(text.Span{Start: q.Start, End: q.End})):
			return markup.FaultAt(path, "%d–%d of page %d lies outside the text.", q.Start, q.End, q.Page)
		case q.Article != "" && !slices.ContainsFunc(d.Marks.Articles, func(a markup.ArticleMark) bool { return a.ID == q.Article }):
			return markup.FaultAt(path, "there is no article %q in this file.", markup.Clip(q.Article))
		case q.Resolved != nil && !markup.IsMoment(q.Resolved.At):
			return markup.FaultAt(path+".resolved", "%q is not a time in UTC. Write it as 2022-11-10T08:30:00Z.", markup.Clip(q.Resolved.At))
		case len(q.Comments) == 0:
			return markup.FaultAt(path, "nobody says anything in it.")
		}
		for k, c := range q.Comments {
			if !c.sound() {
				return markup.FaultAt(fmt.Sprintf("%s.comments[%d]", path, k), "it has no text, no time in UTC, or control characters.")
			}
		}
	}
	return nil
}
