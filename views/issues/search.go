package issues

import (
	"context"
	"net/url"
	"strconv"

	"galley/address"
	"galley/locale"
	"galley/models"
)

// SearchResults is the value of the search page.
type SearchResults struct {
	Search  models.Search
	Asked   bool // the query holds something to look for
	Found   models.Found
	Pending int // pages still to be read into the search
}

// SearchFor is a search as an address.
func SearchFor(q models.Search) string {
	v := url.Values{"q": {q.Query}}
	if q.Issue > 0 {
		v.Set("issue", strconv.FormatInt(q.Issue, 10))
	}
	if q.Before > 0 {
		v.Set("before", strconv.FormatInt(q.Before, 10))
	}
	return address.Search + "?" + v.Encode()
}

// moreIn are all lines of one issue.
func (r SearchResults) moreIn(issue int64) string {
	return SearchFor(models.Search{Query: r.Search.Query, Issue: issue})
}

// next is the next page of results.
func (r SearchResults) next() string {
	q := r.Search
	q.Before = r.Found.Next
	return SearchFor(q)
}

// place is where a line stands: the page's label, or its number.
func place(ctx context.Context, l models.FoundLine) string {
	if l.Label != "" {
		return l.Label
	}
	return locale.T(ctx, "page %d", l.Key)
}
