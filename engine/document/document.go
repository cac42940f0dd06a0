package document

import (
	"time"

	"galley/engine/markup"
	"galley/engine/vocabulary"
)

// Document is what leaves Galley: an issue with its pages, its articles as trees, and the marks
// that these follow from. It names articles a1, a2, …, spans s1, …, corrections c1, … and pictures
// g1, … in reading order, and is a function of the set, the metadata and the provenance alone.
type Document struct {
	Format     int // the version of our own formats that it was read in; 0 for the newest
	Issue      IssueInfo
	Provenance Provenance
	Selection  *Selection // what of the set the document holds; nil for all of it
	Pages      []Page
	Articles   []*Article     // those that stand under no other, in reading order
	Furniture  []Part         // decided blocks of no article, in text order
	Pictures   []Picture      // placed by hand, of no article
	Undecided  []UndecidedRun // everything that nobody has decided, with what is assumed of it
	Marks      markup.Marks   // what the rest follows from, and what an import reads
}

// IssueInfo is what the archive knows of an issue.
type IssueInfo struct {
	Publication string `json:"publication"`
	Language    string `json:"language,omitempty"` // BCP 47
	Serial      string `json:"serial,omitempty"`   // such as CN 43-0005, or an ISSN
	Date        string `json:"date,omitempty"`     // YYYY-MM-DD
	Number      string `json:"number,omitempty"`
	Edition     string `json:"edition,omitempty"`
	Publisher   string `json:"publisher,omitempty"`
}

// Provenance says where a document comes from. It is left aside when sets are compared.
type Provenance struct {
	Set         string       // the set's number or name
	Version     int64        // of the set
	State       markup.State // of the set
	Authors     []string     // by their first step
	First, Last time.Time    // when the set was first and last changed; zero if unknown
	Program     string       // the release that wrote the document
	Sources     []SourceHash
	Queries     []Query      // what colleagues asked each other, in the order of the text
	Stages      []Stage      // what was submitted, returned and accepted, in order
	Origins     []MarkOrigin // of the marks of an adjudicated set

	Stage    int             // of review, of the set's part that is furthest behind; 0 unless it is in a later one than the first
	Review   []ReviewStage   // the stages of review of the issue; none if it has one
	Sheets   []SignedSheet   // of the pages that were signed off
	Replaces *ReplacedExport // the last file of an earlier version that was exported; nil for none
}

// ReviewStage is a stage of review of the issue.
type ReviewStage struct {
	Name    string `json:"name"`
	Chinese string `json:"chinese,omitempty"`
	Kind    string `json:"kind"` // see stages.Kind
	Unit    string `json:"unit"` // see stages.Unit
}

// SignedSheet says that a page was signed off.
type SignedSheet struct {
	Page   int    `json:"page"`
	Number int    `json:"number"` // how often
	At     string `json:"at"`     // when last, see Moment
	Void   string `json:"void,omitempty"`
}

// ReplacedExport is a file that was exported before.
type ReplacedExport struct {
	Version int64  `json:"version"` // of the set
	At      string `json:"at"`      // see Moment
}

// SourceHash says which text stands behind a page.
type SourceHash struct {
	Page int    `json:"page"`
	Hash string `json:"sha256"`
}

// Page is a page with its text; its blocks are among the marks.
type Page struct {
	Key     int
	Label   string
	Section string
	Text    string // that of withheld articles is masked
	Masked  string // SHA-256 of Text if it is masked, else ""
}

// Article is an article, or a package with the articles under it.
type Article struct {
	ID         string              `json:"id"`
	Type       string              `json:"type"`
	Title      string              `json:"title,omitempty"` // the editor's, else the text of the headlines
	Headless   bool                `json:"headless,omitempty"`
	State      markup.State        `json:"state,omitempty"`    // if the article has its own
	Stage      int                 `json:"stage,omitempty"`    // of review, of such a state; 0 for the first
	Number     string              `json:"number,omitempty"`   // of a withheld article: as Galley counts it, such as 3 or P1
	Withheld   *markup.Withholding `json:"withheld,omitempty"` // why the rest of the article is not here
	Replaces   *Replaced           `json:"replaces,omitempty"` // what was exported of it before
	Attributes map[string]string   `json:"attributes,omitempty"`
	Notes      []string            `json:"notes,omitempty"`
	Parts      []Part              `json:"parts,omitempty"` // in reading order, pictures apart
	Pictures   []Picture           `json:"pictures,omitempty"`
	Bylines    []Line              `json:"bylines,omitempty"`
	Datelines  []Line              `json:"datelines,omitempty"`
	Credits    []Line              `json:"credits,omitempty"` // that belong to no picture
	Signatures []Line              `json:"signatures,omitempty"`
	Jumps      []Line              `json:"jumps,omitempty"`
	Children   []*Article          `json:"children,omitempty"` // what stands under a package
}

// Part is a heading, a paragraph or another piece of an article: one block, or several that joins
// make one. Positions within it are code points of Text.
type Part struct {
	Role     string     `json:"role"`
	Text     string     `json:"text"`             // as it should read: joined, unwrapped, corrected
	Source   string     `json:"source,omitempty"` // the same without corrections, if different
	Doubtful bool       `json:"doubtful,omitempty"`
	Turns    []int      `json:"turns,omitempty"` // where a heading's line turned
	At       []Fragment `json:"at"`
	Spans    []Inline   `json:"spans,omitempty"`
	Assembly *Assembly  `json:"-"` // in excerpts only
}

// Fragment is a block of a part: its place and its exact text.
type Fragment struct {
	Page  int         `json:"page"`
	Start int         `json:"start"`
	End   int         `json:"end"`
	Glue  markup.Glue `json:"glue,omitempty"` // what joins it to the fragment before; "" for the first
	Text  string      `json:"text"`
}

// Inline is a span within the text of a part.
type Inline struct {
	ID    string `json:"id"`
	Role  string `json:"role"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	// Apart says that these words stand in the text but are not of it: a byline, a jump.
	Apart bool `json:"apart,omitempty"`
}

// Line is a byline, dateline, credit, signature or jump, taken apart: a span, or a whole block.
type Line struct {
	Text    string         `json:"text"`
	Source  string         `json:"source,omitempty"` // without corrections, if different
	Span    string         `json:"span,omitempty"`   // absent if the line is a block of its own
	At      []markup.Piece `json:"at"`
	Persons []Person       `json:"persons,omitempty"`
	Sources []Named        `json:"sources,omitempty"` // agencies, newspapers, firms
	Places  []Named        `json:"places,omitempty"`
	Dates   []Named        `json:"dates,omitempty"`
	Issuers []Named        `json:"issuers,omitempty"`
}

// Person is somebody named in a line, with the roles in which he or she is named.
type Person struct {
	Name  string   `json:"name"`
	Roles []string `json:"roles,omitempty"`
	Span  string   `json:"span"`
}

// Named is a part of a line.
type Named struct {
	Text string `json:"text"`
	Span string `json:"span"`
}

// Picture is a picture that a caption or a credit speaks of, or that was placed by hand.
type Picture struct {
	ID         string            `json:"id,omitempty"` // of one placed by hand
	Page       int               `json:"page"`
	Offset     int               `json:"offset"`
	Gap        int               `json:"gap,omitempty"` // blank lines above, where they leave room for a picture
	Attributes map[string]string `json:"attributes,omitempty"`
	Caption    *Part             `json:"caption,omitempty"`
	Credit     *Part             `json:"credit,omitempty"`  // a block of its own
	Credits    []Line            `json:"credits,omitempty"` // taken apart, from either
}

// UndecidedRun is a run of neighbouring blocks of which the same is assumed, or nothing.
type UndecidedRun struct {
	Page    int               `json:"page"`
	Start   int               `json:"start"`
	End     int               `json:"end"`
	State   markup.BlockState `json:"state"`
	Role    string            `json:"role,omitempty"`    // assumed
	Article string            `json:"article,omitempty"` // assumed
	Blocks  []Fragment        `json:"blocks"`
}

// is reports whether the part's role behaves as the one with id.
func (p Part) is(id string) bool { return vocabulary.BaseOf(p.Role) == id }
