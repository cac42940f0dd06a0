package compare

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"galley/address"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/engine/vocabulary"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// Comparison is the page of sets compared: one page of the text with a gutter for each set.
type Comparison struct {
	Issue models.IssueSummary
	Sets  []ComparedSet
	Query Query
	Pages []Page
	Rows  []Row
	Loose []DifferenceRow // of the page, that stand at no block
	Next  int             // the first row of the next window; 0 for none
	Kinds []KindCount

	Open, Total int // differences of all pages
	Stale       []StaleDecision
	Reasons     []ReasonCount
	MayDecide   bool
	Why         string // why nothing can be decided here; "" if nobody needs to know
	Adjudicated int64  // the set that holds what was decided, or 0 before the first decision
	MayFinish   bool
	Measures    []PairMeasures
	Agreed      string // what more than two sets agree on, in a word; see OverallWords
	Now         time.Time
	Wrong       string
}

// Query is the address of the page.
type Query struct {
	Sets []int64
	Page int
	All  bool
	From int
}

// URL is the address, with changes to it.
func (q Query) URL() string {
	address := fmt.Sprintf("%s?sets=%s&page=%d", address.Compared, address.List(q.Sets), q.Page)
	if q.All {
		address += "&show=all"
	}
	if q.From > 0 {
		address += fmt.Sprintf("&from=%d", q.From)
	}
	return address
}

func (q Query) on(page int) string { q.Page, q.From = page, 0; return q.URL() }
func (q Query) all(all bool) string {
	q.All, q.From = all, 0
	return q.URL()
}
func (q Query) from(row int) string { q.From = row; return q.URL() }

// At is the address of a difference.
func (q Query) At(key string) string { return q.URL() + "#" + differenceID(key) }

// Row is the address of a piece of the text, in the window that begins with row from.
func (q Query) Row(from int, e markup.Extent) string {
	return fmt.Sprintf("%s#r-%d-%d", q.from(from), e.Page, e.Start)
}

// ComparedSet is one of the sets.
type ComparedSet struct {
	models.SetView
	Number int // the key that follows it
}

// name is what the set is called.
func (s ComparedSet) name(ctx context.Context) string { return parts.SetName(ctx, s.Kind, s.Owner) }

// Page is a tab.
type Page struct {
	Key   int
	Label string
	Open  int
	Total int
}

// Row is a piece of the text that no set cuts.
type Row struct {
	Extent      markup.Extent
	Number      string
	Text        string
	Cells       []Cell
	Differences []DifferenceRow // that begin here
	Differs     bool
	Skipped     bool // rows are left out above it
	Gap         int
}

// Cell is what one set says of a piece.
type Cell struct {
	Role, State string
	Story       int
	Colour      int
	Begins      bool // the piece begins an article of the set
	Opens       bool // the article is another than in the row above
	Doubtful    bool
	Cut         bool // the set has the piece and the one before in one block
}

// DifferenceRow is a difference with what can be done about it.
type DifferenceRow struct {
	Key     string
	Kind    review.Kind
	Title   string
	Says    []string // by set
	Same    []string // by set: the numbers of the sets that say so, such as "1, 3"
	Agreed  int      // the set that says what more than half say; -1 for none
	Both    bool
	Neither bool
	Own     []string // of a value of one's own: role, type, title, headless, glue, text
	Own0    OwnFields
	Decided *DecidedRow
}

// OwnFields are where a value of one's own begins.
type OwnFields struct{ Role, Type, Title, Glue, Text string }

// DecidedRow is what was decided.
type DecidedRow struct {
	Words   string
	By      string
	At      time.Time
	Reason  string
	Takes   review.Take
	Follows int // the number of the set followed; 0 for none
}

// KindCount is how many differences of a kind are open.
type KindCount struct {
	Kind review.Kind
	Open int
}

// ReasonCount is how often a reason was given.
type ReasonCount struct {
	Reason review.Reason
	Count  int
}

// StaleDecision is a decision whose difference is no longer there.
type StaleDecision struct {
	Kind  review.Kind
	Page  string
	By    string
	At    time.Time
	Words string
}

func differenceID(key string) string { return "d-" + key }

// open reports whether a difference waits for a decision.
func (d DifferenceRow) open() bool { return d.Decided == nil }

// reasonWord is a reason in a word.
func reasonWord(ctx context.Context, r review.Reason) string {
	switch r {
	case review.Slip:
		return locale.T(ctx, "slip")
	case review.Guideline:
		return locale.T(ctx, "guideline unclear")
	case review.Ambiguous:
		return locale.T(ctx, "truly ambiguous")
	}
	return ""
}

// reasonKey is the key that gives a reason.
func reasonKey(r review.Reason) string {
	for i, reason := range review.Reasons {
		if reason == r {
			return fmt.Sprint(7 + i)
		}
	}
	return ""
}

// names are the names of the sets that a number list such as "1, 3" stands for.
func (v Comparison) names(ctx context.Context, numbers string) string {
	var names []string
	for _, s := range v.Sets {
		for n := range strings.SplitSeq(numbers, ", ") {
			if n == fmt.Sprint(s.Number) {
				names = append(names, s.name(ctx))
			}
		}
	}
	return strings.Join(names, ", ")
}

// choices are the sets of a difference, those that say the same together.
func (v Comparison) choices(d DifferenceRow) (choices []differenceChoice) {
	for i, says := range d.Says {
		if numbers := d.Same[i]; strings.HasPrefix(numbers, fmt.Sprint(i+1)) {
			choices = append(choices, differenceChoice{Set: v.Sets[i], Says: says, Numbers: numbers})
		}
	}
	return choices
}

type differenceChoice struct {
	Set     ComparedSet
	Says    string
	Numbers string
}

// arrow is the key with which two sets are chosen; "" if there are more.
func (v Comparison) arrow(c differenceChoice) string {
	switch {
	case len(v.Sets) == 2 && c.Set.Number == 1:
		return "←"
	case len(v.Sets) == 2:
		return "→"
	}
	return ""
}

// followed reports whether a choice is what was decided.
func (d DifferenceRow) followed(c differenceChoice) bool {
	if d.Decided == nil || d.Decided.Takes != review.TakeSet && d.Decided.Takes != review.TakeAgreed {
		return false
	}
	for n := range strings.SplitSeq(c.Numbers, ", ") {
		if n == fmt.Sprint(d.Decided.Follows) {
			return true
		}
	}
	return false
}

// page is the address to which a form returns, as fields.
func (q Query) fields() url.Values {
	values := url.Values{"sets": {address.List(q.Sets)}, "page": {fmt.Sprint(q.Page)}}
	if q.All {
		values.Set("show", "all")
	}
	if q.From > 0 {
		values.Set("from", fmt.Sprint(q.From))
	}
	return values
}

// compareScript is what the script needs to know.
type compareScript struct {
	Sets  int               `json:"sets"`
	Roles map[string]string `json:"roles"` // by key, such as "h" or "e l"
	Types map[string]string `json:"types"`
}

func (v Comparison) script() compareScript {
	s := compareScript{Sets: len(v.Sets), Roles: map[string]string{}, Types: map[string]string{}}
	for _, r := range vocabulary.Roles {
		if r.Key != "" && r.Block {
			s.Roles[strings.ToLower(r.Key)] = r.ID
		}
	}
	for _, t := range vocabulary.ArticleTypes {
		if t.Key != "" {
			s.Types[strings.ToLower(t.Key)] = t.ID
		}
	}
	return s
}

// rail says how a cell's rail is drawn, for data-state.
func (c Cell) rail() string {
	if c.Role == "" {
		return "undecided"
	}
	return c.State
}

// cellWord is what a set says that a piece is.
func cellWord(ctx context.Context, c Cell) string {
	word := locale.T(ctx, "undecided")
	if c.Role != "" {
		word = parts.RoleWords(ctx, c.Role)
	}
	if c.Doubtful {
		word += " ?"
	}
	return word
}

func containsKey(keys []string, key string) bool { return slices.Contains(keys, key) }

// heading names the sets compared.
func (v Comparison) heading(ctx context.Context) string {
	var names []string
	for _, s := range v.Sets {
		names = append(names, s.name(ctx))
	}
	return strings.Join(names, " · ")
}
