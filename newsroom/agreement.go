package newsroom

import (
	"context"

	"galley/engine/agreement"
	"galley/engine/review"
	"galley/models"
)

// keptPoints is how many measured pairs are kept. They are small.
const keptPoints = 20_000

// measuredAtOnce is how many comparisons one request measures for the page of a publication.
const measuredAtOnce = 12

// How intervals are drawn. The seed stands, so that a page shows the same twice.
const (
	mostRounds  = 1000
	drawnPieces = 2_000_000 // a draw of all rounds costs so many pieces at most

	IntervalLevel = 0.95
	IntervalSeed  = 1
)

// Rounds is how often intervals are drawn of so many pieces: fewer for very many, which need them less.
func Rounds(pieces int) int {
	return min(mostRounds, max(100, drawnPieces/max(1, pieces)))
}

// AgreementOverTime is how well the editors of a publication agree.
type AgreementOverTime struct {
	Publication models.Publication
	Pairs       []PairOverTime
	Waiting     int // comparisons that are not measured yet
}

// PairOverTime is how well two people agree, issue after issue, the oldest first.
type PairOverTime struct {
	First, Second string
	Points        []AgreementPoint
}

// AgreementPoint is one issue that both marked.
type AgreementPoint struct {
	Date              string
	Sets              [2]int64
	Pieces            int
	Boundaries        agreement.Score
	Articles          agreement.Score
	Roles             agreement.Score
	Marks             agreement.Score
	LowRole, HighRole agreement.Score
}

// add adds an issue that two people marked.
func (v *AgreementOverTime) add(first, second string, point AgreementPoint) {
	for i, p := range v.Pairs {
		if p.First == first && p.Second == second {
			v.Pairs[i].Points = append(p.Points, point)
			return
		}
	}
	v.Pairs = append(v.Pairs, PairOverTime{First: first, Second: second, Points: []AgreementPoint{point}})
}

// OverTime is how well the editors of a publication agree, as far as it is measured; a few comparisons more
// are measured for it.
func (c *Comparing) OverTime(ctx context.Context, user models.User, publication models.Publication) (AgreementOverTime, error) {
	v := AgreementOverTime{Publication: publication}
	sets, err := c.store.ShownSets(ctx, publication.ID)
	if err != nil {
		return v, err
	}
	measured := 0
	for _, pair := range pairsOf(sets) {
		point, era, known := c.points.Get(pair)
		if !known && measured == measuredAtOnce {
			v.Waiting++
			continue
		}
		if !known {
			measured++
			if point, err = c.measure(ctx, user, pair); err != nil {
				return v, err
			}
			c.points.Put(pair, point, era)
		}
		v.add(pair.first.Owner, pair.second.Owner, point)
	}
	return v, nil
}

// setPair are two sets of one issue, as they are stored now.
type setPair struct{ first, second storedSet }

type storedSet struct {
	ID, Version int64
	Owner, Date string
}

// pairsOf are all pairs of sets of one issue each, the people of a pair always in the same order.
func pairsOf(sets []models.ShownSet) []setPair {
	var pairs []setPair
	for i, a := range sets {
		for _, b := range sets[i+1:] {
			if a.IssueID != b.IssueID {
				break
			}
			first, second := a, b
			if *a.OwnerID > *b.OwnerID {
				first, second = b, a
			}
			pairs = append(pairs, setPair{storedOf(first), storedOf(second)})
		}
	}
	return pairs
}

func storedOf(s models.ShownSet) storedSet { return storedSet{s.ID, s.Version, s.Owner, s.Date} }

// measure compares two sets as they are stored.
func (c *Comparing) measure(ctx context.Context, user models.User, pair setPair) (AgreementPoint, error) {
	first, second := pair.first.ID, pair.second.ID
	ids := [2]int64{min(first, second), max(first, second)}
	heads, err := c.heads(ctx, user, ids[:])
	if err != nil {
		return AgreementPoint{}, err
	}
	compared, err := review.Compare(heads[first].Set, heads[second].Set)
	if err != nil {
		return AgreementPoint{}, err
	}
	a := compared.Agree(0, 1)
	i := compared.RolesInterval(0, 1, Rounds(a.Pieces), IntervalLevel, IntervalSeed)
	return AgreementPoint{Date: pair.first.Date, Sets: ids, Pieces: a.Pieces, Boundaries: a.Boundaries.F1,
		Articles: a.Articles.F1, Roles: a.Roles, Marks: a.Exact.F1, LowRole: i.Low, HighRole: i.High}, nil
}
