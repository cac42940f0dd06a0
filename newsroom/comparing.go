package newsroom

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"galley/cache"
	"galley/desk"
	"galley/engine/markup"
	"galley/engine/review"
	"galley/fault"
	"galley/models"
)

// keptComparisons is how many comparisons are kept, so that deciding one difference after the other does
// not compare again each time. They do not change.
const keptComparisons = 8

// Comparing lays sets over each other. Make one with NewComparing; it is safe for concurrent use.
type Comparing struct {
	desk        *desk.Desk
	store       *models.Store
	comparisons *cache.Cache[string, *review.Comparison] // by sets and versions
	points      *cache.Cache[setPair, AgreementPoint]
}

// NewComparing is ready to compare.
func NewComparing(d *desk.Desk, store *models.Store) *Comparing {
	return &Comparing{d, store, cache.New[string, *review.Comparison](keptComparisons, 0), cache.New[setPair, AgreementPoint](keptPoints, 0)}
}

// Comparison are sets laid over each other, for somebody who sees them all.
type Comparison struct {
	*review.Comparison
	User        models.User
	Issue       models.IssueSummary
	Sets        []models.SetView // in the order of their kinds and numbers, as keys of differences want it
	Adjudicated *models.SetView  // of the issue, or nil before the first decision
	Decisions   []models.DecisionView
}

// Open compares sets. It returns NotFound if one is absent or hidden from this person, and Invalid for sets
// that cannot be compared.
func (c *Comparing) Open(ctx context.Context, user models.User, sets []int64) (o Comparison, err error) {
	o.User = user
	heads, err := c.heads(ctx, user, sets)
	if err != nil {
		return o, err
	}
	if err := c.nameSets(ctx, &o, heads); err != nil {
		return o, err
	}
	if o.Comparison, err = c.compare(o.Sets, heads); err != nil {
		return o, err
	}
	if o.Adjudicated != nil {
		o.Decisions, err = c.store.Decisions(ctx, o.Adjudicated.ID, o.IDs())
	}
	return o, err
}

// heads are sets of one issue that a person sees, by number.
func (c *Comparing) heads(ctx context.Context, user models.User, ids []int64) (map[int64]desk.View, error) {
	all := map[int64]desk.View{}
	for _, id := range ids {
		view, err := ViewFor(ctx, c.desk, user, id)
		if err != nil {
			return nil, err
		}
		all[id] = view
		if first := all[ids[0]]; view.Record.IssueID != first.Record.IssueID {
			return nil, fault.New(fault.Invalid, "These sets belong to different issues. Choose sets of one issue to compare.")
		}
	}
	return all, nil
}

// nameSets fills in the issue, and whose sets these are.
func (c *Comparing) nameSets(ctx context.Context, o *Comparison, heads map[int64]desk.View) (err error) {
	for _, view := range heads {
		if o.Issue, err = c.store.Issue(ctx, view.Record.IssueID); err != nil {
			return err
		}
		break
	}
	all, err := c.store.Sets(ctx, o.Issue.ID)
	for i, set := range all {
		if _, chosen := heads[set.ID]; chosen {
			o.Sets = append(o.Sets, set)
		}
		if set.Kind == models.Adjudicated {
			o.Adjudicated = &all[i]
		}
	}
	return err
}

// compare lays sets over each other at the versions of their views.
func (c *Comparing) compare(sets []models.SetView, heads map[int64]desk.View) (*review.Comparison, error) {
	var key strings.Builder
	var all []*markup.Set
	for _, set := range sets {
		fmt.Fprintf(&key, "%d@%d ", set.ID, heads[set.ID].Version())
		all = append(all, heads[set.ID].Set)
	}
	kept, era, found := c.comparisons.Get(key.String())
	if found {
		return kept, nil
	}
	fresh, err := review.Compare(all...)
	if err == nil {
		c.comparisons.Put(key.String(), fresh, era)
	}
	return fresh, err
}

// IDs are the sets as decisions name them.
func (o Comparison) IDs() string {
	words := make([]string, len(o.Sets))
	for i, set := range o.Sets {
		words[i] = strconv.FormatInt(set.ID, 10)
	}
	return strings.Join(words, ",")
}

// MayDecide says why differences cannot be decided here, or nil if they can. Who decides is asked before.
func (o Comparison) MayDecide() error {
	for _, set := range o.Sets {
		if set.Kind == models.Adjudicated {
			return fault.New(fault.Conflict, "The adjudicated set is among the sets compared here. Change it in the workbench, or compare the others to decide their differences.")
		}
		if set.Kind == models.Independent && !set.Shown {
			return fault.New(fault.Conflict, "Differences can be decided once everybody who was asked has submitted their set.")
		}
	}
	if o.Adjudicated != nil && o.Adjudicated.State == markup.Accepted {
		return fault.New(fault.Conflict, "The adjudicated set is accepted. Reopen it in the workbench before you decide anything more.")
	}
	return nil
}
