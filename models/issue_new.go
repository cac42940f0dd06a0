package models

import (
	"context"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

// maxPages is how many pages an issue has at most.
const maxPages = 1000

// NewPage is a page to be stored: its text as it was read, in UTF-8 with LF as line end.
type NewPage struct {
	Label, Section, Text string
}

// NewIssue is an issue to be stored.
type NewIssue struct {
	Publication string // its name; created if no publication has that name
	Language    string // BCP 47; for a new publication, "" is "und"
	Serial      string // for a new publication
	Date        string // YYYY-MM-DD
	Number      string
	Edition     string
	Publisher   string
	Pages       []NewPage // their keys are 1, 2, …
	By          *int64    // a user; nil for the command line
	Again       bool      // load pages although their text is stored already
}

// Validate returns Invalid, by the fields publication, date and pages, for a broken rule.
func (n NewIssue) Validate() error {
	bad := fault.Fields{}
	if strings.TrimSpace(n.Publication) == "" {
		bad["publication"] = fault.Say("Enter the name of the publication.")
	}
	if _, err := time.Parse(time.DateOnly, n.Date); err != nil {
		bad["date"] = fault.Say("%q is not a date. Write it as year, month and day, as in 2022-11-10.", n.Date)
	}
	switch {
	case len(n.Pages) == 0:
		bad["pages"] = fault.Say("The issue has no pages. Add at least one.")
	case len(n.Pages) > maxPages:
		bad["pages"] = fault.Say("There are %d pages, but an issue can have at most 1,000. Load it in parts.", len(n.Pages))
	}
	for i, page := range n.Pages {
		if !utf8.ValidString(page.Text) || strings.ContainsRune(page.Text, 0) {
			bad["pages"] = fault.Say("Page %d is not valid UTF-8 text. Convert it to UTF-8 and load it again.", i+1)
			break
		}
	}
	return bad.Err()
}

// CreateIssue stores an issue with its pages and an empty team set, all or nothing. It returns
// Invalid for a broken rule, and Conflict, with the issue's name, when the issue is there already or
// when, without Again, a page's text is.
func (s *Store) CreateIssue(ctx context.Context, n NewIssue) (IssueSummary, error) {
	if err := n.Validate(); err != nil {
		return IssueSummary{}, err
	}
	pages, blocks, err := pagesOf(n.Pages)
	if err != nil {
		return IssueSummary{}, err
	}
	var summary IssueSummary
	err = s.change(ctx, func(tx *gorm.DB) error {
		if tx.Name() == "postgres" {
			// Two loads at once would not see each other's pages; SQLite has one writer anyway.
			if err := tx.Exec("SELECT pg_advisory_xact_lock(?)", lockLoad).Error; err != nil {
				return err
			}
		}
		if err := refuseStored(ctx, tx, n, pages); err != nil {
			return err
		}
		id, err := s.insertIssue(ctx, tx, n, pages, blocks)
		if err != nil {
			return err
		}
		summary, err = findSummary(ctx, tx, id)
		return err
	})
	return summary, translate(err, "issue")
}

// pagesOf are the records of pages, without an issue, and the number of their blocks.
func pagesOf(texts []NewPage) (pages []Page, blocks int, err error) {
	for i, page := range texts {
		p := markup.NewPage(i+1, page.Text)
		boundaries, err := packBoundaries(p.Blocks)
		if err != nil {
			return nil, 0, err
		}
		blocks += len(p.Blocks)
		pages = append(pages, Page{
			Key: p.Key, Label: page.Label, Section: page.Section, Text: page.Text,
			Hash: p.Hash, Length: p.Text.Len(), Boundaries: boundaries, Rule: p.Rule, blocks: len(p.Blocks),
		})
	}
	return pages, blocks, nil
}

// packBoundaries writes blocks as a page's record keeps them.
func packBoundaries(blocks []text.Span) (string, error) {
	pairs := make([][2]int, len(blocks))
	for i, b := range blocks {
		pairs[i] = [2]int{b.Start, b.End}
	}
	body, err := json.Marshal(pairs)
	return string(body), err
}

// insertIssue writes the rows of an issue and gives its ID.
func (s *Store) insertIssue(ctx context.Context, tx *gorm.DB, n NewIssue, pages []Page, blocks int) (int64, error) {
	publication, err := s.publication(ctx, tx, n)
	if err != nil {
		return 0, err
	}
	issue := Issue{
		PublicationID: publication.ID, Date: n.Date, Number: n.Number, Edition: n.Edition,
		Publisher: n.Publisher, CreatedAt: s.Now(), CreatedBy: n.By,
	}
	if err := from[Issue](tx).Create(ctx, &issue); err != nil {
		return 0, err
	}
	for i := range pages {
		pages[i].IssueID = issue.ID
	}
	if err := from[Page](tx).CreateInBatches(ctx, &pages, 100); err != nil {
		return 0, err
	}
	duty, err := dutyOf(ctx, tx, publication)
	if err != nil {
		return 0, err
	}
	set := AnnotationSet{Stages: duty, IssueID: issue.ID, Kind: Team, State: markup.Draft, Blocks: blocks, ChangedAt: issue.CreatedAt}
	if err := from[AnnotationSet](tx).Create(ctx, &set); err != nil {
		return 0, err
	}
	cells, pending := make([]PageCell, len(pages)), make([]SearchPending, len(pages))
	for i, page := range pages {
		cells[i] = PageCell{Key: page.Key, Label: page.Label, Blocks: page.blocks, State: markup.Draft}
		pending[i].PageID = page.ID
	}
	line, err := newLine(issue, publication, set, cells)
	if err != nil {
		return 0, err
	}
	if err := from[IssueLine](tx).Create(ctx, line); err != nil {
		return 0, err
	}
	if err := from[SearchPending](tx).CreateInBatches(ctx, &pending, 500); err != nil {
		return 0, err
	}
	return issue.ID, s.record(ctx, tx, edit{by: n.By, table: "issues", row: issue.ID, after: issue})
}
