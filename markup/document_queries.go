package markup

import (
	"fmt"
	"slices"
	"time"
)

// Query is what colleagues said to each other about a place, as an export tells it. It is no mark: an
// import leaves it aside, and so does comparing.
type Query struct {
	Anchor   string   `json:"anchor"` // block, text or article
	Page     int      `json:"page"`
	Start    int      `json:"start"`
	End      int      `json:"end"`
	Article  string   `json:"article,omitempty"` // of one on an article that is still there
	Resolved *Settled `json:"resolved,omitempty"`
	Comments []Remark `json:"comments"`
}

// Settled says who resolved a query, and when.
type Settled struct {
	By string `json:"by"`
	At string `json:"at"` // see Moment
}

// Remark is one thing that somebody said.
type Remark struct {
	By   string `json:"by"`
	At   string `json:"at"` // see Moment
	Text string `json:"text"`
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
		page := source.Page(q.Page)
		switch {
		case !slices.Contains([]string{"block", "text", "article"}, q.Anchor):
			return at(path, "%q is no place for a query: it is block, text or article.", clip(q.Anchor))
		case page == nil || q.Start >= q.End || !page.Text.Holds(Span{q.Start, q.End}):
			return at(path, "%d–%d of page %d lies outside the text.", q.Start, q.End, q.Page)
		case q.Article != "" && !slices.ContainsFunc(d.Marks.Articles, func(a ArticleMark) bool { return a.ID == q.Article }):
			return at(path, "there is no article %q in this file.", clip(q.Article))
		case q.Resolved != nil && !isMoment(q.Resolved.At):
			return at(path+".resolved", "%q is no time in UTC, such as 2022-11-10T08:30:00Z.", clip(q.Resolved.At))
		case len(q.Comments) == 0:
			return at(path, "nobody says anything in it.")
		}
		for k, c := range q.Comments {
			if !isMoment(c.At) || c.Text == "" || hasControls(c.Text) || hasControls(c.By) {
				return at(fmt.Sprintf("%s.comments[%d]", path, k), "it has no text, no time in UTC, or control characters.")
			}
		}
	}
	return nil
}
