package markup

import (
	"slices"
	"strings"

	"galley/engine/text"
	"galley/fault"
)

// SetState submits, takes back, passes, returns, accepts or reopens a set, a page or an article. What is said of the
// set holds for its pages and articles, and what is said of a page for the articles that begin there, as far as
// they stand where the act can take them on: what was returned is not swept along. It may be about what stands
// outside articles on a page alone.
type SetState struct {
	State   State   `json:"state"`
	Stage   int     `json:"stage,omitempty"`   // in which this is decided, from 1; 0: the first, and for what is submitted or reopened
	To      int     `json:"to,omitempty"`      // the stage that it goes to, if it stays submitted: passed to a later one, or returned to an earlier
	Next    int     `json:"next,omitempty"`    // of what is returned or reopened: the stage that comes after whoever gets it; 0: the following one
	Page    int     `json:"page,omitempty"`    // of a page
	Outside bool    `json:"outside,omitempty"` // only of what belongs to no article on the page
	Article text.ID `json:"article,omitempty"` // of an article
	Reason  string  `json:"reason,omitempty"`  // why it is returned, or accepted in spite of open problems; what is said to the next stage
	Own     bool    `json:"own,omitempty"`     // accepted by an author of changes, as the publication allows; stored only
	Unread  int     `json:"unread,omitempty"`  // places that whoever accepted it had not looked at, and knew of
}

// Passes reports whether the act takes something on to a later stage, or accepts it.
func (a *SetState) Passes() bool { return a.State == Accepted || a.To > a.decidedIn() }

// Returns reports whether the act sends something back from a stage, to its author or an earlier stage.
func (a *SetState) Returns() bool { return a.State == Returned || a.To != 0 && a.To < a.decidedIn() }

// submits reports whether the act hands something in for review.
func (a *SetState) submits() bool { return a.State == Submitted && a.To == 0 }

// decidedIn is the stage in which the act decides.
func (a *SetState) decidedIn() int { return max(1, a.Stage) }

// longestReason is how long a reason is at most, in code points.
const longestReason = 2000

// Scope is the cell of what the act is about.
func (a *SetState) Scope() Cell { return Cell{Kind: StateCell, Page: a.Page, ID: a.Article} }

// Why is the reason without the white space around it, each line ended by "\n".
func (a *SetState) Why() string {
	return strings.TrimSpace(strings.ReplaceAll(a.Reason, "\r\n", "\n"))
}

// What is said of an article by a decision and is no state: how far it has come stays. See [Withholding].
const (
	Withdrawn State = "withdrawn" // it is out of the issue, and keeps its number
	Restored  State = "restored"  // it is in it again
)

func (a *SetState) resolve(d *draft) error {
	if a.State == Withdrawn || a.State == Restored {
		return a.withdraw(d)
	}
	moved, err := a.moving(d.now)
	if err != nil {
		return err
	}
	d.stand(a.Scope(), moved)
	return nil
}

// Check says why the act cannot be done in s as it is, whoever does it; nil if it can.
func (a *SetState) Check(s *Set) error {
	if a.State == Withdrawn || a.State == Restored {
		return a.withdraws(s)
	}
	_, err := a.moving(s)
	return err
}

// moving is where the act takes the parts that it moves.
func (a *SetState) moving(s *Set) (map[Cell]Stand, error) {
	if a.Page != 0 && s.source.Page(a.Page) == nil || a.Page != 0 && a.Article != "" || a.Page == 0 && a.Outside || min(a.Unread, a.Stage, a.Next) < 0 {
		return nil, fault.New(fault.Invalid, "Only the set, a page or an article can have a state.")
	}
	if !IsState(a.State) {
		return nil, a.refuse(s)
	}
	if s.IsWithdrawn(a.Article) {
		return nil, fault.New(fault.Conflict, "The article was withdrawn. Restore it first.")
	}
	if a.To < 0 || a.To != 0 && (a.State != Submitted || a.To == a.decidedIn()) {
		return nil, fault.New(fault.Invalid, "There is no such stage of review.")
	}
	why := a.Why()
	if err := checkReason(why); err != nil {
		return nil, err
	}
	moved := map[Cell]Stand{}
	for _, part := range a.parts(s) {
		if next, moves := a.Move(s.StandOf(part)); moves {
			moved[part] = next
		}
	}
	if len(moved) == 0 {
		return nil, a.refuse(s)
	}
	if a.State == Accepted && why == "" {
		if n := countOpen(s, moved); n > 0 {
			return nil, fault.New(fault.Invalid, "There are open points here (%d). Say why it is accepted with them.", n)
		}
	}
	return moved, nil
}

// parts are what the act is about, in text order. A page or set that holds nothing is one part.
func (a *SetState) parts(s *Set) []Cell {
	if a.Outside {
		return []Cell{a.Scope()}
	}
	parts := s.Parts(a.Scope())
	if len(parts) == 0 {
		parts = []Cell{a.Scope()}
	}
	return parts
}

// Moves are the parts that the act would take from where they stand, in text order.
func (a *SetState) Moves(s *Set) []Cell {
	return slices.DeleteFunc(a.parts(s), func(part Cell) bool {
		_, moves := a.Move(s.StandOf(part))
		return !moves
	})
}

// IsAbout reports whether the act is about a part: itself, its page or the set.
func (a *SetState) IsAbout(s *Set, part Cell) bool {
	switch {
	case a.Article != "":
		return part.ID == a.Article
	case a.Outside:
		return part.Page == a.Page
	case a.Page != 0:
		return part.Page == a.Page || part.ID != "" && s.BeginsOn(part.ID) == a.Page
	}
	return true
}

// Move is where the act takes a part that stands at now, or false if it leaves it there.
func (a *SetState) Move(now Stand) (Stand, bool) {
	if !IsState(a.State) {
		return now, false
	}
	here := now.State == Submitted && now.Stage == a.decidedIn()
	switch {
	case a.submits():
		return Stand{Submitted, now.StageAt}, now.State == Draft || now.State == Returned
	case a.State == Returned && (here || now.State == Accepted):
		return Stand{Returned, StageAt{Stage: max(1, a.Next)}}, true
	case !here:
		return now, false
	case a.State == Draft:
		return Stand{Draft, now.StageAt}, true
	case a.State == Accepted:
		return Stand{Accepted, firstStage}, true
	case a.Returns():
		return Stand{Submitted, StageAt{a.To, a.Next}}, true
	case now.Next != 0:
		return Stand{Submitted, StageAt{Stage: now.Next}}, true
	}
	return Stand{Submitted, StageAt{Stage: a.To}}, true
}

// Course is how far a part has come by the decisions about it, one after the other. Make one with Outset.
type Course struct {
	Stand
	Withdrawn bool
}

// Settled reports whether nothing is left to decide: it is accepted, or withdrawn.
func (c *Course) Settled() bool { return c.State == Accepted || c.Withdrawn }

// Outset is where every part begins.
func Outset() Course { return Course{Stand: Stand{Draft, firstStage}} }

// Follow takes the next decision into account. It gives the stage that the part passed by it, or 0 for none, and reports
// whether it moved the part at all.
func (c *Course) Follow(act *SetState) (passed int, moved bool) {
	if act.State == Withdrawn || act.State == Restored {
		was := c.Withdrawn
		c.Withdrawn = act.State == Withdrawn
		return 0, was != c.Withdrawn
	}
	if c.Withdrawn {
		return 0, false
	}
	next, moves := act.Move(c.Stand)
	if !moves {
		return 0, false
	}
	if act.Passes() {
		passed = c.Stage
	}
	c.Stand = next
	return passed, true
}

// refuse says why the act moves nothing.
func (a *SetState) refuse(s *Set) error {
	now := s.StandOf(a.Scope())
	if a.Article == "" && !a.Outside {
		now = s.Lowest(a.Scope())
	}
	if now.State == Submitted && now.Stage != a.decidedIn() && !a.submits() {
		return fault.New(fault.Conflict, "It is in another stage by now. Look at it again.")
	}
	return fault.New(fault.Conflict, "What is %s cannot become %s.", now.State.phrase(), a.State.phrase())
}

// countOpen is the number of open points of what an act moves.
func countOpen(s *Set, moved map[Cell]Stand) int {
	n := 0
	for part := range moved {
		if part.Page != 0 {
			n += s.CountOutside(part.Page)
		} else {
			n += s.CountOpen(part)
		}
	}
	return n
}

// Concerns reports whether a change is about what the act is about.
func (a *SetState) Concerns(s *Set, c Change) bool {
	if !s.Touches(c, a.Scope()) {
		return false
	}
	return !a.Outside || !slices.ContainsFunc(s.scopesOf(c), func(of Cell) bool { return of.ID != "" })
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
