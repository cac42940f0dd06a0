package issues

import (
	"context"
	"strings"

	"galley/engine/markup"
	"galley/locale"
	"galley/views/parts"
)

// LoadForm is the value of the page that takes an issue's text.
type LoadForm struct {
	Text     string // pasted
	Language string // "" reads it from the text
	Replace  bool   // control characters become U+FFFD
	Again    bool   // load pages that are stored already
	Wrong    string // one sentence, or ""
}

// LoadConfirm is the value of the page that shows what was read, before it is stored.
type LoadConfirm struct {
	Token     string
	Issue     IssueFields
	Pages     []LoadedPage
	Announced int // pages the masthead speaks of, 0 if it does not
	Again     bool
	Wrong     string            // one sentence over the form, or ""
	Errors    map[string]string // by field
	Known     int64             // the issue that has a page, or is this issue already; 0 for none
	Repeats   bool              // pages are stored already, and may be stored once more
	KnownName string            // what to call it
	Names     []string          // publications there are, for the field's list
	Hashes    []string          // of the pages, to be looked for in the bin
	Binned    string            // issues in the bin that hold one of the pages; "" for none
}

// IssueFields are an issue's data as typed.
type IssueFields struct {
	Publication, Date, Number, Edition, Serial, Publisher, Language string
}

// LoadedPage is one page of a load.
type LoadedPage struct {
	Label, Section string
	First          string // its first words
	Characters     int    // code points
	Blocks         int
}

// firstLength is how many characters of a page are shown in the list, at most.
const firstLength = 60

// FirstWords is the beginning of a page's first block, in one line.
func FirstWords(page *markup.Page) string {
	if len(page.Blocks) == 0 {
		return ""
	}
	span := page.Blocks[0]
	cut := span.End-span.Start > firstLength
	if cut {
		span.End = span.Start + firstLength
	}
	words := strings.Join(strings.Fields(page.Text.Slice(span)), " ")
	if cut {
		words += "…"
	}
	return words
}

// yes is the value of a checkbox.
func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

// languageOr are the languages behind one choice that leaves it to the text.
func languageOr(ctx context.Context, label string) []parts.Choice {
	return append([]parts.Choice{{Value: "", Label: label}}, parts.LanguageChoices(ctx)...)
}

// readWords says in a line what a load holds.
func readWords(ctx context.Context, load LoadConfirm) string {
	characters, blocks := 0, 0
	for _, page := range load.Pages {
		characters += page.Characters
		blocks += page.Blocks
	}
	return locale.T(ctx, "%s, %s, %s. Correct what was misread; the text itself never changes.",
		locale.N(ctx, len(load.Pages), "%d page", "%d pages"), locale.N(ctx, blocks, "%d block", "%d blocks"),
		locale.N(ctx, characters, "%d character", "%d characters"))
}

// createWords are the words of the button that stores the load.
func createWords(ctx context.Context, load LoadConfirm) string {
	if len(load.Pages) == 1 {
		return locale.T(ctx, "Store and mark the page")
	}
	return locale.T(ctx, "Store and mark the %d pages", len(load.Pages))
}
