package workbench

import (
	"context"
	"strings"
	"time"

	"galley/engine/keys"
	"galley/engine/markup"
	"galley/locale"
	"galley/static"
	"galley/views/parts"
)

// Workbench is what the workbench shows of one page of an annotation set.
type Workbench struct {
	Set, Issue, User int64
	Kind, Owner      string            // whose set it is
	Sets             []parts.SetChoice // of the issue, that the reader sees
	Publication      string            // 株洲日报
	Date, Number     string            // 2022-11-10, 23126; Number may be ""
	Language         string            // BCP 47, of the source text
	Page             int               // the key of the page shown
	Version          int64             // the version of the set that everything here was read at
	State            markup.State      // draft, submitted, returned, accepted
	MayMark          bool
	MayWithhold      string           // articles from export: "always", "open" for those that are not submitted or accepted, or "" for none
	Returned         *parts.Milestone // the set or something in it was returned last, and is not submitted again
	Own              int64            // the set that the reader was asked for, while it is theirs to mark; 0 for none
	IssueSet         int64            // the set that is the issue
	Now              time.Time
	MaySpeak         bool           // may ask and answer
	MayDelete        bool           // may delete what others said
	Moves            []markup.State // the states that this person may give the set now
	Live             bool           // whether the set's events can be listened to
	Pages            []PageTab
	Sources          []SourceBlock // all blocks of the page's source
	Blocks           []BlockRow    // the rows to draw: all of them, or the first of a long page
	Text             string        // of the page, where not all rows are drawn
	Outline          []OutlineRow
	Guidelines       string   // where the publication's are
	GuidelineNews    int      // pages of them that are new to the reader, or changed
	Keys             keys.Map // of the person at the keyboard
	Data             Data
}

// SourceBlock is a block of the source: code points of the page's text, and blank lines above it.
type SourceBlock struct{ Start, End, Gap int }

// PageTab is one page of the issue in the bar.
type PageTab struct {
	Key            int
	Label, Section string // A1, 要闻; both may be ""
	Blocks         int
	Undecided      int // blocks not decided, the assumed ones among them
}

// BlockRow is one block of the page, in text order.
type BlockRow struct {
	Number     int // counted from 1 on the page
	Start, End int // code points of the page's text
	Gap        int // blank lines above it in the source; 0 behind a cut
	Cut        bool
	Text       string
	Role       string // body for an assumed block, "" for an undecided one
	Article    string // likewise
	State      string // decided, assumed, undecided
	Doubtful   bool
	Problems   int             // open points of the block itself, other than being undecided
	Marks      []parts.MarkRow // in any order
	From, To   *JoinEnd        // the joins that enter and leave it
	Picture    bool            // somebody placed a picture here
}

// JoinEnd is the other end of a join.
type JoinEnd struct {
	Page, Start, Number int    // Number is the block's on its page
	Words               string // the last words of the piece that goes on
}

// Data is what the script folds acts into. Cells and Problems are written as JSON in the
// form of GET cells: {name: value} and {scope: [{"kind": …}]}.
type Data struct {
	Cells, Problems any
	Elsewhere       map[string]Elsewhere // articles that begin on another page, by id
	Ends            []OpenEnd            // text that ends open on other pages and is not joined
	Work            any                  // who has what, in the form of GET work
}

// Elsewhere is where an article begins, when that is another page.
type Elsewhere struct {
	Page  int    `json:"page"`
	Start int    `json:"start"`
	Title string `json:"title"`
}

// OpenEnd is a block whose text ends open and has no join yet.
type OpenEnd struct {
	Page   int    `json:"page"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Number int    `json:"number"`
	Words  string `json:"words"`
}

// title is the name of the page in the browser's tab.
func (w Workbench) title() string {
	for _, p := range w.Pages {
		if p.Key == w.Page {
			return p.name(w.Language) + " · " + w.issueName()
		}
	}
	return w.issueName()
}

func (w Workbench) issueName() string { return w.Publication + " " + w.Date }

// blocks and undecided count over the whole issue.
func (w Workbench) blocks() (n int) {
	for _, p := range w.Pages {
		n += p.Blocks
	}
	return n
}

func (w Workbench) undecided() (n int) {
	for _, p := range w.Pages {
		n += p.Undecided
	}
	return n
}

// pageLabel is the label of the page shown, or its key if it has none.
func (w Workbench) pageLabel() string {
	label := ""
	for _, p := range w.Pages {
		if p.Key == w.Page {
			label = p.Label
		}
	}
	return parts.PageLabel(label, w.Page)
}

// name is what the tab says, in the language of the paper.
func (p PageTab) name(language string) string {
	return strings.TrimSpace(parts.PageName(p.Label, p.Key, language) + " " + p.Section)
}

// scripts is everything that the script of the page reads at its start.
type scripts struct {
	Version    int64                `json:"version"`
	Cells      any                  `json:"cells"`
	Problems   any                  `json:"problems"`
	Boundaries [][3]int             `json:"boundaries"` // start, end, blank lines above
	Text       string               `json:"text,omitempty"`
	Elsewhere  map[string]Elsewhere `json:"elsewhere,omitempty"`
	Ends       []OpenEnd            `json:"ends,omitempty"`
	Work       any                  `json:"work"`
}

// scripts gathers the data of the script.
func (w Workbench) scripts() scripts {
	boundaries := make([][3]int, len(w.Sources))
	for i, b := range w.Sources {
		boundaries[i] = [3]int{b.Start, b.End, b.Gap}
	}
	return scripts{w.Version, w.Data.Cells, w.Data.Problems, boundaries, w.Text, w.Data.Elsewhere, w.Data.Ends, w.Data.Work}
}

// moduleURLs are the scripts that every workbench needs, for fetching them at once.
func moduleURLs() []string {
	var urls []string
	for _, name := range static.Modules("workbench") {
		urls = append(urls, static.URL(name))
	}
	return urls
}

// guidelinesWords are the words of the button in the workbench.
func guidelinesWords(ctx context.Context, unread int) string {
	if unread == 0 {
		return locale.T(ctx, "Guidelines")
	}
	return locale.N(ctx, unread, "Guidelines, %d page new or changed", "Guidelines, %d pages new or changed")
}
