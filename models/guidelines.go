package models

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"galley/fault"
)

// How long the parts of a guideline page may be, in characters.
const (
	longestGuidelineTitle  = 120
	longestGuidelineText   = 100_000
	longestGuidelineReason = 300
)

// GuidelineDraft is a guideline page as somebody wants it to be.
type GuidelineDraft struct {
	Title, Text, Reason string
	Base                int // the version that was changed, 0 for a new page
}

// checked is the draft as it would be stored: without white space around it, lines parted by LF.
func (d GuidelineDraft) checked() (GuidelineDraft, error) {
	d.Title, d.Reason = strings.TrimSpace(d.Title), strings.TrimSpace(d.Reason)
	d.Text = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(d.Text))
	bad := fault.Fields{}
	if d.Title == "" {
		bad["title"] = fault.Say("Give the page a title.")
	}
	for field, line := range map[string]string{"title": d.Title, "reason": d.Reason} {
		longest := map[string]int{"title": longestGuidelineTitle, "reason": longestGuidelineReason}[field]
		if utf8.RuneCountInString(line) > longest || strings.ContainsFunc(line, unicode.IsControl) || !utf8.ValidString(line) {
			bad[field] = fault.Say("Write %d characters at the most, on one line.", longest)
		}
	}
	if utf8.RuneCountInString(d.Text) > longestGuidelineText || strings.ContainsRune(d.Text, 0) || !utf8.ValidString(d.Text) {
		bad["text"] = fault.Say("A page holds %d characters at the most. Make two of it.", longestGuidelineText)
	}
	return d, bad.Err()
}

// guidelinePages selects pages of guidelines as one person finds them; conditions and an order follow.
const guidelinePages = `SELECT v.*, g.publication_id, g.place, coalesce(u.name, '') AS who, coalesce(r.version, 0) AS read
	FROM guidelines g JOIN guideline_versions v ON v.guideline_id = g.id AND v.version = g.version
	LEFT JOIN users u ON u.id = v.user_id LEFT JOIN guideline_reads r ON r.guideline_id = g.id AND r.user_id = ? `

// Guidelines are the guideline pages of a publication in their order, those that were taken out as well.
func (s *Store) Guidelines(ctx context.Context, publication, reader int64) ([]GuidelinePage, error) {
	pages, err := from[GuidelinePage](s.read).Raw(guidelinePages+`WHERE g.publication_id = ? ORDER BY g.place, g.id`, reader, publication).Find(ctx)
	return pages, translate(err, "page")
}

// Guideline is one guideline page. It returns NotFound where there is none.
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

// CreateGuideline adds a page at the end of a publication's guidelines and gives its id. It returns
// Invalid, by the fields title, text and reason, for a broken rule, and NotFound for no such publication.
func (s *Store) CreateGuideline(ctx context.Context, publication int64, d GuidelineDraft, by int64) (int64, error) {
	d, err := d.checked()
	if err != nil {
		return 0, err
	}
	page := Guideline{PublicationID: publication, Version: 1}
	err = s.change(ctx, func(tx *gorm.DB) error {
		if _, err := from[Publication](tx, forUpdate).Where("id = ?", publication).Take(ctx); err != nil {
			return translate(err, "publication")
		}
		if err := tx.Raw(`SELECT coalesce(max(place), 0) + 1 FROM guidelines WHERE publication_id = ?`, publication).Scan(&page.Place).Error; err != nil {
			return err
		}
		if err := from[Guideline](tx).Create(ctx, &page); err != nil {
			return err
		}
		return s.addVersion(ctx, tx, by, GuidelineVersion{GuidelineID: page.ID, Version: 1, Title: d.Title, Text: d.Text, Reason: d.Reason})
	})
	return page.ID, translate(err, "page")
}

// addVersion stores a version of a page; its author has read it.
func (s *Store) addVersion(ctx context.Context, tx *gorm.DB, by int64, v GuidelineVersion) error {
	v.UserID, v.At = &by, s.Now()
	if err := from[GuidelineVersion](tx).Create(ctx, &v); err != nil {
		return err
	}
	return readGuideline(ctx, tx, by, v.GuidelineID, v.Version)
}

// SaveGuideline makes a version of a page, unless it would say what the last one says. It returns Invalid,
// by the fields title, text and reason, for a broken rule, Conflict where the draft's base is no longer the
// newest version, and NotFound where there is no such page.
func (s *Store) SaveGuideline(ctx context.Context, id int64, d GuidelineDraft, by int64) error {
	d, err := d.checked()
	if err != nil {
		return err
	}
	return s.reviseGuideline(ctx, id, d.Base, by, func(now *GuidelineVersion) {
		now.Title, now.Text, now.Reason, now.Removed = d.Title, d.Text, d.Reason, false
	})
}

// RemoveGuideline takes a page out of the guidelines; its versions stay, and any of them brings it back.
// Faults are those of SaveGuideline.
func (s *Store) RemoveGuideline(ctx context.Context, id int64, base int, by int64) error {
	return s.reviseGuideline(ctx, id, base, by, func(now *GuidelineVersion) {
		now.Removed = true
	})
}

// RestoreGuideline lets a page say again what it said in a version, as a new one. Faults are those of
// SaveGuideline, and NotFound for no such version.
func (s *Store) RestoreGuideline(ctx context.Context, id int64, version, base int, by int64) error {
	then, err := from[GuidelineVersion](s.read).Where("guideline_id = ? AND version = ?", id, version).Take(ctx)
	if err != nil {
		return translate(err, "version")
	}
	return s.reviseGuideline(ctx, id, base, by, func(now *GuidelineVersion) {
		now.Title, now.Text, now.Removed, now.Restored = then.Title, then.Text, false, version
	})
}

// reviseGuideline makes the next version of a page from the last one, if that is the one somebody saw.
func (s *Store) reviseGuideline(ctx context.Context, id int64, base int, by int64, revise func(now *GuidelineVersion)) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		page, err := from[Guideline](tx, forUpdate).Where("id = ?", id).Take(ctx)
		if err != nil {
			return err
		}
		if page.Version != base {
			return fault.New(fault.Conflict, "Somebody else changed this page meanwhile.")
		}
		last, err := from[GuidelineVersion](tx).Where("guideline_id = ? AND version = ?", id, base).Take(ctx)
		if err != nil {
			return err
		}
		next := last
		next.Version, next.Reason, next.Restored = base+1, "", 0
		revise(&next)
		if next.Title == last.Title && next.Text == last.Text && next.Removed == last.Removed {
			return nil
		}
		if _, err := from[Guideline](tx).Where("id = ?", id).Update(ctx, "version", next.Version); err != nil {
			return err
		}
		return s.addVersion(ctx, tx, by, next)
	})
	return translate(err, "page")
}

// MoveGuideline moves a page before the one above it, or behind the one below where up is false. At the
// end of the list it stays. It returns NotFound where there is no such page.
func (s *Store) MoveGuideline(ctx context.Context, id int64, up bool) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		page, err := from[Guideline](tx).Where("id = ?", id).Take(ctx)
		if err != nil {
			return err
		}
		if _, err := from[Publication](tx, forUpdate).Where("id = ?", page.PublicationID).Take(ctx); err != nil {
			return err // nobody else moves a page of it meanwhile
		}
		if page, err = from[Guideline](tx).Where("id = ?", id).Take(ctx); err != nil {
			return err
		}
		beyond, order := "g.place > ?", "g.place, g.id"
		if up {
			beyond, order = "g.place < ?", "g.place DESC, g.id DESC"
		}
		others, err := from[Guideline](tx).Raw(`SELECT g.* FROM guidelines g JOIN guideline_versions v ON v.guideline_id = g.id AND v.version = g.version
			WHERE g.publication_id = ? AND NOT v.removed AND `+beyond+` ORDER BY `+order+` LIMIT 1`, page.PublicationID, page.Place).Find(ctx)
		if err != nil || len(others) == 0 {
			return err
		}
		if _, err := from[Guideline](tx).Where("id = ?", others[0].ID).Update(ctx, "place", page.Place); err != nil {
			return err
		}
		_, err = from[Guideline](tx).Where("id = ?", page.ID).Update(ctx, "place", others[0].Place)
		return err
	})
	return translate(err, "page")
}
