package workbench

import (
	"context"
	"fmt"
	"strings"

	"galley/address"
	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/locale"
	"galley/views/parts"
)

// OutlineView is the outline of one page.
type OutlineView struct {
	Set  int64
	Page int
	Rows []OutlineRow
}

// OutlineKind says what a row of the outline stands for.
type OutlineKind string

// The kinds of rows.
const (
	ArticleRow   OutlineKind = "article"
	PackageRow   OutlineKind = "package" // a package, section or sidebars
	FurnitureRow OutlineKind = "furniture"
	UndecidedRow OutlineKind = "undecided" // a run of blocks that nobody has decided nor assumed
)

// OutlineRow is an article that has a block on the page, a run of undecided blocks, or a block of
// furniture. Articles and undecided runs come in text order, children behind their package, the
// furniture last.
type OutlineRow struct {
	Kind        OutlineKind
	Article     string // id, for articles and packages
	Parent      string // id of the package over it
	Number      string // 3 or P1, as A takes it
	Title       string // for an article without headline its first words
	Headless    bool   // Title holds its first words
	Type        string // id; of furniture its role
	Blocks      int    // its blocks, over all pages
	Pictures    int
	Undecided   int      // of its blocks, the assumed ones
	Problems    []string // kinds
	Withheld    string   // why it is withheld from export; "" if it is not
	Page, Start int      // where it begins: a block of this page, or of another
	First, Last int      // numbers of the first and last block, for undecided runs
}

// url leads to the row's first block.
func (r OutlineRow) url(set int64, page int) string {
	id := fmt.Sprintf("#b-%d-%d", r.Page, r.Start)
	if r.Page == page || r.Page == 0 {
		return id
	}
	return address.SetPage.At(set, r.Page) + id
}

// title is what the row is called; first words stand in quotation marks.
func (r OutlineRow) title(ctx context.Context) string {
	switch {
	case r.Title == "":
		return locale.T(ctx, "Nothing in it yet")
	case r.Headless:
		return locale.T(ctx, "“%s…”", r.Title)
	}
	return r.Title
}

// facts are the quiet words below the title.
func (r OutlineRow) facts(ctx context.Context) string {
	var facts []string
	if t, known := vocabulary.TypeByID(r.Type); known {
		facts = append(facts, parts.Capital(t.Word(locale.Of(ctx).String())))
	}
	if r.Kind == ArticleRow && r.Withheld != string(markup.WithheldWithdrawn) {
		facts = append(facts, locale.T(ctx, "%d ¶", r.Blocks))
	}
	if r.Pictures > 0 {
		facts = append(facts, locale.N(ctx, r.Pictures, "%d picture", "%d pictures"))
	}
	if r.Headless {
		facts = append(facts, locale.T(ctx, "no headline"))
	}
	if r.Undecided > 0 {
		facts = append(facts, locale.T(ctx, "%d assumed", r.Undecided))
	}
	return strings.Join(facts, " · ")
}

// run names the blocks of an undecided run.
func (r OutlineRow) run(ctx context.Context) string {
	if r.First == r.Last {
		return locale.T(ctx, "Block %d undecided", r.First)
	}
	return locale.T(ctx, "Blocks %d–%d undecided", r.First, r.Last)
}

// articles counts the articles, without the packages over them.
func (o OutlineView) articles() (n int) {
	for _, r := range o.Rows {
		if r.Kind == ArticleRow {
			n++
		}
	}
	return n
}

// of are the rows of some kinds, in their order.
func (o OutlineView) of(kinds ...OutlineKind) []OutlineRow {
	var rows []OutlineRow
	for _, r := range o.Rows {
		for _, k := range kinds {
			if r.Kind == k {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// problems are the words of the row's problems, those that its facts do not say already.
func (r OutlineRow) problems(ctx context.Context) string {
	var words []string
	for _, kind := range r.Problems {
		if kind == "undecided" || kind == "no-headline" && r.Headless {
			continue
		}
		words = append(words, parts.ProblemWords(ctx, kind))
	}
	return strings.Join(words, locale.T(ctx, ", "))
}
