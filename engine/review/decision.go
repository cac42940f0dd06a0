package review

import (
	"maps"
	"slices"

	"galley/engine/markup"
	"galley/fault"
)

// Take says what of a difference is taken.
type Take string

// What can be taken.
const (
	TakeSet     Take = "set"     // what one set says
	TakeAgreed  Take = "agreed"  // what more than half of the sets say
	TakeBoth    Take = "both"    // what any set has: spans, cuts, notes, pictures
	TakeNeither Take = "neither" // nothing: undecided, no cut, no join, no span
	TakeOwn     Take = "own"     // something of one's own
)

// Reason is why the sets differ.
type Reason string

// The reasons. There need not be one.
const (
	Slip      Reason = "slip"      // somebody slipped
	Guideline Reason = "guideline" // the guideline is unclear
	Ambiguous Reason = "ambiguous" // the text is truly ambiguous
)

// Reasons are all reasons, in the order of menus.
var Reasons = []Reason{Slip, Guideline, Ambiguous}

// Decision is what was decided of one difference.
type Decision struct {
	Key    string `json:"key"`
	Take   Take   `json:"take"`
	Set    int    `json:"set,omitempty"` // from 0, for TakeSet
	Own    *Own   `json:"own,omitempty"` // for TakeOwn
	Reason Reason `json:"reason,omitempty"`
}

// Own is a value of one's own: what is not nil.
type Own struct {
	Role     *string      `json:"role,omitempty"`     // of blocks, or of a span
	Type     *string      `json:"type,omitempty"`     // of an article
	Title    *string      `json:"title,omitempty"`    // of an article
	Headless *bool        `json:"headless,omitempty"` // of an article
	Glue     *markup.Glue `json:"glue,omitempty"`     // of a join
	Text     *string      `json:"text,omitempty"`     // of a correction
}

// TakeAll decides every difference of some kinds, of all kinds by default, for one set.
func (c *Comparison) TakeAll(set int, kinds ...Kind) []Decision {
	var decisions []Decision
	for _, d := range c.Differences {
		if len(kinds) == 0 || slices.Contains(kinds, d.Kind) {
			decisions = append(decisions, Decision{Key: d.Key, Take: TakeSet, Set: set})
		}
	}
	return decisions
}

// TakeMajority decides every difference on which more than half of the sets say the same.
func (c *Comparison) TakeMajority() []Decision {
	var decisions []Decision
	for _, d := range c.Differences {
		if d.Majority() >= 0 {
			decisions = append(decisions, Decision{Key: d.Key, Take: TakeAgreed})
		}
	}
	return decisions
}

// Majority is the first of the sets that say what more than half of them say; -1 if no value has so
// many.
func (d Difference) Majority() int {
	counts := map[int]int{}
	for _, first := range d.Alike {
		if counts[first]++; 2*counts[first] > len(d.Alike) {
			return first
		}
	}
	return -1
}

// Open are the differences that no decision is about, in the order of the text.
func (c *Comparison) Open(decisions []Decision) []Difference {
	decided := byKey(decisions)
	return slices.DeleteFunc(slices.Clone(c.Differences), func(d Difference) bool {
		_, done := decided[d.Key]
		return done
	})
}

// Stale are the decisions whose difference is no longer there, because a set says something else now.
func (c *Comparison) Stale(decisions []Decision) []Decision {
	var stale []Decision
	here := map[string]bool{}
	for _, d := range c.Differences {
		here[d.Key] = true
	}
	for _, d := range decisions {
		if !here[d.Key] {
			stale = append(stale, d)
		}
	}
	return stale
}

// CountReasons counts the reasons given, by kind of difference. Decisions whose difference is gone are
// left out.
func (c *Comparison) CountReasons(decisions []Decision) map[Kind]map[Reason]int {
	decided := byKey(decisions)
	counts := map[Kind]map[Reason]int{}
	for _, d := range c.Differences {
		if reason := decided[d.Key].Reason; reason != "" {
			if counts[d.Kind] == nil {
				counts[d.Kind] = map[Reason]int{}
			}
			counts[d.Kind][reason]++
		}
	}
	return counts
}

// byKey are the decisions by key; of two about one difference the later holds.
func byKey(decisions []Decision) map[string]Decision {
	by := map[string]Decision{}
	for _, d := range decisions {
		by[d.Key] = d
	}
	return by
}

// CanTake are the ways in which a difference can be decided beside taking a set: whether both, and
// whether one's own of what is named.
func (d Difference) CanTake(take Take) bool {
	switch take {
	case TakeSet:
		return true
	case TakeAgreed:
		return d.Majority() >= 0
	case TakeBoth:
		return d.Kind == Boundary || d.Kind == SpanMark || d.Kind == Noting || d.Kind == Picturing
	case TakeNeither:
		return !slices.Contains(d.Aspects, "type") || d.Kind == Existence
	case TakeOwn:
		return len(d.Owns()) > 0
	}
	return false
}

// Owns are the parts of an own value that a difference can take.
func (d Difference) Owns() []string {
	switch d.Kind {
	case BlockRole, SpanMark:
		return []string{"role"}
	case Joining:
		return []string{"glue"}
	case Correcting:
		return []string{"text"}
	case OwnData:
		var parts []string
		for _, a := range d.Aspects {
			if a == "type" || a == "title" || a == "headless" {
				parts = append(parts, string(a))
			}
		}
		return parts
	}
	return nil
}

// check refuses a decision that makes no sense of a difference.
func (c *Comparison) check(d Difference, decision Decision) error {
	if decision.Take == TakeSet && (decision.Set < 0 || decision.Set >= len(c.sides)) {
		return fault.New(fault.Invalid, "There is no set with that number in this comparison.")
	}
	if decision.Reason != "" && !slices.Contains(Reasons, decision.Reason) {
		return fault.New(fault.Invalid, "Unknown reason %q. Choose slip, guideline or ambiguous.", decision.Reason)
	}
	if !d.CanTake(decision.Take) {
		return cannot(decision.Take)
	}
	if decision.Take != TakeOwn {
		return nil
	}
	given := decision.Own.parts()
	for part := range given {
		if !slices.Contains(d.Owns(), part) {
			return cannot(TakeOwn)
		}
	}
	if len(given) == 0 {
		return cannot(TakeOwn)
	}
	return nil
}

func cannot(take Take) error {
	switch take {
	case TakeAgreed:
		return fault.New(fault.Invalid, "No value is shared by more than half of the sets. Choose a set, or give a value of your own.")
	case TakeBoth:
		return fault.New(fault.Invalid, "Both are not possible at once. Choose one set.")
	case TakeNeither:
		return fault.New(fault.Invalid, "An article must have a type. Choose a set, or give a type of your own.")
	case TakeOwn:
		return fault.New(fault.Invalid, "A value of your own is not possible here. Choose a set, or mark it in the adjudicated set.")
	}
	return fault.New(fault.Invalid, "A difference cannot be decided with %q.", take)
}

// parts names what an own value holds.
func (o *Own) parts() map[string]bool {
	if o == nil {
		return nil
	}
	given := map[string]bool{"role": o.Role != nil, "type": o.Type != nil, "title": o.Title != nil, "headless": o.Headless != nil, "glue": o.Glue != nil, "text": o.Text != nil}
	maps.DeleteFunc(given, func(_ string, is bool) bool { return !is })
	return given
}
