package review

import (
	"context"
	"fmt"
	"strings"
	"time"

	"galley/address"
	"galley/engine/keys"
	"galley/engine/markup"
	"galley/engine/stages"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// Reading is a part of a set as somebody reads it in review: the queue, the text with what is new in it, and what can
// be decided.
type Reading struct {
	Issue       models.IssueSummary
	Set         int64
	Language    string // of the text
	Version     int64
	Keys        keys.Map
	Now         time.Time
	MaySpeak    bool
	MayMark     bool // this part, now
	MayWithhold bool // likewise
	Since       Since
	Queue       []QueueGroup
	Parts       int // in the queue
	Filter      string
	Here        Part
	Rows        []Line
	Below       int    // lines that are not drawn yet
	UpTo        int    // lines to ask for to see the next of them
	Head        []Card // what is new of the article itself
	Unread      int    // places in this part that the reader has not looked at
	UnreadBelow int    // of them, those that are not drawn yet
	Points      []Card // threads of this part, and of the issue
	History     []parts.Milestone
	Stages      []StageRow // of an issue of several stages
	Decision    Decision
	Before      string // addresses of the parts before and after, "" for none
	Next        string
	Waiting     string            // of the next part that waits for the reader; "" if none does
	Drafts      map[string]string // words that the reader began, by place
}

// Since is what the text is held against.
type Since struct {
	Version int64       // -1 for what the reader has seen
	First   bool        // the reader has seen nothing of this part
	Stage   stages.Name // whose reading stands in for a reader who has read nothing; empty for none
	At      time.Time
	Choices []parts.Milestone
}

// PartKind says what a part of a set is.
type PartKind string

// The kinds of parts.
const (
	ArticlePart PartKind = "article"
	PackagePart PartKind = "package"
	OutsidePart PartKind = "outside" // what belongs to no article on a page
)

// Part is an article, the head of a package, or what stands outside articles on a page.
type Part struct {
	Kind          PartKind
	Key           string // names it in addresses: an article's id, or page-3
	Number, Title string
	Headless      bool // its title is its text
	NoHeadline    bool // somebody said that it has none
	Type          string
	Parent        string // title of the package over it, "" for none
	Colour        int    // 1 to 4, 0 for none
	Page          int
	PageName      string
	State         markup.State
	Stage         stages.Name // of review, while it is under review in an issue of several; else empty
	Withheld      *markup.Withholding
	Withdrawn     bool
	WithheldHere  bool // and not with a package over it
	Length        int  // code points
	Place         int  // in the queue, from 1
}

// Line is a block as it is read.
type Line struct {
	Page, Start, End int
	Number           string
	Role, Was        string // Was is what the reader saw, if that was another
	Text             parts.MarkedText
	Gap              bool
	Sign             string // of what is new of the block itself, "" for nothing
	Unread           bool
	First            bool // the reader never saw it
	Doubtful         bool
	Cut, CutBehind   bool // a cut of ours, not the source, parts it from the block above, or below
	Risk             bool
	Pale             bool // it belongs to the next article, or left this one
	Begins           *Edge
	From, To         *Link
	Cards            []Card
	Colour           int
}

// Edge says that an article ends, or begins, above a line, and where that was before.
type Edge struct {
	Ends   bool
	Number string // of the article
	Before string // the number of the block where it was, "" for nowhere else
}

// Link is the other end of a join.
type Link struct {
	Number string
	URL    string
	News   string // added, gone, or "" for neither
}

// CardKind says what a card is about.
type CardKind string

// The kinds of cards.
const (
	ChangeCard CardKind = "change"
	RiskCard   CardKind = "risk"
	ThreadCard CardKind = "thread"
)

// Card is something beside a line.
type Card struct {
	Kind        CardKind
	ID          string
	Sign        string
	What        string // what it is about, in a word
	Was, Now    string // in words
	Follow      int    // blocks that go with it
	By          string
	At          time.Time
	Unread      bool
	Mine        bool
	Cells       []string // by name
	MayTakeBack bool
	Thread      *Thread
	Page, Start int
}

// Thread is what was said at a place.
type Thread struct {
	Key      string
	Number   string // of the block, "" for the article or the issue
	Quote    string
	Resolved string // by whom, "" if it is open
	Mine     bool   // the reader asked
	Comments []Spoken
}

// Spoken is a comment.
type Spoken struct {
	Key, By, Text, Answer string
	At                    time.Time
	Suggests              string // what it suggests, in words; "" for nothing
	Taken                 bool
	Gone                  bool
}

// url is the address of a part.
func (v Reading) url(key string) string {
	return address.Reading(v.Set, key, v.Since.Version, v.Filter)
}

// moreURL is the address of the part with more of its lines.
func (v Reading) moreURL() string {
	return fmt.Sprintf("%s&lines=%d", v.url(v.Here.Key), v.UpTo)
}

// PlaceOfWords is the name under which words about the part are kept.
func (v Reading) PlaceOfWords() string { return "part/" + v.Here.Key }

// title is the name of the page in the browser's tab.
func (v Reading) title(ctx context.Context) string {
	return locale.T(ctx, "Review") + " · " + v.Issue.Publication + " " + v.Issue.Date
}

// name is what a part is called.
func (p Part) name(ctx context.Context) string {
	switch {
	case p.Kind == OutsidePart && p.PageName == "":
		return locale.T(ctx, "Outside articles")
	case p.Kind == OutsidePart:
		return locale.T(ctx, "Page %s, outside articles", p.PageName)
	case p.Title == "":
		return locale.T(ctx, "No text")
	case p.Headless:
		return "“" + p.Title + "…”"
	}
	return p.Title
}

// facts say in a line what kind of part it is, and where.
func (v Reading) facts(ctx context.Context) string {
	var words []string
	if v.Here.Kind == ArticlePart {
		words = append(words, parts.TypeWords(ctx, v.Here.Type))
	}
	if v.Here.PageName != "" && v.Here.Kind != OutsidePart {
		words = append(words, locale.T(ctx, "page %s", v.Here.PageName))
	}
	words = append(words, locale.N(ctx, v.Here.Length, "%d character", "%d characters"))
	return strings.Join(words, " · ")
}

// held says what the text is held against.
func (s Since) held(ctx context.Context, now time.Time) string {
	switch {
	case s.Version == 0:
		return locale.T(ctx, "Held against the beginning")
	case s.Version > 0:
		return locale.T(ctx, "Held against version %d", s.Version)
	case s.First:
		return locale.T(ctx, "First reading: everything is new to you")
	case s.Stage.English != "":
		return locale.T(ctx, "Since “%s” passed it", s.Stage)
	case !s.At.IsZero():
		return locale.T(ctx, "Since you last saw it, %s", parts.ShortTime(ctx, s.At, now))
	}
	return locale.T(ctx, "Since you last saw it")
}

// signMark is the mark of a sign in the gutter.
func signMark(sign string) string {
	switch sign {
	case "added":
		return "+"
	case "gone":
		return "−"
	case "moved":
		return "↕"
	case "altered":
		return "≠"
	case "risk":
		return "!"
	}
	return ""
}

// gap is 2 under a picture, as the galley counts blank lines, and else 0.
func (l Line) gap() string {
	if l.Gap {
		return "2"
	}
	return "0"
}

// id is the element of the line.
func (l Line) id() string { return fmt.Sprintf("b-%d-%d", l.Page, l.Start) }

// cells are the names of what a card is about, as the script sends them.
func (c Card) cells() string { return strings.Join(c.Cells, " ") }

// label is what a screen reader says of a line.
func (l Line) label(ctx context.Context) string {
	words := []string{locale.T(ctx, "block %s", l.Number)}
	if l.Role == "" {
		words = append(words, locale.T(ctx, "undecided"))
	} else {
		words = append(words, parts.RoleWords(ctx, l.Role))
	}
	if l.Was != "" {
		words = append(words, locale.T(ctx, "before: %s", parts.RoleWords(ctx, l.Was)))
	}
	if l.Unread {
		words = append(words, locale.T(ctx, "unread"))
	}
	return strings.Join(words, locale.T(ctx, ", "))
}

// state says in the status line how much was read.
func (v Reading) state(ctx context.Context) string {
	if v.Unread == 0 {
		return locale.T(ctx, "All of it is read")
	}
	return locale.N(ctx, v.Unread, "%d place not read", "%d places not read")
}
