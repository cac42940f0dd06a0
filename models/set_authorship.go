package models

import (
	"context"
	"slices"
	"time"
)

// Authorship says who made a set, and when: the names of the authors in the order of their first
// steps, and the times of the first and the last step, which are zero for a set without steps.
type Authorship struct {
	Authors     []string
	First, Last time.Time
}

// authored is one author's share of a set.
type authored struct {
	Name   string
	Author int64
	Since  int64 // version of the first step
}

// Authorship reads who made the steps of a set up to and with version.
func (s *Store) Authorship(ctx context.Context, set, version int64) (Authorship, error) {
	shares, err := from[authored](s.read).Raw(`
		SELECT coalesce(u.name, '') AS name, t.author_id AS author, min(t.version) AS since
		FROM steps t LEFT JOIN users u ON u.id = t.author_id
		WHERE t.set_id = ? AND t.version <= ? GROUP BY t.author_id, u.name`, set, version).Find(ctx)
	if err != nil || len(shares) == 0 {
		return Authorship{}, translate(err, "steps")
	}
	slices.SortFunc(shares, func(a, b authored) int { return int(a.Since - b.Since) })
	var a Authorship
	for _, share := range shares {
		if share.Name != "" {
			a.Authors = append(a.Authors, share.Name)
		}
	}
	ends, err := from[Step](s.read).Select("version", "at").
		Where("set_id = ? AND version IN ?", set, []int64{shares[0].Since, version}).Order("version").Find(ctx)
	if err == nil && len(ends) > 0 {
		a.First, a.Last = ends[0].At, ends[len(ends)-1].At
	}
	return a, translate(err, "steps")
}

// Signature says who made a step, and when.
type Signature struct {
	Author int64
	Name   string // "" for a deleted account
	At     time.Time
}

// SignatureOf is that of one version of a set; it costs the same however many there are. It returns
// NotFound if there is no such version.
func (s *Store) SignatureOf(ctx context.Context, set, version int64) (Signature, error) {
	step, err := from[Step](s.read).Select("author_id", "at").Where("set_id = ? AND version = ?", set, version).Take(ctx)
	if err != nil {
		return Signature{}, translate(err, "step")
	}
	names, err := s.UserNames(ctx, []int64{step.AuthorID})
	return Signature{step.AuthorID, names[step.AuthorID], step.At}, err
}
