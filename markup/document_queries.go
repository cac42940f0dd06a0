package markup

import (
	"fmt"
	"slices"
	"time"
)

// Query is what colleagues said to each other about a place, as an export tells it. It is no mark: an
// import leaves it aside, and so does comparing.
type Query struct {
	Anchor   string   `json:"anchor"` // block, text, article, span or issue
	*Piece            // nil for one on the whole issue
	Article  string   `json:"article,omitempty"` // of one on an article that is still there
	Resolved *Settled `json:"resolved,omitempty"`
	Comments []Remark `json:"comments"`
}

// Settled says who resolved a query, and when.
type Settled struct {
	By string `json:"by"`
	At string `json:"at"` // see Moment
}

// Remark is one thing that somebody said. Its text may be "" where it suggests something or says done.
type Remark struct {
	By       string `json:"by"`
	At       string `json:"at"` // see Moment
	Text     string `json:"text"`
	Answer   string `json:"answer,omitempty"`   // done, disagree or ask
	Suggests string `json:"suggests,omitempty"` // the kind of act that it suggests, such as role
}

// sound says whether a remark of a file can have been made.
func (r Remark) sound() bool {
	_, known := acts[r.Suggests]
	return isMoment(r.At) && !hasControls(r.Text) && !hasControls(r.By) && (known || r.Suggests == "") &&
		slices.Contains([]string{"", "done", "disagree", "ask"}, r.Answer) && (r.Text != "" || known || r.Answer == "done")
}

// Moment writes a time as marks and exports hold it: UTC, microseconds at the finest.
func Moment(t time.Time) string { return t.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano) }

// isMoment says whether text is what Moment would write.
func isMoment(text string) bool {
	at, err := time.Parse(time.RFC3339Nano, text)
	return err == nil && Moment(at) == text
}

// named is queries with the names that articles have in the export.
func (n *names) named(queries []Query) []Query {
	named := slices.Clone(queries)
	for i, q := range named {
		named[i].Article = n.name(q.Article)
	}
	return named
}

// checkQueries refuses queries of a file that stand nowhere or say nothing.
func (d *Document) checkQueries(source *Source) error {
	for i, q := range d.Provenance.Queries {
		path := fmt.Sprintf("provenance.queries[%d]", i)
		var page *Page
		if q.Piece != nil {
			page = source.Page(q.Page)
		}
		switch {
		case !slices.Contains([]string{"block", "text", "article", "span", "issue"}, q.Anchor):
			return at(path, "%q is no place for a query: it is block, text, article, span or issue.", clip(q.Anchor))
		case (q.Piece == nil) != (q.Anchor == "issue"):
			return at(path, "a query on the issue has no page, start and end, and every other one has them.")
		case q.Piece != nil && (page == nil || q.Start >= q.End || !page.Text.Holds(Span{q.Start, q.End})):
			return at(path, "%d–%d of page %d lies outside the text.", q.Start, q.End, q.Page)
		case q.Article != "" && !slices.ContainsFunc(d.Marks.Articles, func(a ArticleMark) bool { return a.ID == q.Article }):
			return at(path, "there is no article %q in this file.", clip(q.Article))
		case q.Resolved != nil && !isMoment(q.Resolved.At):
			return at(path+".resolved", "%q is no time in UTC, such as 2022-11-10T08:30:00Z.", clip(q.Resolved.At))
		case len(q.Comments) == 0:
			return at(path, "nobody says anything in it.")
		}
		for k, c := range q.Comments {
			if !c.sound() {
				return at(fmt.Sprintf("%s.comments[%d]", path, k), "it has no text, no time in UTC, or control characters.")
			}
		}
	}
	return nil
}
