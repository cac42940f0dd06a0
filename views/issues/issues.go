package issues

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"galley/address"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// IssueTable is the value of the issues page.
type IssueTable struct {
	List         models.List
	Query        models.ListQuery
	Publications []models.Publication
	Markers      []models.Marker
	Today        []TodayLine
	Counts       []models.StateCount
	Waiting      []models.WaitLine // what waits for the reader
	MoreWaiting  bool              // there is more than Waiting
	Drafts       []models.ListLine // that the reader has begun and not finished
	WaitingIn    map[int64][]models.WaitingPerson
	OwnSets      []models.OwnSet // that the reader was asked for
	OwnWork      []WorkLine      // that the reader has to do, the first of it
	MoreWork     bool            // there is more than OwnWork
	Asked        []models.Asked  // queries that wait for the reader
	Work         map[int64]models.Work
	Given        []models.Marker // who has something to do
	User         int64           // the reader
	MayMark      bool            // the reader can claim issues
	Now          time.Time       // in the reader's time zone
	Empty        bool            // nothing has ever been loaded
	MayLoad      bool
	MayDelete    bool
}

// TodayLine is an issue of today, or one that is expected.
type TodayLine struct {
	models.ListLine
	Missing bool // expected by the publication's rhythm, and not here
}

// column is a column of the issue list; Key is its name in addresses.
type column struct {
	Key    string
	Label  locale.Key
	Class  string
	Static bool // the list is not sorted by it
}

// columns are those of the table; which paper an issue is of stands in it if all are shown.
func (t IssueTable) columns() []column {
	all := []column{{Key: "date", Label: locale.Key("Issue")}}
	if t.Query.Publication == 0 {
		all = append(all, column{Key: "publication", Label: locale.Key("Publication")})
	}
	return append(all, column{Key: "pages", Label: locale.Key("Pages")}, column{Key: "state", Label: locale.Key("Stage")},
		column{Key: "undecided", Label: locale.Key("Undecided"), Class: "number"}, column{Key: "problems", Label: locale.Key("Problems"), Class: "number"},
		column{Key: "editors", Label: locale.Key("Who##has an issue")}, column{Key: "due", Label: locale.Key("Due"), Static: true}, column{Key: "changed", Label: locale.Key("Last act")})
}

// upFirst are the columns that are read from the least up when they are chosen.
const upFirst = " publication editors "

// sortURL sorts by a column; by the one that is sorted already, the other way round.
func (t IssueTable) sortURL(key string) string {
	q := t.Query
	q.After, q.Before = "", ""
	if t.sortedBy(key) {
		q.Up = !q.Up
	} else {
		q.Sort, q.Up = key, strings.Contains(upFirst, " "+key+" ")
	}
	return ListURL(q)
}

func (t IssueTable) sortedBy(key string) bool {
	return t.Query.Sort == key || key == "date" && t.Query.Sort == ""
}

// ariaSort says how a column is sorted.
func (t IssueTable) ariaSort(key string) string {
	switch {
	case !t.sortedBy(key):
		return "none"
	case t.Query.Up:
		return "ascending"
	}
	return "descending"
}

// narrowed reports whether filters are set, or a publication is chosen.
func (t IssueTable) narrowed() bool { return t.Query.Publication != 0 || t.narrowedBeyondPaper() }

// narrowedBeyondPaper reports whether filters are set.
func (t IssueTable) narrowedBeyondPaper() bool { return t.Query.State != "" || t.filtered() }

// filtered reports whether filters are set that stand under the button.
func (t IssueTable) filtered() bool {
	q := t.Query
	return q.Editor != 0 || q.From != "" || q.To != "" || q.Given != 0 && q.Given != t.User || q.Due != ""
}

// pageURL is the list at another place.
func (t IssueTable) pageURL(after, before string) string {
	q := t.Query
	q.After, q.Before = after, before
	return ListURL(q)
}

// ListURL is the issue list as a query asks for it.
func ListURL(q models.ListQuery) string {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" && value != "0" {
			v.Set(name, value)
		}
	}
	set("publication", strconv.FormatInt(q.Publication, 10))
	set("state", string(q.State))
	set("editor", strconv.FormatInt(q.Editor, 10))
	set("given", strconv.FormatInt(q.Given, 10))
	set("due", q.Due)
	set("from", q.From)
	set("to", q.To)
	set("sort", q.Sort)
	if q.Up {
		v.Set("up", "1")
	}
	set("after", q.After)
	set("before", q.Before)
	if len(v) == 0 {
		return address.Issues
	}
	return address.Issues + "?" + v.Encode()
}

// totalWords says how many issues the list holds; of many that pass a filter only the first are counted.
func (t IssueTable) totalWords(ctx context.Context) string {
	if t.List.More {
		return locale.T(ctx, "More than %d issues", t.List.Total)
	}
	return locale.N(ctx, t.List.Total, "%d issue", "%d issues")
}

// paper is the one publication whose issues are listed, none for all.
func (t IssueTable) paper() parts.Paper {
	for _, p := range t.Publications {
		if p.ID == t.Query.Publication {
			return parts.PaperOf(p)
		}
	}
	return parts.Paper{}
}
