package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"galley/engine/markup"
	"galley/engine/text"
	"galley/fault"
)

// IssueSummary is an issue with its publication, the number of its pages and its team set.
type IssueSummary struct {
	Issue
	Publication string // its name
	Language    string
	Serial      string
	Pages       int
	Set         AnnotationSet `gorm:"embedded;embeddedPrefix:set_"`
}

// summaries selects issue summaries; a condition and an order follow it.
const summaries = `
	SELECT i.*, p.name AS publication, p.language, p.serial,
		(SELECT count(*) FROM pages g WHERE g.issue_id = i.id) AS pages,
		s.id AS set_id, s.issue_id AS set_issue_id, s.kind AS set_kind, s.owner_id AS set_owner_id,
		s.version AS set_version, s.state AS set_state, s.blocks AS set_blocks, s.decided AS set_decided,
		s.articles AS set_articles, s.problems AS set_problems, s.changed_at AS set_changed_at,
		s.submitted AS set_submitted, s.shown AS set_shown
	FROM issues i
		JOIN publications p ON p.id = i.publication_id
		JOIN annotation_sets s ON s.issue_id = i.id AND s.kind = 'team' `

// IssueList is all issues, those in the bin apart, the newest date first.
func (s *Store) IssueList(ctx context.Context) ([]IssueSummary, error) {
	list, err := from[IssueSummary](s.read).Raw(summaries + "WHERE " + unbinned + " ORDER BY i.date DESC, p.name, i.id DESC").Find(ctx)
	return list, translate(err, "issues")
}

// Issue finds an issue. It returns NotFound where there is none, and for one in the bin.
func (s *Store) Issue(ctx context.Context, id int64) (IssueSummary, error) {
	return findSummary(ctx, s.read, id)
}

// findSummary finds an issue by a handle or within a transaction.
func findSummary(ctx context.Context, db *gorm.DB, id int64) (IssueSummary, error) {
	found, err := from[IssueSummary](db).Raw(summaries+"WHERE i.id = ? AND "+unbinned, id).Find(ctx)
	if err == nil && len(found) == 0 {
		return IssueSummary{}, missing(ctx, db, id)
	}
	if err != nil {
		return IssueSummary{}, translate(err, "issue")
	}
	return found[0], nil
}

// missing says why an issue is not found.
func missing(ctx context.Context, db *gorm.DB, id int64) error {
	n, err := from[Binned](db).Where("issue_id = ?", id).Count(ctx, "issue_id")
	if err == nil && n > 0 {
		return fault.New(fault.NotFound, "Issue %d is in the bin. An editor can take it out again.", id)
	}
	return noIssue(id)
}

func noIssue(id int64) error {
	return fault.New(fault.NotFound, "There is no issue %d. See the list of issues for those that are there.", id)
}

// Pages are the pages of an issue by key, with their texts. It returns NotFound where there is no
// such issue.
func (s *Store) Pages(ctx context.Context, issueID int64) ([]Page, error) {
	pages, err := from[Page](s.read).Where("issue_id = ?", issueID).Order("key").Find(ctx)
	if err == nil && len(pages) == 0 {
		return nil, noIssue(issueID)
	}
	return pages, translate(err, "pages")
}

// PagesByHash are the pages of all issues, those in the bin apart, whose text has this SHA-256, the
// oldest first.
func (s *Store) PagesByHash(ctx context.Context, hash string) ([]Page, error) {
	pages, err := from[Page](s.read).Where("hash = ? AND issue_id NOT IN (SELECT issue_id FROM bin)", hash).Order("id").Find(ctx)
	return pages, translate(err, "pages")
}

// TeamSet finds the team's set of an issue. It returns NotFound where there is no such issue, and for one
// in the bin.
func (s *Store) TeamSet(ctx context.Context, issueID int64) (AnnotationSet, error) {
	sets, err := from[AnnotationSet](s.read).Where(
		"issue_id = ? AND kind = ? AND issue_id NOT IN (SELECT issue_id FROM bin)", issueID, Team).Find(ctx)
	if err == nil && len(sets) == 0 {
		return AnnotationSet{}, missing(ctx, s.read, issueID)
	}
	if err != nil {
		return AnnotationSet{}, translate(err, "annotation set")
	}
	return sets[0], nil
}

// Set finds an annotation set. It returns NotFound where there is none, and for one of an issue in the
// bin.
func (s *Store) Set(ctx context.Context, id int64) (AnnotationSet, error) {
	set, err := from[AnnotationSet](s.read).Where("id = ? AND issue_id NOT IN (SELECT issue_id FROM bin)", id).Take(ctx)
	return set, translate(err, "set")
}

// Versions are the versions of sets by their ids; one that is not there has none.
func (s *Store) Versions(ctx context.Context, sets []int64) (map[int64]int64, error) {
	versions := make(map[int64]int64, len(sets))
	for some := range slices.Chunk(sets, 1000) {
		found, err := from[AnnotationSet](s.read).Select("id", "version").Where("id IN ?", some).Find(ctx)
		if err != nil {
			return nil, translate(err, "set")
		}
		for _, set := range found {
			versions[set.ID] = set.Version
		}
	}
	return versions, nil
}

// Source is what the sets of an issue point at. It returns NotFound where there is no such issue,
// and an error where a page is not the text that was loaded.
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
