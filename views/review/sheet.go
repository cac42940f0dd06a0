package review

import (
	"context"
	"fmt"
	"strings"
	"time"

	"galley/engine/stages"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// Sheets are the sign-off sheets of an issue, or that of one of its pages. The words around them are in the reader's
// language, those on them in the paper's.
type Sheets struct {
	Issue    models.IssueSummary
	Set      int64
	Language string // of the paper
	Reader   string // who looks, or prints
	Version  int64
	Page     int // the one that is shown; 0 for all
	Links    []SheetLink
	Pages    []Sheet
	Stages   []SheetColumn
	Now      time.Time
}

// SheetLink leads to the sheet of a page.
type SheetLink struct {
	Page      int
	Label     string
	SignedOff bool
}

// SheetColumn is a stage of review, as it stands above times.
type SheetColumn struct {
	Name   stages.Name
	ByPage bool
}

// Sheet is what was done to a page, for whoever signs it.
type Sheet struct {
	Key           int
	Label         string
	Section       string
	Hash          string // SHA-256 of its text
	Stages        []SheetStage
	Articles      []SheetArticle
	Packages      int
	Withdrawn     int
	Corrections   int
	Points        int // comments
	PointsSettled int
	Left          []string  // what is left open, in sentences
	Number        int       // of the sheet: how often the page was signed off, and one if it is not
	SignedAt      time.Time // zero if it is not
	VoidSince     time.Time // of the sheet before it; zero if none
}

// SheetStage is a stage of review of a page.
type SheetStage struct {
	Name         stages.Name
	Positions    []stages.Name
	People       []string
	Proof, Last  bool
	ByPage       bool
	Done, Of     int // parts
	First, Until time.Time
	Words        []string
}

// SheetArticle is an article, a package, or what stands outside articles on a page.
type SheetArticle struct {
	Number   string
	Title    string
	Headless bool
	Type     string
	Package  bool
	Nested   bool

	Withdrawn string // by whom, when and why it was withdrawn; "" if it was not
	Outside   bool
	Chars     int
	Passed    []time.Time // by stage; zero if it has not
	Changes   int         // corrections in it
}

// twoColumns is how many articles a sheet has in one column at most.
const twoColumns = 24

// columns are the articles in one column, or in two.
func (s Sheet) columns() [][]SheetArticle {
	if len(s.Articles) <= twoColumns {
		return [][]SheetArticle{s.Articles}
	}
	half := (len(s.Articles) + 1) / 2
	return [][]SheetArticle{s.Articles[:half], s.Articles[half:]}
}

// counted are the articles and packages of the page, in words.
func (s Sheet) counted(ctx context.Context) string {
	n := 0
	for _, a := range s.Articles {
		if !a.Package && !a.Outside && a.Withdrawn == "" {
			n++
		}
	}
	words := locale.N(ctx, n, "%d article", "%d articles")
	if s.Packages > 0 {
		words += locale.T(ctx, ", ") + locale.N(ctx, s.Packages, "%d package", "%d packages")
	}
	if s.Withdrawn > 0 {
		words += locale.T(ctx, ", ") + locale.N(ctx, s.Withdrawn, "%d withdrawn", "%d withdrawn")
	}
	return words
}

// result is what became of a stage.
func (s SheetStage) result(ctx context.Context) string {
	switch {
	case s.Done < s.Of:
		return locale.T(ctx, "unfinished, %d of %d", s.Done, s.Of)
	case s.Last && s.ByPage:
		return locale.T(ctx, "signed off")
	case s.Proof:
		return locale.T(ctx, "proofread")
	}
	return locale.T(ctx, "passed")
}

// when is from when to when the stage passed the parts of the page.
func (s SheetStage) when(ctx context.Context, now time.Time) string {
	if s.First.IsZero() {
		return ""
	}
	first, until := s.First.In(now.Location()), s.Until.In(now.Location())
	from := first.Format("01-02 15:04")
	switch {
	case from == until.Format("01-02 15:04"):
		return from
	case parts.IsSameDay(ctx, first, until):
		return from + "–" + until.Format("15:04")
	}
	return from + "–" + until.Format("01-02 15:04")
}

// names are words parted as the paper's language does.
func names(ctx context.Context, all []string) string { return strings.Join(all, locale.T(ctx, ", ")) }

// stageWords are names of stages or positions, in the paper's language.
func stageWords(ctx context.Context, all []stages.Name) string {
	words := make([]string, len(all))
	for i, n := range all {
		words[i] = parts.StageName(ctx, n)
	}
	return names(ctx, words)
}

// hour is a time of a day; "" for none.
func hour(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	return "✓ " + at.In(now.Location()).Format("15:04")
}

// dateWords is a date of an issue as the paper's language writes it, with its weekday.
func dateWords(ctx context.Context, date string) string {
	at, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	weekday := []string{locale.T(ctx, "Sunday"), locale.T(ctx, "Monday"), locale.T(ctx, "Tuesday"), locale.T(ctx, "Wednesday"), locale.T(ctx, "Thursday"), locale.T(ctx, "Friday"), locale.T(ctx, "Saturday")}
	return fmt.Sprintf("%s  %s", at.Format(parts.YearLayouts[locale.Of(ctx)]), weekday[at.Weekday()])
}

// last is the stage that signs the page off.
func (s Sheet) last() SheetStage { return s.Stages[len(s.Stages)-1] }

// shortHash is the beginning and the end of a SHA-256.
func shortHash(hash string) string {
	if len(hash) < 16 {
		return hash
	}
	return hash[:8] + "…" + hash[len(hash)-5:]
}

// paper is a context in the language of the paper, as far as the program speaks it.
func (v Sheets) paper(ctx context.Context) context.Context {
	return locale.With(ctx, locale.Choose("", v.Language))
}
