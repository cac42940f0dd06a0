package handlers

import (
	"fmt"
	"strings"
	"sync"

	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/models"
	"galley/views"
)

// keptComparisons is how many comparisons are kept, so that deciding one difference after the other does
// not compare anew each time. They do not change.
const keptComparisons = 8

// comparisons are the last ones that somebody looked at, by sets and versions.
type comparisons struct {
	mu   sync.Mutex
	kept []keptComparison // the last used first
}

type keptComparison struct {
	key string
	*review.Comparison
}

// of compares sets at the versions of their views.
func (k *comparisons) of(sets []models.SetView, heads map[int64]desk.View) (*review.Comparison, error) {
	var key strings.Builder
	var all []*markup.Set
	for _, set := range sets {
		fmt.Fprintf(&key, "%d@%d ", set.ID, heads[set.ID].Version())
		all = append(all, heads[set.ID].Set)
	}
	if found := k.find(key.String(), nil); found != nil {
		return found, nil
	}
	fresh, err := review.Compare(all...)
	if err != nil {
		return nil, err
	}
	return k.find(key.String(), fresh), nil
}

// find is the comparison with a key, put first; fresh, unless it is nil, where there is none.
func (k *comparisons) find(key string, fresh *review.Comparison) *review.Comparison {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, kept := range k.kept {
		if kept.key == key {
			copy(k.kept[1:i+1], k.kept[:i])
			k.kept[0] = kept
			return kept.Comparison
		}
	}
	if fresh == nil {
		return nil
	}
	k.kept = append([]keptComparison{{key, fresh}}, k.kept[:min(len(k.kept), keptComparisons-1)]...)
	return fresh
}

// agreements are what was measured of pairs of sets, by sets and versions. They are small.
type agreements struct {
	mu   sync.Mutex
	kept map[string]views.AgreementPoint
}

// keptAgreements is how many are kept before all are forgotten.
const keptAgreements = 20_000

func (p setPair) key() string {
	return fmt.Sprintf("%d@%d %d@%d", p[0].ID, p[0].Version, p[1].ID, p[1].Version)
}

func (k *agreements) find(pair setPair) (views.AgreementPoint, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	point, known := k.kept[pair.key()]
	return point, known
}

func (k *agreements) keep(pair setPair, point views.AgreementPoint) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept == nil || len(k.kept) >= keptAgreements {
		k.kept = map[string]views.AgreementPoint{}
	}
	k.kept[pair.key()] = point
}
