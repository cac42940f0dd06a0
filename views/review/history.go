package review

import (
	"context"
	"fmt"
	"time"

	"galley/address"
	"galley/engine/markup"
	"galley/locale"
	"galley/models"
	"galley/views/parts"
)

// History is what happened to a set, and how it stood at one version.
type History struct {
	Issue    models.IssueSummary
	Set      int64
	Language string // of the text
	Head     int64  // the last version
	Version  int64  // the one shown
	Page     int    // the page shown
	Pages    []HistoryPage
	Rows     []HistoryRow
	Lines    []HistoryLine // the newest first
	Before   int64         // where older lines begin; 0 for none
	From     int64         // of these lines; 0 for the newest
	May      bool          // this person may restore
	Now      time.Time
}

// HistoryPage is a page of the issue.
type HistoryPage struct {
	Key   int
	Label string
}

// HistoryRow is a block as it stood.
type HistoryRow struct {
	Number         int
	URL            string // in the workbench
	Role, Article  string // the article's number; "" for none
	State          string
	Text           string
	By             string // who changed it last until then; "" for nobody
	At             time.Time
	Changed        bool // by the version shown itself
	Start, Version int64
}

// HistoryLine is one step.
type HistoryLine struct {
	Version  int64
	Name     string
	At       time.Time
	Kind     string // of the act; "" if it was inferred
	Role     string // that the act gives, or the state
	Inferred bool
	Undoes   bool
	Quote    string             // of the text where it was done
	URL      string             // of the version at that place
	Exports  []parts.ExportLine // of that version
}

// against lays another version over the one shown.
func (v History) against(version int64) string {
	return fmt.Sprintf("%s?from=%d&to=%d", address.Differences.At(v.Set), min(version, v.Version), max(version, v.Version))
}

func (v History) at(version int64) string { return address.History(v.Set, version, v.Page, v.From) }

// words are what a step did.
func (l HistoryLine) words(ctx context.Context) string {
	switch {
	case l.Inferred:
		return locale.T(ctx, "inferred from it")
	case l.Kind == markup.KindRole:
		return parts.Capital(parts.RoleWords(ctx, l.Role))
	case l.Kind == markup.KindWithhold:
		return locale.T(ctx, "Withheld from export: %s", parts.WithholdReasons[l.Role].In(ctx))
	case l.Kind == markup.KindState:
		return locale.T(ctx, "State: %s", parts.StateWord(ctx, markup.State(l.Role)))
	}
	if word, known := actWords[l.Kind]; known {
		return word.In(ctx)
	}
	return l.Kind
}

// actWords are the words of acts by their kinds.
var actWords = map[string]locale.Key{
	"decide": locale.Key("Decided as shown"), "start": locale.Key("New article"), "merge": locale.Key("Merged"), "join": locale.Key("Joined"), "unjoin": locale.Key("Taken apart"),
	"glue": locale.Key("What stands between"), "assign": locale.Key("Given to an article"), "undecide": locale.Key("Undecided##act"), "cut": locale.Key("Cut"), "uncut": locale.Key("Cut removed"),
	"span": locale.Key("Marked in the text"), "unmark": locale.Key("Mark removed"), "respan": locale.Key("Mark moved"), "rename": locale.Key("Mark renamed"), "attribute": locale.Key("Data of a mark"),
	"type": locale.Key("Type of the article"), "title": locale.Key("Title"), "headless": locale.Key("No headline"), "edit": locale.Key("Data of an article"), "nest": locale.Key("Nested"), "unnest": locale.Key("Removed from its package"),
	"doubt": locale.Key("Doubt"), "turn": locale.Key("Line break"), "correct": locale.Key("Corrected##act"), "uncorrect": locale.Key("Correction removed"), "picture": locale.Key("Picture placed"), "unpicture": locale.Key("Picture removed"),
	"move": locale.Key("Moved"), "dismiss": locale.Key("Problem dismissed"), "reopen": locale.Key("Problem reopened"), markup.KindUndo: locale.Key("Undone"), markup.KindRedo: locale.Key("Redone"),
	markup.KindWithhold: locale.Key("Withheld from export"), "lift": locale.Key("No longer withheld from export"),
	markup.KindImport: locale.Key("Marks from a file"), markup.KindReject: locale.Key("Taken back in review"), markup.KindRestore: locale.Key("Earlier version restored"), markup.KindAdopt: locale.Key("Difference decided"),
}

// rowWords are a block's role and article.
func (r HistoryRow) rowWords(ctx context.Context) string {
	if r.Role == "" {
		return locale.T(ctx, "undecided")
	}
	words := parts.Capital(parts.RoleWords(ctx, r.Role))
	if r.Article != "" {
		words += " · " + r.Article
	}
	return words
}
