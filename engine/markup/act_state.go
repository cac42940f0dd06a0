package markup

import (
	"slices"
	"strings"
	"unicode/utf8"

	"galley/engine/text"
	"galley/fault"
)

// SetState submits, returns, accepts or reopens a set, a page or an article. What is said of the set
// holds for its pages and articles, except for those that are accepted already.
type SetState struct {
	State   State   `json:"state"`
	Page    int     `json:"page,omitempty"`    // of a page
	Article text.ID `json:"article,omitempty"` // of an article
	Reason  string  `json:"reason,omitempty"`  // why it is returned, or accepted in spite of open problems
	Own     bool    `json:"own,omitempty"`     // accepted by an author of changes, as the publication allows; stored only
}

// longestReason is how long a reason is at most, in code points.
const longestReason = 2000

// transitions are the states that may follow a state.
var transitions = map[State][]State{
	Draft:     {Submitted},
	Submitted: {Returned, Accepted, Draft},
	Returned:  {Submitted},
	Accepted:  {Returned},
}

// Scope is the cell of what the act is about.
func (a *SetState) Scope() Cell { return Cell{Kind: StateCell, Page: a.Page, ID: a.Article} }

// Why is the reason without the white space around it, each line ended by "\n".
func (a *SetState) Why() string {
	return strings.TrimSpace(strings.ReplaceAll(a.Reason, "\r\n", "\n"))
}

func (a *SetState) resolve(d *draft) error {
	c := a.Scope()
	if a.Page != 0 && d.now.source.Page(a.Page) == nil || a.Page != 0 && a.Article != "" {
		return fault.New(fault.Invalid, "Only the set, a page or an article can have a state.")
	}
	now := d.now.StateOf(c)
	if !slices.Contains(transitions[now], a.State) {
		return fault.New(fault.Conflict, "What is %s cannot become %s.", now.phrase(), a.State.phrase())
	}
	why := a.Why()
	if err := checkWords(why); err != nil {
		return err
	}
	if utf8.RuneCountInString(why) > longestReason {
		return fault.New(fault.Invalid, "A reason can have at most %d characters; please shorten it.", longestReason)
	}
	if n := d.now.CountOpen(c); a.State == Accepted && n > 0 && why == "" {
		return fault.New(fault.Invalid, "There are open points here (%d). Say why it is accepted with them.", n)
	}
	d.put(c, a.State)
	for part, v := range d.now.Remarks() {
		if part.Kind == StateCell && part != c && a.covers(d.now, part) && (a.State == Accepted || v != Accepted) {
			d.put(part, nil)
		}
	}
	return nil
}

// covers reports whether a part, a page or an article, goes with what the act is about.
func (a *SetState) covers(s *Set, part Cell) bool {
	switch {
	case a.Article != "":
		return false
	case a.Page != 0:
		return part.ID != "" && s.pageScope(part.ID).Page == a.Page
	}
	return true
}

// CountOpen is the number of open points of the set, a page or an article: problems that nobody
// dismissed, hints apart, and blocks that are not decided.
func (s *Set) CountOpen(scope Cell) int {
	n := 0
	count := func(b BlockView) {
		n += wrongs(s.ProblemsOf(b.Cell()))
		if b.State != Decided {
			n++
		}
	}
	switch {
	case scope.ID != "":
		n += wrongs(s.ProblemsOf(articleCell(scope.ID)))
		for b := range s.Members(scope.ID) {
			count(b)
		}
	case scope.Page != 0:
		for b := range s.Blocks(scope.Page) {
			count(b)
		}
		for id := range s.Articles() {
			if s.pageScope(id) == scope {
				n += wrongs(s.ProblemsOf(articleCell(id)))
			}
		}
	default:
		blocks, decided := s.CountAll()
		n += s.wrong + blocks - decided
	}
	return n
}

// phrase is the state in a sentence.
func (s State) phrase() fault.Phrase {
	if p, known := statePhrases[s]; known {
		return p
	}
	return fault.Say("%q", string(s))
}

// IsState reports whether s is one of the states.
func IsState(s State) bool {
	_, known := statePhrases[s]
	return known
}

var statePhrases = map[State]fault.Phrase{
	Draft:     fault.Say("draft"),
	Submitted: fault.Say("submitted"),
	Returned:  fault.Say("returned"),
	Accepted:  fault.Say("accepted"),
}
