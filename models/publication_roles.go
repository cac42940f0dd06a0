package models

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"galley/engine/markup"
	"galley/engine/vocabulary"
	"galley/fault"
)

// OwnRole is a role that a publication added to the vocabulary, set by E and a digit. Its Role never changes.
type OwnRole struct {
	ID            int64
	PublicationID int64
	Place         int    // the digit, 1 to 9; unique within the publication
	Role          string // BASE.NAME, such as body.recipe; unique within the publication
	Word          string // in the publication's language
	English       string // "" where Word serves
	Chinese       string // likewise
	Retired       bool   // no key sets it any more; blocks that have it keep it
	CreatedAt     time.Time
}

// MostOwnRoles is how many roles of its own a publication can have: a digit for each.
const MostOwnRoles = 9

// longestRoleWord is how many characters the word of an own role may have, so that it fits its button.
const longestRoleWord = 30

// NewOwnRole is an own role to be added.
type NewOwnRole struct {
	Place                  int
	Base                   string // a role of blocks that Galley knows
	Slug                   string // such as recipe
	Word, English, Chinese string
}

// OwnRoleWords are what of an own role can be changed.
type OwnRoleWords struct {
	Word, English, Chinese string
	Retired                bool
}

// In is the role's word in the language of a tag such as "en" or "zh-Hans".
func (r OwnRole) In(language string) string {
	other := r.English
	if strings.HasPrefix(language, "zh") {
		other = r.Chinese
	}
	if other != "" {
		return other
	}
	return r.Word
}

// words are what can be changed of r.
func (r OwnRole) words() OwnRoleWords { return OwnRoleWords{r.Word, r.English, r.Chinese, r.Retired} }

// OwnRoles are the roles of a publication's own by their digits, retired ones among them.
func (s *Store) OwnRoles(ctx context.Context, publication int64) ([]OwnRole, error) {
	roles, err := from[OwnRole](s.read).Where("publication_id = ?", publication).Order("place").Find(ctx)
	return roles, translate(err, "role")
}

// AddOwnRole gives a publication a role of its own. It returns Invalid, by the fields place, base, slug,
// word, english and chinese, for a broken rule or a digit or role that is taken, and NotFound if there is
// no such publication.
func (s *Store) AddOwnRole(ctx context.Context, publication int64, n NewOwnRole, by *int64) error {
	row := OwnRole{PublicationID: publication, Place: n.Place, Role: n.Base + "." + strings.TrimSpace(n.Slug), CreatedAt: s.Now()}
	row.Word, row.English, row.Chinese = strings.TrimSpace(n.Word), strings.TrimSpace(n.English), strings.TrimSpace(n.Chinese)
	bad := row.words().broken()
	if base, known := vocabulary.RoleByID(n.Base); !known || !base.Block || vocabulary.IsOwn(n.Base) {
		bad["base"] = fault.Say("Choose the role on which this one is based.")
	} else if _, known := vocabulary.RoleByID(row.Role); !known {
		bad["slug"] = fault.Say("A short name can contain lowercase letters a to z, digits and single hyphens, as in letter-box.")
	}
	if n.Place < 1 || n.Place > MostOwnRoles {
		bad["place"] = fault.Say("Choose a digit from 1 to 9.")
	}
	err := s.change(ctx, func(tx *gorm.DB) error {
		if _, err := from[Publication](tx).Where("id = ?", publication).Take(ctx); err != nil {
			return err
		}
		there, err := from[OwnRole](tx).Where("publication_id = ? AND (place = ? OR role = ?)", publication, row.Place, row.Role).Find(ctx)
		if err != nil {
			return err
		}
		for _, other := range there {
			if other.Place == row.Place {
				bad["place"] = fault.Say("The digit %d belongs to “%s”. Choose another one.", other.Place, other.Word)
			}
			if other.Role == row.Role {
				bad["slug"] = fault.Say("The publication already has a role %s: “%s”.", other.Role, other.Word)
			}
		}
		if err := bad.Err(); err != nil {
			return err
		}
		if err := from[OwnRole](tx).Create(ctx, &row); err != nil {
			return err
		}
		return s.record(ctx, tx, edit{by, "publications", publication, nil, ownRoleEdit{row.Role, row.Place, row.words()}})
	})
	return translate(err, "role")
}

// ownRoleEdit is how an own role stands in the record of changes.
type ownRoleEdit struct {
	Role  string
	Place int
	OwnRoleWords
}

// broken are the fields in which words break a rule.
func (w OwnRoleWords) broken() fault.Fields {
	bad := fault.Fields{}
	if w.Word == "" {
		bad["word"] = fault.Say("Enter what the newsroom calls this role.")
	}
	for field, word := range map[string]string{"word": w.Word, "english": w.English, "chinese": w.Chinese} {
		if utf8.RuneCountInString(word) > longestRoleWord || strings.ContainsFunc(word, unicode.IsControl) || !utf8.ValidString(word) {
			bad[field] = fault.Say("A word can have at most %d characters, on one line.", longestRoleWord)
		}
	}
	return bad
}

// ChangeOwnRole gives an own role other words, retires it or brings it back. It returns Invalid, by the
// fields word, english and chinese, for a broken rule, and NotFound if the digit has no role.
func (s *Store) ChangeOwnRole(ctx context.Context, publication int64, place int, w OwnRoleWords, by *int64) error {
	w.Word, w.English, w.Chinese = strings.TrimSpace(w.Word), strings.TrimSpace(w.English), strings.TrimSpace(w.Chinese)
	if err := w.broken().Err(); err != nil {
		return err
	}
	err := s.change(ctx, func(tx *gorm.DB) error {
		row, err := ownRoleAt(ctx, tx, publication, place)
		if err != nil || row.words() == w {
			return err
		}
		before := ownRoleEdit{row.Role, row.Place, row.words()}
		row.Word, row.English, row.Chinese, row.Retired = w.Word, w.English, w.Chinese, w.Retired
		if err := tx.Save(&row).Error; err != nil {
			return err
		}
		return s.record(ctx, tx, edit{by, "publications", publication, before, ownRoleEdit{row.Role, row.Place, w}})
	})
	return translate(err, "role")
}

// RemoveOwnRole takes away an own role that no step has used since it was added, so that a slip costs no
// digit. It returns Conflict for one that was used, and NotFound if the digit has no role.
func (s *Store) RemoveOwnRole(ctx context.Context, publication int64, place int, by *int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		row, err := ownRoleAt(ctx, tx, publication, place)
		if err != nil {
			return err
		}
		var used []int64
		err = tx.Raw(`SELECT t.set_id FROM issues i JOIN annotation_sets s ON s.issue_id = i.id JOIN steps t ON t.set_id = s.id
			WHERE i.publication_id = ? AND s.changed_at >= ? AND t.at >= ? AND t.changes LIKE ? LIMIT 1`,
			publication, row.CreatedAt, row.CreatedAt, "%"+markup.Stored(row.Role)+"%").Scan(&used).Error
		if err != nil {
			return err
		}
		if len(used) > 0 {
			return fault.New(fault.Conflict, "“%s” was used for marking, so it cannot be removed. Retire it instead: no key sets it any longer, and its blocks keep it.", row.Word)
		}
		if _, err := from[OwnRole](tx).Where("id = ?", row.ID).Delete(ctx); err != nil {
			return err
		}
		return s.record(ctx, tx, edit{by, "publications", publication, ownRoleEdit{row.Role, row.Place, row.words()}, nil})
	})
	return translate(err, "role")
}

// ownRoleAt is the own role of a digit.
func ownRoleAt(ctx context.Context, tx *gorm.DB, publication int64, place int) (OwnRole, error) {
	rows, err := from[OwnRole](tx).Where("publication_id = ? AND place = ?", publication, place).Find(ctx)
	if err == nil && len(rows) == 0 {
		return OwnRole{}, fault.New(fault.NotFound, "The publication has no role of its own with the digit %d, or no longer.", place)
	}
	return firstRow(rows), err
}

func firstRow(rows []OwnRole) OwnRole {
	if len(rows) == 0 {
		return OwnRole{}
	}
	return rows[0]
}
