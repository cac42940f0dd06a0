package markup

import (
	"iter"
	"slices"

	"galley/engine/text"
	"galley/fault"
)

// Withholding says that an article does not leave in exports, and why. Who and when are provenance.
type Withholding struct {
	Reason WithholdReason `json:"reason"`
	Words  string         `json:"words,omitempty"` // what else to say of it
	By     string         `json:"by,omitempty"`    // the name of the person
	At     string         `json:"at,omitempty"`    // see Moment
}

// WithholdReason is why an article is withheld.
type WithholdReason string

// The reasons. Another one is said in words.
const (
	WithheldRights    WithholdReason = "rights"
	WithheldWithdrawn WithholdReason = "withdrawn"
	WithheldOther     WithholdReason = "other"
)

// WithholdReasons are all reasons, in the order in which they are offered.
var WithholdReasons = []WithholdReason{WithheldRights, WithheldWithdrawn, WithheldOther}

func withheldCell(id text.ID) Cell { return Cell{Kind: WithheldCell, ID: id} }

// marks reports whether a cell holds marks: not how far the work has come, nor what may leave.
func (c Cell) marks() bool {
	return c.Kind != StateCell && c.Kind != StageCell && c.Kind != WithheldCell
}

// Withheld is what was said of an article itself; false if it is not withheld, or only with what it
// stands under.
func (s *Set) Withheld(id text.ID) (Withholding, bool) {
	v, _ := s.remarks.get(withheldCell(id))
	w, found := v.(Withholding)
	return w, found
}

// WithheldIn is the article that withholds an article: itself, or what it stands under; "" if not
// withheld. A package is withheld with all that stands under it.
func (s *Set) WithheldIn(id text.ID) text.ID {
	for depth := 0; id != "" && depth <= s.articles.len(); depth++ {
		if s.remarks.has(withheldCell(id)) {
			return id
		}
		a, _ := s.articles.get(id)
		id = a.Parent
	}
	return ""
}

// IsWithdrawn reports whether an article was withdrawn from the issue, itself or with what it stands under: it keeps its
// place and its number, and is neither reviewed nor counted.
func (s *Set) IsWithdrawn(id text.ID) bool {
	for range s.withdrawals() {
		return s.withdrawnIn(id) != ""
	}
	return false
}

// withdrawnIn is the article that was withdrawn with an article in it: itself, or what it stands under; "" for none.
func (s *Set) withdrawnIn(id text.ID) text.ID {
	for depth := 0; id != "" && depth <= s.articles.len(); depth++ {
		if w, _ := s.Withheld(id); w.Reason == WithheldWithdrawn {
			return id
		}
		id = s.parentOf(id)
	}
	return ""
}

// Withdrawn is what was said of a withdrawn article, or of what it was withdrawn with; false for any other.
func (s *Set) Withdrawn(id text.ID) (Withholding, bool) {
	in := s.withdrawnIn(id)
	if in == "" {
		return Withholding{}, false
	}
	return s.Withheld(in)
}

// withdrawals are the articles of which it was said that they are withdrawn.
func (s *Set) withdrawals() iter.Seq[text.ID] {
	return func(yield func(text.ID) bool) {
		for c, v := range s.remarks.from(Cell{Kind: WithheldCell}) {
			if c.Kind != WithheldCell || v.(Withholding).Reason == WithheldWithdrawn && !yield(c.ID) {
				return
			}
		}
	}
}

// WithdrawnIn are the withdrawn articles of a page, or of the set, as parts, in reading order.
func (s *Set) WithdrawnIn(scope Cell) []Cell {
	var found []Cell
	for range s.withdrawals() {
		for id := range s.Articles() {
			if s.IsWithdrawn(id) && scope.ID == "" && (scope.Page == 0 || s.BeginsOn(id) == scope.Page) {
				found = append(found, Cell{Kind: StateCell, ID: id})
			}
		}
		break
	}
	return found
}

// CountWithdrawn is the number of articles that were withdrawn, packages apart.
func (s *Set) CountWithdrawn() int {
	counted := map[text.ID]bool{}
	n := 0
	var count func(id text.ID)
	count = func(id text.ID) {
		if counted[id] {
			return
		}
		if counted[id] = true; !s.isGroup(id) {
			n++
		}
		for _, child := range s.Children(id) {
			count(child)
		}
	}
	for id := range s.withdrawals() {
		count(id)
	}
	return n
}

// AllWithheld are the articles that are withheld, with what was said of each or of what it stands under.
func (s *Set) AllWithheld() map[text.ID]Withholding {
	found := map[text.ID]Withholding{}
	var take func(id text.ID, w Withholding)
	take = func(id text.ID, w Withholding) {
		if _, seen := found[id]; seen {
			return
		}
		found[id] = w
		for _, child := range s.Children(id) {
			own := w
			if said, withheld := s.Withheld(child); withheld {
				own = said
			}
			take(child, own)
		}
	}
	for c, v := range s.remarks.from(Cell{Kind: WithheldCell}) {
		if c.Kind != WithheldCell {
			break
		}
		if in := s.WithheldIn(s.parentOf(c.ID)); in == "" {
			take(c.ID, v.(Withholding))
		}
	}
	return found
}

func (s *Set) parentOf(id text.ID) text.ID {
	a, _ := s.articles.get(id)
	return a.Parent
}

// checkLeak refuses an act that would let text out of an article that stays withheld: its decided blocks
// stay in it, and it stays where it stands, until that is lifted. Undo is not held up: who may undo there may
// lift it too.
func (d *draft) checkLeak() error {
	for _, c := range d.order {
		var was, is text.ID
		switch c.Kind {
		case BlockCell:
			e, found := d.base.Extent(c.Page, c.At)
			if !found || d.base.Block(e).State != Decided {
				continue
			}
			was = d.base.Block(e).Article
			if e, found = d.now.Extent(c.Page, c.At); found {
				is = d.now.Block(e).Article
			}
		case ArticleCell:
			was, is = c.ID, c.ID
		default:
			continue
		}
		in := d.base.WithheldIn(was)
		if in != "" && d.now.remarks.has(withheldCell(in)) && d.now.WithheldIn(is) == "" {
			return fault.New(fault.Conflict, "This belongs to an article that is withheld from export, and this change would let its text out. Release that article for export first.")
		}
	}
	return nil
}

func checkWithholding(w Withholding) error {
	switch {
	case !slices.Contains(WithholdReasons, w.Reason):
		return fault.New(fault.Invalid, "Unknown reason to withhold an article: %q. Choose rights, withdrawn or other.", string(w.Reason))
	case w.Reason == WithheldOther && w.Words == "":
		return fault.New(fault.Invalid, "Say why the article is withheld.")
	case len([]rune(w.Words)) > longestReason:
		return fault.New(fault.Invalid, "A reason can have at most %d characters; please shorten it.", longestReason)
	case w.At != "" && !IsMoment(w.At):
		return fault.New(fault.Invalid, "%q is not a time in UTC. Write it as 2022-11-10T08:30:00Z.", w.At)
	}
	return checkWords(w.Words, w.By)
}
