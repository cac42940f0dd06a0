package models

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"galley/fault"
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
			bad[field] = fault.Say("Write at most %d characters, on one line.", longest)
		}
	}
	if utf8.RuneCountInString(d.Text) > longestGuidelineText || strings.ContainsRune(d.Text, 0) || !utf8.ValidString(d.Text) {
		bad["text"] = fault.Say("A page can have at most %d characters. Split it.", longestGuidelineText)
	}
	return d, bad.Err()
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
// by the fields title, text and reason, for a broken rule, Conflict if the draft's base is no longer the
// newest version, and NotFound if there is no such page.
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
			return fault.New(fault.Conflict, "Somebody else changed this page in the meantime.")
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
// end of the list it stays. It returns NotFound if there is no such page.
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
