package models

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"galley/engine/markup"
)

// IssueAuthor says that a user has marked an issue.
type IssueAuthor struct {
	IssueID int64 `gorm:"primaryKey;autoIncrement:false"`
	UserID  int64 `gorm:"primaryKey;autoIncrement:false"`
}

// Heading is a source block in which a headline begins.
type Heading struct{ Page, Block int }

// Counted is what was counted in a set at a version.
type Counted struct {
	Set      int64
	Version  int64
	Figures  Figures
	Pages    []PageCell
	Headings []Heading
}

// StaleSets are the sets of issues whose lines are behind, limit at most.
func (s *Store) StaleSets(ctx context.Context, limit int) ([]int64, error) {
	var ids []int64
	err := s.read.WithContext(ctx).Raw(`SELECT s.id FROM issue_lines l JOIN annotation_sets s ON s.id = l.set_id
		WHERE s.version > l.version ORDER BY l.date DESC, l.issue_id DESC LIMIT ?`, limit).Scan(&ids).Error
	return ids, translate(err, "issues")
}

// SaveCounted brings lines of the list up to date, and the headlines of the search. A line that is
// newer is left alone, and so is an issue in the bin.
func (s *Store) SaveCounted(ctx context.Context, all []Counted) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		for _, c := range all {
			if err := saveCounted(ctx, tx, c); err != nil {
				return err
			}
		}
		return nil
	})
	return translate(err, "issue")
}

func saveCounted(ctx context.Context, tx *gorm.DB, c Counted) error {
	lines, err := from[IssueLine](tx).Where("set_id = ? AND version < ?", c.Set, c.Version).Find(ctx)
	if err != nil || len(lines) == 0 {
		return err
	}
	line := lines[0]
	if err := addAuthors(ctx, tx, &line, c); err != nil {
		return err
	}
	cells, err := json.Marshal(c.Pages)
	if err != nil {
		return err
	}
	line.Version, line.Cells, line.Pages = c.Version, string(cells), len(c.Pages)
	line.Blocks, line.Undecided = c.Figures.Blocks, max(0, c.Figures.Blocks-c.Figures.Decided)
	line.Articles, line.Problems, line.StateRank = c.Figures.Articles, c.Figures.Problems, rankOf(c.Figures.State)
	line.NumberKey = numberKey(line.Number)
	// What names the issue is left to ChangeIssue and ChangePublication, which may be at it.
	if err := tx.Omit("Publication", "Date", "Number", "Edition").Save(&line).Error; err != nil {
		return err
	}
	return saveHeadings(ctx, tx, line, c.Headings)
}

// addAuthors adds to a line who has marked since, and who was last.
func addAuthors(ctx context.Context, tx *gorm.DB, line *IssueLine, c Counted) error {
	shares, err := from[authored](tx).Raw(`
		SELECT u.name, t.author_id AS author, min(t.version) AS since
		FROM steps t JOIN users u ON u.id = t.author_id
		WHERE t.set_id = ? AND t.version > ? AND t.version <= ? AND t.act NOT LIKE ? GROUP BY t.author_id, u.name ORDER BY since`,
		c.Set, line.Version, c.Version, "%"+markup.Stored(markup.KindState)+"%").Find(ctx)
	if err != nil {
		return err
	}
	var names []string
	if line.Version >= 0 { // else all steps are read again
		names = line.EditorNames()
	}
	var authors []IssueAuthor
	for _, share := range shares {
		authors = append(authors, IssueAuthor{line.IssueID, share.Author})
		if !slices.Contains(names, share.Name) {
			names = append(names, share.Name)
		}
	}
	if err := from[IssueAuthor](tx, clause.OnConflict{DoNothing: true}).CreateInBatches(ctx, &authors, 500); err != nil {
		return err
	}
	line.Editors = strings.Join(names, string(editorsApart))
	last, err := from[Step](tx).Select("author_id", "at").Where("set_id = ? AND version = ?", c.Set, c.Version).Find(ctx)
	if err == nil && len(last) > 0 {
		line.ChangedAt, line.ChangedBy = last[0].At, &last[0].AuthorID
	}
	return err
}

// saveHeadings marks in the search in which blocks headlines begin.
func saveHeadings(ctx context.Context, tx *gorm.DB, line IssueLine, headings []Heading) error {
	least, greatest := issueRange(line.Date, line.IssueID)
	marked, err := from[foundText](tx).Raw(`SELECT b.*, p.key FROM search_blocks b JOIN pages p ON p.id = b.page_id
		WHERE b.id BETWEEN ? AND ? AND (b.heading OR b.block IN ?)`, least, greatest, blocksOf(headings)).Find(ctx)
	if err != nil {
		return err
	}
	wanted := map[Heading]bool{}
	for _, h := range headings {
		wanted[h] = true
	}
	change := map[bool][]int64{}
	for _, b := range marked {
		if is := wanted[Heading{b.Key, b.Block}]; is != b.Heading {
			change[is] = append(change[is], b.ID)
		}
	}
	for is, ids := range change {
		if err := tx.Exec("UPDATE search_blocks SET heading = ? WHERE id IN ?", is, ids).Error; err != nil {
			return err
		}
	}
	return nil
}

// blocksOf are where the blocks of headings begin, on whatever page; never none, for the sake of SQL.
func blocksOf(headings []Heading) []int {
	starts := []int{-1}
	for _, h := range headings {
		starts = append(starts, h.Block)
	}
	slices.Sort(starts)
	return slices.Compact(starts)
}
