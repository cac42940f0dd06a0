package models

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"
)

// Publication is a paper.
type Publication struct {
	ID       int64
	Name     string // unique
	Language string // BCP 47, "und" if unknown
	Serial   string // such as CN 43-0005 or an ISSN; may be ""

	OwnAcceptance bool // people may accept what they changed themselves

	Stages string `json:"-"` // of review, as stages.Plan writes them; see Plan
}

// Publication finds a publication. It returns NotFound if it does not exist.
func (s *Store) Publication(ctx context.Context, id int64) (Publication, error) {
	p, err := from[Publication](s.read).Where("id = ?", id).Take(ctx)
	return p, translate(err, "publication")
}

// publication finds the publication of a new issue, or makes it.
func (s *Store) publication(ctx context.Context, tx *gorm.DB, n NewIssue) (Publication, error) {
	name := strings.TrimSpace(n.Publication)
	found, err := from[Publication](tx).Where("name = ?", name).Take(ctx)
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return found, err
	}
	made := Publication{Name: name, Language: n.Language, Serial: n.Serial}
	if made.Language == "" {
		made.Language = "und"
	}
	if err := from[Publication](tx).Create(ctx, &made); err != nil {
		return made, err
	}
	return made, s.record(ctx, tx, edit{by: n.By, table: "publications", row: made.ID, after: made})
}

// Publications are all publications by name.
func (s *Store) Publications(ctx context.Context) ([]Publication, error) {
	all, err := from[Publication](s.read).Order("name, id").Find(ctx)
	return all, translate(err, "publications")
}
