package models

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"

	"galley/fault"
)

// storedPage is a page that has been stored before, with what a sentence says of it.
type storedPage struct {
	Hash, Publication, Date string
	IssueID                 int64
	Key                     int
}

// ErrStored is the cause of the Conflict that CreateIssue returns for a page that is stored already
// and was not asked for again. What to do about it differs between the browser and the command line.
var ErrStored = errors.New("a page is stored already")

// refuseStored returns Conflict when the issue is there already, or when one of its pages is and the
// new issue does not ask for it again.
func refuseStored(ctx context.Context, tx *gorm.DB, n NewIssue, pages []Page) error {
	same, err := sameIssues(ctx, tx, n)
	if err != nil {
		return err
	}
	if len(same) > 0 {
		return fault.New(fault.Conflict, "%s already exists, as issue %d. Open that one, or give this one another date, number or edition.", nameOf(n), same[0].ID)
	}
	if n.Again {
		return nil
	}
	return refusePages(ctx, tx, pages)
}

// sameIssues are the issues of the same publication, date, edition and number: one or none.
func sameIssues(ctx context.Context, db *gorm.DB, n NewIssue) ([]Issue, error) {
	return from[Issue](db).Where(
		"publication_id IN (SELECT id FROM publications WHERE name = ?) AND date = ? AND edition = ? AND number = ?",
		strings.TrimSpace(n.Publication), n.Date, n.Edition, n.Number).Find(ctx)
}

// SameIssue is the id of the issue that stands in the way of a new one; 0 if none does.
func (s *Store) SameIssue(ctx context.Context, n NewIssue) (int64, error) {
	same, err := sameIssues(ctx, s.read, n)
	if err != nil || len(same) == 0 {
		return 0, translate(err, "issue")
	}
	return same[0].ID, nil
}

// nameOf is an issue in a sentence, such as "株洲日报 2022-11-10, number 23126".
func nameOf(n NewIssue) fault.Phrase {
	name := fault.Say("%s %s", strings.TrimSpace(n.Publication), n.Date)
	if n.Number != "" {
		name = fault.Say("%s, number %s", name, n.Number)
	}
	if n.Edition != "" {
		name = fault.Say("%s, edition %s", name, n.Edition)
	}
	return name
}

// refusePages returns Conflict when the text of a page is stored and not in the bin, naming the first
// such page and the issue that has it.
func refusePages(ctx context.Context, tx *gorm.DB, pages []Page) error {
	hashes := make([]string, len(pages))
	for i, page := range pages {
		hashes[i] = page.Hash
	}
	stored, err := from[storedPage](tx).Raw(`
		SELECT p.hash, b.name AS publication, i.date, p.issue_id, p.key
		FROM pages p JOIN issues i ON i.id = p.issue_id JOIN publications b ON b.id = i.publication_id
		WHERE p.hash IN ? AND `+unbinned+` ORDER BY p.issue_id, p.key`, hashes).Find(ctx)
	if err != nil || len(stored) == 0 {
		return err
	}
	first := map[string]storedPage{}
	for _, page := range stored {
		if _, ok := first[page.Hash]; !ok {
			first[page.Hash] = page
		}
	}
	var says fault.Phrase
	more := -1
	for _, page := range pages {
		at, ok := first[page.Hash]
		if !ok {
			continue
		}
		if more++; more == 0 {
			says = fault.Say("Page %d is already in issue %d, %s %s (page %d).", page.Key, at.IssueID, at.Publication, at.Date, at.Key)
		}
	}
	if more > 0 {
		says = fault.Say("%s The same is true of %d more of these pages.", says, more)
	}
	return fault.Wrap(fault.Conflict, ErrStored, "%s", says)
}
