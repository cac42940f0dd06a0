package markup

import (
	"slices"

	"galley/fault"
)

// SetState submits, returns, accepts or reopens a set, a page or an article.
type SetState struct {
	State   State `json:"state"`
	Page    int   `json:"page,omitempty"`    // of a page
	Article ID    `json:"article,omitempty"` // of an article
}

// transitions are the states that may follow a state.
var transitions = map[State][]State{
	Draft:     {Submitted},
	Submitted: {Returned, Accepted, Draft},
	Returned:  {Submitted},
	Accepted:  {Returned},
}

func (a *SetState) resolve(d *draft) error {
	c := Cell{Kind: StateCell, Page: a.Page, ID: a.Article}
	if a.Page != 0 && d.now.source.Page(a.Page) == nil || a.Page != 0 && a.Article != "" {
		return fault.New(fault.Invalid, "A state is that of the set, of a page or of an article.")
	}
	now := d.now.StateOf(c)
	if !slices.Contains(transitions[now], a.State) {
		return fault.New(fault.Conflict, "What is %s can not become %s.", now.phrase(), a.State.phrase())
	}
	d.put(c, a.State)
	return nil
}

// phrase is the state in a sentence.
func (s State) phrase() fault.Phrase {
	if p, known := statePhrases[s]; known {
		return p
	}
	return fault.Say("%q", string(s))
}

var statePhrases = map[State]fault.Phrase{
	Draft:     fault.Say("draft"),
	Submitted: fault.Say("submitted"),
	Returned:  fault.Say("returned"),
	Accepted:  fault.Say("accepted"),
}
