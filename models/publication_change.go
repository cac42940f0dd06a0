package models

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"gorm.io/gorm"

	"galley/fault"
)

// longestName is how many characters names and numbers may have.
const longestName = 200

// PublicationData is the part of a publication that can be changed.
type PublicationData struct {
	Name     string
	Language string // BCP 47
	Serial   string

	OwnAcceptance bool // people may accept what they changed themselves
}

// Validate returns Invalid, by the fields name, language and serial, for a broken rule.
func (d PublicationData) Validate() error { return d.broken().Err() }

func (d PublicationData) broken() fault.Fields {
	bad := fault.Fields{}
	plain(bad, map[string]string{"name": d.Name, "serial": d.Serial})
	if d.Name == "" {
		bad["name"] = fault.Say("Enter the name of the publication.")
	}
	if _, err := language.Parse(d.Language); err != nil {
		bad["language"] = fault.Say("%q is not a language tag. Write it as in zh-Hans or en-GB.", d.Language)
	}
	return bad
}

// plain reports fields that are too long or not on one line.
func plain(bad fault.Fields, fields map[string]string) {
	for field, text := range fields {
		if utf8.RuneCountInString(text) > longestName || strings.ContainsFunc(text, unicode.IsControl) || !utf8.ValidString(text) {
			bad[field] = fault.Say("Write at most %d characters, on one line.", longestName)
		}
	}
}

// ChangePublication changes the data of a publication, and its name in the lines of its issues. It returns
// Invalid, by field, for a broken rule or a name that another publication has, and NotFound if there is no
// such publication.
func (s *Store) ChangePublication(ctx context.Context, id int64, d PublicationData, by *int64) error {
	d = PublicationData{strings.TrimSpace(d.Name), strings.TrimSpace(d.Language), strings.TrimSpace(d.Serial), d.OwnAcceptance}
	bad := d.broken()
	err := s.change(ctx, func(tx *gorm.DB) error {
		before, err := from[Publication](tx).Where("id = ?", id).Take(ctx)
		if err != nil {
			return err
		}
		twins, err := from[Publication](tx).Where("name = ? AND id <> ?", d.Name, id).Find(ctx)
		if err != nil {
			return err
		}
		if len(twins) > 0 {
			bad["name"] = fault.Say("Another publication is already called “%s”. Give this one another name.", d.Name)
		}
		if err := bad.Err(); err != nil {
			return err
		}
		after := Publication{ID: id, Name: d.Name, Language: d.Language, Serial: d.Serial, OwnAcceptance: d.OwnAcceptance, Stages: before.Stages}
		if after == before {
			return nil
		}
		if err := tx.Save(&after).Error; err != nil {
			return err
		}
		if after.Name != before.Name {
			if err := tx.Exec("UPDATE issue_lines SET publication = ? WHERE publication_id = ?", after.Name, id).Error; err != nil {
				return err
			}
		}
		return s.record(ctx, tx, edit{by, "publications", id, before, after})
	})
	return translate(err, "publication")
}
