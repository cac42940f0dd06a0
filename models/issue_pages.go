package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"galley/engine/markup"
	"galley/engine/text"
)

// Page is one page of an issue as it was loaded; it never changes.
type Page struct {
	ID         int64
	IssueID    int64
	Key        int // 1, 2, …; never reused within an issue
	Label      string
	Section    string
	Text       string
	Hash       string // SHA-256 of Text, in hexadecimal
	Length     int    // in code points
	Boundaries string // of the blocks, in code points: JSON [[start,end],…]
	Rule       int    // the rule that made Boundaries

	blocks int // how many Boundaries are, of a page about to be stored
}

// Pages are the pages of an issue by key, with their texts. It returns NotFound if there is no
// such issue.
func (s *Store) Pages(ctx context.Context, issueID int64) ([]Page, error) {
	pages, err := from[Page](s.read).Where("issue_id = ?", issueID).Order("key").Find(ctx)
	if err == nil && len(pages) == 0 {
		return nil, noIssue(issueID)
	}
	return pages, translate(err, "pages")
}

// IssuesWithPages are the issues, those in the bin apart, that have a page whose text has one of these
// SHA-256 hashes: by the hash, the issue that has had the page longest.
func (s *Store) IssuesWithPages(ctx context.Context, hashes []string) (map[string]int64, error) {
	issues := map[string]int64{}
	for some := range slices.Chunk(hashes, values) {
		pages, err := from[Page](s.read).Select("hash", "issue_id").Where("hash IN ? AND issue_id NOT IN (SELECT issue_id FROM bin)", some).
			Order("id DESC").Find(ctx)
		if err != nil {
			return nil, translate(err, "pages")
		}
		for _, page := range pages {
			issues[page.Hash] = page.IssueID
		}
	}
	return issues, nil
}

// Source is what the sets of an issue point at. It returns NotFound if there is no such issue,
// and an error if a page is not the text that was loaded.
func (s *Store) Source(ctx context.Context, issueID int64) (*markup.Source, error) {
	pages, err := s.Pages(ctx, issueID)
	if err != nil {
		return nil, err
	}
	languages, err := from[Publication](s.read).Where(
		"id = (SELECT publication_id FROM issues WHERE id = ?)", issueID).Take(ctx)
	if err != nil {
		return nil, translate(err, "publication")
	}
	source := &markup.Source{Language: languages.Language}
	for _, page := range pages {
		p, err := page.unpack()
		if err != nil {
			return nil, fmt.Errorf("read page %d of issue %d: %w", page.Key, issueID, err)
		}
		source.Pages = append(source.Pages, p)
	}
	return source, nil
}

// unpack is the page as the engine knows it.
func (p Page) unpack() (*markup.Page, error) {
	if markup.HashOf(p.Text) != p.Hash {
		return nil, fmt.Errorf("the text is not the one that was loaded: its SHA-256 differs")
	}
	pairs, err := p.pairs()
	if err != nil {
		return nil, err
	}
	blocks := make([]text.Span, len(pairs))
	for i, pair := range pairs {
		blocks[i] = text.Span{Start: pair[0], End: pair[1]}
	}
	return markup.StoredPage(markup.Page{
		Key: p.Key, Label: p.Label, Section: p.Section, Hash: p.Hash,
		Text: text.NewText(p.Text), Blocks: blocks, Rule: p.Rule,
	}), nil
}

// pairs are the boundaries of a page's blocks.
func (p Page) pairs() ([][2]int, error) {
	var pairs [][2]int
	if err := json.Unmarshal([]byte(p.Boundaries), &pairs); err != nil {
		return nil, fmt.Errorf("read its boundaries: %w", err)
	}
	return pairs, nil
}
