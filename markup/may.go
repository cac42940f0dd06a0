package markup

import (
	"galley/fault"
)

// Actor is somebody who wants to do something: a user and the role that the newsroom gave.
type Actor struct {
	ID   int64
	Name string // for what is signed; may be ""
	Role string // administrator, editor, reviewer or reader
}

// Standing is what a set is to people: the team's, one editor's own, or what was decided of the
// differences between others.
type Standing struct {
	Independent bool
	Adjudicated bool
	Owner       int64 // of an independent set
	Shown       bool  // an independent set that has been shown to the others stays shown
}

const (
	administrator = "administrator"
	editor        = "editor"
	reviewer      = "reviewer"
)

// MayRead says whether the actor may see a set: everybody the team's, and an independent set its
// owner and administrators until it is shown.
func MayRead(a Actor, st Standing) error {
	if st.Independent && !st.Shown && a.ID != st.Owner && a.Role != administrator {
		return fault.New(fault.NotFound, "There is no such set.")
	}
	return nil
}

// May says whether the actor may do act to set s as it is now: draft and returned sets are marked by
// editors, submitted ones by the reviewer, accepted ones by nobody until they are reopened. It
// returns Forbidden with the reason.
func May(a Actor, st Standing, s *Set, act Act) error {
	if err := MayRead(a, st); err != nil {
		return err
	}
	now := s.StateOf(Cell{Kind: StateCell})
	if state, says := act.(*SetState); says {
		return mayState(a, st, s.StateOf(Cell{Kind: StateCell, Page: state.Page, ID: state.Article}), state.State)
	}
	switch now {
	case Accepted:
		return fault.New(fault.Forbidden, "This set is accepted; reopen it before changing anything.")
	case Submitted:
		if a.Role != reviewer && a.Role != administrator {
			return fault.New(fault.Forbidden, "This set is submitted; only a reviewer changes it now. Take the submission back to go on.")
		}
		return nil
	}
	return mayMark(a, st)
}

// MaySpeak says whether the actor may ask and answer about a set: everybody who sees it but readers. It
// returns Forbidden with the reason.
func MaySpeak(a Actor, st Standing) error {
	if err := MayRead(a, st); err != nil {
		return err
	}
	if a.Role != editor && a.Role != reviewer && a.Role != administrator {
		return fault.New(fault.Forbidden, "Readers see queries, but do not write them.")
	}
	return nil
}

func mayMark(a Actor, st Standing) error {
	if st.Adjudicated {
		return mayAdjudicate(a)
	}
	if st.Independent && a.ID != st.Owner {
		return fault.New(fault.Forbidden, "Only the editor who was asked for this set can mark it.")
	}
	if a.Role != editor && a.Role != administrator {
		return fault.New(fault.Forbidden, "Only editors mark a draft; your role here is %s.", rolePhrase(a.Role))
	}
	return nil
}

// mayAdjudicate says whether the actor may decide the differences between sets.
func mayAdjudicate(a Actor) error {
	if a.Role != reviewer && a.Role != administrator {
		return fault.New(fault.Forbidden, "Only reviewers and administrators decide differences and mark the adjudicated set.")
	}
	return nil
}

func mayState(a Actor, st Standing, now, next State) error {
	if next == Submitted || now == Submitted && next == Draft {
		return mayMark(a, st)
	}
	if a.Role != reviewer && a.Role != administrator {
		return fault.New(fault.Forbidden, "Only a reviewer returns, accepts or reopens.")
	}
	return nil
}

// rolePhrase is a person's role in a sentence.
func rolePhrase(role string) fault.Phrase {
	switch role {
	case reviewer:
		return fault.Say("reviewer")
	case "reader":
		return fault.Say("reader")
	}
	return fault.Say("%q", role)
}
