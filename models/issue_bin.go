package models

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"galley/fault"
)

// Binned is an issue in the bin. Its record in issues bears a stand-in for the edition meanwhile, so
// that the same issue can be loaded again.
type Binned struct {
	IssueID int64 `gorm:"primaryKey;autoIncrement:false"`
	At      time.Time
	UserID  *int64 // who; nil for the command line
	Edition string // as it was and will be again
}

// BinLife is how long an issue stays in the bin.
const BinLife = 30 * 24 * time.Hour

// unbinned is a condition that leaves out issues in the bin; i is the issue's name in it.
const unbinned = "NOT EXISTS (SELECT 1 FROM bin x WHERE x.issue_id = i.id)"

// standIn is what an issue in the bin bears in place of its edition, so that the same issue can be
// loaded again.
func standIn(issue int64) string { return fmt.Sprintf("bin:%d", issue) }

// BinIssue puts an issue into the bin: it is in no list, search or export any more. It returns NotFound
// for one that is not there.
func (s *Store) BinIssue(ctx context.Context, id int64, by *int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		before, err := findSummary(ctx, tx, id)
		if err != nil {
			return err
		}
		row := Binned{IssueID: id, At: s.Now(), UserID: by, Edition: before.Edition}
		if err := from[Binned](tx).Create(ctx, &row); err != nil {
			return err
		}
		if _, err := from[Issue](tx).Where("id = ?", id).Update(ctx, "edition", standIn(id)); err != nil {
			return err
		}
		for _, table := range []string{"issue_lines", "issue_authors"} {
			if err := tx.Exec("DELETE FROM "+table+" WHERE issue_id = ?", id).Error; err != nil {
				return err
			}
		}
		return s.record(ctx, tx, edit{by, "issues", id, before.Issue, map[string]any{"bin": row.At}})
	})
	return translate(err, "issue")
}

// RestoreIssue takes an issue out of the bin, with everything that belongs to it. It returns NotFound
// for one that is not in the bin, and Conflict when the same issue was loaded again meanwhile.
func (s *Store) RestoreIssue(ctx context.Context, id int64, by *int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		binned, err := from[Binned](tx).Where("issue_id = ?", id).Find(ctx)
		if err != nil {
			return err
		}
		if len(binned) == 0 {
			return fault.New(fault.NotFound, "Issue %d is not in the bin, or no longer.", id)
		}
		if err := refuseTwin(ctx, tx, id, binned[0].Edition); err != nil {
			return err
		}
		if _, err := from[Issue](tx).Where("id = ?", id).Update(ctx, "edition", binned[0].Edition); err != nil {
			return err
		}
		if _, err := from[Binned](tx).Where("issue_id = ?", id).Delete(ctx); err != nil {
			return err
		}
		after, err := findSummary(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := restoreLine(ctx, tx, after); err != nil {
			return err
		}
		return s.record(ctx, tx, edit{by, "issues", id, map[string]any{"bin": binned[0].At}, after.Issue})
	})
	return translate(err, "issue")
}

// refuseTwin returns Conflict when the issue that is in the bin was loaded again.
func refuseTwin(ctx context.Context, tx *gorm.DB, id int64, edition string) error {
	twins, err := from[Issue](tx).Raw(`SELECT i.* FROM issues i JOIN issues b ON b.id = ?
		WHERE i.publication_id = b.publication_id AND i.date = b.date AND i.number = b.number AND i.edition = ?`, id, edition).Find(ctx)
	if err == nil && len(twins) > 0 {
		return fault.New(fault.Conflict, "The same issue was loaded again, as issue %d. Delete that one before you restore this one.", twins[0].ID)
	}
	return err
}

// restoreLine writes the line of an issue again, to be counted soon.
func restoreLine(ctx context.Context, tx *gorm.DB, i IssueSummary) error {
	pages, err := from[Page](tx).Select("key", "label", "boundaries").Where("issue_id = ?", i.ID).Order("key").Find(ctx)
	if err != nil {
		return err
	}
	cells := make([]PageCell, len(pages))
	for n, page := range pages {
		cells[n] = PageCell{Key: page.Key, Label: page.Label, Blocks: strings.Count(page.Boundaries, "[") - 1, State: i.Set.State}
	}
	publication := Publication{ID: i.PublicationID, Name: i.Publication}
	line, err := newLine(i.Issue, publication, i.Set, cells)
	if err != nil {
		return err
	}
	if err := from[IssueLine](tx).Create(ctx, line); err != nil || i.Set.Version == 0 {
		return err
	}
	return showFigures(tx, i.Set)
}

// BinnedIssue is an issue in the bin, as it was.
type BinnedIssue struct {
	Issue
	Publication string
	Language    string
	Pages       int
	Articles    int
	BinnedAt    time.Time
	BinnedBy    string // a name; "" for the command line
}

// Until is when the issue will be removed for good.
func (b BinnedIssue) Until() time.Time { return b.BinnedAt.Add(BinLife) }

// binned selects issues in the bin; conditions and an order follow it.
var binned = `
	SELECT i.id, i.publication_id, i.date, i.number, b.edition, i.publisher, i.created_at, i.created_by,
		p.name AS publication, p.language, s.articles, (SELECT count(*) FROM pages g WHERE g.issue_id = i.id) AS pages,
		b.at AS binned_at, coalesce(u.name, '') AS binned_by
	FROM bin b JOIN issues i ON i.id = b.issue_id JOIN publications p ON p.id = i.publication_id
		JOIN annotation_sets s ON s.issue_id = i.id AND ` + theIssue + `
		LEFT JOIN users u ON u.id = b.user_id `

// Bin is what is in the bin, the newest first; 200 issues at most.
func (s *Store) Bin(ctx context.Context) ([]BinnedIssue, error) {
	all, err := from[BinnedIssue](s.read).Raw(binned + "ORDER BY b.at DESC, i.id DESC LIMIT 200").Find(ctx)
	return all, translate(err, "bin")
}

// BinnedWith are issues in the bin that hold a page with one of these hashes, five at most.
func (s *Store) BinnedWith(ctx context.Context, hashes []string) ([]BinnedIssue, error) {
	all, err := from[BinnedIssue](s.read).Raw(binned+`
		WHERE EXISTS (SELECT 1 FROM pages h WHERE h.issue_id = i.id AND h.hash IN ?) ORDER BY i.id LIMIT 5`, hashes).Find(ctx)
	return all, translate(err, "bin")
}

// TableName is where gorm finds what is in the bin.
func (Binned) TableName() string { return "bin" }
