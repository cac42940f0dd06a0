package models

import (
	"context"

	"gorm.io/gorm"
)

// purgePortion is how many rows are removed in one transaction, so that others write in between.
const purgePortion = 500

// EmptyBin removes for good what has been in the bin for BinLife, with everything that belongs to it,
// in portions, and says how many issues it removed. Broken off, it is gone on with the next time.
func (s *Store) EmptyBin(ctx context.Context) (removed int, err error) {
	for {
		old, err := from[Binned](s.read).Where("at <= ?", s.Now().Add(-BinLife)).Order("at").Limit(1).Find(ctx)
		if err != nil || len(old) == 0 {
			return removed, translate(err, "bin")
		}
		if err := s.purge(ctx, old[0].IssueID); err != nil {
			return removed, translate(err, "bin")
		}
		removed++
	}
}

// portions of an issue in the order in which the database lets them go. Each names some rows by their
// keys; later steps refer to earlier ones, so the last go first.
var portions = []string{
	`DELETE FROM steps WHERE (set_id, version) IN (SELECT t.set_id, t.version FROM steps t JOIN annotation_sets s ON s.id = t.set_id
		WHERE s.issue_id = ? ORDER BY t.version DESC LIMIT ?)`,
	`DELETE FROM decisions WHERE id IN (SELECT d.id FROM decisions d JOIN annotation_sets s ON s.id = d.set_id
		WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM snapshots WHERE (set_id, version) IN (SELECT t.set_id, t.version FROM snapshots t
		JOIN annotation_sets s ON s.id = t.set_id WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM notices WHERE id IN (SELECT id FROM notices WHERE issue_id = ? LIMIT ?)`,
	`DELETE FROM verdicts WHERE (set_id, key, user_id) IN (SELECT v.set_id, v.key, v.user_id FROM verdicts v
		JOIN annotation_sets s ON s.id = v.set_id WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM seen_pages WHERE (set_id, reader, page) IN (SELECT v.set_id, v.reader, v.page FROM seen_pages v
		JOIN annotation_sets s ON s.id = v.set_id WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM drafts WHERE (user_id, set_id, place) IN (SELECT d.user_id, d.set_id, d.place FROM drafts d
		JOIN annotation_sets s ON s.id = d.set_id WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM waits WHERE (set_id, user_id, stage, since) IN (SELECT w.set_id, w.user_id, w.stage, w.since FROM waits w
		JOIN annotation_sets s ON s.id = w.set_id WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM assignments WHERE id IN (SELECT a.id FROM assignments a JOIN annotation_sets s ON s.id = a.set_id
		WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM exports WHERE id IN (SELECT e.id FROM exports e JOIN annotation_sets s ON s.id = e.set_id
		WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM set_hours WHERE (set_id, hour, author_id) IN (SELECT h.set_id, h.hour, h.author_id FROM set_hours h
		JOIN annotation_sets s ON s.id = h.set_id WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM set_moves WHERE (set_id, version, cell) IN (SELECT m.set_id, m.version, m.cell FROM set_moves m
		JOIN annotation_sets s ON s.id = m.set_id WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM step_tallies WHERE set_id IN (SELECT t.set_id FROM step_tallies t JOIN annotation_sets s ON s.id = t.set_id
		WHERE s.issue_id = ? LIMIT ?)`,
	`DELETE FROM annotation_sets WHERE id IN (SELECT id FROM annotation_sets WHERE issue_id = ? LIMIT ?)`,
	`DELETE FROM pages WHERE id IN (SELECT id FROM pages WHERE issue_id = ? LIMIT ?)`,
}

// purge removes an issue that is in the bin.
func (s *Store) purge(ctx context.Context, issue int64) error {
	pending := s.write.WithContext(ctx).Exec(
		"DELETE FROM search_pending WHERE page_id IN (SELECT id FROM pages WHERE issue_id = ?)", issue)
	if pending.Error != nil {
		return pending.Error
	}
	if err := s.purgeSearch(ctx, issue); err != nil {
		return err
	}
	for _, statement := range portions {
		for {
			var gone int64
			err := s.change(ctx, func(tx *gorm.DB) error {
				done := tx.Exec(statement, issue, purgePortion)
				gone = done.RowsAffected
				return done.Error
			})
			if err != nil {
				return err
			}
			if gone == 0 {
				break
			}
		}
	}
	return s.change(ctx, func(tx *gorm.DB) error {
		for _, statement := range []string{
			"DELETE FROM issue_lines WHERE issue_id = ?", "DELETE FROM issue_authors WHERE issue_id = ?",
			"DELETE FROM bin WHERE issue_id = ?", "DELETE FROM issues WHERE id = ?",
		} {
			if err := tx.Exec(statement, issue).Error; err != nil {
				return err
			}
		}
		return s.record(ctx, tx, edit{table: "issues", row: issue, after: map[string]any{"removed": s.Now()}})
	})
}

// purgeSearch takes an issue out of the search.
func (s *Store) purgeSearch(ctx context.Context, issue int64) error {
	for {
		var rows []int64
		err := s.read.WithContext(ctx).Raw(`SELECT b.id FROM search_blocks b JOIN pages p ON p.id = b.page_id
			WHERE p.issue_id = ? LIMIT ?`, issue, purgePortion).Scan(&rows).Error
		if err != nil || len(rows) == 0 {
			return err
		}
		err = s.change(ctx, func(tx *gorm.DB) error {
			if err := tx.Exec("DELETE FROM search_words WHERE docid IN ?", rows).Error; err != nil {
				return err
			}
			return tx.Exec("DELETE FROM search_blocks WHERE id IN ?", rows).Error
		})
		if err != nil {
			return err
		}
	}
}
