package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Guideline is a page of a publication's guidelines. Its words are those of its newest version.
type Guideline struct {
	ID            int64
	PublicationID int64
	Place         int // among the pages of the publication, in ascending order
	Version       int // the newest: 1, 2, …
}

// GuidelineVersion is what a guideline page said from a save on. None is ever changed.
type GuidelineVersion struct {
	GuidelineID int64  `gorm:"primaryKey;autoIncrement:false"`
	Version     int    `gorm:"primaryKey;autoIncrement:false"`
	Title       string // not ""
	Text        string // Markdown
	Reason      string // why it was changed, in a sentence; "" if nobody said
	Restored    int    // the version that this one brings back, 0 for none
	Removed     bool   // the page is taken out of the guidelines
	UserID      *int64 // who; nil for the command line
	At          time.Time
}

// GuidelineRead says which version of a page a user has read last.
type GuidelineRead struct {
	GuidelineID int64 `gorm:"primaryKey;autoIncrement:false"`
	UserID      int64 `gorm:"primaryKey;autoIncrement:false"`
	Version     int
}

// GuidelinePage is a page as somebody finds it: what it says now, who wrote that, and what of it this
// person has read.
type GuidelinePage struct {
	GuidelineVersion
	PublicationID int64
	Place         int
	Who           string // who saved the version; "" for the command line
	Read          int    // the version that this person has read last, 0 for none
}

// How long the parts of a guideline page may be, in characters.
const (
	longestGuidelineTitle  = 120
	longestGuidelineText   = 100_000
	longestGuidelineReason = 300
)

// guidelinePages selects pages of guidelines as one person finds them; conditions and an order follow.
const guidelinePages = `SELECT v.*, g.publication_id, g.place, coalesce(u.name, '') AS who, coalesce(r.version, 0) AS read
	FROM guidelines g JOIN guideline_versions v ON v.guideline_id = g.id AND v.version = g.version
	LEFT JOIN users u ON u.id = v.user_id LEFT JOIN guideline_reads r ON r.guideline_id = g.id AND r.user_id = ? `

// Guidelines are the guideline pages of a publication in their order, those that were taken out as well.
func (s *Store) Guidelines(ctx context.Context, publication, reader int64) ([]GuidelinePage, error) {
	pages, err := from[GuidelinePage](s.read).Raw(guidelinePages+`WHERE g.publication_id = ? ORDER BY g.place, g.id`, reader, publication).Find(ctx)
	return pages, translate(err, "page")
}

// Guideline is one guideline page. It returns NotFound if it does not exist.
func (s *Store) Guideline(ctx context.Context, id, reader int64) (GuidelinePage, error) {
	pages, err := from[GuidelinePage](s.read).Raw(guidelinePages+`WHERE g.id = ?`, reader, id).Find(ctx)
	if err == nil && len(pages) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		return GuidelinePage{}, translate(err, "page")
	}
	return pages[0], nil
}

// UnreadGuidelines counts the guideline pages of a publication that are new to a reader, or were changed
// since.
func (s *Store) UnreadGuidelines(ctx context.Context, publication, reader int64) (n int, err error) {
	err = s.read.WithContext(ctx).Raw(`SELECT count(*) FROM guidelines g JOIN guideline_versions v ON v.guideline_id = g.id AND v.version = g.version
		LEFT JOIN guideline_reads r ON r.guideline_id = g.id AND r.user_id = ?
		WHERE g.publication_id = ? AND NOT v.removed AND coalesce(r.version, 0) < g.version`, reader, publication).Scan(&n).Error
	return n, translate(err, "page")
}

// GuidelineVersions are all versions of a page, the newest first.
func (s *Store) GuidelineVersions(ctx context.Context, id int64) ([]GuidelinePage, error) {
	pages, err := from[GuidelinePage](s.read).Raw(`SELECT v.*, coalesce(u.name, '') AS who FROM guideline_versions v
		LEFT JOIN users u ON u.id = v.user_id WHERE v.guideline_id = ? ORDER BY v.version DESC`, id).Find(ctx)
	return pages, translate(err, "page")
}

// ReadGuideline notes that a user has read a version of a page; what was read stays read.
func (s *Store) ReadGuideline(ctx context.Context, user, id int64, version int) error {
	return translate(s.change(ctx, func(tx *gorm.DB) error { return readGuideline(ctx, tx, user, id, version) }), "page")
}

func readGuideline(ctx context.Context, tx *gorm.DB, user, id int64, version int) error {
	return from[GuidelineRead](tx).Exec(ctx, `INSERT INTO guideline_reads (guideline_id, user_id, version) VALUES (?, ?, ?)
		ON CONFLICT (guideline_id, user_id) DO UPDATE SET version = excluded.version WHERE guideline_reads.version < excluded.version`, id, user, version)
}

// Unread reports whether the page is new to the person, or was changed since it was read.
func (p GuidelinePage) Unread() bool { return p.Read < p.Version }
