package markup

import (
	"slices"
	"strings"

	"galley/engine/text"
	"galley/fault"
)

// Dismiss records why a problem found in a block or an article is not one.
type Dismiss struct {
	Block   *Extent     `json:"block,omitempty"`
	Article text.ID     `json:"article,omitempty"`
	Problem ProblemKind `json:"problem"`
	Reason  string      `json:"reason"`
}

func (a *Dismiss) resolve(d *draft) error {
	scope, err := d.scopeOf(a.Block, a.Article)
	if err != nil {
		return err
	}
	reason := strings.Join(strings.Fields(a.Reason), " ")
	if reason == "" {
		return fault.New(fault.Invalid, "Say why this is no problem.")
	}
	if !slices.ContainsFunc(d.now.findProblems(scope), func(p Problem) bool { return p.Kind == a.Problem }) {
		return fault.New(fault.Conflict, "That problem no longer exists.")
	}
	d.put(dismissalCell(scope, a.Problem), Dismissal{Reason: reason, By: d.circumstances.By, At: d.circumstances.moment()})
	return nil
}

// Reopen takes the dismissal of a problem back.
type Reopen struct {
	Block   *Extent     `json:"block,omitempty"`
	Article text.ID     `json:"article,omitempty"`
	Problem ProblemKind `json:"problem"`
}

func (a *Reopen) resolve(d *draft) error {
	scope, err := d.scopeOf(a.Block, a.Article)
	if err != nil {
		return err
	}
	c := dismissalCell(scope, a.Problem)
	if !d.now.dismissals.has(c) {
		return fault.New(fault.Conflict, "That problem is no longer dismissed.")
	}
	d.put(c, nil)
	return nil
}

// scopeOf is the cell of a block or of an article that an act names, one of the two.
func (d *draft) scopeOf(block *Extent, article text.ID) (Cell, error) {
	switch {
	case (block == nil) == (article == ""):
		return Cell{}, fault.New(fault.Invalid, "A problem belongs to a block or to an article.")
	case block != nil:
		return block.Cell(), d.stands(*block)
	}
	return articleCell(article), d.exists(article)
}

// checkDismissal wants a reason that files can hold, and a moment.
func checkDismissal(v Dismissal) error {
	if v.Reason == "" {
		return fault.New(fault.Invalid, "Say why this is no problem.")
	}
	if v.At != "" && !IsMoment(v.At) {
		return fault.New(fault.Invalid, "%q is not a time in UTC. Write it as 2022-11-10T08:30:00Z.", v.At)
	}
	return checkWords(v.Reason, v.By)
}
