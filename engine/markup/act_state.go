package markup

import (
	"slices"
	"strings"
	"unicode/utf8"

	"galley/engine/text"
	"galley/fault"
)

// SetState submits, returns, accepts or reopens a set, a page or an article. What is said of the set
// holds for its pages and articles, except for those that are accepted already. What is said of a page holds for
// the articles that begin there, unless it is said of what stands outside articles alone.
type SetState struct {
	State   State   `json:"state"`
	Page    int     `json:"page,omitempty"`    // of a page
	Outside bool    `json:"outside,omitempty"` // only of what belongs to no article on the page
	Article text.ID `json:"article,omitempty"` // of an article
	Reason  string  `json:"reason,omitempty"`  // why it is returned, or accepted in spite of open problems
	Own     bool    `json:"own,omitempty"`     // accepted by an author of changes, as the publication allows; stored only
	Unread  int     `json:"unread,omitempty"`  // places that whoever accepted it had not looked at, and knew of
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
	if a.Page != 0 && d.now.source.Page(a.Page) == nil || a.Page != 0 && a.Article != "" || a.Page == 0 && a.Outside || a.Unread < 0 {
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
	if n := a.countOpen(d.now); a.State == Accepted && n > 0 && why == "" {
		return fault.New(fault.Invalid, "There are open points here (%d). Say why it is accepted with them.", n)
	}
	if a.Outside {
		d.keepStates(a.Page)
	}
	d.put(c, a.State)
	for part, v := range d.now.Remarks() {
		if part.Kind == StateCell && part != c && a.covers(d.now, part) && (a.State == Accepted || v != Accepted) {
			d.put(part, nil)
		}
	}
	return nil
}

// keepStates gives each article that begins on a page, and has no state of its own, the one that it has now, so that
// the page's can change without it.
func (d *draft) keepStates(page int) {
	for id := range d.now.Articles() {
		c := Cell{Kind: StateCell, ID: id}
		if d.now.BeginsOn(id) == page && !d.now.remarks.has(c) {
			d.put(c, d.now.StateOf(c))
		}
	}
}

// countOpen is the number of open points of what the act is about.
func (a *SetState) countOpen(s *Set) int {
	if a.Outside {
		return s.CountOutside(a.Page)
	}
	return s.CountOpen(a.Scope())
}

// Concerns reports whether a change is about what the act is about.
func (a *SetState) Concerns(s *Set, c Change) bool {
	if !s.Touches(c, a.Scope()) {
		return false
	}
	return !a.Outside || !slices.ContainsFunc(s.scopesOf(c), func(of Cell) bool { return of.ID != "" })
}

// covers reports whether a part, a page or an article, goes with what the act is about.
func (a *SetState) covers(s *Set, part Cell) bool {
	switch {
	case a.Article != "" || a.Outside:
		return false
	case a.Page != 0:
		return part.ID != "" && s.pageScope(part.ID).Page == a.Page
	}
	return true
}

// CountOutside is CountOpen of what belongs to no article on a page.
func (s *Set) CountOutside(page int) int {
	n := 0
	for b := range s.Blocks(page) {
		if b.Article != "" {
			continue
		}
		n += wrongs(s.ProblemsOf(b.Cell()))
		if b.State != Decided {
			n++
		}
	}
	return n
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
